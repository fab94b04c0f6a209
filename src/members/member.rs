//! A team member's page: its head, and the tab that is open.

use leptos::prelude::*;

use super::{details::DetailsTab, grants::GrantsTab, permissions::PermissionsTab};
use crate::{
    api::{self, Error, One},
    auth::is_third_party,
    document,
    phrases::{members as words, t},
    routes::{MemberTab, Route},
    ui::{Avatar, AvatarSize, Badge, Failure, PageHead, PageSkeleton, Shape, Tab, Tabs},
};

document!(TeamMember, "src/members/member.graphql");

pub use team_member::MemberRecord;

/// The page of one team member. Another id is another page.
#[component]
pub fn TeamMemberPage(id: String, tab: MemberTab) -> impl IntoView {
    let member = One::new(move || id.clone(), fetch);
    let stage = Memo::new(move |_| member.answer.with(|it| it.as_ref().map(|it| it.as_ref().err().cloned())));
    move || match stage.get() {
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Some(error)) => {
            view! { <Failure error page=true on_retry=move |()| member.reload() /> }.into_any()
        }
        Some(None) => match tab {
            MemberTab::Details => view! { <DetailsTab member /> }.into_any(),
            MemberTab::Permissions => view! { <PermissionsTab member /> }.into_any(),
            MemberTab::GranularAccess => view! { <GrantsTab member /> }.into_any(),
        },
    }
}

/// What stands above every tab.
#[component]
pub fn Head(
    record: MemberRecord,
    open: MemberTab,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    let MemberRecord { id, name, email, avatar_url, role, .. } = record;
    let tab = |to, name| Tab { to: Route::member(&id, to), name: t(name) };
    let mut tabs =
        vec![tab(MemberTab::Details, words::DETAILS), tab(MemberTab::Permissions, words::PERMISSIONS)];
    if is_third_party(&role.name) {
        tabs.push(tab(MemberTab::GranularAccess, words::GRANULAR_ACCESS));
    }
    let here = Route::member(&id, open);
    let avatar = view! {
        <Avatar id name=name.clone() picture=avatar_url size=AvatarSize::Head shape=Shape::Round />
    };
    let meta = view! {
        <span>{email}</span>
        <Badge>{role.name}</Badge>
    };
    view! {
        <PageHead
            title=name
            parent=(Route::TeamMembers, t(words::TITLE))
            avatar=avatar.into_any()
            meta=meta.into_any()
            actions=actions.into_any()
            tabs=view! { <Tabs tabs open=here /> }.into_any()
        />
    }
}

async fn fetch(id: String) -> Result<MemberRecord, Error> {
    let found = api::send::<TeamMember>(team_member::Variables { id }).await?;
    // A customer's user is no team member; their page is the customer's.
    found.user.filter(|it| it.org.is_some()).ok_or(Error::NotFound)
}
