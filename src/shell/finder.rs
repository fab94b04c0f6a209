//! The way to anything: a button in the navigation, and Ctrl K or Command K.

use leptos::{ev::KeyboardEvent, prelude::*};

use crate::{
    auth::use_session,
    parts::find_dialog,
    phrases::{find as words, t},
    routes::Route,
    ui::{Icon, IconButton, lazy},
};

/// Opens the search for anything.
#[derive(Clone, Copy)]
pub struct Finder {
    open: RwSignal<bool>,
    /// Whether there is anything for this person to find.
    is_offered: Memo<bool>,
}

impl Finder {
    /// A search that closes when another screen opens.
    pub fn new(route: Memo<Route>) -> Self {
        let session = use_session();
        let is_offered = Memo::new(move |_| {
            let enters = |to: Route| session.access(|it| it.may_enter(to.entry())).is_granted();
            enters(Route::Customers) || enters(Route::Integrations)
        });
        let open = RwSignal::new(false);
        Effect::new(move |_| {
            route.track();
            open.set(false);
        });
        let shortcut = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
            let is_chord = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
            if is_chord && event.key().eq_ignore_ascii_case("k") && is_offered.get_untracked() {
                event.prevent_default();
                // Not above something that has to be dealt with first.
                if document().query_selector("dialog[open]").is_ok_and(|it| it.is_none()) {
                    open.set(true);
                }
            }
        });
        on_cleanup(move || shortcut.remove());
        Self { open, is_offered }
    }

    /// The button of the sidebar.
    pub fn button(self) -> impl IntoView {
        let Self { open, is_offered } = self;
        let button = move || {
            view! {
                <button
                    class="sidebar-find"
                    type="button"
                    aria-keyshortcuts="Control+K Meta+K"
                    title=t(words::TITLE)
                    on:click=move |_| open.set(true)
                >
                    <Icon name="search" />
                    <span class="nav-text">{t(words::TITLE)}</span>
                    <kbd class="kbd" aria-hidden="true">{t(words::SHORTCUT)}</kbd>
                </button>
            }
        };
        move || is_offered.get().then(button)
    }

    /// The button of the bar of small screens.
    pub fn sign(self) -> impl IntoView {
        let Self { open, is_offered } = self;
        let sign = move || {
            view! { <IconButton icon="search" label=t(words::TITLE) on_click=move |()| open.set(true) /> }
        };
        move || is_offered.get().then(sign)
    }

    /// The dialog.
    pub fn dialog(self) -> impl IntoView {
        let Self { open, .. } = self;
        lazy::overlay(move || open.get(), find_dialog::load, move || find_dialog::view(open))
    }
}
