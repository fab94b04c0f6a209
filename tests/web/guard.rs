//! Leaving while something is typed.

use gantry::ui::UnsavedGuard;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, Event, EventInit};

use super::page::{Place, click, settle, show};

/// A page with a link, and how often it was followed. Nothing really leaves the page of the tests.
async fn page(dirty: RwSignal<bool>) -> (Place, RwSignal<u32>, WindowListenerHandle) {
    let followed = RwSignal::new(0);
    let listener = window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|it| it.dyn_into::<Element>().ok());
        if target.is_some_and(|it| it.tag_name() == "A") {
            event.prevent_default();
            followed.update(|it| *it += 1);
        }
    });
    let place = show(move || {
        view! {
            <a href="/elsewhere">"Elsewhere"</a>
            <UnsavedGuard dirty on_discard=move |()| dirty.set(false) />
        }
    })
    .await;
    (place, followed, listener)
}

fn closing_is_questioned() -> bool {
    let init = EventInit::new();
    init.set_cancelable(true);
    let event = Event::new_with_event_init_dict("beforeunload", &init).unwrap();
    !window().dispatch_event(&event).unwrap()
}

#[wasm_bindgen_test]
async fn a_link_asks_first_and_staying_keeps_everything() {
    let dirty = RwSignal::new(true);
    let (place, followed, listener) = page(dirty).await;
    click(&place.one("a")).await;
    assert_eq!(followed.get_untracked(), 0);
    click(&place.button("Keep editing")).await;
    assert!(dirty.get_untracked() && place.find("dialog").is_none());

    click(&place.one("a")).await;
    click(&place.button("Discard")).await;
    assert_eq!(followed.get_untracked(), 1, "the way that was chosen");
    assert!(!dirty.get_untracked());
    listener.remove();
}

#[wasm_bindgen_test]
async fn nothing_is_asked_when_nothing_is_typed() {
    let dirty = RwSignal::new(false);
    let (place, followed, listener) = page(dirty).await;
    click(&place.one("a")).await;
    assert_eq!(followed.get_untracked(), 1);
    assert!(!closing_is_questioned());
    dirty.set(true);
    settle().await;
    assert!(closing_is_questioned());
    drop(place);
    assert!(!closing_is_questioned(), "it goes with its page");
    listener.remove();
}
