//! How much a log line matters.

use leptos::prelude::*;
use serde::Serialize;

use super::state::name;
use crate::phrases::{Phrase, runs as words, t};

/// The word for a level of the API, which each document has a type of its own for.
pub fn level(severity: &impl Serialize) -> AnyView {
    let name = name(severity).to_ascii_lowercase();
    let phrase = word(&name);
    view! { <span class="severity" data-level=name>{t(phrase)}</span> }.into_any()
}

/// What people read for the API's name of a level, in small letters.
#[must_use]
pub fn word(name: &str) -> Phrase {
    match name {
        "trace" => words::SEVERITY_TRACE,
        "debug" => words::SEVERITY_DEBUG,
        "metric" => words::SEVERITY_METRIC,
        "warn" => words::SEVERITY_WARN,
        "error" => words::SEVERITY_ERROR,
        "fatal" => words::SEVERITY_FATAL,
        _ => words::SEVERITY_INFO,
    }
}
