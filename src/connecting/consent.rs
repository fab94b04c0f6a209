//! Asking the other system for consent, in a window of its own.

use std::time::Duration;

use leptos::{leptos_dom::helpers::IntervalHandle, prelude::*};

use crate::{api, ui::SafeUrl};

/// How often the connection is looked at while the other window is open.
const PAUSE: Duration = Duration::from_millis(1_500);

/// A window in which somebody is asked for consent.
#[derive(Clone, Copy)]
pub struct Consent {
    window: StoredValue<Option<web_sys::Window>, LocalStorage>,
    timer: StoredValue<Option<IntervalHandle>>,
    is_open: RwSignal<bool>,
}

impl Default for Consent {
    fn default() -> Self {
        let consent = Self {
            window: StoredValue::new_local(None),
            timer: StoredValue::new(None),
            is_open: RwSignal::new(false),
        };
        on_cleanup(move || consent.stop());
        consent
    }
}

impl Consent {
    pub fn is_open(self) -> Signal<bool> {
        self.is_open.into()
    }

    /// Opens the window and calls `look` every now and then, and once more when the window is closed. Says whether the
    /// browser allowed it. To be called from a press, or browsers block the window.
    pub fn ask(self, url: &str, look: impl Fn() + 'static) -> bool {
        self.stop();
        let url = if url.starts_with('/') {
            Some(format!("{}{url}", api::base_url()))
        } else {
            SafeUrl::parse(url).map(|it| it.as_str().to_owned())
        };
        let Some(url) = url else { return false };
        let features = "popup,width=560,height=720";
        let opened = window().open_with_url_and_target_and_features(&url, "gantry-consent", features);
        let Ok(Some(opened)) = opened else { return false };
        // One that was left open for another connection is used again, and may be out of sight.
        drop(opened.focus());
        self.window.set_value(Some(opened));
        self.is_open.set(true);
        let tick = move || {
            let is_closed =
                self.window.with_value(|it| it.as_ref().is_none_or(|it| it.closed().unwrap_or(true)));
            if is_closed {
                self.stop();
            }
            look();
        };
        self.timer.set_value(set_interval_with_handle(tick, PAUSE).ok());
        true
    }

    /// Stops looking. The window is the person's to close.
    pub fn stop(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
        let _ = self.is_open.try_set(false);
    }
}
