//! A text to take along.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen_futures::JsFuture;

use super::{Icon, Toasts, use_toasts};
use crate::phrases::{fill, t, ui as words};

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
    view! {
        <span class="copyable">
            <code class="mono" title=label.clone()>{text}</code>
            <button
                class="icon-button"
                type="button"
                aria-label=fill(words::COPY, &[("what", &label)])
                on:click=move |_| copy(copied.clone(), toasts)
            >
                <Icon name="copy" small=true />
            </button>
        </span>
    }
}

/// A button that copies a text too long to show.
#[component]
pub fn CopyButton(
    #[prop(into)] text: Signal<String>,
    /// What it copies, for those who do not see what it stands beside.
    #[prop(into)]
    label: String,
    children: Children,
) -> impl IntoView {
    let toasts = use_toasts();
    view! {
        <button
            class="text-button"
            type="button"
            aria-label=label
            on:click=move |_| copy(text.get_untracked(), toasts)
        >
            {children()}
        </button>
    }
}

fn copy(text: String, toasts: Toasts) {
    spawn_local(async move {
        let done = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
        if done.is_ok() {
            toasts.success(t(words::COPIED));
        } else {
            toasts.failure(t(words::NOT_COPIED));
        }
    });
}
