//! The search box of a list.

use std::time::Duration;

use leptos::{ev::KeyboardEvent, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::Icon;

/// After the last key press. Long enough not to ask at every letter, short enough not to be noticed.
pub(super) const PAUSE: Duration = Duration::from_millis(200);

/// A text that is told to others a moment after the last key press.
#[derive(Clone, Copy)]
pub(super) struct Debounce {
    pub typed: RwSignal<String>,
    on_change: Callback<Option<String>>,
    waiting: StoredValue<Option<TimeoutHandle>>,
}

impl Debounce {
    pub fn new(value: Signal<Option<String>>, on_change: Callback<Option<String>>) -> Self {
        let typed = RwSignal::new(value.get_untracked().unwrap_or_default());
        let text = Self { typed, on_change, waiting: StoredValue::new(None) };
        // The address can change without a key press: back, a link, Clear.
        Effect::new(move |_| {
            let now = value.get().unwrap_or_default();
            if text.waiting.with_value(Option::is_none) && typed.get_untracked().trim() != now {
                typed.set(now);
            }
        });
        on_cleanup(move || text.stop());
        text
    }

    pub fn type_in(self, text: String) {
        self.typed.set(text);
        self.stop();
        self.waiting.set_value(set_timeout_with_handle(move || self.apply(), PAUSE).ok());
    }

    /// Tells at once.
    pub fn apply(self) {
        self.stop();
        let text = self.typed.get_untracked().trim().to_owned();
        self.on_change.run(Some(text).filter(|it| !it.is_empty()));
    }

    fn stop(self) {
        if let Some(Some(timer)) = self.waiting.try_update_value(Option::take) {
            timer.clear();
        }
    }
}

/// Searches while the person types. Escape clears it; `/` anywhere on the page goes to it.
#[component]
pub fn SearchField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_search: Callback<Option<String>>,
) -> impl IntoView {
    let text = Debounce::new(value, on_search);
    let input = NodeRef::<leptos::html::Input>::new();
    let shortcut = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "/"
            && !is_typing(&event)
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            drop(input.focus());
        }
    });
    on_cleanup(move || shortcut.remove());
    let placeholder = label.clone();
    view! {
        <label class="input-group search">
            <Icon name="search" />
            <span class="visually-hidden">{label}</span>
            <input
                type="search"
                node_ref=input
                placeholder=placeholder
                autocomplete="off"
                dir="auto"
                prop:value=text.typed
                on:input=move |event| text.type_in(event_target_value(&event))
                on:keydown=move |event: KeyboardEvent| match event.key().as_str() {
                    "Escape" if !text.typed.get_untracked().is_empty() => {
                        event.stop_propagation();
                        text.typed.set(String::new());
                        text.apply();
                    }
                    "Enter" if !event.is_composing() => text.apply(),
                    _ => {}
                }
            />
        </label>
    }
}

/// Whether a key press goes into a text.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().map(event_tag);
    event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || target.is_some_and(|tag| matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn event_tag(target: web_sys::EventTarget) -> String {
    use wasm_bindgen::JsCast;
    target.dyn_into::<web_sys::Element>().map(|it| it.tag_name()).unwrap_or_default()
}
