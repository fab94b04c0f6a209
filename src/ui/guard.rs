//! Asks before something typed is left behind.

use leptos::{
    ev::{BeforeUnloadEvent, MouseEvent},
    prelude::*,
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AddEventListenerOptions, EventTarget};

use super::{Dialog, Look, PlainButton};
use crate::{
    boot,
    phrases::{Phrase, t, ui as words},
};

/// What is said to who leaves: a title, what is lost, and the buttons that stay and go.
#[derive(Clone, Copy)]
pub struct Leaving {
    pub title: Phrase,
    pub text: Phrase,
    pub stay: Phrase,
    pub leave: Phrase,
}

/// Of something typed.
const TYPED: Leaving = Leaving {
    title: words::DISCARD_TITLE,
    text: words::DISCARD_TEXT,
    stay: words::KEEP_EDITING,
    leave: words::DISCARD,
};

/// How many places on the screen hold something typed that is not saved. A context of the app.
#[derive(Clone, Copy)]
pub struct Unsaved(RwSignal<u32>);

impl Unsaved {
    /// Nothing is typed yet.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(0))
    }

    /// Whether there is any.
    #[must_use]
    pub fn any(self) -> bool {
        self.0.get() > 0
    }
}

impl Default for Unsaved {
    fn default() -> Self {
        Self::new()
    }
}

/// Counts a place for as long as it is there.
pub(super) fn count_unsaved(dirty: Signal<bool>) {
    let Some(Unsaved(count)) = use_context::<Unsaved>() else { return };
    let was = StoredValue::new(false);
    let tell = move |is: bool| {
        let before = was.try_update_value(|it| std::mem::replace(it, is)).unwrap_or_default();
        // The app may be gone with the screen.
        let _ = match (before, is) {
            (false, true) => count.try_update(|it| *it += 1),
            (true, false) => count.try_update(|it| *it = it.saturating_sub(1)),
            (false, false) | (true, true) => None,
        };
    };
    Effect::new(move |_| tell(dirty.get()));
    on_cleanup(move || tell(false));
}

/// While `dirty`: links of the app, the back button and closing the tab ask first. Staying keeps everything.
#[component]
pub fn UnsavedGuard(
    #[prop(into)] dirty: Signal<bool>,
    /// Runs before the person leaves: what was typed is given up.
    #[prop(into)]
    on_discard: Callback<()>,
    #[prop(default = TYPED)] says: Leaving,
) -> impl IntoView {
    count_unsaved(dirty);
    let asking = RwSignal::new(false);
    let way_on = hold_back(dirty, move || asking.set(true));
    let leave = move |()| {
        asking.set(false);
        on_discard.run(());
        if let Some(way) = way_on.take() {
            way.go();
        }
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| asking.set(false)>{t(says.stay)}</PlainButton>
            <PlainButton look=Look::Danger on_click=leave>{t(says.leave)}</PlainButton>
        }
    };
    view! {
        <Dialog open=asking title=t(says.title) foot>
            <p>{t(says.text)}</p>
        </Dialog>
    }
}

/// Holds back who leaves while `dirty`, and has it asked about. The browser itself asks before the tab is closed.
pub(super) fn hold_back(dirty: Signal<bool>, ask: impl Fn() + Copy + 'static) -> Held {
    let held = Held(StoredValue::new_local(None));
    let hold = move |way: WayOn| {
        held.0.set_value(Some(way));
        ask();
    };
    let unload = window_event_listener(leptos::ev::beforeunload, move |event: BeforeUnloadEvent| {
        if dirty.get_untracked() {
            event.prevent_default();
        }
    });
    // Before the router hears of the click.
    let clicks = Listener::new(&document(), "click", move |event| {
        let Ok(event) = event.dyn_into::<MouseEvent>() else {
            return;
        };
        if let Some(link) = dirty.get_untracked().then(|| link_in_app(&event)).flatten() {
            event.prevent_default();
            event.stop_propagation();
            hold(WayOn::Link(link));
        }
    });
    // Back and forward, where the browser lets a page hold them.
    let navigation = boot::property(&window(), "navigation");
    let traversals = navigation.dyn_ref::<EventTarget>().map(|target| {
        Listener::new(target, "navigate", move |event| {
            let is_traversal = boot::property(&event, "navigationType") == "traverse";
            if dirty.get_untracked() && is_traversal && event.cancelable() {
                event.prevent_default();
                let key = boot::property(&boot::property(&event, "destination"), "key");
                hold(WayOn::Entry(key));
            }
        })
    });
    let listeners = StoredValue::new_local(Some((clicks, traversals)));
    on_cleanup(move || {
        unload.remove();
        listeners.update_value(|it| drop(it.take()));
    });
    held
}

/// Where somebody who was held back wants to go, if anywhere.
#[derive(Clone, Copy)]
pub(super) struct Held(StoredValue<Option<WayOn>, LocalStorage>);

impl Held {
    /// The way, once: who stays has taken it as well.
    pub(super) fn take(self) -> Option<WayOn> {
        self.0.try_update_value(Option::take).flatten()
    }
}

pub(super) enum WayOn {
    Link(web_sys::HtmlAnchorElement),
    /// A key of the browser's history.
    Entry(wasm_bindgen::JsValue),
}

impl WayOn {
    /// Goes there. Whoever holds back must have given up what was typed.
    pub(super) fn go(self) {
        match self {
            Self::Link(link) => link.click(),
            Self::Entry(key) => {
                drop(boot::call(&boot::property(&window(), "navigation"), "traverseTo", &[key]))
            }
        }
    }
}

/// The link a plain click would follow inside the app.
fn link_in_app(event: &MouseEvent) -> Option<web_sys::HtmlAnchorElement> {
    let is_plain = event.button() == 0
        && !event.ctrl_key()
        && !event.meta_key()
        && !event.shift_key()
        && !event.alt_key();
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let link = target.closest("a[href]").ok()??.dyn_into::<web_sys::HtmlAnchorElement>().ok()?;
    let stays =
        link.target() == "_blank" || link.pathname() == window().location().pathname().unwrap_or_default();
    (is_plain && !stays).then_some(link)
}

/// A listener that hears an event on its way down, and is gone when it is dropped.
struct Listener {
    target: EventTarget,
    name: &'static str,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Listener {
    fn new(target: &EventTarget, name: &'static str, hear: impl FnMut(web_sys::Event) + 'static) -> Self {
        let closure = Closure::<dyn FnMut(web_sys::Event)>::new(hear);
        let options = AddEventListenerOptions::new();
        options.set_capture(true);
        // Only fails for callbacks that are no functions.
        drop(target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            closure.as_ref().unchecked_ref(),
            &options,
        ));
        Self { target: target.clone(), name, closure }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        drop(self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            self.closure.as_ref().unchecked_ref(),
            true,
        ));
    }
}
