//! Adding one of a customer's people.

use leptos::prelude::*;

use super::user::offered;
use crate::{
    api::{self, Error, One},
    customers::detail::CustomerRecord,
    document,
    people::{AddPersonDialog, Checked, Draft, customer_roles},
    phrases::customers as words,
    settled,
};

document!(CreateCustomerUser, "src/customers/users/create.graphql");

/// The dialog.
#[component]
pub fn CreateUserDialog(
    customer: String,
    open: RwSignal<bool>,
    #[prop(into)] on_added: Callback<()>,
) -> impl IntoView {
    let kept_as = format!("new user of {customer}");
    let page = use_context::<One<CustomerRecord>>();
    let add = move |checked| {
        let customer = customer.clone();
        async move {
            let answer = send(customer, checked).await;
            if let Some(page) = page.filter(|_| answer == Err(Error::NotFound)) {
                page.reload();
            }
            answer
        }
    };
    view! {
        <AddPersonDialog
            open
            kept_as
            name=words::ADD_USER
            note=words::USER_MAIL_NOTE
            roles=customer_roles
            offered
            send=add
            on_added
        />
    }
}

async fn send(customer: String, checked: Checked) -> Result<(), Error> {
    let Draft { name, email, phone, role, .. } = checked.into_draft();
    let phone = Some(phone).filter(|it| !it.is_empty());
    let variables = create_customer_user::Variables { customer, name, email, role, phone };
    let payload = api::send::<CreateCustomerUser>(variables).await?.create_customer_user;
    settled!(payload, user).map(drop)
}
