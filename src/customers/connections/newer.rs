//! What somebody else saved while a dialog was open.

use leptos::prelude::*;

use crate::{
    phrases::{connections as words, t, ui},
    ui::{Notice, Tone},
};

/// The fields that are changed here too: their names, and what they hold now.
pub type Newer = Vec<(String, String)>;

/// Says so, and that saving once more replaces it.
pub fn notice(newer: Newer) -> Option<AnyView> {
    let field = |(name, value): (String, String)| {
        let value = if value.is_empty() { t(ui::EMPTY_VALUE) } else { value };
        view! { <li>{name}": "<bdi>{value}</bdi></li> }
    };
    (!newer.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warn>
                <p role="alert">{t(words::NEWER_TEXT)}</p>
                <ul class="plain-list">{newer.into_iter().map(field).collect_view()}</ul>
            </Notice>
        }
        .into_any()
    })
}
