//! Asking the other system for consent, in a window of its own.

use std::{future::Future, rc::Rc, time::Duration};

use leptos::{
    ev,
    leptos_dom::helpers::{IntervalHandle, WindowListenerHandle},
    prelude::*,
    task::spawn_local,
};

use crate::{api, ui::SafeUrl};

/// How often the connection is looked at while the other window is open.
const PAUSE: Duration = Duration::from_millis(1_500);

/// How many more looks there are once the window seems closed: those of five minutes. Browsers call a window closed as
/// soon as the page in it wants nothing to do with the page that opened it, and other systems' pages may want that.
const LOOKS_AFTER: u32 = 200;

/// The name of the window, and how it looks. One that was left open for another connection is used again.
const NAME: &str = "gantry-consent";
const FEATURES: &str = "popup,width=560,height=720";

/// A window in which somebody is asked for consent.
#[derive(Clone, Copy)]
pub struct Consent {
    window: StoredValue<Option<web_sys::Window>, LocalStorage>,
    question: StoredValue<Option<Question>, LocalStorage>,
    is_open: RwSignal<bool>,
    /// A look is on its way.
    is_looking: StoredValue<bool>,
    looks_left: StoredValue<u32>,
}

/// What goes on until there is an answer.
struct Question {
    timer: Option<IntervalHandle>,
    coming_back: WindowListenerHandle,
}

impl Default for Consent {
    fn default() -> Self {
        let consent = Self {
            window: StoredValue::new_local(None),
            question: StoredValue::new_local(None),
            is_open: RwSignal::new(false),
            is_looking: StoredValue::new(false),
            looks_left: StoredValue::new(0),
        };
        on_cleanup(move || {
            consent.stop();
            consent.give_up();
        });
        consent
    }
}

impl Consent {
    /// The window is open, as far as the browser tells.
    pub fn is_open(self) -> Signal<bool> {
        self.is_open.into()
    }

    /// There may still be an answer: somebody was asked, and it is not known what they said.
    pub fn is_awaited(self) -> bool {
        self.question.with_value(Option::is_some)
    }

    /// Opens the window empty, where its address is yet to be learned: browsers open windows for a press alone, and forget
    /// the press while an answer is awaited. [`Consent::ask`] or [`Consent::give_up`] is to follow.
    pub fn prepare(self) {
        self.stop();
        let opened = window().open_with_url_and_target_and_features("", NAME, FEATURES);
        self.window.set_value(opened.ok().flatten());
    }

    /// Closes the window that [`Consent::prepare`] opened, as long as nothing else is in it.
    pub fn give_up(self) {
        if let Some(Some(opened)) = self.window.try_update_value(Option::take)
            && opened.location().href().is_ok_and(|it| it == "about:blank")
        {
            drop(opened.close());
        }
    }

    /// Opens the window and looks every now and then, and whenever the person comes back. A look that takes long is
    /// waited for. Says whether the browser allowed the window; where it did not, the person may open the page by hand, so
    /// that the looks go on. To be called from a press, or browsers block it.
    pub fn ask<F>(self, url: &str, look: impl Fn() -> F + 'static) -> bool
    where
        F: Future<Output = ()> + 'static,
    {
        self.stop();
        let url = if url.starts_with('/') {
            Some(format!("{}{url}", api::base_url()))
        } else {
            SafeUrl::parse(url).map(|it| it.as_str().to_owned())
        };
        let Some(url) = url else {
            self.give_up();
            return false;
        };
        let opened = window().open_with_url_and_target_and_features(&url, NAME, FEATURES).ok().flatten();
        if let Some(opened) = &opened {
            // One that was used before may be out of sight.
            drop(opened.focus());
        }
        let is_open = opened.is_some();
        self.window.set_value(opened);
        self.is_open.set(is_open);
        self.looks_left.set_value(LOOKS_AFTER);
        let look = self.one_by_one(look);
        let again = Rc::clone(&look);
        let timer = set_interval_with_handle(move || self.tick(&*again), PAUSE).ok();
        let coming_back = window_event_listener(ev::focus, move |_| look());
        self.question.set_value(Some(Question { timer, coming_back }));
        is_open
    }

    /// Looks now, and whenever the person comes back: what was asked for earlier may have been answered meanwhile.
    pub fn resume<F>(self, look: impl Fn() -> F + 'static)
    where
        F: Future<Output = ()> + 'static,
    {
        self.stop();
        let look = self.one_by_one(look);
        look();
        let coming_back = window_event_listener(ev::focus, move |_| look());
        self.question.set_value(Some(Question { timer: None, coming_back }));
    }

    /// Looks, unless a look is on its way.
    fn one_by_one<F>(self, look: impl Fn() -> F + 'static) -> Rc<dyn Fn()>
    where
        F: Future<Output = ()> + 'static,
    {
        Rc::new(move || {
            if self.is_looking.get_value() {
                return;
            }
            self.is_looking.set_value(true);
            let look = look();
            spawn_local(async move {
                look.await;
                let _ = self.is_looking.try_update_value(|it| *it = false);
            });
        })
    }

    fn tick(self, look: &dyn Fn()) {
        let closed = |it: &web_sys::Window| it.closed().unwrap_or(true);
        if self.window.with_value(|it| it.as_ref().is_none_or(closed)) {
            if self.is_open.get_untracked() {
                self.is_open.set(false);
            }
            self.looks_left.update_value(|it| *it = it.saturating_sub(1));
        }
        look();
        if self.looks_left.get_value() == 0 {
            self.stop();
        }
    }

    /// Stops looking. The window is the person's to close.
    pub fn stop(self) {
        if let Some(Some(Question { timer, coming_back })) = self.question.try_update_value(Option::take) {
            if let Some(timer) = timer {
                timer.clear();
            }
            coming_back.remove();
        }
        let _ = self.is_open.try_set(false);
    }
}
