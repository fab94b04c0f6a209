//! Short news.

use gantry::ui::{ToastStack, Toasts};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Clock, Place, click, settle, show};

async fn stack() -> (Place, Toasts) {
    let toasts = Toasts::new();
    let place = show(move || {
        provide_context(toasts);
        view! { <ToastStack /> }
    })
    .await;
    (place, toasts)
}

#[wasm_bindgen_test]
async fn good_news_goes_and_bad_news_stays() {
    let clock = Clock::stopped();
    let (place, toasts) = stack().await;
    toasts.success("Saved".to_owned());
    toasts.failure("Could not pause".to_owned());
    settle().await;
    assert_eq!(place.one("[role=status]").text_content().unwrap(), "Saved");
    assert_eq!(place.one("[role=alert]").text_content().unwrap(), "Could not pause");
    clock.pass(4_000.0).await;
    assert!(!place.text().contains("Saved"));
    clock.pass(60_000.0).await;
    assert!(place.text().contains("Could not pause"));
    click(&place.button("Close")).await;
    assert_eq!(place.text(), "");
}

#[wasm_bindgen_test]
async fn three_at_once_and_the_oldest_makes_room() {
    let (place, toasts) = stack().await;
    for text in ["one", "two", "three", "four"] {
        toasts.failure(text.to_owned());
    }
    settle().await;
    assert_eq!(place.text(), "twothreefour");
}

#[wasm_bindgen_test]
async fn news_being_read_waits() {
    let clock = Clock::stopped();
    let (place, toasts) = stack().await;
    toasts.success("Saved".to_owned());
    settle().await;
    place.button("Close").focus().unwrap();
    clock.pass(4_000.0).await;
    assert!(place.text().contains("Saved"));
    place.button("Close").blur().unwrap();
    clock.pass(4_000.0).await;
    assert_eq!(place.text(), "");
}
