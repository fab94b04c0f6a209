//! Told when the session ends while a screen is open. The screen stays, and what was typed with it.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    auth::{Access, use_session},
    phrases::{common, shell as words, t},
    ui::{Button, Dialog, Look},
};

#[component]
pub fn ExpiredDialog() -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(session.expired().get()));
    view! {
        <Dialog open title=t(words::EXPIRED_TITLE)>
            <p>{t(words::EXPIRED_TEXT)}</p>
            <div class="dialog-foot">
                <Button access=Access::Granted on_click=move |()| open.set(false)>{t(common::CANCEL)}</Button>
                <Button look=Look::Primary access=Access::Granted on_click=move |()| spawn_local(session.sign_in_again())>
                    {t(words::SIGN_IN)}
                </Button>
            </div>
        </Dialog>
    }
}
