//! The page of one of a customer's people.

use leptos::prelude::*;

use crate::{
    api::{Error, One},
    auth::{Part, Permission, Viewer, use_session},
    people::{PersonDetails, PersonRecord, Role, customer_role_choices, customer_roles, person},
    routes::{CustomerTab, Route},
    ui::{Avatar, AvatarSize, Badge, Choice, Failure, PageHead, PageSkeleton, Shape},
};

/// The page of one person. Another id is another page.
#[component]
pub fn CustomerUserPage(customer: String, id: String) -> impl IntoView {
    let back = Route::customer(&customer, CustomerTab::Users);
    let person = {
        let customer = customer.clone();
        One::new(move || (customer.clone(), id.clone()), fetch)
    };
    let session = use_session();
    let stage = Memo::new(move |_| {
        let hidden = (!session.finds(&customer, Part::Users)).then_some(Error::NotFound);
        person.answer.with(|it| it.as_ref().map(|it| it.as_ref().err().cloned().or(hidden)))
    });
    move || match stage.get() {
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Some(error)) => {
            view! { <Failure error page=true on_retry=move |()| person.reload() /> }.into_any()
        }
        Some(None) => {
            let permission = Permission::ManageCustomerUsers;
            let back = back.clone();
            view! { <PersonDetails person permission roles=customer_roles offered head back /> }.into_any()
        }
    }
}

/// The roles the reader may give such a person.
pub fn offered(roles: &[Role], viewer: &Viewer, present: &str) -> Vec<Choice> {
    customer_role_choices(roles, &viewer.role, viewer.own_customer().is_none(), present)
}

fn head(record: PersonRecord, actions: Option<AnyView>) -> AnyView {
    let PersonRecord { id, name, avatar_url, role, customer, .. } = record;
    let parent = customer.map(|it| (Route::customer(&it.id, CustomerTab::Users), it.name));
    let role = use_session().viewer().map(|it| it.role_name(&role.name));
    let avatar =
        view! { <Avatar id name=name.clone() picture=avatar_url size=AvatarSize::Head shape=Shape::Round /> };
    view! {
        <PageHead
            title=name
            parent
            avatar=avatar.into_any()
            meta=view! { <Badge>{role}</Badge> }.into_any()
            actions=actions.into_any()
        />
    }
    .into_any()
}

async fn fetch((customer, id): (String, String)) -> Result<PersonRecord, Error> {
    let found = person(id).await?;
    // Under another customer's address there is no such person.
    if found.customer.as_ref().is_some_and(|it| it.id == customer) { Ok(found) } else { Err(Error::NotFound) }
}
