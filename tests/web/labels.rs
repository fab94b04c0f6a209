//! The field of labels.

use gantry::ui::LabelsField;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Place, click, press, press_with, show, type_in};

async fn field(labels: &[&str]) -> (Place, RwSignal<Vec<String>>) {
    let value = RwSignal::new(labels.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>());
    let known = Signal::stored(vec!["paid".to_owned(), "trial".to_owned()]);
    let place = show(move || view! { <LabelsField label="Labels" value suggestions=known /> }).await;
    (place, value)
}

#[wasm_bindgen_test]
async fn enter_and_comma_add_and_the_form_is_not_sent() {
    let (place, value) = field(&["paid"]).await;
    let input = place.field("Labels");
    type_in(&input, " Two a Month ").await;
    assert!(press(&input, "Enter").await, "Enter does not send the form");
    assert_eq!(value.get_untracked(), ["paid", "two a month"]);
    assert_eq!(input.value(), "");
    type_in(&input, "EMEA,").await;
    type_in(&input, "paid,").await;
    assert_eq!(value.get_untracked(), ["paid", "two a month", "emea"], "each once, in lower case");
    assert!(!press(&input, "Enter").await, "Enter in an empty field is the form's");
}

#[wasm_bindgen_test]
async fn a_label_that_begins_like_another_can_be_typed() {
    let (place, value) = field(&[]).await;
    type_in(&place.field("Labels"), "paid").await;
    assert!(value.get_untracked().is_empty(), "it may go on: paid-up");
}

#[wasm_bindgen_test]
async fn backspace_marks_the_last_one_and_then_takes_it() {
    let (place, value) = field(&["paid", "trial"]).await;
    let input = place.field("Labels");
    press(&input, "Backspace").await;
    assert_eq!(value.get_untracked(), ["paid", "trial"]);
    press(&input, "Backspace").await;
    assert_eq!(value.get_untracked(), ["paid"]);
    press(&input, "Backspace").await;
    type_in(&input, "x").await;
    type_in(&input, "").await;
    press(&input, "Backspace").await;
    assert_eq!(value.get_untracked(), ["paid"], "typing takes the mark away");
}

#[wasm_bindgen_test]
async fn each_has_a_button_that_removes_it() {
    let (place, value) = field(&["paid", "trial"]).await;
    click(&place.button("Remove label paid")).await;
    assert_eq!(value.get_untracked(), ["trial"]);
    press(&place.button("Remove label trial"), "Delete").await;
    assert!(value.get_untracked().is_empty());
}

#[wasm_bindgen_test]
async fn enter_that_ends_a_composition_adds_nothing() {
    let (place, value) = field(&[]).await;
    let input = place.field("Labels");
    type_in(&input, "東京").await;
    press_with(&input, "Enter", |it| it.set_is_composing(true)).await;
    assert!(value.get_untracked().is_empty());
}
