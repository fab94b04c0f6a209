//! Going from screen to screen: the browser's title, the focus and the scroll position, which a single-page app has to
//! look after itself.

use std::collections::HashMap;

use leptos::{ev, leptos_dom::helpers::window_event_listener, prelude::*};
use leptos_router::location::{BrowserUrl, LocationProvider};
use wasm_bindgen::JsCast;

use crate::{
    phrases::{fill, shell as words, t},
    routes::Route,
};

/// Writes the address of a link that was followed into the address bar. The router waits to be told that its screen is
/// there, and a screen shows at once that it is on its way.
pub fn arrive() {
    let browser: BrowserUrl = expect_context();
    let url = browser.as_url().clone();
    Effect::new(move |_| {
        url.track();
        browser.ready_to_complete();
    });
}

/// Follows the address for as long as the frame lives. What it gives is to be called for every click in the frame, before
/// the router acts on it: it remembers how far down the screen is, because a page that empties scrolls by itself.
pub fn follow(route: Memo<Route>) -> impl Fn() {
    let depths = StoredValue::new(HashMap::<String, f64>::new());
    let back_to = StoredValue::new(None::<f64>);

    let going_back = window_event_listener(ev::popstate, move |_| {
        back_to.set_value(depths.with_value(|it| it.get(&address()).copied()));
    });
    on_cleanup(move || going_back.remove());

    Effect::new(move |before: Option<Route>| {
        let now = route.get();
        document().set_title(&fill(words::PAGE_TITLE, &[("page", &t(now.title()))]));
        if before.is_some_and(|it| it != now) {
            request_animation_frame(move || {
                focus_heading(document().active_element(), FRAMES_TO_LOAD);
                // Only now: the router hears of the way back before we do.
                let depth = back_to.try_update_value(Option::take).flatten();
                restore(depth, FRAMES);
            });
        }
        now
    });
    move || {
        let top = window().scroll_y().unwrap_or_default();
        depths.update_value(|it| {
            it.insert(address(), top);
        });
    }
}

fn address() -> String {
    let location = window().location();
    location.pathname().unwrap_or_default() + &location.search().unwrap_or_default()
}

/// Moves the focus to the heading, so that a screen reader reads the new screen and Tab goes on from its top. A screen
/// that still loads gets it again when its true heading is there, unless the person went elsewhere meanwhile: from
/// where the focus was at first, the link that was followed.
fn focus_heading(first: Option<web_sys::Element>, frames: u32) {
    let active = document().active_element();
    let is_lost = active.as_ref().is_none_or(|it| it.tag_name() == "BODY" || it.tag_name() == "H1");
    if !is_lost && active != first {
        return;
    }
    match find("main h1[tabindex]") {
        Some(heading) => focus(heading),
        None => focus_main(),
    }
    if frames > 0 && find("main [aria-busy] h1").is_some() {
        request_animation_frame(move || focus_heading(first, frames - 1));
    }
}

/// Gives the focus to the heading once the button that had it is gone.
pub fn keep_focus() {
    request_animation_frame(|| {
        let is_lost = document().active_element().is_none_or(|it| it.tag_name() == "BODY");
        if let Some(heading) = is_lost.then(|| find("main h1[tabindex]")).flatten() {
            focus(heading);
        }
    });
}

/// Moves the focus to the screen itself.
pub fn focus_main() {
    if let Some(main) = document().get_element_by_id("main") {
        focus(main);
    }
}

fn find(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

fn focus(element: web_sys::Element) {
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Fails for elements that cannot take the focus; it then stays where it is.
        drop(element.focus_with_options(&options));
    }
}

/// Frames to wait for the heading of a screen that loads: as long as a request may take.
const FRAMES_TO_LOAD: u32 = 1_800;

/// Frames to wait for a list to be long enough again: about five seconds.
const FRAMES: u32 = 300;

fn restore(depth: Option<f64>, frames: u32) {
    let Some(depth) = depth.filter(|it| *it > 0.0) else {
        return;
    };
    window().scroll_to_with_x_and_y(0.0, depth);
    let reached = window().scroll_y().unwrap_or_default();
    if reached + 1.0 < depth && frames > 0 {
        request_animation_frame(move || restore(Some(depth), frames - 1));
    }
}
