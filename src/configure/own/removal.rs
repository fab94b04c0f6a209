//! Forgetting what the reader settled for themselves, from where it is shown.

use leptos::prelude::*;

use super::Own;
use crate::{
    api::Mutation,
    auth::{Access, Viewer, use_session},
    instances::delete_own,
    phrases::{configure as words, t},
    ui::{AskDialog, Button, Look, when_closed},
};

/// The button, where there is something and the reader may forget it, and the question it asks.
#[component]
pub fn OwnRemoval(
    own: Own,
    /// It is gone.
    #[prop(into)]
    on_removed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || {
        let allow = own.record.with(|it| it.as_ref().map(|it| it.may_remove));
        Access::from_allow(allow).and(session.access(Viewer::configure_oneself))
    });
    let open = RwSignal::new(false);
    let remove = Mutation::new(delete_own);
    let confirm = move |()| {
        let Some(id) = own.config() else { return };
        remove.send(id, move |()| {
            open.set(false);
            on_removed.run(());
        });
    };
    when_closed(open, move || remove.clear());
    view! {
        {move || access.get().is_visible().then(|| view! {
            <Button look=Look::DangerQuiet access on_click=move |()| open.set(true)>{t(words::OWN_DELETE)}</Button>
        })}
        <AskDialog
            open
            title=t(words::OWN_DELETE_QUESTION)
            confirm=t(words::OWN_DELETE_CONFIRM)
            look=Look::Danger
            pending=remove.pending
            error=remove.error
            on_confirm=confirm
        >
            <p>{t(words::OWN_DELETE_TEXT)}</p>
        </AskDialog>
    }
}
