//! The Details tab: what is known about a customer, to be changed by those who may.

use leptos::prelude::*;

use super::{
    detail::CustomerRecord,
    draft::{Checked, Draft},
    fields::{CustomerFields, FormState},
    list::fetch_labels,
};
use crate::{
    api::{self, Error, Mutation, One, Problem, outcome},
    auth::Access,
    document,
    phrases::{common, customers as words, t},
    routes::Route,
    shell::journal,
    ui::{
        Avatar, AvatarSize, Button, Chips, Copyable, Crumb, DirtyMark, Failure, Fact, Look, PageHead, Shape, Tab, Time,
        UnsavedGuard, use_toasts,
    },
};

document!(UpdateCustomer, "src/customers/update.graphql");

/// The tab, with the page's head above it.
#[component]
pub fn DetailsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let record = Signal::derive(move || customer.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().ok().cloned())));
    let Some(first) = record.get_untracked() else { return ().into_any() };
    let form = FormState::new(Draft::from(&first));
    journal::keep(format!("customer.{}", first.id), form);
    ().into_any()
}

impl From<&CustomerRecord> for Draft {
    fn from(record: &CustomerRecord) -> Self {
        Self {
            name: record.name.clone(),
            description: record.description.clone(),
            external_id: record.external_id.clone().unwrap_or_default(),
            labels: record.labels.clone().unwrap_or_default(),
        }
    }
}
