//! The search box.

use gantry::ui::SearchField;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Clock, Place, has_focus, press, settle, show, type_in};

async fn field() -> (Place, RwSignal<Vec<Option<String>>>, RwSignal<Option<String>>) {
    let (asked, value) = (RwSignal::new(Vec::new()), RwSignal::new(None));
    let on_search = move |it: Option<String>| {
        asked.update(|all| all.push(it.clone()));
        value.set(it);
    };
    let place = show(move || view! { <SearchField label="Search customers" value on_search /> }).await;
    (place, asked, value)
}

#[wasm_bindgen_test]
async fn it_asks_once_after_the_last_key() {
    let clock = Clock::stopped();
    let (place, asked, _) = field().await;
    let input = place.field("Search customers");
    for text in ["r", "ro", "roc "] {
        type_in(&input, text).await;
        clock.pass(199.0).await;
    }
    assert!(asked.get_untracked().is_empty(), "not in the middle of a word");
    clock.pass(1.0).await;
    assert_eq!(asked.get_untracked(), [Some("roc".to_owned())]);
    assert_eq!(input.value(), "roc ", "the answer does not touch what is being typed");
}

#[wasm_bindgen_test]
async fn enter_asks_at_once_and_escape_clears_at_once() {
    let clock = Clock::stopped();
    let (place, asked, _) = field().await;
    let input = place.field("Search customers");
    type_in(&input, "ftl").await;
    press(&input, "Enter").await;
    press(&input, "Escape").await;
    clock.pass(1_000.0).await;
    assert_eq!(asked.get_untracked(), [Some("ftl".to_owned()), None]);
    assert_eq!(input.value(), "");
}

#[wasm_bindgen_test]
async fn it_follows_the_address() {
    let clock = Clock::stopped();
    let (place, asked, value) = field().await;
    value.set(Some("from a link".to_owned()));
    settle().await;
    assert_eq!(place.field("Search customers").value(), "from a link");
    clock.pass(1_000.0).await;
    assert!(asked.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn a_slash_goes_to_it_but_not_while_typing() {
    let (place, ..) = field().await;
    let (input, body) = (place.field("Search customers"), document().body().unwrap());
    assert!(press(&body, "/").await);
    assert!(has_focus(&input));
    assert!(!press(&input, "/").await, "a slash can be searched for");
}
