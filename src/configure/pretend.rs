//! A connection in a rehearsal: it is said what would be asked for, and nothing can be filled in.

use leptos::prelude::*;

use super::{
    asked::Reader,
    described::{Described, describe},
    draft::OnPremise,
    wizard::Question,
};
use crate::{
    api::One,
    phrases::{configure as words, dynamic, fill, t},
    ui::{Failure, Glyph, Status},
};

/// The pretend connection.
#[component]
pub fn PretendConnection(question: Question, integration: String, reader: Reader) -> impl IntoView {
    let key = question.setting.key.clone();
    let wanted = (integration, key.clone());
    let described = One::new(move || wanted.clone(), move |it| describe(it, reader));
    let (asks_consent, on_premise) = (question.setting.asks_consent, question.setting.on_premise);
    let what = move |it: Described| {
        let names: Vec<String> = it.inputs.iter().map(|it| dynamic(&it.label)).collect();
        let asked = match names.is_empty() {
            true => t(words::PRETEND_ASKS_NOTHING),
            false => fill(words::PRETEND_ASKS, &[("names", &names.join(", "))]),
        };
        view! {
            <p class="muted"><bdi>{format!("{} – {}", dynamic(&it.app), dynamic(&it.way))}</bdi></p>
            <p>{asked}</p>
            {asks_consent.then(|| view! { <p>{t(words::PRETEND_CONSENT)}</p> })}
            {(on_premise != OnPremise::Never).then(|| view! { <p>{t(words::PRETEND_MACHINE)}</p> })}
        }
    };
    view! {
        <fieldset class="field connection-block">
            <legend class="field-label">{dynamic(&key)}</legend>
            <p class="field-hint" dir="auto">{dynamic(&question.setting.about)}</p>
            <p class="connection-state"><Status glyph=Glyph::Enabled>{t(words::PRETENDED)}</Status></p>
            {move || match described.answer.get() {
                None => view! { <span class="skeleton late"></span> }.into_any(),
                Some(Err(error)) => view! { <Failure error on_retry=move |()| described.reload() /> }.into_any(),
                Some(Ok(it)) => what(it).into_any(),
            }}
        </fieldset>
    }
}
