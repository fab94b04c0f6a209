//! A text to take along.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{Icon, use_toasts};
use crate::phrases::{t, ui as words};

/// A short text with a button that copies it.
#[component]
pub fn Copyable(
    #[prop(into)] text: String,
    /// What the text is.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let toasts = use_toasts();
    let copied = text.clone();
    let copy = move |_| {
        let text = copied.clone();
        spawn_local(async move {
            let done = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
            if done.is_ok() {
                toasts.success(t(words::COPIED));
            } else {
                toasts.failure(t(words::NOT_COPIED));
            }
        });
    };
    view! {
        <span class="copyable">
            <code class="mono" title=label.clone()>{text}</code>
            <button
                class="icon-button"
                type="button"
                aria-label=crate::phrases::fill(words::COPY, &[("what", &label)])
                on:click=copy
            >
                <Icon name="copy" small=true />
            </button>
        </span>
    }
}
