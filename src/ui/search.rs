//! The search box of a list.

use std::time::Duration;

use leptos::{ev::KeyboardEvent, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::Icon;

/// After the last key press. Long enough not to ask at every letter, short enough not to be noticed.
const PAUSE: Duration = Duration::from_millis(250);

/// Searches while the person types. Escape clears it; `/` anywhere on the page goes to it.
#[component]
pub fn SearchField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_search: Callback<Option<String>>,
) -> impl IntoView {
    let typed = RwSignal::new(value.get_untracked().unwrap_or_default());
    let input = NodeRef::<leptos::html::Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = waiting.try_update_value(Option::take) {
            timer.clear();
        }
    };
    let search = move || {
        stop();
        let term = typed.get_untracked().trim().to_owned();
        on_search.run(Some(term).filter(|it| !it.is_empty()));
    };
    let wait = move || {
        stop();
        waiting.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    // The address can change without a key press: back, a link, Clear.
    Effect::new(move |_| {
        let now = value.get().unwrap_or_default();
        if waiting.with_value(Option::is_none) && typed.get_untracked().trim() != now {
            typed.set(now);
        }
    });
    let shortcut = window_event_listener(leptos::ev::keydown, move |event: KeyboardEvent| {
        if event.key() == "/" && !is_typing(&event)
            && let Some(input) = input.get_untracked()
        {
            event.prevent_default();
            drop(input.focus());
        }
    });
    on_cleanup(move || {
        shortcut.remove();
        stop();
    });
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
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    wait();
                }
                on:keydown=move |event: KeyboardEvent| match event.key().as_str() {
                    "Escape" if !typed.get_untracked().is_empty() => {
                        event.stop_propagation();
                        typed.set(String::new());
                        search();
                    }
                    "Enter" if !event.is_composing() => search(),
                    _ => {}
                }
            />
        </label>
    }
}

/// Whether a key press goes into a text.
fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().map(event_tag);
    event.ctrl_key() || event.meta_key() || event.alt_key()
        || target.is_some_and(|tag| matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}

fn event_tag(target: web_sys::EventTarget) -> String {
    use wasm_bindgen::JsCast;
    target.dyn_into::<web_sys::Element>().map(|it| it.tag_name()).unwrap_or_default()
}
