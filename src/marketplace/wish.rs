//! What a person looks for in the catalogue. In the browser the address holds it; in a frame the address is not the
//! person's, so it is kept for as long as the document lives and the person is the same.

use std::{cell::RefCell, collections::HashMap};

use leptos::prelude::*;

use crate::{auth::use_session, boot, shell::query};

/// A part of the wish, and the way to change it.
pub type Part = (Memo<Option<String>>, SignalSetter<Option<String>>);

#[derive(Default)]
struct Kept {
    /// Whose wishes they are.
    person: String,
    parts: HashMap<&'static str, Option<String>>,
}

thread_local! {
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// The part of this name.
pub fn wish(name: &'static str) -> Part {
    if boot::is_embedded() { kept(name) } else { query(name) }
}

fn kept(name: &'static str) -> Part {
    let person = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    let before = KEPT.with_borrow_mut(|kept| {
        if kept.person != person {
            *kept = Kept { person, parts: HashMap::new() };
        }
        kept.parts.get(name).cloned().flatten()
    });
    let now = RwSignal::new(before);
    let set = move |value: Option<String>| {
        KEPT.with_borrow_mut(|kept| drop(kept.parts.insert(name, value.clone())));
        now.set(value);
    };
    (Memo::new(move |_| now.get()), SignalSetter::map(set))
}
