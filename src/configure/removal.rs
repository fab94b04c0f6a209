//! The end of an instance from a dialog of a host's, where no page of the instance is at hand.

use leptos::prelude::*;

use crate::{
    api::Mutation,
    auth::{Permission, use_session},
    embed::use_frame,
    instances::delete,
    phrases::{fill, instances as words, t},
    ui::{AskDialog, Button, Look, when_closed},
};

/// The button, for those who may, and the question it asks.
#[component]
pub fn Removal(
    id: String,
    name: String,
    customer: String,
    may_remove: bool,
    /// It is gone.
    #[prop(into)]
    on_removed: Callback<()>,
) -> impl IntoView {
    let (session, frame) = (use_session(), use_frame());
    let access = Signal::derive(move || session.may_on(&customer, Permission::ManageInstances, may_remove));
    let is_hidden = frame.screen.with_untracked(|it| it.instance.hide_deactivation);
    let open = RwSignal::new(false);
    let remove = Mutation::new(delete);
    let confirm = move |()| {
        remove.send(id.clone(), move |()| {
            open.set(false);
            on_removed.run(());
        });
    };
    when_closed(open, move || remove.clear());
    view! {
        {move || (!is_hidden && access.get().is_visible()).then(|| view! {
            <Button look=Look::DangerQuiet access on_click=move |()| open.set(true)>{t(words::DEACTIVATE)}</Button>
        })}
        <AskDialog
            open
            title=fill(words::DEACTIVATE_QUESTION, &[("name", &name)])
            confirm=t(words::DEACTIVATE)
            look=Look::Danger
            pending=remove.pending
            error=remove.error
            on_confirm=confirm
        >
            <p>{t(words::DEACTIVATE_ALL)}</p>
        </AskDialog>
    }
}
