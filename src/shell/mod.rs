//! What surrounds every screen: navigation, account, and the pages that stand in for a screen.

mod account;
mod appearance;
mod editor;
mod expired;
mod finder;
pub mod journal;
mod journey;
mod looking;
mod nav;
mod query;
mod settings;
mod standin;

use leptos::{ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;

use crate::{
    app::screen,
    boot,
    embed::use_frame,
    phrases::{shell as words, t},
    routes::Route,
};
pub use appearance::AppearanceField;
pub use editor::{Change, Editor, EditorActions, EditorForm, Outcome, edits};
use expired::ExpiredDialog;
use finder::Finder;
use looking::LookingBanner;
use nav::{MobileBar, Sidebar};
pub use query::query;
pub use settings::settings_tabs;
pub use standin::{Missing, Refused};

/// Follows the skip link: the router would take it for a change of the address.
fn skip(event: MouseEvent) {
    event.prevent_default();
    event.stop_propagation();
    journey::focus_main();
}

/// The frame around the screens. In an embedded frame there is none.
#[component]
pub fn Chrome() -> impl IntoView {
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get()));
    let remember = journey::follow(route);
    let frame = use_frame();
    let wording = frame.wording;
    let main = view! { <main id="main" class="main" tabindex="-1">{move || {
        wording.track();
        frame.speak(&route.read());
        screen(route.get())
    }}</main> };
    if boot::is_embedded() {
        return main.into_any();
    }
    let finder = Finder::new(route);
    view! {
        <a class="skip-link" href="#main" on:click=skip>{t(words::SKIP)}</a>
        <div class="app" on:click:capture=move |_| remember()>
            <Sidebar route finder />
            <MobileBar route finder />
            <div class="content">
                <LookingBanner />
                {main}
            </div>
        </div>
        {finder.dialog()}
        <ExpiredDialog />
    }
    .into_any()
}
