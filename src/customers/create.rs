//! Adding a customer.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde::{Deserialize, Serialize};

use super::{
    draft::{Checked, Draft},
    fields::CustomerFields,
    labels::known_labels,
    save::save,
};
use crate::{
    api::{self, Error, Mutation},
    auth::{Access, use_session},
    document,
    phrases::{common, customers as words, fill, t},
    routes::{CustomerTab, Route},
    settled,
    shell::{Change, journal},
    ui::{Button, Dialog, Form, Look, Notice, PlainButton, Tone, use_toasts, when_closed},
};

document!(CreateCustomer, "src/customers/create.graphql");
document!(CustomerArrived, "src/customers/arrived.graphql");

/// The dialog. On success it leads to the new customer's page; what is typed and not sent is there when it opens again.
#[component]
pub fn CreateCustomerDialog(open: RwSignal<bool>) -> impl IntoView {
    let form = Form::new(Draft::default());
    let labels = known_labels(|| ());
    let dirty = form.is_dirty();
    let unsure = Unsure::default();
    journal::keep(
        kept_as(),
        move || Kept { draft: form.draft(), unsure: unsure.get() },
        dirty,
        |kept: Kept| {
            form.fill(kept.draft);
            unsure.set(kept.unsure);
            open.set(true);
        },
    );
    let create = Mutation::new(move |checked| create_once(checked, unsure));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    Effect::new(move |_| form.show_refusal(create.error.get()));
    // Closing gives up what was typed, as the dialog has asked, and what may have come of it is a customer like others.
    when_closed(open, move || {
        form.discard();
        create.clear();
        unsure.set(None);
    });

    let submit = move |()| {
        let Some(checked) = form.check() else { return };
        let navigate = navigate.clone();
        let name = checked.name().to_owned();
        create.send(checked, move |id| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            navigate(&Route::customer(&id, CustomerTab::Details).to_string(), NavigateOptions::default());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(words::ADD)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD_TITLE) dirty pending=create.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            <CustomerFields form labels />
            <Notice tone=Tone::Info><p>{t(words::EMBEDDED_NOTE)}</p></Notice>
        </Dialog>
    }
}

/// Whether a customer was begun before a reload, and waits for the dialog.
pub fn is_begun() -> bool {
    journal::is_kept(&kept_as())
}

fn kept_as() -> String {
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    format!("new customer {owner}")
}

/// What was sent without an answer, and when, in milliseconds of this machine's clock.
type Unsure = RwSignal<Option<(Draft, f64)>>;

/// What outlives a reload: what is typed, and what may have arrived.
#[derive(Serialize, Deserialize)]
struct Kept {
    draft: Draft,
    unsure: Option<(Draft, f64)>,
}

/// Creates a customer, unless an attempt whose answer was lost did so: that one then gets what was typed since.
async fn create_once(checked: Checked, unsure: Unsure) -> Result<String, Error> {
    if let Some((sent, since)) = unsure.try_get_untracked().flatten() {
        if let Some(id) = arrived(&sent, since).await? {
            let draft = checked.clone().into_draft();
            save(Change { id: id.clone(), base: sent, draft, checked }).await?;
            return Ok(id);
        }
        unsure.try_set(None);
    }
    let sent = checked.clone().into_draft();
    let since = js_sys::Date::now();
    let answer = send(checked).await;
    if answer != Err(Error::Unreachable) {
        return answer;
    }
    unsure.try_set(Some((sent.clone(), since)));
    arrived(&sent, since).await?.ok_or(Error::Unreachable)
}

/// Looks for a customer that was just created. The API knows no key for a repeated change, so it is told by all its
/// fields.
async fn arrived(sent: &Draft, since: f64) -> Result<Option<String>, Error> {
    // The server's clock may be behind.
    const SKEW: f64 = 3_600_000.0;
    let since = js_sys::Date::new(&(since - SKEW).into()).to_iso_string().into();
    let external_id = Some(sent.external_id.clone()).filter(|it| !it.is_empty());
    let variables =
        customer_arrived::Variables { name: sent.name.clone(), external_id: external_id.clone(), since };
    let found = api::send::<CustomerArrived>(variables).await?.customers.nodes.into_iter().flatten();
    let mut same = found.filter(|it| {
        it.description == sent.description
            && it.external_id.clone().filter(|it| !it.is_empty()) == external_id
            && it.labels.as_deref().unwrap_or_default() == sent.labels
    });
    Ok(same.next().map(|it| it.id))
}

async fn send(checked: Checked) -> Result<String, Error> {
    let Draft { name, description, external_id, labels } = checked.into_draft();
    let variables = create_customer::Variables {
        name,
        description: Some(description),
        external_id: Some(external_id).filter(|it| !it.is_empty()),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    let payload = api::send::<CreateCustomer>(variables).await?.create_customer;
    settled!(payload, customer).map(|it| it.id)
}
