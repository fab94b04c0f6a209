//! Changing a customer on the server.

use super::{
    detail::{self, CustomerRecord},
    draft::{Checked, Draft},
};
use crate::{
    api::{self, Error, Problem, outcome},
    document,
    ui::conflicts,
};

document!(UpdateCustomer, "src/customers/update.graphql");

pub use update_customer::SavedCustomer;

/// A change of the customer `id`, whose form was filled from `base`.
pub struct Change {
    pub id: String,
    pub base: Draft,
    pub checked: Checked,
}

/// How a change ended.
pub enum Outcome {
    Saved(SavedCustomer),
    /// Somebody else changed the same fields since; nothing was sent.
    Newer(Box<CustomerRecord>),
}

/// Saves the fields that differ from `base`; what somebody else changed meanwhile in other fields stays. The API takes
/// no version with a change, so the record is read just before.
///
/// # Errors
/// See [`Error`].
pub async fn save(Change { id, base, checked }: Change) -> Result<Outcome, Error> {
    let now = detail::fetch(id.clone()).await?;
    let mut changes = checked.changes(&base);
    let draft = checked.into_draft();
    if !conflicts(&base, &draft, &Draft::from(&now)).is_empty() {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let Draft { name, description, external_id, labels } = draft;
    let variables = update_customer::Variables {
        id,
        name: Some(name),
        description: Some(description),
        external_id: Some(external_id).filter(|it| !it.is_empty()),
        labels: Some(labels.into_iter().map(Some).collect()),
        avatar_url: None,
    };
    changes.push("id");
    send(variables, &changes).await.map(Outcome::Saved)
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
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.customer, problems.collect())
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
