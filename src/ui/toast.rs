//! Short news about what a person just did, in a corner.

use std::time::Duration;

use leptos::prelude::*;

use super::{Icon, Tone};
use crate::phrases::{t, ui as words};

/// The news of this document, as a context.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    next: StoredValue<u32>,
}

#[derive(Clone)]
struct Toast {
    id: u32,
    tone: Tone,
    text: String,
}

/// How long good news stays.
const SHOWN_FOR: Duration = Duration::from_secs(4);
/// Older news makes room.
const AT_ONCE: usize = 3;

/// The news. Only inside the app, which provides them.
#[must_use]
pub fn use_toasts() -> Toasts {
    expect_context()
}

impl Toasts {
    #[must_use]
    pub fn new() -> Self {
        Self { shown: RwSignal::new(Vec::new()), next: StoredValue::new(0) }
    }

    /// Something worked. Goes away by itself.
    pub fn success(self, text: String) {
        let id = self.add(Tone::Success, text);
        set_timeout(move || self.dismiss_unread(id), SHOWN_FOR);
    }

    /// Something did not. Stays until it is closed.
    pub fn failure(self, text: String) {
        self.add(Tone::Danger, text);
    }

    fn add(self, tone: Tone, text: String) -> u32 {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|all| {
            all.push(Toast { id, tone, text });
            let too_many = all.len().saturating_sub(AT_ONCE);
            all.drain(..too_many);
        });
        id
    }

    /// Not while the person points at it or has the focus in it.
    fn dismiss_unread(self, id: u32) {
        let is_read = document()
            .query_selector(".toast-stack:hover, .toast-stack:focus-within")
            .is_ok_and(|it| it.is_some());
        if is_read {
            set_timeout(move || self.dismiss_unread(id), SHOWN_FOR);
        } else {
            self.dismiss(id);
        }
    }

    fn dismiss(self, id: u32) {
        self.shown.update(|all| all.retain(|it| it.id != id));
    }
}

impl Default for Toasts {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the news appear.
#[component]
pub fn ToastStack() -> impl IntoView {
    let toasts = use_toasts();
    let toast = move |it: Toast| {
        let role = if it.tone == Tone::Danger { "alert" } else { "status" };
        view! {
            <div class="toast" data-tone=it.tone.as_str() role=role>
                <Icon name=it.tone.icon() />
                <p dir="auto">{it.text}</p>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t(words::CLOSE)
                    on:click=move |_| toasts.dismiss(it.id)
                >
                    <Icon name="x" small=true />
                </button>
            </div>
        }
    };
    view! {
        <div class="toast-stack">
            <For each=move || toasts.shown.get() key=|it| it.id children=toast />
        </div>
    }
}
