//! What people were given object by object: reading it, and naming the objects.

use base64::{Engine, engine::general_purpose::STANDARD};
use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    auth::Given,
    document,
    phrases::{people as words, t},
};

document!(Grants, "src/people/grants/list.graphql");
document!(GrantedIntegration, "src/people/grants/integration.graphql");
document!(GrantedComponent, "src/people/grants/component.graphql");
document!(GrantedCustomer, "src/people/grants/customer.graphql");

pub use grants::Grant;

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

    /// What people call it.
    #[must_use]
    pub fn name(self) -> String {
        t(match self {
            Self::Integration => words::INTEGRATION,
            Self::Component => words::COMPONENT,
            Self::Customer => words::CUSTOMER,
        })
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
    /// `sequence` is what all its versions share.
    #[must_use]
    pub fn new(id: String, name: String, sequence: Option<String>) -> Self {
        let key = sequence.unwrap_or_else(|| uuid_of(&id));
        Self { id, name, key }
    }
}

/// Everything a person was given.
///
/// # Errors
/// As [`api::send`].
pub async fn grants_of(user: String) -> Result<Vec<Grant>, Error> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let variables = grants::Variables { user: user.clone(), after };
        let found = api::send::<Grants>(variables).await?.object_permission_grants;
        all.extend(found.nodes.into_iter().flatten());
        if !found.page_info.has_next_page {
            return Ok(all);
        }
        after = found.page_info.end_cursor;
    }
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

/// What a grant is about, as the app tells objects apart: the id of a customer, what all versions of an integration
/// share. Nothing for a kind the app does not know, and for what is gone.
///
/// # Errors
/// As [`api::send`].
pub async fn given(grant: &Grant) -> Result<Option<Given>, Error> {
    let Some(kind) = Kind::from_type(&grant.permission.obj_type.name) else { return Ok(None) };
    let found = granted(kind, grant.obj.clone()).await?;
    Ok(found.map(|it| {
        let object = if kind == Kind::Customer { it.id } else { it.key };
        Given { object, tag: grant.permission.tag.clone() }
    }))
}

/// The name of a granted object, once it is known.
#[component]
pub fn ObjectName(kind: Kind, object: String) -> impl IntoView {
    let key = object.clone();
    let found = One::new(move || (kind, key.clone()), |(kind, key)| granted(kind, key));
    move || match found.answer.get() {
        Some(Ok(Some(it))) => view! { <bdi>{it.name}</bdi> }.into_any(),
        Some(Ok(None)) => view! { <span class="faint">{t(words::OBJECT_GONE)}</span> }.into_any(),
        Some(Err(_)) => view! { <code class="mono">{object.clone()}</code> }.into_any(),
        None => view! { <span class="skeleton" aria-hidden="true"></span> }.into_any(),
    }
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
