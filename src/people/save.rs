//! Saving what changed about a person.

use super::draft::Checked;
use crate::{
    api::{self, Error},
    document, settled,
};

document!(UpdatePerson, "src/people/update.graphql");

/// A person as the server has it after a change.
pub type Person = update_person::SavedPerson;

/// Sends the named fields only: what somebody else changed in others stays.
///
/// # Errors
/// As [`api::send`].
pub async fn save(id: String, checked: Checked, mut changes: Vec<&'static str>) -> Result<Person, Error> {
    let draft = checked.into_draft();
    changes.push("id");
    let variables = update_person::Variables {
        id,
        name: Some(draft.name),
        phone: Some(draft.phone),
        role: Some(draft.role),
        avatar_url: None,
    };
    send(variables, &changes).await
}

/// Stores the address of an uploaded picture; empty takes the picture away.
///
/// # Errors
/// As [`api::send`].
pub async fn save_picture(id: String, avatar_url: String) -> Result<Person, Error> {
    let variables =
        update_person::Variables { id, name: None, phone: None, role: None, avatar_url: Some(avatar_url) };
    send(variables, &["id", "avatarUrl"]).await
}

async fn send(variables: update_person::Variables, names: &[&str]) -> Result<Person, Error> {
    let payload = api::send_only::<UpdatePerson>(variables, names).await?.update_user;
    settled!(payload, user)
}
