//! Search, filters and order of a list, kept in the address: a link shows the same rows.

use std::{cell::RefCell, str::FromStr};

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

thread_local! {
    /// What changed since the last frame: the names, and what they are now.
    static CHANGES: RefCell<Vec<(&'static str, Option<String>)>> = RefCell::default();
}

/// A part of the address's query, and how to change it.
pub type Query<T> = (Memo<Option<T>>, SignalSetter<Option<T>>);

/// A part of the address's query. Changing it adds no step to go back through; what changes together is one change.
///
/// Not the router's own `query_signal`: it would take somebody back who has gone elsewhere meanwhile (leptos_router
/// 0.8.17 keeps the address of when the change was made, and goes there a frame later).
pub fn query<T>(name: &'static str) -> Query<T>
where
    T: FromStr + ToString + PartialEq + Send + Sync,
{
    let location = use_location();
    let navigate = use_navigate();
    let (path, query, hash) = (location.pathname, location.query, location.hash);
    let get =
        Memo::new(move |_| query.with(|query| query.get_str(name).and_then(|value| value.parse().ok())));
    let set = SignalSetter::map(move |value: Option<T>| {
        let change = (name, value.map(|it| it.to_string()));
        let is_first = CHANGES.with_borrow_mut(|it| {
            it.push(change);
            it.len() == 1
        });
        if !is_first {
            return;
        }
        let (navigate, here) = (navigate.clone(), path.get_untracked());
        request_animation_frame(move || {
            let changes = CHANGES.take();
            // The person has gone elsewhere meanwhile.
            if path.get_untracked() != here {
                return;
            }
            let mut query = query.get_untracked();
            for (name, value) in changes {
                match value {
                    Some(value) => query.replace(name, value),
                    None => drop(query.remove(name)),
                }
            }
            let to = format!("{here}{}{}", query.to_query_string(), hash.get_untracked());
            navigate(&to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
        });
    });
    (get, set)
}
