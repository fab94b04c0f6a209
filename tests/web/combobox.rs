//! The field that picks one of many.

use gantry::ui::{Combobox, Suggestion};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Element;

use super::page::{Clock, Place, press, show, type_in};

struct Picker {
    place: Place,
    clock: Clock,
    value: RwSignal<Option<Suggestion>>,
    asked: RwSignal<Vec<String>>,
}

async fn picker(names: &[&str]) -> Picker {
    let clock = Clock::stopped();
    let (value, asked) = (RwSignal::new(None), RwSignal::new(Vec::new()));
    let all: Vec<_> =
        names.iter().map(|it| Suggestion { id: it.to_lowercase(), name: (*it).to_owned() }).collect();
    let place = show(move || {
        view! {
            <Combobox
                label="Customer"
                value
                suggestions=Signal::stored(all)
                total=Signal::derive(|| Some(128))
                on_search=move |it| asked.update(|all| all.push(it))
            />
        }
    })
    .await;
    Picker { place, clock, value, asked }
}

impl Picker {
    fn active(&self) -> Option<String> {
        let id = self.input().get_attribute("aria-activedescendant")?;
        document().get_element_by_id(&id)?.text_content()
    }

    fn input(&self) -> web_sys::HtmlInputElement {
        self.place.field("Customer")
    }

    fn is_open(&self) -> bool {
        self.input().get_attribute("aria-expanded").as_deref() == Some("true")
    }

    async fn press(&self, key: &str) {
        press(&Element::from(self.input()), key).await;
    }
}

#[wasm_bindgen_test]
async fn the_keyboard_opens_moves_and_takes() {
    let picker = picker(&["Eastern Spaceflight", "Far East Propulsion"]).await;
    assert!(!picker.is_open());
    assert_eq!(picker.active(), None);
    picker.press("ArrowDown").await;
    assert!(picker.is_open());
    assert_eq!(picker.active().as_deref(), Some("Eastern Spaceflight"));
    picker.press("ArrowDown").await;
    assert_eq!(picker.active().as_deref(), Some("Far East Propulsion"));
    picker.press("ArrowDown").await;
    assert_eq!(picker.active().as_deref(), Some("Eastern Spaceflight"), "round and round");
    picker.press("ArrowUp").await;
    picker.press("Enter").await;
    assert_eq!(picker.value.get_untracked().unwrap().id, "far east propulsion");
    assert_eq!(picker.input().value(), "Far East Propulsion");
    assert!(!picker.is_open());
}

#[wasm_bindgen_test]
async fn escape_closes_and_then_clears() {
    let picker = picker(&["Kepler Freight"]).await;
    picker.press("ArrowDown").await;
    picker.press("Enter").await;
    picker.press("ArrowDown").await;
    type_in(&picker.input(), "kep").await;
    picker.press("Escape").await;
    assert!(!picker.is_open());
    assert_eq!(picker.input().value(), "Kepler Freight", "what was chosen stays");
    picker.press("Escape").await;
    assert_eq!(picker.value.get_untracked(), None);
    assert_eq!(picker.input().value(), "");
}

#[wasm_bindgen_test]
async fn typing_asks_after_a_pause_and_marks_what_matches() {
    let picker = picker(&["Kepler Freight"]).await;
    for text in ["f", "fr"] {
        type_in(&picker.input(), text).await;
    }
    assert!(picker.asked.get_untracked().is_empty());
    picker.clock.pass(200.0).await;
    assert_eq!(picker.asked.get_untracked(), ["fr"]);
    assert_eq!(picker.place.one("[role=option] mark").text_content().unwrap(), "Fr");
    assert!(picker.place.text().contains("1 of 128"));
}

#[wasm_bindgen_test]
async fn nothing_found_is_said_and_nothing_is_active() {
    let picker = picker(&[]).await;
    picker.press("ArrowDown").await;
    assert!(picker.is_open() && picker.place.text().contains("Nothing matches"));
    assert_eq!(picker.input().get_attribute("aria-activedescendant"), None);
    picker.press("Enter").await;
    assert_eq!(picker.value.get_untracked(), None);
}
