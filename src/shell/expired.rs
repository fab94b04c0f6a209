//! Told when the session ends while a screen is open. The screen stays, and what was typed with it.

use leptos::prelude::*;

use crate::{
    api::Mutation,
    auth::{Access, sign_in_again},
    phrases::{shell as words, t},
    ui::{Button, Dialog, Look, Notice, Tone},
};

#[component]
pub fn ExpiredDialog(open: RwSignal<bool>) -> impl IntoView {
    let leave = Mutation::new(|()| sign_in_again());
    let foot = move || {
        view! {
            <Button
                look=Look::Primary
                access=Access::Granted
                pending=leave.pending
                on_click=move |()| leave.send((), |()| ())
            >
                {t(words::SIGN_IN)}
            </Button>
        }
    };
    view! {
        <Dialog open title=t(words::EXPIRED_TITLE) foot>
            <p>{t(words::EXPIRED_TEXT)}</p>
            {move || {
                leave.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
        </Dialog>
    }
}
