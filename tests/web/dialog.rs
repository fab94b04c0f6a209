//! Dialogs: they hold the focus, give it back, and do not lose what was typed.

use gantry::ui::{Dialog, PlainButton, TextField};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlDialogElement, MouseEvent, MouseEventInit};

use super::page::{Place, click, has_focus, press, send, settle, show, type_in};

/// A page with a button that opens a dialog with one field.
async fn page(pending: RwSignal<bool>) -> (Place, RwSignal<bool>, RwSignal<u32>) {
    let (open, sent) = (RwSignal::new(false), RwSignal::new(0));
    let place = show(move || {
        let name = RwSignal::new(String::new());
        let foot = move || {
            view! {
                <PlainButton on_click=move |()| open.set(false)>"Cancel"</PlainButton>
                <button type="submit">"Add"</button>
            }
        };
        view! {
            <PlainButton on_click=move |()| open.set(true)>"Open"</PlainButton>
            <Dialog
                open
                title="Add customer"
                dirty=Signal::derive(move || !name.get().is_empty())
                pending
                on_submit=move |()| sent.update(|it| *it += 1)
                foot
            >
                <TextField label="Name" value=name />
            </Dialog>
        }
    })
    .await;
    let opener = place.button("Open");
    opener.focus().unwrap();
    click(&opener).await;
    (place, open, sent)
}

/// What the browser does when somebody presses Escape, or the back button of a phone.
async fn ask_to_close(place: &Place) {
    let dialog = place.one("dialog");
    let ask = Reflect::get(&dialog, &"requestClose".into()).unwrap();
    ask.dyn_into::<Function>().unwrap().call0(&dialog).unwrap();
    settle().await;
}

#[wasm_bindgen_test]
async fn the_focus_goes_in_stays_in_and_comes_back() {
    let (place, open, _) = page(RwSignal::new(false)).await;
    let dialog: HtmlDialogElement = place.one("dialog").unchecked_into();
    assert!(dialog.open());
    assert!(has_focus(&place.field("Name")), "the first field, not the cross");
    place.button("Open").focus().unwrap();
    assert!(has_focus(&place.field("Name")), "what is behind cannot be reached");
    let title = document().get_element_by_id(&dialog.get_attribute("aria-labelledby").unwrap());
    assert_eq!(title.unwrap().text_content().unwrap(), "Add customer");

    open.set(false);
    settle().await;
    assert!(place.find("dialog").is_none());
    assert!(has_focus(&place.button("Open")));
}

#[wasm_bindgen_test]
async fn escape_closes_a_clean_dialog() {
    let (place, open, _) = page(RwSignal::new(false)).await;
    assert!(press(&place.field("Name"), "Escape").await);
    assert!(!open.get_untracked());
    assert!(has_focus(&place.button("Open")));
}

#[wasm_bindgen_test]
async fn whatever_asks_to_close_is_asked_back_while_something_is_typed() {
    let (place, open, _) = page(RwSignal::new(false)).await;
    type_in(&place.field("Name"), "FTL").await;
    for _ in 0..3 {
        press(&place.field("Name"), "Escape").await;
        ask_to_close(&place).await;
        assert!(open.get_untracked(), "not without asking");
        assert!(has_focus(&place.button("Keep editing")), "the question is heard");
    }
    click(&place.button("Keep editing")).await;
    assert_eq!(place.field("Name").value(), "FTL");
    assert!(has_focus(&place.field("Name")));
    assert!(!place.has_button("Discard"));

    click(&place.button("Close")).await;
    click(&place.button("Discard")).await;
    assert!(!open.get_untracked());
}

#[wasm_bindgen_test]
async fn a_press_beside_it_closes_and_one_inside_does_not() {
    let (place, open, _) = page(RwSignal::new(false)).await;
    let press = || {
        let init = MouseEventInit::new();
        init.set_bubbles(true);
        MouseEvent::new_with_mouse_event_init_dict("mousedown", &init).unwrap()
    };
    send(&place.field("Name"), &press()).await;
    assert!(open.get_untracked());
    send(&place.one("dialog"), &press()).await;
    assert!(!open.get_untracked());
}

#[wasm_bindgen_test]
async fn nothing_closes_it_while_something_is_on_its_way() {
    let pending = RwSignal::new(false);
    let (place, open, sent) = page(pending).await;
    click(&place.button("Add")).await;
    assert_eq!(sent.get_untracked(), 1);
    pending.set(true);
    press(&place.field("Name"), "Escape").await;
    ask_to_close(&place).await;
    click(&place.button("Close")).await;
    assert!(open.get_untracked());
}
