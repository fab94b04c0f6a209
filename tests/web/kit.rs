//! The page of all components: it stands, and what it opens opens.

use gantry::{kit::KitPage, ui::Toasts};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, HtmlElement};

use super::page::{Place, click, show};

async fn kit() -> Place {
    show(|| {
        provide_context(Toasts::new());
        view! { <KitPage /> }
    })
    .await
}

fn button(of: &Element, name: &str) -> HtmlElement {
    let all = of.query_selector_all("button").unwrap();
    let mut all = (0..all.length()).map(|at| all.item(at).unwrap().unchecked_into::<HtmlElement>());
    let found = all.find(|it| it.text_content().unwrap().trim() == name);
    found.unwrap_or_else(|| panic!("no button {name} in {}", of.text_content().unwrap()))
}

#[wasm_bindgen_test]
async fn every_part_shows_something() {
    let kit = kit().await;
    let parts = kit.all(".kit-part");
    assert_eq!(kit.one(".title-count").text_content().unwrap(), parts.len().to_string());
    for part in parts {
        let name = part.query_selector("h2").unwrap().unwrap().text_content().unwrap();
        let inside = part.query_selector("h2 + div").unwrap().unwrap();
        assert!(inside.child_element_count() > 0, "{name}");
    }
}

#[wasm_bindgen_test]
async fn every_dialog_opens_and_is_left() {
    let kit = kit().await;
    let is_of_dialogs =
        |it: &Element| it.query_selector("h2").unwrap().unwrap().text_content().unwrap() == "Dialog, menu";
    let part = kit.all(".kit-part").into_iter().find(is_of_dialogs).unwrap();
    for (name, leave) in [
        ("Add customer", "Cancel"),
        ("Pause", "Cancel"),
        ("Delete", "Cancel"),
        ("Save", "Keep editing"),
        ("Upload a photo", "Cancel"),
    ] {
        click(&button(&part, name)).await;
        let dialog = kit.find("dialog[open]").unwrap_or_else(|| panic!("{name} opens nothing"));
        click(&button(&dialog, leave)).await;
        assert!(kit.find("dialog[open]").is_none(), "{name}");
    }
}
