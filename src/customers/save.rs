//! Changing a customer on the server.

use super::{
    detail::{self, CustomerRecord},
    draft::Draft,
};
use crate::{
    api::{self, Error},
    document, settled,
    shell::{Change, Outcome},
};

document!(UpdateCustomer, "src/customers/update.graphql");

pub use update_customer::SavedCustomer;

/// Saves the fields that differ from those the form was filled from; what somebody else changed meanwhile in other
/// fields stays. Nothing is sent when they changed the same ones.
///
/// # Errors
/// See [`Error`].
pub async fn save(change: Change<Draft>) -> Result<Outcome<CustomerRecord>, Error> {
    let now = detail::fetch(change.id.clone()).await?;
    if change.clashes(&now) {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let mut changes = change.checked.changes(&change.base);
    let Draft { name, description, external_id, labels } = change.checked.into_draft();
    let variables = update_customer::Variables {
        id: change.id,
        name: Some(name),
        description: Some(description),
        external_id: Some(external_id).filter(|it| !it.is_empty()),
        labels: Some(labels.into_iter().map(Some).collect()),
        avatar_url: None,
    };
    changes.push("id");
    send(variables, &changes).await.map(|saved| Outcome::Saved(now.with(saved)))
}

/// Stores the address of an uploaded picture; empty takes the picture away.
///
/// # Errors
/// See [`Error`].
pub async fn save_picture(id: String, avatar_url: String) -> Result<SavedCustomer, Error> {
    let variables = update_customer::Variables {
        id,
        avatar_url: Some(avatar_url),
        name: None,
        description: None,
        external_id: None,
        labels: None,
    };
    send(variables, &["id", "avatarUrl"]).await
}

/// Stores a customer's labels, and nothing else of it.
///
/// # Errors
/// See [`Error`].
pub async fn save_labels(id: String, labels: Vec<String>) -> Result<SavedCustomer, Error> {
    let variables = update_customer::Variables {
        id,
        labels: Some(labels.into_iter().map(Some).collect()),
        name: None,
        description: None,
        external_id: None,
        avatar_url: None,
    };
    send(variables, &["id", "labels"]).await
}

async fn send(variables: update_customer::Variables, names: &[&str]) -> Result<SavedCustomer, Error> {
    let payload = api::send_only::<UpdateCustomer>(variables, names).await?.update_customer;
    settled!(payload, customer)
}

impl CustomerRecord {
    /// The record with what the server saved.
    #[must_use]
    pub fn with(mut self, saved: SavedCustomer) -> Self {
        self.name = saved.name;
        self.description = saved.description;
        self.external_id = saved.external_id;
        self.labels = saved.labels;
        self.avatar_url = saved.avatar_url;
        self.updated_at = saved.updated_at;
        self
    }
}

impl From<&CustomerRecord> for Draft {
    fn from(record: &CustomerRecord) -> Self {
        Self {
            name: record.name.clone(),
            description: record.description.clone(),
            external_id: record.external_id.clone().unwrap_or_default(),
            labels: record.labels.clone().unwrap_or_default(),
        }
    }
}
