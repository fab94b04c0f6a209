//! Data with a structure.

use gantry::ui::{Json, JsonTree, LongText};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{Place, show};

fn text(it: &str) -> Json {
    Json::Text(it.into())
}

async fn tree(value: Json) -> Place {
    show(move || view! { <JsonTree value label="What came" /> }).await
}

#[wasm_bindgen_test]
async fn what_is_folded_is_not_in_the_page() {
    let inner = Json::Object([("deep".into(), Json::List([text("found")].into()))].into());
    let place = tree(Json::Object([("outer".into(), inner)].into())).await;
    assert!(place.text().contains("deep"), "the first two levels are unfolded");
    assert!(!place.text().contains("found"));
    let many: Vec<Json> = (0..30).map(|it| Json::Number(it.to_string())).collect();
    let place = tree(Json::Object([("many".into(), Json::List(many.into()))].into())).await;
    assert!(!place.text().contains("29"), "long lists are folded from the start");
}

#[wasm_bindgen_test]
async fn what_is_too_long_is_cut_and_says_by_how_much() {
    let many: Vec<Json> = (0..130).map(|it| Json::Number(it.to_string())).collect();
    let place = tree(Json::List(many.into())).await;
    assert!(place.text().contains("99") && !place.text().contains("100:"));
    assert!(place.text().contains("and 30 more"));
    let place = tree(text(&"x".repeat(1_200))).await;
    assert!(place.text().contains("and 200 more letters"));
    let place = show(|| view! { <LongText text="y".repeat(20_007) label="All of it" /> }).await;
    assert_eq!(place.one("pre").text_content().unwrap().len(), 20_000);
    assert!(place.text().contains("and 7 more letters"));
}

#[wasm_bindgen_test]
async fn texts_are_text_and_numbers_keep_their_digits() {
    let image = ("<b>".into(), text("<img src=x onerror=alert(1)>"));
    let number = ("n".into(), Json::Number("18446744073709551615".into()));
    let place = tree(Json::Object([image, number].into())).await;
    assert!(place.find("img").is_none() && place.find("b").is_none());
    assert!(place.text().contains("<img src=x onerror=alert(1)>"));
    assert!(place.text().contains("18446744073709551615"));
}
