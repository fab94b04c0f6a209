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

use leptos::{children::ViewFn, ev::MouseEvent, prelude::*};
use leptos_router::hooks::use_location;

use crate::{
    app::screen,
    auth::use_session,
    boot,
    embed::{Frame, use_frame},
    parts::{expired_dialog, surroundings},
    phrases::{shell as words, t},
    routes::Route,
    ui::{Unsaved, lazy},
};
pub use account::AccountItems;
pub use appearance::AppearanceField;
pub use editor::{Change, Editor, EditorActions, EditorForm, Outcome, edits};
pub use expired::ExpiredDialog;
use finder::Finder;
use looking::LookingBanner;
pub use nav::NavigationDrawer;
use nav::{MobileBar, Sidebar};
pub use query::{Query, query};
pub use settings::settings_tabs;
pub use standin::{Missing, Refused};

/// Follows the skip link: the router would take it for a change of the address.
fn skip(event: MouseEvent) {
    event.prevent_default();
    event.stop_propagation();
    journey::focus_main();
}

/// The count of the host's words with which the screen was built. A screen that somebody works on stays as it is, and
/// takes new words as its parts are shown anew: building it again would lose what they do.
fn settled_wording(frame: Frame) -> Memo<u32> {
    let unsaved = expect_context::<Unsaved>();
    let is_busy = move || {
        let pending = "dialog[open], main button[aria-busy=true]";
        untrack(|| unsaved.any()) || document().query_selector(pending).is_ok_and(|it| it.is_some())
    };
    Memo::new(move |before: Option<&u32>| {
        let now = frame.wording.get();
        before.copied().filter(|it| *it != now && is_busy()).unwrap_or(now)
    })
}

/// The screen of the address. In the browser the navigation stands around it, in an embedded frame nothing.
#[component]
pub fn Chrome() -> impl IntoView {
    let location = use_location();
    let frame = use_frame();
    let route = Memo::new(move |_| frame.means(Route::parse(&location.pathname.get())));
    journey::arrive();
    let remember = journey::follow(route);
    let wording = settled_wording(frame);
    let main = move || {
        view! { <main id="main" class="main" tabindex="-1">{move || {
            // Read: a memo that is only tracked follows nothing.
            let _ = wording.get();
            frame.speak(&route.read());
            screen(route.get())
        }}</main> }
    };
    if boot::is_embedded() {
        return main().into_any();
    }
    let (main, on_leave) = (ViewFn::from(main), Callback::new(move |()| remember()));
    lazy::page(surroundings::load, Box::new(move || surroundings::view(route, on_leave, main.clone())))
}

/// What stands around a screen in the browser.
#[component]
pub fn Surroundings(
    route: Memo<Route>,
    /// Run for every click, before the router acts on it.
    on_leave: Callback<()>,
    main: ViewFn,
) -> impl IntoView {
    let session = use_session();
    let finder = Finder::new(route);
    let is_expired = RwSignal::new(false);
    Effect::new(move |_| is_expired.set(session.expired().get()));
    view! {
        <a class="skip-link" href="#main" on:click=skip>{t(words::SKIP)}</a>
        <div class="app" on:click:capture=move |_| on_leave.run(())>
            <Sidebar route finder />
            <MobileBar route finder />
            <div class="content">
                <LookingBanner />
                {main.run()}
            </div>
        </div>
        {finder.dialog()}
        {lazy::overlay(move || is_expired.get(), expired_dialog::load, move || expired_dialog::view(is_expired))}
    }
}
