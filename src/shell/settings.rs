//! The parts of the settings.

use leptos::prelude::*;

use crate::{
    auth::use_session,
    phrases::t,
    routes::Route,
    ui::{Tab, Tabs},
};

const PARTS: [fn() -> Route; 2] = [|| Route::TeamMembers, || Route::Roles];

/// Links to those parts that this person may open.
pub fn settings_tabs(open: Route) -> impl IntoView {
    let session = use_session();
    move || {
        let may_enter = |it: &Route| session.access(|viewer| viewer.may_enter(it.entry())).is_granted();
        let parts = PARTS.into_iter().map(|it| it()).filter(may_enter);
        let tabs = parts.map(|to| Tab { name: t(to.title()), to }).collect();
        view! { <Tabs tabs open=open.clone() /> }
    }
}
