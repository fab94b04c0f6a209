//! The objects that permissions are granted on: finding them.

use crate::{
    api::{self, Error},
    document,
    people::{Kind, Object},
    ui::Suggestion,
};

document!(GrantableIntegrations, "src/members/grants/integrations.graphql");
document!(GrantableComponents, "src/members/grants/components.graphql");
document!(GrantableCustomers, "src/members/grants/customers.graphql");
document!(NeededComponents, "src/members/grants/needed.graphql");

impl From<Object> for Suggestion {
    fn from(it: Object) -> Self {
        Self { id: it.id, name: it.name }
    }
}

/// Up to 20 of a kind whose name contains a text, and how many there are.
///
/// # Errors
/// As [`api::send`].
pub async fn search(kind: Kind, text: String) -> Result<(Vec<Object>, u32), Error> {
    let search = Some(text).filter(|it| !it.is_empty());
    let (objects, total): (Vec<Object>, i64) = match kind {
        Kind::Integration => {
            let variables = grantable_integrations::Variables { search };
            let found = api::send::<GrantableIntegrations>(variables).await?.integrations;
            let objects = found.nodes.into_iter().flatten();
            (
                objects.map(|it| Object::new(it.id, it.name, it.version_sequence_id)).collect(),
                found.total_count,
            )
        }
        Kind::Component => {
            let variables = grantable_components::Variables { search };
            let found = api::send::<GrantableComponents>(variables).await?.components;
            let objects = found.nodes.into_iter().flatten();
            (
                objects.map(|it| Object::new(it.id, it.label, it.version_sequence_id)).collect(),
                found.total_count,
            )
        }
        Kind::Customer => {
            let variables = grantable_customers::Variables { search };
            let found = api::send::<GrantableCustomers>(variables).await?.customers;
            let objects = found.nodes.into_iter().flatten();
            (objects.map(|it| Object::new(it.id, it.name, None)).collect(), found.total_count)
        }
    };
    Ok((objects, u32::try_from(total).unwrap_or_default()))
}

/// The components of an integration that are not built in.
///
/// # Errors
/// As [`api::send`].
pub async fn needed_components(integration: String) -> Result<Vec<Object>, Error> {
    let found = api::send::<NeededComponents>(needed_components::Variables { id: integration }).await?;
    let nodes = found.integration.ok_or(Error::NotFound)?.components.nodes.into_iter().flatten();
    Ok(nodes.map(|it| Object::new(it.id, it.label, it.version_sequence_id)).collect())
}
