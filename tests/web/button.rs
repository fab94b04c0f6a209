//! Buttons: they do one thing at a time, and say why when they do nothing.

use gantry::{
    auth::{Access, Denial},
    ui::{Button, IconButton, PlainButton},
};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, description, settle, show};

#[wasm_bindgen_test]
async fn a_denied_button_does_nothing_and_explains() {
    let presses = RwSignal::new(0);
    let access = RwSignal::new(Access::Denied(Denial::Role));
    let page = show(move || {
        view! { <Button access=access on_click=move |()| presses.update(|it| *it += 1)>"Add customer"</Button> }
    })
    .await;
    let button = page.button("Add customer");
    click(&button).await;
    assert_eq!(presses.get_untracked(), 0);
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(description(&button), Denial::Role.to_string());
    button.focus().unwrap();
    assert!(super::page::has_focus(&button), "a reason nobody can reach is none");

    access.set(Access::Granted);
    settle().await;
    click(&button).await;
    assert_eq!(presses.get_untracked(), 1);
    assert_eq!(button.get_attribute("aria-disabled"), None);
    assert_eq!(description(&button), "");
}

#[wasm_bindgen_test]
async fn a_denied_button_does_not_send_its_form() {
    let sent = RwSignal::new(false);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        sent.set(true);
    };
    let page = show(move || {
        view! {
            <form on:submit=submit>
                <Button access=Access::Denied(Denial::Object) submit=true>"Save"</Button>
            </form>
        }
    })
    .await;
    click(&page.button("Save")).await;
    assert!(!sent.get_untracked());
}

#[wasm_bindgen_test]
async fn a_pending_button_ignores_a_second_press() {
    let (presses, pending) = (RwSignal::new(0), RwSignal::new(false));
    let press = move |()| {
        presses.update(|it| *it += 1);
        pending.set(true);
    };
    let page =
        show(move || view! { <Button access=Access::Granted pending on_click=press>"Save"</Button> }).await;
    let button = page.button("Save");
    click(&button).await;
    click(&button).await;
    assert_eq!(presses.get_untracked(), 1);
    assert_eq!(button.get_attribute("aria-busy").as_deref(), Some("true"));
    assert!(button.text_content().unwrap().contains("Save"), "the label stays");

    pending.set(false);
    settle().await;
    click(&button).await;
    assert_eq!(presses.get_untracked(), 2);
}

#[wasm_bindgen_test]
async fn a_button_of_a_sign_has_a_name_and_a_state() {
    let starred = RwSignal::new(false);
    let page = show(move || {
        view! {
            <IconButton icon="star" label="Star" pressed=Signal::from(starred) on_click=move |()| starred.set(true) />
            <PlainButton on_click=|()| ()>"Cancel"</PlainButton>
        }
    })
    .await;
    let star = page.button("Star");
    assert_eq!(star.get_attribute("aria-pressed").as_deref(), Some("false"));
    click(&star).await;
    assert_eq!(star.get_attribute("aria-pressed").as_deref(), Some("true"));
    assert_eq!(page.button("Cancel").get_attribute("type").as_deref(), Some("button"));
}
