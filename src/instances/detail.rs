//! An instance's page: its head, and the tab that is open.

use leptos::prelude::*;

use super::{
    details::DetailsTab,
    logs::LogsTab,
    own::{UserConfigurationTab, is_there},
    runs::ExecutionsTab,
    state::{Flags, flags_from},
    summary::SummaryTab,
    tabs::{Finds, is_offered},
    test::TestTab,
};
use crate::{
    api::{self, Error, One, Stage},
    auth::{Access, Part, Permission, Session, Viewer, use_session},
    document,
    embed::{Subject, use_frame},
    routes::InstanceTab,
    ui::{Failure, PageSkeleton},
};
use instance_detail::{InstanceConfigState, Variables};

document!(InstanceDetail, "src/instances/detail.graphql");

pub use instance_detail::InstanceRecord;

flags_from!(InstanceRecord, InstanceConfigState);

/// The page of one instance. Another id is another page.
#[component]
pub fn InstancePage(id: String, tab: InstanceTab) -> impl IntoView {
    let instance = One::new(move || id.clone(), fetch);
    // A newer record is the open tab's to take in: it may hold something typed.
    let (stage, latest) = (instance.stage(), instance.latest());
    let session = use_session();
    move || match (stage.get(), latest.get_untracked()) {
        (Stage::Failed(error), _) => {
            view! { <Failure error page=true on_retry=move |()| instance.reload() /> }.into_any()
        }
        (Stage::Shown, Some(it)) if !session.finds(&it.customer.id, Part::Instances) => {
            view! { <Failure error=Error::NotFound page=true on_retry=move |()| instance.reload() /> }
                .into_any()
        }
        (Stage::Shown, Some(first)) => {
            let newest = instance.newest(first);
            let screen = use_frame().screen.with_untracked(|it| it.instance);
            match tab {
                // The address is known to whoever reads this.
                hidden if !is_offered(hidden, screen, finds(newest)) => {
                    view! { <Failure error=Error::NotFound page=true on_retry=|()| () /> }.into_any()
                }
                InstanceTab::Summary => view! { <SummaryTab instance newest /> }.into_any(),
                InstanceTab::Test => view! { <TestTab instance newest /> }.into_any(),
                InstanceTab::Executions => view! { <ExecutionsTab instance newest /> }.into_any(),
                InstanceTab::UserConfiguration => {
                    view! { <UserConfigurationTab instance newest /> }.into_any()
                }
                InstanceTab::Logs => view! { <LogsTab instance newest /> }.into_any(),
                InstanceTab::Details => view! { <DetailsTab instance newest /> }.into_any(),
            }
        }
        (Stage::Waiting, _) | (Stage::Shown, None) => view! { <PageSkeleton /> }.into_any(),
    }
}

/// What the reader finds of the instance.
pub fn finds(instance: Memo<InstanceRecord>) -> Finds {
    Finds {
        everything: untrack(|| use_session().access(Viewer::see_instances)).is_granted(),
        tests: may_test(instance).is_visible(),
        people: instance.with_untracked(is_there),
    }
}

/// Whether the reader may run the instance's flows.
pub fn may_test(instance: Memo<InstanceRecord>) -> Access {
    instance.with_untracked(|it| untrack(|| it.may(use_session(), it.customer.allow_execute_instance)))
}

impl From<&InstanceRecord> for Subject {
    fn from(it: &InstanceRecord) -> Self {
        Self {
            customer: (it.customer.id.clone(), it.customer.name.clone()),
            instance: (it.id.clone(), it.name.clone()),
            integration: it.integration.name.clone(),
            version: it.integration.version_number,
            ..Self::default()
        }
    }
}

impl InstanceRecord {
    /// Whether the reader may do with it what the API allows.
    pub fn may(&self, session: Session, allow: impl Into<Option<bool>>) -> Access {
        session.may_on(&self.customer.id, Permission::ManageInstances, allow)
    }

    /// What the API says about how it runs.
    #[must_use]
    pub fn flags(&self) -> Flags {
        Flags::from(self)
    }

    /// Id and number of a newer version that it can be moved to.
    #[must_use]
    pub fn newer_version(&self) -> Option<(String, i64)> {
        let newest = self.integration.version_at.as_ref()?;
        let is_newer = newest.version_number > self.integration.version_number;
        is_newer.then(|| (newest.id.clone(), newest.version_number))
    }
}

/// Reads one instance.
///
/// # Errors
/// `NotFound` when there is none for this person; see [`Error`].
pub async fn fetch(id: String) -> Result<InstanceRecord, Error> {
    api::send::<InstanceDetail>(Variables { id }).await?.instance.ok_or(Error::NotFound)
}
