//! A customer's page: its head, and the tab that is open.

use leptos::prelude::*;

use super::{
    attachments::AttachmentsTab, connections::ConnectionsTab, details::DetailsTab, head::part_of,
    instances::InstancesTab, summary::SummaryTab, users::UsersTab,
};
use crate::{
    api::{self, Error, One, Stage},
    auth::use_session,
    document,
    routes::CustomerTab,
    ui::{Failure, PageSkeleton},
};

document!(CustomerDetail, "src/customers/detail.graphql");

pub use customer_detail::CustomerRecord;

/// The page of one customer. Another id is another page.
#[component]
pub fn CustomerPage(id: String, tab: CustomerTab) -> impl IntoView {
    let customer = {
        let id = id.clone();
        One::new(move || id.clone(), fetch)
    };
    let session = use_session();
    // Whoever finds out that the customer is gone says so here.
    provide_context(customer);
    // A newer record is the open tab's to take in: it may hold something typed.
    let answered = customer.stage();
    let stage = Memo::new(move |_| answered.get().hidden_if(!session.finds(&id, part_of(tab))));
    move || match stage.get() {
        Stage::Waiting => view! { <PageSkeleton /> }.into_any(),
        Stage::Failed(error) => {
            view! { <Failure error page=true on_retry=move |()| customer.reload() /> }.into_any()
        }
        Stage::Shown => match tab {
            CustomerTab::Summary => view! { <SummaryTab customer /> }.into_any(),
            CustomerTab::Instances => view! { <InstancesTab customer /> }.into_any(),
            CustomerTab::Users => view! { <UsersTab customer /> }.into_any(),
            CustomerTab::Attachments => view! { <AttachmentsTab customer /> }.into_any(),
            CustomerTab::Connections => view! { <ConnectionsTab customer /> }.into_any(),
            CustomerTab::Details => view! { <DetailsTab customer /> }.into_any(),
        },
    }
}

/// The newest record of a page that holds one.
pub fn newest(customer: One<CustomerRecord>) -> Option<Memo<CustomerRecord>> {
    let Some(Ok(first)) = customer.answer.get_untracked() else { return None };
    Some(customer.newest(first))
}

/// Reads one customer.
///
/// # Errors
/// `NotFound` when there is none for this person; see [`Error`].
pub async fn fetch(id: String) -> Result<CustomerRecord, Error> {
    let found = api::send::<CustomerDetail>(customer_detail::Variables { id }).await?;
    found.customer.ok_or(Error::NotFound)
}
