//! Every visible text, by key, and the words a host product puts in its place.
//!
//! A phrase is a constant with a key and our own English text. Hosts replace texts by key (`Overrides`), for one
//! screen (`screen__key`) or everywhere, and translate what an organization wrote itself (`dynamic`). Overrides are
//! the same for the life of a screen, so reading a phrase is a plain call: nothing subscribes. When a host sends
//! different ones, the app shows the screen anew, unless somebody works on it.

pub mod common;
pub mod configure;
pub mod connections;
pub mod customers;
pub mod find;
pub mod instances;
pub mod integrations;
pub mod marketplace;
pub mod members;
mod overrides;
pub mod people;
pub mod profile;
pub mod roles;
pub mod runs;
pub mod shell;
pub mod ui;

use std::cell::RefCell;

pub use overrides::Overrides;

/// A text with the key it is known by. `%{name}` in it stands for a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    pub key: &'static str,
    pub text: &'static str,
}

/// Declares phrases: `NAME: "key" = "text";`.
macro_rules! phrases {
    ($($name:ident : $key:literal = $text:literal;)*) => {
        $(pub const $name: $crate::phrases::Phrase = $crate::phrases::Phrase { key: $key, text: $text };)*
    };
}
use phrases;

thread_local! {
    static OVERRIDES: RefCell<Overrides> = RefCell::default();
}

/// The text of a phrase.
#[must_use]
pub fn t(phrase: Phrase) -> String {
    OVERRIDES.with_borrow(|it| it.text(phrase, &[]))
}

/// The text of a phrase with its `%{name}`s filled in. Values are inserted as they are, once: a value that looks
/// like a variable stays text.
#[must_use]
pub fn fill(phrase: Phrase, values: &[(&str, &str)]) -> String {
    OVERRIDES.with_borrow(|it| it.text(phrase, values))
}

/// What an organization wrote (a name, a description), in the host's words if the host has some for exactly this.
#[must_use]
pub fn dynamic(text: &str) -> String {
    OVERRIDES.with_borrow(|it| it.dynamic(text).to_owned())
}

/// Takes the host's words.
pub fn replace_overrides(new: Overrides) {
    OVERRIDES.set(new);
}
