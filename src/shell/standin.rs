//! Pages that stand in for a screen.

use leptos::prelude::*;

use crate::{
    phrases::{shell as words, t},
    routes::Route,
    ui::{Empty, EmptyKind, LinkButton},
};

/// The address names no screen.
#[component]
pub fn Missing() -> impl IntoView {
    view! {
        <Empty kind=EmptyKind::Missing title=t(words::MISSING_TITLE) text=t(words::MISSING_TEXT) page=true>
            <LinkButton to=Route::Dashboard>{t(words::BACK_HOME)}</LinkButton>
        </Empty>
    }
}

/// The screen exists, and this person may not open it. Nothing of it has been asked for.
#[component]
pub fn Refused() -> impl IntoView {
    view! {
        <Empty kind=EmptyKind::Denied title=t(words::REFUSED_TITLE) text=t(words::REFUSED_TEXT) page=true>
            <LinkButton to=Route::Dashboard>{t(words::BACK_HOME)}</LinkButton>
        </Empty>
    }
}
