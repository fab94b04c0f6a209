//! The Instances tab: what runs for a customer.

use leptos::prelude::*;

use super::{
    detail::{CustomerRecord, newest},
    head::Head,
};
use crate::{
    api::One,
    auth::{Permission, use_session},
    instances::{CreateInstanceDialog, InstanceList, called},
    phrases::{instances as words, t},
    routes::CustomerTab,
    ui::{Button, Look, Suggestion},
};

/// The tab. `customer` holds an answer.
#[component]
pub fn InstancesTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let (id, name) = record.with_untracked(|it| (it.id.clone(), it.name.clone()));
    let session = use_session();
    let access = Signal::derive(move || {
        record.with(|it| session.may_on(&it.id, Permission::ManageInstances, it.allow_add_instance))
    });
    let adding = RwSignal::new(false);
    let add = move || {
        access.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access on_click=move |()| adding.set(true)>
                    {t(called(words::ADD, words::OWN_ADD))}
                </Button>
            }
        })
    };
    let customer = Suggestion { id: id.clone(), name };
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Instances actions=add.into_any() /> }}
        <CreateInstanceDialog open=adding customer=Some(customer) />
        <InstanceList customer=id total=RwSignal::new(None) />
    }
    .into_any()
}
