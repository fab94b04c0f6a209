//! Credentials: what accounts were reached with before there were connections. Shown where a customer still has some.

mod edit;

use leptos::prelude::*;

use self::edit::EditDialog;
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, use_session},
    document,
    phrases::{connections as words, fill, t},
    settled,
    ui::{DeleteDialog, Failure, Glyph, IconButton, Status, use_toasts, when_closed},
};

document!(CustomerCredentials, "src/customers/connections/credentials/list.graphql");
document!(DeleteCredential, "src/customers/connections/credentials/delete.graphql");

use customer_credentials::{Credential, CredentialFieldType};

/// The section; nothing at all for a customer without any, and until it is known.
#[component]
pub fn Credentials(customer: String) -> impl IntoView {
    let of = StoredValue::new(customer.clone());
    let found = One::new(move || customer.clone(), fetch);
    let open = RwSignal::new(None::<Credential>);
    let removing = RwSignal::new(None::<Credential>);
    let session = use_session();
    let line = move |it: Credential| {
        let allowed = it.allow_remove;
        let may_remove =
            move || of.with_value(|of| session.may_on(of, Permission::ManageCustomers, allowed)).is_granted();
        let (glyph, state) = if it.ready_for_use {
            (Glyph::Enabled, words::CREDENTIAL_READY)
        } else {
            (Glyph::Failed, words::CREDENTIAL_BROKEN)
        };
        let named = |phrase| fill(phrase, &[("name", &it.label)]);
        let (to_open, to_remove) = (it.clone(), StoredValue::new(it.clone()));
        let label = named(words::CREDENTIAL_DELETE);
        let remove = move || {
            may_remove().then(|| {
                view! {
                    <IconButton
                        icon="trash"
                        label=label.clone()
                        on_click=move |()| removing.set(Some(to_remove.get_value()))
                    />
                }
            })
        };
        view! {
            <li class="file">
                <span class="file-name">
                    <bdi>{it.label.clone()}</bdi>
                    " "
                    <span class="faint">{it.authorization_method.label.clone()}</span>
                </span>
                <Status glyph>{t(state)}</Status>
                <IconButton
                    icon="pencil"
                    label=named(words::CREDENTIAL_OPEN)
                    on_click=move |()| open.set(Some(to_open.clone()))
                />
                {remove}
            </li>
        }
    };
    let some = move || match found.answer.get() {
        Some(Ok(all)) if !all.is_empty() => Some(
            view! {
                <section class="page-body">
                    <h2>{t(words::CREDENTIALS)}</h2>
                    <p class="muted">{t(words::CREDENTIALS_TEXT)}</p>
                    <ul class="files">{all.into_iter().map(line).collect_view()}</ul>
                </section>
            }
            .into_any(),
        ),
        Some(Err(Error::Forbidden)) | Some(Ok(_)) | None => None,
        Some(Err(error)) => Some(view! { <Failure error on_retry=move |()| found.reload() /> }.into_any()),
    };
    view! {
        {some}
        {move || open.get().map(|credential| view! {
            <EditDialog customer=of.get_value() credential on_close=move |()| open.set(None) on_saved=move |()| found.reload() />
        })}
        {move || removing.get().map(|it| view! {
            <Removal credential=it on_close=move |()| removing.set(None) on_gone=move |()| found.reload() />
        })}
    }
}

/// Asks before a credential is gone.
#[component]
fn Removal(
    credential: Credential,
    #[prop(into)] on_close: Callback<()>,
    #[prop(into)] on_gone: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    when_closed(open, move || on_close.run(()));
    let Credential { id, label, .. } = credential;
    let delete = Mutation::new(send_delete);
    let toasts = use_toasts();
    let told = label.clone();
    let confirm = move |()| {
        let told = told.clone();
        delete.send(id.clone(), move |()| {
            toasts.success(fill(words::DELETED, &[("name", &told)]));
            on_gone.run(());
            open.set(false);
        });
    };
    view! {
        <DeleteDialog
            open
            title=fill(words::DELETE_QUESTION, &[("name", &label)])
            name=label
            confirm=t(words::DELETE)
            pending=delete.pending
            error=delete.error
            on_confirm=confirm
        >
            <p class="muted">{t(words::CREDENTIAL_DELETE_WARNING)}</p>
        </DeleteDialog>
    }
}

async fn fetch(customer: String) -> Result<Vec<Credential>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = customer_credentials::Variables { customer: customer.clone(), after };
        let page = api::send::<CustomerCredentials>(variables).await?.credentials;
        found.extend(page.nodes.into_iter().flatten());
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// What is gone already, by an attempt whose answer was lost or by somebody else's, is deleted.
async fn send_delete(id: String) -> Result<(), Error> {
    let payload = match api::send::<DeleteCredential>(delete_credential::Variables { id }).await {
        Err(Error::NotFound) => return Ok(()),
        answer => answer?.delete_credential,
    };
    settled!(payload, credential).map(drop)
}
