//! Adding a customer.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    draft::{Checked, Draft},
    fields::CustomerFields,
};
use crate::{
    api::{self, Error, Mutation, Problem, outcome},
    auth::{Access, use_session},
    document,
    phrases::{common, customers as words, fill, t},
    routes::{CustomerTab, Route},
    shell::journal,
    ui::{Button, Dialog, Form, Look, Notice, PlainButton, Tone, use_toasts},
};

document!(CreateCustomer, "src/customers/create.graphql");

/// The dialog. On success it leads to the new customer's page; what is typed and not sent is there when it opens again.
#[component]
pub fn CreateCustomerDialog(open: RwSignal<bool>, labels: Signal<Vec<String>>) -> impl IntoView {
    let form = Form::new(Draft::default());
    let dirty = form.is_dirty();
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("new customer {owner}"),
        move || form.draft(),
        dirty,
        |draft| {
            form.fill(draft);
            open.set(true);
        },
    );
    let create = Mutation::new(send);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    Effect::new(move |_| form.show_refusal(create.error.get()));
    // Closing gives up what was typed: the dialog has asked.
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            form.discard();
        }
        open.get()
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

async fn send(checked: Checked) -> Result<String, Error> {
    let Draft { name, description, external_id, labels } = checked.into_draft();
    let variables = create_customer::Variables {
        name,
        description: Some(description),
        external_id: Some(external_id).filter(|it| !it.is_empty()),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    let payload = api::send::<CreateCustomer>(variables).await?.create_customer;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.customer, problems.collect()).map(|it| it.id)
}
