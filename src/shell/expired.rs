//! Told when the session ends while a screen is open. The screen stays, and what was typed with it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    auth::use_session,
    phrases::{shell as words, t},
    ui::{Dialog, Look, PlainButton},
};

#[component]
pub fn ExpiredDialog() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(session.expired().get()));
    let foot = move || {
        view! {
            <PlainButton look=Look::Primary on_click=move |()| spawn_local(session.sign_in_again())>
                {t(words::SIGN_IN)}
            </PlainButton>
        }
    };
    view! {
        <Dialog open title=t(words::EXPIRED_TITLE) foot>
            <p>{t(words::EXPIRED_TEXT)}</p>
        </Dialog>
    }
}
