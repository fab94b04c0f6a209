//! Deleting a customer, with everything that is theirs.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    detail::CustomerRecord,
    summary::{instance_counts, user_count},
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, use_session},
    document,
    phrases::{Phrase, customers as words, fill, t, ui},
    routes::Route,
    settled,
    ui::{DangerSection, DeleteDialog, TextButton, grouped, use_toasts, when_closed},
};

document!(DeleteCustomer, "src/customers/delete.graphql");

/// The end of the details: a button for those who may, and the dialog it opens.
#[component]
pub fn DangerZone(record: CustomerRecord) -> impl IntoView {
    let CustomerRecord { id, name, allow_remove, .. } = record;
    let session = use_session();
    let access = Signal::derive(move || session.may(Permission::ManageCustomers, allow_remove));
    let open = RwSignal::new(false);
    let delete = Mutation::new(send);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let (to_delete, gone) = (id.clone(), name.clone());
    let confirm = move |()| {
        let (navigate, gone) = (navigate.clone(), gone.clone());
        delete.send(to_delete.clone(), move |()| {
            open.set(false);
            toasts.success(fill(words::DELETED, &[("name", &gone)]));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::Customers.to_string(), options);
        });
    };
    when_closed(open, move || delete.clear());
    let dialog = StoredValue::new((id, name));
    view! {
        {move || {
            access
                .get()
                .is_visible()
                .then(|| {
                    view! {
                        <DangerSection
                            title=t(words::DELETE_TITLE)
                            text=t(words::DELETE_TEXT)
                            button=t(words::DELETE)
                            access
                            on_click=move |()| open.set(true)
                        />
                    }
                })
        }}
        <DeleteDialog
            open
            title=fill(words::DELETE_QUESTION, &[("name", &dialog.with_value(|it| it.1.clone()))])
            name=dialog.with_value(|it| it.1.clone())
            confirm=t(words::REMOVE)
            pending=delete.pending
            error=delete.error
            on_confirm=confirm
        >
            <Losses id=dialog.with_value(|it| it.0.clone()) />
        </DeleteDialog>
    }
}

/// What goes with the customer. Asked for when the dialog opens, so that the numbers are those of now; who may not see
/// one of them is told that it goes all the same.
#[component]
fn Losses(id: String) -> impl IntoView {
    let same = id.clone();
    let instances = One::new(move || same.clone(), instance_counts);
    let users = One::new(move || id.clone(), user_count);
    view! {
        <p>{t(words::DELETE_ALL)}</p>
        <div role="status"><ul class="losses">
            {move || loss(instances, |it| it.all, words::INSTANCES_LOST)}
            {move || loss(users, |it| *it, words::USERS_LOST)}
        </ul></div>
    }
}

fn loss<T: Clone + Send + Sync + 'static>(counted: One<T>, number: fn(&T) -> u32, phrase: Phrase) -> AnyView {
    match counted.answer.get() {
        Some(Ok(it)) => view! { <li>{fill(phrase, &[("count", &grouped(number(&it)))])}</li> }.into_any(),
        Some(Err(error)) if error.can_retry() => view! {
            <li>
                {t(words::NOT_COUNTED)}
                " "
                <TextButton on_click=move |()| counted.reload()>{t(ui::TRY_AGAIN)}</TextButton>
            </li>
        }
        .into_any(),
        Some(Err(_)) | None => ().into_any(),
    }
}

/// What is gone already, by an attempt whose answer was lost or by somebody else's, is deleted.
async fn send(id: String) -> Result<(), Error> {
    let payload = match api::send::<DeleteCustomer>(delete_customer::Variables { id }).await {
        Err(Error::NotFound) => return Ok(()),
        answer => answer?.delete_customer,
    };
    settled!(payload, customer).map(drop)
}
