//! A secret that is stored: it is never shown, and nobody replaces it by mistake.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    phrases::{connections as words, fill, t},
    ui::{Look, Notice, PlainButton, TextButton, TextField, Tone},
};

/// What becomes of a stored secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    Kept,
    /// Somebody is asked whether it is to be replaced.
    Asked,
    /// There is a field for another one.
    Replaced,
}

/// The secret, or the field for another one once that is wanted. `is_stored` says whether there is one.
#[component]
pub fn SecretField(
    label: String,
    value: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    fate: RwSignal<Fate>,
    is_stored: bool,
    optional: bool,
    hint: String,
) -> impl IntoView {
    // What is typed stays in sight when the server's sentence opens a field that is open.
    let shown = Memo::new(move |_| fate.get());
    let root = NodeRef::<html::Div>::new();
    let turn = move |to: Fate| {
        fate.set(to);
        if to == Fate::Kept {
            value.set(String::new());
            problem.set(None);
        }
        // What was pressed is gone; what took its place is not there yet.
        request_animation_frame(move || {
            let found = root.get_untracked().and_then(|it| it.query_selector("input, button").ok().flatten());
            if let Some(next) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
                drop(next.focus());
            }
        });
    };
    let field = {
        let (label, hint) = (label.clone(), hint.clone());
        move || {
            view! {
                <TextField
                    label=label.clone()
                    value
                    problem
                    optional
                    kind="password"
                    autocomplete="new-password"
                    hint=hint.clone()
                />
                {is_stored.then(|| view! {
                    <TextButton on_click=move |()| turn(Fate::Kept)>{t(words::KEEP_STORED)}</TextButton>
                })}
            }
            .into_any()
        }
    };
    let kept = {
        let label = label.clone();
        move || {
            let replace = fill(words::REPLACE, &[("name", &label)]);
            view! {
                <p class="secret-kept">
                    <span>{t(words::STORED)}</span>
                    <PlainButton on_click=move |()| turn(Fate::Asked)>{replace}</PlainButton>
                </p>
            }
            .into_any()
        }
    };
    let asked = move || {
        view! {
            <Notice tone=Tone::Warn>
                <p role="alert">{t(words::REPLACE_QUESTION)}</p>
                <div class="button-row">
                    <PlainButton on_click=move |()| turn(Fate::Kept)>{t(words::KEEP_STORED)}</PlainButton>
                    <PlainButton look=Look::DangerQuiet on_click=move |()| turn(Fate::Replaced)>
                        {t(words::REPLACE_CONFIRM)}
                    </PlainButton>
                </div>
            </Notice>
        }
        .into_any()
    };
    let around = move |inside: AnyView| {
        let name = label.clone();
        view! {
            <div class="field" role="group" aria-label=label.clone()>
                <span class="field-label">{name}</span>
                {inside}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="secret" node_ref=root>
            {move || match shown.get() {
                Fate::Kept => around(kept()),
                Fate::Asked => around(asked()),
                Fate::Replaced => field(),
            }}
        </div>
    }
}
