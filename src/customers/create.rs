//! Adding a customer.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;

use super::{
    draft::{Checked, Draft},
    fields::{CustomerFields, FormState},
};
use crate::{
    api::{self, Error, Mutation, outcome},
    auth::Access,
    document,
    phrases::{common, customers as words, fill, t},
    routes::Route,
    ui::{Button, Dialog, Look, Notice, Toasts, Tone, use_toasts},
};

document!(CreateCustomer, "src/customers/create.graphql");

/// The dialog. On success it leads to the new customer's page.
#[component]
pub fn CreateCustomerDialog(open: RwSignal<bool>, labels: Signal<Vec<String>>) -> impl IntoView {
    let form = FormState::new(Draft::default());
    let create = Mutation::new(send);
    let navigate = use_navigate();
    let toasts = use_toasts();

    let submit = move || {
        let Some(checked) = form.check() else { return };
        let navigate = navigate.clone();
        let name = form.draft.with_untracked(|it| it.name.trim().to_owned());
        create.send(checked, move |id| {
            form.reset(Draft::default());
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            navigate(&Route::customer(&id).to_string(), Default::default());
        });
    };
    Effect::new(move |_| form.show_refusal(create.error.get()));

    view! {
        <Dialog
            open
            title=t(words::ADD_TITLE)
            dirty=form.is_dirty()
            pending=create.pending
            on_submit=submit
            foot=view! {
                <Button access=Access::Granted on_click=move |()| open.set(false)>{t(common::CANCEL)}</Button>
                <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(words::ADD)}</Button>
            }
        >
            <CustomerFields form labels />
            <Notice tone=Tone::Info>{t(words::EMBEDDED_NOTE)}</Notice>
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
    let problems = payload.errors.into_iter().map(|it| api::Problem { field: it.field, messages: it.messages });
    outcome(payload.customer, problems.collect()).map(|it| it.id)
}
