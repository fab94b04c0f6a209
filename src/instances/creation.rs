//! Creating an instance, once even where the answer is lost.

use super::draft::{Checked, Draft};
use crate::{
    api::{
        self, Error, Problem,
        once::{Unsure, once},
    },
    document, settled,
    ui::Draft as _,
};

document!(CreateInstance, "src/instances/create.graphql");
document!(InstanceArrived, "src/instances/arrived.graphql");

/// What is sent.
#[derive(Clone, PartialEq)]
pub struct Wish {
    pub customer: String,
    /// The version's id.
    pub integration: String,
    pub checked: Checked,
}

impl Wish {
    /// For an instance that is named by nobody but the app.
    ///
    /// # Errors
    /// `Refused` where that name would not do.
    pub fn named(
        customer: String,
        integration: String,
        name: String,
        labels: Vec<String>,
    ) -> Result<Self, Error> {
        let draft = Draft { name, labels, ..Draft::default() };
        let refused = |problems: Vec<(_, String)>| {
            let messages = problems.into_iter().map(|(_, sentence)| sentence).collect();
            Error::Refused(vec![Problem { field: "__all__".into(), messages }])
        };
        let checked = draft.check().map_err(refused)?;
        Ok(Self { customer, integration, checked })
    }
}

/// Creates an instance, unless an attempt whose answer was lost did so. Gives its id.
///
/// # Errors
/// `Refused` with what is wrong; `Unreachable` when nobody knows whether it was created. See [`Error`].
pub async fn create_once(wish: Wish, unsure: Unsure<Wish>) -> Result<String, Error> {
    once(wish, unsure, send, arrived).await
}

/// Looks for an instance that was just created. The API knows no key for a repeated change, so it is told by all its
/// fields.
async fn arrived(sent: &Wish, since: f64) -> Result<Option<String>, Error> {
    // Milliseconds by which the server's clock may be behind.
    const SKEW: f64 = 600_000.0;
    let Wish { customer, integration, checked } = sent.clone();
    let draft = checked.into_draft();
    let variables = instance_arrived::Variables { customer, integration, name: draft.name };
    let found = api::send::<InstanceArrived>(variables).await?.instances.nodes.into_iter().flatten().next();
    let is_same = |it: &instance_arrived::InstanceArrivedInstancesNodes| {
        it.description == draft.description
            && it.labels.as_deref().unwrap_or_default() == draft.labels
            && js_sys::Date::parse(&it.created_at) >= since - SKEW
    };
    Ok(found.filter(is_same).map(|it| it.id))
}

async fn send(Wish { customer, integration, checked }: Wish) -> Result<String, Error> {
    let Draft { name, description, labels, .. } = checked.into_draft();
    let variables = create_instance::Variables {
        customer,
        integration,
        name,
        description: Some(description),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    let payload = api::send::<CreateInstance>(variables).await?.create_instance;
    settled!(payload, instance).map(|it| it.id)
}
