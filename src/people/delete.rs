//! Deleting a person.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{self, Error, Mutation},
    auth::Access,
    document,
    phrases::{fill, people as words, t},
    routes::Route,
    settled,
    ui::{DangerSection, DeleteDialog, use_toasts, when_closed},
};

document!(DeleteUser, "src/people/delete.graphql");

/// The end of a person's page: a button, and the dialog it opens. Afterwards `back` is shown.
#[component]
pub fn DeletePerson(
    id: String,
    name: String,
    #[prop(into)] access: Signal<Access>,
    back: Route,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let delete = Mutation::new(send);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let gone = name.clone();
    let confirm = move |()| {
        let (navigate, back) = (navigate.clone(), back.to_string());
        let gone = gone.clone();
        delete.send(id.clone(), move |()| {
            open.set(false);
            toasts.success(fill(words::DELETED, &[("name", &gone)]));
            navigate(&back, NavigateOptions { replace: true, ..NavigateOptions::default() });
        });
    };
    when_closed(open, move || delete.clear());
    view! {
        <DangerSection
            title=t(words::DELETE_TITLE)
            text=t(words::DELETE_TEXT)
            button=t(words::DELETE)
            access
            on_click=move |()| open.set(true)
        />
        <DeleteDialog
            open
            title=fill(words::DELETE_QUESTION, &[("name", &name)])
            name
            confirm=t(words::REMOVE)
            pending=delete.pending
            error=delete.error
            on_confirm=confirm
        >
            <p class="muted">{t(words::DELETE_WARNING)}</p>
        </DeleteDialog>
    }
}

/// Who is gone already, by an attempt whose answer was lost or by somebody else's, is deleted.
async fn send(id: String) -> Result<(), Error> {
    let payload = match api::send::<DeleteUser>(delete_user::Variables { id }).await {
        Err(Error::NotFound) => return Ok(()),
        answer => answer?.delete_user,
    };
    settled!(payload, user).map(drop)
}
