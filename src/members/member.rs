//! A team member's page: its head, and the tab that is open.

use leptos::prelude::*;

use super::{grants::GrantsTab, permissions::PermissionsTab};
use crate::{
    api::{Error, One, Stage},
    auth::{Permission, Viewer, is_third_party},
    people::{PersonDetails, PersonRecord, Role, organization_roles, person, role_choices},
    phrases::{members as words, people, t},
    routes::{MemberTab, Route},
    ui::{Avatar, AvatarSize, Badge, Choice, Failure, PageHead, PageSkeleton, Shape, Tab, Tabs},
};

/// The page of one team member. Another id is another page.
#[component]
pub fn TeamMemberPage(id: String, tab: MemberTab) -> impl IntoView {
    let member = One::new(move || id.clone(), fetch);
    let stage = member.stage();
    move || match stage.get() {
        Stage::Waiting => view! { <PageSkeleton /> }.into_any(),
        Stage::Failed(error) => {
            view! { <Failure error page=true on_retry=move |()| member.reload() /> }.into_any()
        }
        Stage::Shown => match tab {
            MemberTab::Details => {
                let permission = Permission::ManageOrganizationUsers;
                let (roles, back) = (organization_roles, Route::TeamMembers);
                view! { <PersonDetails person=member permission roles offered head=details_head back /> }
                    .into_any()
            }
            MemberTab::Permissions => view! { <PermissionsTab member /> }.into_any(),
            MemberTab::GranularAccess => view! { <GrantsTab member /> }.into_any(),
        },
    }
}

/// What stands above every tab.
#[component]
pub fn Head(
    record: PersonRecord,
    open: MemberTab,
    #[prop(optional)] actions: Option<AnyView>,
) -> impl IntoView {
    let PersonRecord { id, name, email, avatar_url, role, .. } = record;
    let tab = |to, name| Tab { to: Route::member(&id, to), name: t(name) };
    let mut tabs =
        vec![tab(MemberTab::Details, people::DETAILS), tab(MemberTab::Permissions, people::PERMISSIONS)];
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
            parent=Some((Route::TeamMembers, t(words::TITLE)))
            avatar=avatar.into_any()
            meta=meta.into_any()
            actions=actions.into_any()
            tabs=view! { <Tabs tabs open=here /> }.into_any()
        />
    }
}

fn details_head(record: PersonRecord, actions: Option<AnyView>) -> AnyView {
    view! { <Head record open=MemberTab::Details actions=actions.into_any() /> }.into_any()
}

/// The roles the reader may give such a person.
pub fn offered(roles: &[Role], viewer: &Viewer, present: &str) -> Vec<Choice> {
    role_choices(roles, &viewer.role, present)
}

async fn fetch(id: String) -> Result<PersonRecord, Error> {
    let found = person(id).await?;
    // A customer's user is no team member; their page is the customer's.
    if found.org.is_some() { Ok(found) } else { Err(Error::NotFound) }
}
