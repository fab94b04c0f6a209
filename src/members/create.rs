//! Adding a team member.

use leptos::prelude::*;

use super::member::offered;
use crate::{
    api::{self, Error},
    document,
    people::{AddPersonDialog, Checked, Draft, organization_roles},
    phrases::members as words,
    settled,
};

document!(CreateTeamMember, "src/members/create.graphql");

/// The dialog.
#[component]
pub fn CreateMemberDialog(open: RwSignal<bool>, #[prop(into)] on_added: Callback<()>) -> impl IntoView {
    view! {
        <AddPersonDialog
            open
            kept_as="new team member"
            name=words::ADD
            note=words::MAIL_NOTE
            roles=organization_roles
            offered
            send
            on_added
        />
    }
}

async fn send(checked: Checked) -> Result<(), Error> {
    let Draft { name, email, phone, role, .. } = checked.into_draft();
    let variables =
        create_team_member::Variables { name, email, role, phone: Some(phone).filter(|it| !it.is_empty()) };
    let payload = api::send::<CreateTeamMember>(variables).await?.create_organization_user;
    settled!(payload, user).map(drop)
}
