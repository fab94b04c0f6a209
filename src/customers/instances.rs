//! The Instances tab: what runs for a customer.

use leptos::prelude::*;

use super::{
    detail::{CustomerRecord, newest},
    head::Head,
};
use crate::{api::One, instances::InstanceList, routes::CustomerTab};

/// The tab. `customer` holds an answer.
#[component]
pub fn InstancesTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let id = record.with_untracked(|it| it.id.clone());
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Instances /> }}
        <InstanceList customer=id total=RwSignal::new(None) />
    }
    .into_any()
}
