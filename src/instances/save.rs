//! Changing an instance on the server.

use std::{cell::RefCell, collections::BTreeMap};

use super::{
    detail::{InstanceRecord, fetch},
    draft::Draft,
};
use crate::{
    api::{self, Error, types::DateTime},
    document, settled,
    shell::{Change, Outcome},
};
use instance_deployed::InstanceDeployedInstance;
use update_instance::{SavedInstance, Variables};

document!(UpdateInstance, "src/instances/update.graphql");
document!(DeployInstance, "src/instances/deploy.graphql");
document!(InstanceDeployed, "src/instances/deployed.graphql");
document!(DeleteInstance, "src/instances/delete.graphql");

/// Saves the fields that differ from those the form was filled from, unless somebody else changed the same ones.
///
/// # Errors
/// See [`Error`].
pub async fn save(change: Change<Draft>) -> Result<Outcome<InstanceRecord>, Error> {
    let now = fetch(change.id.clone()).await?;
    if change.clashes(&now) {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let mut changes = change.checked.changes(&change.base);
    let Draft { name, description, labels, drops_logs, drops_outputs } = change.checked.into_draft();
    let labels = labels.into_iter().map(Some).collect();
    let variables = Variables {
        name: Some(name),
        description: Some(description),
        labels: Some(labels),
        logs_disabled: Some(drops_logs),
        step_results_disabled: Some(drops_outputs),
        ..nothing(change.id)
    };
    changes.push("id");
    let saved = send(variables, &changes).await?;
    Ok(Outcome::Saved(InstanceRecord {
        name: saved.name,
        description: saved.description,
        labels: saved.labels,
        logs_disabled: saved.logs_disabled,
        step_results_disabled: saved.step_results_disabled,
        updated_at: saved.updated_at,
        ..now
    }))
}

/// Lets an instance run, or stops it.
///
/// # Errors
/// See [`Error`].
pub async fn set_enabled((id, enabled): (String, bool)) -> Result<(), Error> {
    send(Variables { enabled: Some(enabled), ..nothing(id) }, &["id", "enabled"]).await.map(drop)
}

/// Moves an instance to another version of its integration. It runs the old one until it is deployed.
///
/// # Errors
/// See [`Error`].
pub async fn set_version((id, version): (String, String)) -> Result<(), Error> {
    send(Variables { integration: Some(version), ..nothing(id) }, &["id", "integration"]).await.map(drop)
}

thread_local! {
    /// Instances that may be deployed already, for the answer was lost, and when each was deployed before that.
    static UNSURE: RefCell<BTreeMap<String, Option<DateTime>>> = RefCell::default();
}

/// Makes an instance run what it is configured to, unless an attempt whose answer was lost did so.
///
/// # Errors
/// `Refused` when something is missing; `Unreachable` when nobody knows whether it was deployed. See [`Error`].
pub async fn deploy(id: String) -> Result<(), Error> {
    let before = match UNSURE.with_borrow(|it| it.get(&id).cloned()) {
        Some(before) => {
            if was_deployed(&id, before.as_ref()).await? {
                UNSURE.with_borrow_mut(|it| it.remove(&id));
                return Ok(());
            }
            before
        }
        None => fetch(id.clone()).await?.last_deployed_at,
    };
    let answer = send_deploy(id.clone()).await;
    if answer != Err(Error::Unreachable) {
        UNSURE.with_borrow_mut(|it| it.remove(&id));
        return answer;
    }
    UNSURE.with_borrow_mut(|it| it.insert(id.clone(), before.clone()));
    if !was_deployed(&id, before.as_ref()).await? {
        return Err(Error::Unreachable);
    }
    UNSURE.with_borrow_mut(|it| it.remove(&id));
    Ok(())
}

/// Whether an instance was deployed since then, and runs what it is configured to now.
async fn was_deployed(id: &str, before: Option<&DateTime>) -> Result<bool, Error> {
    let it = look(id).await?;
    let runs = !it.needs_deploy && it.deployed_version == it.integration.version_number;
    Ok(runs && it.last_deployed_at.as_ref() != before)
}

async fn look(id: &str) -> Result<InstanceDeployedInstance, Error> {
    let variables = instance_deployed::Variables { id: id.to_owned() };
    api::send::<InstanceDeployed>(variables).await?.instance.ok_or(Error::NotFound)
}

async fn send_deploy(id: String) -> Result<(), Error> {
    let payload = api::send::<DeployInstance>(deploy_instance::Variables { id }).await?.deploy_instance;
    settled!(payload, instance).map(drop)
}

/// Deletes an instance for good. What is gone already, by an attempt whose answer was lost or by somebody else's, is
/// deleted.
///
/// # Errors
/// `Unreachable` when nobody knows whether it was deleted. See [`Error`].
pub async fn delete(id: String) -> Result<(), Error> {
    match send_delete(id.clone()).await {
        Err(Error::NotFound) => Ok(()),
        Err(Error::Unreachable) if matches!(look(&id).await, Err(Error::NotFound)) => Ok(()),
        answer => answer,
    }
}

async fn send_delete(id: String) -> Result<(), Error> {
    let payload = api::send::<DeleteInstance>(delete_instance::Variables { id }).await?.delete_instance;
    settled!(payload, instance).map(drop)
}

fn nothing(id: String) -> Variables {
    Variables {
        id,
        name: None,
        description: None,
        labels: None,
        enabled: None,
        integration: None,
        logs_disabled: None,
        step_results_disabled: None,
    }
}

async fn send(variables: Variables, names: &[&str]) -> Result<SavedInstance, Error> {
    let payload = api::send_only::<UpdateInstance>(variables, names).await?.update_instance;
    settled!(payload, instance)
}

impl From<&InstanceRecord> for Draft {
    fn from(record: &InstanceRecord) -> Self {
        Self {
            name: record.name.clone(),
            description: record.description.clone(),
            labels: record.labels.clone().unwrap_or_default(),
            drops_logs: record.logs_disabled,
            drops_outputs: record.step_results_disabled,
        }
    }
}
