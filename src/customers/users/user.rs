//! The page of one of a customer's people: its head, and the tab that is open.

use leptos::prelude::*;

use crate::{
    api::{Error, One, Stage},
    auth::{Part, Permission, Viewer, use_session},
    people::{
        EffectiveTable, PersonDetails, PersonRecord, Role, customer_role_choices, customer_roles,
        customer_user_permissions, person,
    },
    phrases::{customers as words, people, t},
    routes::{CustomerTab, Route, UserTab},
    ui::{
        Avatar, AvatarSize, Badge, BodySkeleton, Choice, Empty, EmptyKind, Failure, PageHead, PageSkeleton,
        Shape, Tab, Tabs,
    },
};

/// The page of one person. Another id is another page.
#[component]
pub fn CustomerUserPage(customer: String, id: String, tab: UserTab) -> impl IntoView {
    let back = Route::customer(&customer, CustomerTab::Users);
    let person = {
        let customer = customer.clone();
        One::new(move || (customer.clone(), id.clone()), fetch)
    };
    let session = use_session();
    let answered = person.stage();
    let stage = Memo::new(move |_| answered.get().hidden_if(!session.finds(&customer, Part::Users)));
    move || match stage.get() {
        Stage::Waiting => view! { <PageSkeleton /> }.into_any(),
        Stage::Failed(error) => {
            view! { <Failure error page=true on_retry=move |()| person.reload() /> }.into_any()
        }
        Stage::Shown if tab == UserTab::Permissions => view! { <PermissionsTab person /> }.into_any(),
        Stage::Shown => {
            let permission = Permission::ManageCustomerUsers;
            let back = back.clone();
            view! { <PersonDetails person permission roles=customer_roles offered head=details_head back /> }
                .into_any()
        }
    }
}

/// The roles the reader may give such a person.
pub fn offered(roles: &[Role], viewer: &Viewer, present: &str) -> Vec<Choice> {
    customer_role_choices(roles, &viewer.role, viewer.own_customer().is_none(), present)
}

/// What the person may do, each permission with its reason. `person` holds an answer.
#[component]
fn PermissionsTab(person: One<PersonRecord>) -> impl IntoView {
    let Some(Ok(record)) = person.answer.get_untracked() else { return ().into_any() };
    let id = record.id.clone();
    let asked = One::new(move || id.clone(), customer_user_permissions);
    let session = use_session();
    let role = record.role.name.clone();
    let named = move || session.viewer().map_or_else(|| role.clone(), |it| it.role_name(&role));
    view! {
        <Head record open=UserTab::Permissions />
        {move || match asked.answer.get() {
            None => view! { <BodySkeleton /> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| asked.reload() /> }.into_any(),
            Some(Ok(lines)) if lines.is_empty() => {
                let (title, text) = (t(people::NO_PERMISSIONS), t(words::NO_USER_PERMISSIONS));
                view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
            }
            Some(Ok(lines)) => view! { <EffectiveTable lines role=named() /> }.into_any(),
        }}
    }
    .into_any()
}

/// What stands above every tab.
#[component]
fn Head(record: PersonRecord, open: UserTab, #[prop(optional)] actions: Option<AnyView>) -> impl IntoView {
    let PersonRecord { id, name, avatar_url, role, customer, .. } = record;
    let home = customer.as_ref().map(|it| it.id.clone()).unwrap_or_default();
    let parent = customer.map(|it| (Route::customer(&it.id, CustomerTab::Users), it.name));
    let role = use_session().viewer().map(|it| it.role_name(&role.name));
    let to = |tab| Route::customer_user(&home, &id, tab);
    let tabs = vec![
        Tab { to: to(UserTab::Details), name: t(people::DETAILS) },
        Tab { to: to(UserTab::Permissions), name: t(people::PERMISSIONS) },
    ];
    let here = to(open);
    let avatar =
        view! { <Avatar id name=name.clone() picture=avatar_url size=AvatarSize::Head shape=Shape::Round /> };
    view! {
        <PageHead
            title=name
            parent
            avatar=avatar.into_any()
            meta=view! { <Badge>{role}</Badge> }.into_any()
            actions=actions.into_any()
            tabs=view! { <Tabs tabs open=here /> }.into_any()
        />
    }
}

fn details_head(record: PersonRecord, actions: Option<AnyView>) -> AnyView {
    view! { <Head record open=UserTab::Details actions=actions.into_any() /> }.into_any()
}

async fn fetch((customer, id): (String, String)) -> Result<PersonRecord, Error> {
    let found = person(id).await?;
    // Under another customer's address there is no such person.
    if found.customer.as_ref().is_some_and(|it| it.id == customer) { Ok(found) } else { Err(Error::NotFound) }
}
