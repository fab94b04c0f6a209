//! Fields: every control has its label, and what is wrong stands where it is wrong.

use gantry::ui::{Check, Segmented, Select, Switch, TextArea, TextField};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use super::page::{click, description, settle, show, type_in};

#[wasm_bindgen_test]
async fn a_problem_takes_the_place_of_the_hint() {
    let (value, problem) = (RwSignal::new("FTL".to_owned()), RwSignal::new(None::<String>));
    let page = show(move || view! { <TextField label="Name" value problem hint="As on invoices." /> }).await;
    let field = page.field("Name");
    assert_eq!(field.value(), "FTL");
    assert_eq!(description(&field), "As on invoices.");
    assert_eq!(field.get_attribute("aria-invalid"), None);

    problem.set(Some("Enter a name.".to_owned()));
    settle().await;
    assert_eq!(description(&field), "Enter a name.");
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));

    type_in(&field, "FTL Rockets").await;
    assert_eq!(value.get_untracked(), "FTL Rockets");
    value.set("Kepler".to_owned());
    settle().await;
    assert_eq!(field.value(), "Kepler");
}

#[wasm_bindgen_test]
async fn long_text_keeps_its_lines() {
    let value = RwSignal::new(String::new());
    let page = show(move || view! { <TextArea label="Description" value optional=true /> }).await;
    type_in(&page.field("Description"), "one\ntwo").await;
    assert_eq!(value.get_untracked(), "one\ntwo");
}

#[wasm_bindgen_test]
async fn a_switch_that_is_refused_falls_back() {
    let asked = RwSignal::new(Vec::new());
    let page = show(move || {
        view! { <Switch label="Designer" value=Signal::derive(|| true) on_change=move |it| asked.update(|all| all.push(it)) /> }
    })
    .await;
    let field = page.field("Designer");
    assert_eq!(field.get_attribute("role").as_deref(), Some("switch"));
    click(&field).await;
    assert_eq!(asked.get_untracked(), [false]);
    assert!(field.checked(), "it shows what is so, not what was asked for");
}

#[wasm_bindgen_test]
async fn choices_are_told_and_shown() {
    let (checked, chosen) = (RwSignal::new(false), RwSignal::new("all".to_owned()));
    let options = || vec![("all".to_owned(), "All".to_owned()), ("on".to_owned(), "Activated".to_owned())];
    let page = show(move || {
        view! {
            <Check label="Grant too" value=checked />
            <Segmented label="State" value=chosen options=options() on_change=move |it| chosen.set(it) />
            <Select label="Category" value=chosen options=options() on_change=move |it| chosen.set(it) />
        }
    })
    .await;
    click(&page.field("Grant too")).await;
    assert!(checked.get_untracked());

    let radios = page.all("[role=radiogroup] input[type=radio]");
    let radios: Vec<HtmlInputElement> = radios.into_iter().map(JsCast::unchecked_into).collect();
    assert!(radios[0].checked() && radios[0].name() == radios[1].name());
    click(&radios[1]).await;
    assert_eq!(chosen.get_untracked(), "on");
    assert_eq!(page.field("Category").value(), "on", "the list follows");

    let list = page.field("Category");
    list.set_value("all");
    super::page::send(&list, &web_sys::Event::new("change").unwrap()).await;
    assert_eq!(chosen.get_untracked(), "all");
    assert!(radios[0].checked());
}
