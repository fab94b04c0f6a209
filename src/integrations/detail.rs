//! An integration's page: its head, and the tab that is open.

use leptos::prelude::*;

use super::{details::DetailsTab, offer::MarketplaceTab, summary::SummaryTab, versions::VersionsTab};
use crate::{
    api::{self, Error, One, Stage},
    auth::{Access, Part, Permission, Session, use_session},
    document,
    instances::InstanceList,
    phrases::{Phrase, integrations as words, t},
    routes::{IntegrationTab, Route},
    ui::{Avatar, AvatarSize, Badge, Failure, PageHead, PageSkeleton, Shape, Tab, Tabs},
};

document!(IntegrationDetail, "src/integrations/detail.graphql");

pub use integration_detail::IntegrationRecord;

/// The page of one integration, in its newest version. Another id is another page.
#[component]
pub fn IntegrationPage(id: String, tab: IntegrationTab) -> impl IntoView {
    let integration = One::new(move || id.clone(), fetch);
    // A newer record is the open tab's to take in: it may hold something typed.
    let (stage, latest) = (integration.stage(), integration.latest());
    let session = use_session();
    move || match (stage.get(), latest.get_untracked()) {
        (Stage::Failed(error), _) => {
            view! { <Failure error page=true on_retry=move |()| integration.reload() /> }.into_any()
        }
        (Stage::Shown, Some(record)) if !session.finds(record.sequence(), Part::Itself) => {
            view! { <Failure error=Error::NotFound page=true on_retry=move |()| integration.reload() /> }
                .into_any()
        }
        (Stage::Shown, Some(record)) => match tab {
            IntegrationTab::Summary => view! { <SummaryTab record /> }.into_any(),
            IntegrationTab::Versions => view! { <VersionsTab integration first=record /> }.into_any(),
            IntegrationTab::Instances => view! { <InstancesTab record /> }.into_any(),
            IntegrationTab::Marketplace => view! { <MarketplaceTab integration first=record /> }.into_any(),
            IntegrationTab::Details => view! { <DetailsTab integration first=record /> }.into_any(),
        },
        (Stage::Waiting, _) | (Stage::Shown, None) => view! { <PageSkeleton /> }.into_any(),
    }
}

impl IntegrationRecord {
    /// What all its versions share, by which grants name it.
    #[must_use]
    pub fn sequence(&self) -> &str {
        self.version_sequence_id.as_deref().unwrap_or_default()
    }

    /// Whether the reader may change it.
    pub fn may_update(&self, session: Session) -> Access {
        session.may_on(self.sequence(), Permission::ManageIntegrations, self.allow_update)
    }
}

/// Who runs it: what the reader may see of that.
#[component]
fn InstancesTab(record: IntegrationRecord) -> impl IntoView {
    let sequence = record.version_sequence_id.clone().unwrap_or_default();
    view! {
        <Head record open=IntegrationTab::Instances />
        <InstanceList integration=sequence total=RwSignal::new(None) />
    }
}

/// What stands above every tab.
#[component]
pub fn Head(
    #[prop(into)] record: Signal<IntegrationRecord>,
    open: IntegrationTab,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    let id = record.with_untracked(|it| it.id.clone());
    let session = use_session();
    let here = Route::integration(&id, open);
    let tabs = move || {
        let sees_instances = session.access(|it| it.may_enter(Route::Instances.entry())).is_granted();
        let is_offered = |it: &IntegrationTab| sees_instances || *it != IntegrationTab::Instances;
        let tab = |it| Tab { to: Route::integration(&id, it), name: t(title(it)) };
        let tabs = IntegrationTab::ALL.iter().copied().filter(is_offered).map(tab).collect();
        view! { <Tabs tabs open=here.clone() /> }
    };
    let seen = Memo::new(move |_| record.with(|it| (it.id.clone(), it.name.clone(), it.avatar_url.clone())));
    let avatar = move || {
        let (id, name, picture) = seen.get();
        view! { <Avatar id name picture size=AvatarSize::Head shape=Shape::Square /> }
    };
    // The first publication makes a version of a draft, on the same page.
    let version = move || match record.with(|it| it.version_number) {
        0 => t(words::DRAFT),
        number => format!("v{number}"),
    };
    let category = move || record.with(|it| it.category.clone()).filter(|it| !it.is_empty());
    let meta = view! {
        <Badge>{version}</Badge>
        {move || category().map(|it| view! { <bdi>{it}</bdi> })}
    };
    view! {
        <PageHead
            title=Signal::derive(move || record.with(|it| it.name.clone()))
            parent=Some((Route::Integrations, t(words::TITLE)))
            avatar=avatar.into_any()
            meta=meta.into_any()
            actions=actions.into_any()
            tabs=tabs.into_any()
        />
    }
}

fn title(tab: IntegrationTab) -> Phrase {
    match tab {
        IntegrationTab::Summary => words::SUMMARY,
        IntegrationTab::Versions => words::VERSIONS,
        IntegrationTab::Instances => words::INSTANCES,
        IntegrationTab::Marketplace => words::MARKETPLACE,
        IntegrationTab::Details => words::DETAILS,
    }
}

/// Reads one integration.
///
/// # Errors
/// `NotFound` when there is none for this person; see [`Error`].
pub async fn fetch(id: String) -> Result<IntegrationRecord, Error> {
    let found = api::send::<IntegrationDetail>(integration_detail::Variables { id }).await?;
    found.integration.ok_or(Error::NotFound)
}
