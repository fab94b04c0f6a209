//! What there is to say above the page of the wizard.

use leptos::{html, prelude::*};

use super::mode::{self, Mode};
use crate::{
    api::Error,
    phrases::{Phrase, configure as words, fill, t},
    ui::{Notice, Tone, grouped},
};

/// What the wizard is open for, what was brought back, and why the last try did not work.
#[component]
pub fn Notices(
    mode: Mode,
    restored: RwSignal<Option<Phrase>>,
    refusal: RwSignal<Option<Error>>,
    /// How many settings of the page that was tried need attention.
    attention: RwSignal<usize>,
    /// Takes the focus when something did not work.
    node_ref: NodeRef<html::Div>,
) -> impl IntoView {
    let count = move || {
        let number = u32::try_from(attention.get()).unwrap_or_default();
        (number > 0).then(|| {
            let text = fill(words::ATTENTION, &[("count", &grouped(number))]);
            view! { <Notice tone=Tone::Danger><p>{text}</p></Notice> }
        })
    };
    view! {
        {mode::notice(mode)}
        {move || restored.get().map(|it| view! { <Notice tone=Tone::Info><p>{t(it)}</p></Notice> })}
        <div tabindex="-1" node_ref=node_ref>
            {move || refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {count}
        </div>
    }
}
