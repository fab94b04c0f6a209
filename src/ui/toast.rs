//! Short news about what a person just did, in a corner.

use std::time::Duration;

use leptos::{
    html,
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};

use super::{Icon, Tone};
use crate::phrases::{t, ui as words};

/// The news of this document, as a context.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: StoredValue<Vec<Toast>, LocalStorage>,
    next: StoredValue<u32>,
    stack: NodeRef<html::Div>,
}

/// One piece of news, on the screen until it is dropped. Mounted by itself: a keyed list would be another 12 kB that every
/// first visit fetches.
struct Toast {
    id: u32,
    _view: UnmountHandle<AnyViewState>,
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
        Self { shown: StoredValue::new_local(Vec::new()), next: StoredValue::new(0), stack: NodeRef::new() }
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
        if let Some(stack) = self.stack.get_untracked() {
            let view = mount_to(stack.into(), move || self.toast(id, tone, text));
            self.shown.update_value(|all| {
                all.push(Toast { id, _view: view });
                let too_many = all.len().saturating_sub(AT_ONCE);
                all.drain(..too_many);
            });
        }
        id
    }

    fn toast(self, id: u32, tone: Tone, text: String) -> AnyView {
        let role = if tone == Tone::Danger { "alert" } else { "status" };
        view! {
            <div class="toast" data-tone=tone.as_str() role=role>
                <Icon name=tone.icon() />
                <p dir="auto">{text}</p>
                <button
                    class="icon-button"
                    type="button"
                    aria-label=t(words::CLOSE)
                    on:click=move |_| self.dismiss(id)
                >
                    <Icon name="x" small=true />
                </button>
            </div>
        }
        .into_any()
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
        self.shown.update_value(|all| all.retain(|it| it.id != id));
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
    view! { <div class="toast-stack" node_ref=use_toasts().stack></div> }
}
