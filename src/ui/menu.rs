//! A button that opens a short list of things to do.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use super::Icon;

/// A native popover under its button. The focus goes in; arrows, Home and End move in it, Escape closes it.
#[component]
pub fn Menu(
    id: &'static str,
    /// The class of the button.
    class: &'static str,
    /// Read out after what the button shows, or instead of it where there is no room to show it.
    #[prop(into)]
    label: String,
    /// What the button shows.
    face: AnyView,
    /// Run for each press of the button, before the list opens or closes.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let step = match event.key().as_str() {
            "ArrowDown" => Step::By(1),
            "ArrowUp" => Step::By(-1),
            "Home" => Step::First,
            "End" => Step::Last,
            _ => return,
        };
        // Radio buttons move by themselves.
        if event.target().and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok()).is_none() {
            event.prevent_default();
            walk(&list, step);
        }
    };
    let on_toggle = move |_| {
        if let Some(list) = list.get_untracked() {
            enter(list.into(), FRAMES_TO_LOAD);
        }
    };
    let on_click = move |_| {
        if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button class=format!("menu-button {class}") type="button" popovertarget=id on:click=on_click>
            {face}
            <span class="visually-hidden">" "{label}</span>
        </button>
        <div class="menu" id=id popover="auto" node_ref=list on:keydown=on_key on:toggle=on_toggle>{children()}</div>
    }
}

/// One thing to do.
#[component]
pub fn MenuItem(
    icon: &'static str,
    #[prop(into)] on_click: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button class="menu-item" type="button" on:click=move |_| on_click.run(())>
            <Icon name=icon />
            {children()}
        </button>
    }
}

enum Step {
    By(i32),
    First,
    Last,
}

/// What can be reached in the list.
const ITEMS: &str = ".menu-item, input:checked";

/// Frames to wait for items that are on their way: about ten seconds.
const FRAMES_TO_LOAD: u32 = 600;

/// Moves the focus to the first item, once it is there.
fn enter(list: web_sys::HtmlElement, frames: u32) {
    if !list.matches(":popover-open").unwrap_or(false) {
        return;
    }
    if frames > 0 && list.query_selector(ITEMS).is_ok_and(|it| it.is_none()) {
        request_animation_frame(move || enter(list, frames - 1));
    } else {
        walk(&list, Step::First);
    }
}

fn walk(list: &web_sys::HtmlElement, step: Step) {
    let Ok(items) = list.query_selector_all(ITEMS) else {
        return;
    };
    let count = i32::try_from(items.length()).unwrap_or(0);
    let active = document().active_element();
    let here = (0..count).find(|at| {
        let item = items.get(u32::try_from(*at).unwrap_or(0));
        item.and_then(|it| it.dyn_into::<web_sys::Element>().ok()) == active
    });
    let next = match (step, here) {
        (_, _) if count == 0 => return,
        (Step::By(by), Some(here)) => (here + by).rem_euclid(count),
        (Step::By(_) | Step::First, _) => 0,
        (Step::Last, _) => count - 1,
    };
    let next =
        items.get(u32::try_from(next).unwrap_or(0)).and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(next) = next {
        drop(next.focus());
    }
}
