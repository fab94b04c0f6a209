//! What `public/boot.js` prepared before this code was there: the mode, the loading view, the recovery page, drafts
//! that outlive a reload, and the theme. Everything here tolerates its absence, so that the kit can be tested alone.

use std::{fmt, panic};

use js_sys::{Array, Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

/// Whether the app runs in a frame of a host product.
#[must_use]
pub fn is_embedded() -> bool {
    property(&gantry(), "embed").is_truthy()
}

/// Says that this code runs. The loading view stays.
pub fn started() {
    call(&gantry(), "started", &[]);
}

/// Takes away the loading view.
pub fn ready() {
    call(&gantry(), "ready", &[]);
}

/// Loads the document anew.
pub fn reload() {
    call(&gantry(), "reload", &[]);
}

/// Sends panics to the recovery page. After one, this code is no longer to be trusted with anything.
pub fn report_panics() {
    panic::set_hook(Box::new(|info| {
        call(&gantry(), "panic", &[info.to_string().into()]);
    }));
}

/// Light, dark, or whatever the system says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
    System,
}

impl Theme {
    /// The theme of a name that `Display` wrote; what it did not write is the system's.
    #[must_use]
    pub fn from_name(name: &str) -> Self {
        match name {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

impl fmt::Display for Theme {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        })
    }
}

/// The theme this browser uses.
#[must_use]
pub fn theme() -> Theme {
    Theme::from_name(&call(&property(&gantry(), "theme"), "get", &[]).as_string().unwrap_or_default())
}

/// Changes the theme, for this browser and from now on.
pub fn set_theme(theme: Theme) {
    call(&property(&gantry(), "theme"), "set", &[theme.to_string().into()]);
}

/// What was typed under this key and not yet saved.
#[must_use]
pub fn draft(key: &str) -> Option<String> {
    call(&property(&gantry(), "drafts"), "get", &[key.into()]).as_string()
}

/// Keeps what was typed, for this tab.
pub fn keep_draft(key: &str, text: &str) {
    call(&property(&gantry(), "drafts"), "set", &[key.into(), text.into()]);
}

/// Forgets what was typed.
pub fn drop_draft(key: &str) {
    call(&property(&gantry(), "drafts"), "remove", &[key.into()]);
}

/// `window.gantry`, or undefined.
#[must_use]
pub fn gantry() -> JsValue {
    property(&window(), "gantry")
}

/// A property of an object; undefined of anything else.
#[must_use]
pub fn property(of: &JsValue, name: &str) -> JsValue {
    Reflect::get(of, &name.into()).unwrap_or_default()
}

/// Calls a method; undefined when there is none or it throws.
pub fn call(on: &JsValue, method: &str, arguments: &[JsValue]) -> JsValue {
    let function = property(on, method).dyn_into::<Function>();
    let arguments: Array = arguments.iter().collect();
    function.ok().and_then(|it| it.apply(on, &arguments).ok()).unwrap_or_default()
}
