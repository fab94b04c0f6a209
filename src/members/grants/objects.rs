//! The objects that permissions are granted on: finding them, and naming those that are granted.

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::{
    api::{self, Error},
    document,
    ui::Suggestion,
};

document!(GrantableIntegrations, "src/members/grants/integrations.graphql");
document!(GrantableComponents, "src/members/grants/components.graphql");
document!(GrantableCustomers, "src/members/grants/customers.graphql");
document!(GrantedIntegration, "src/members/grants/integration.graphql");
document!(GrantedComponent, "src/members/grants/component.graphql");
document!(GrantedCustomer, "src/members/grants/customer.graphql");
document!(NeededComponents, "src/members/grants/needed.graphql");

/// The kinds of objects the app can look for. The API may know others; their grants are shown without a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Integration,
    Component,
    Customer,
}

impl Kind {
    pub const ALL: [Self; 3] = [Self::Integration, Self::Component, Self::Customer];

    /// What the API calls it (`AuthObjectType.name`).
    #[must_use]
    pub const fn type_name(self) -> &'static str {
        match self {
            Self::Integration => "Integration",
            Self::Component => "Component",
            Self::Customer => "Customer",
        }
    }

    #[must_use]
    pub fn from_type(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.type_name() == name)
    }
}

/// An object, to be named and to be granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Global id.
    pub id: String,
    pub name: String,
    /// Tells it apart from others: shared by all versions of a thing that has versions.
    pub key: String,
}

impl Object {
    fn new(id: String, name: String, sequence: Option<String>) -> Self {
        let key = sequence.unwrap_or_else(|| uuid_of(&id));
        Self { id, name, key }
    }
}

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

/// The object a grant names; none when it is gone.
///
/// # Errors
/// As [`api::send`].
pub async fn granted(kind: Kind, uuid: String) -> Result<Option<Object>, Error> {
    let id = global_id(kind, &uuid);
    let found = match kind {
        Kind::Integration => api::send::<GrantedIntegration>(granted_integration::Variables { id })
            .await
            .map(|it| it.integration.map(|it| Object::new(it.id, it.name, it.version_sequence_id))),
        Kind::Component => api::send::<GrantedComponent>(granted_component::Variables { id })
            .await
            .map(|it| it.component.map(|it| Object::new(it.id, it.label, it.version_sequence_id))),
        Kind::Customer => api::send::<GrantedCustomer>(granted_customer::Variables { id })
            .await
            .map(|it| it.customer.map(|it| Object::new(it.id, it.name, None))),
    };
    match found {
        Err(Error::NotFound) => Ok(None),
        found => found,
    }
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

/// A global id is the type's name, a colon and a UUID, in base64.
fn global_id(kind: Kind, uuid: &str) -> String {
    STANDARD.encode(format!("{}:{uuid}", kind.type_name()))
}

/// Empty for an id that is none.
fn uuid_of(id: &str) -> String {
    let text = STANDARD.decode(id).ok().and_then(|it| String::from_utf8(it).ok());
    text.and_then(|it| it.split_once(':').map(|(_, uuid)| uuid.to_owned())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_apart_and_put_together() {
        let uuid = "5bebb3b9-7c77-5dc4-a1a0-d6cb496fa1bd";
        assert_eq!(uuid_of(&global_id(Kind::Customer, uuid)), uuid);
        assert_eq!(uuid_of("no id"), "");
    }

    #[test]
    fn kinds_go_by_the_names_of_the_api() {
        for kind in Kind::ALL {
            assert_eq!(Kind::from_type(kind.type_name()), Some(kind));
        }
        assert_eq!(Kind::from_type("Spaceship"), None);
    }
}
