//! The roles a team member or a customer's user can have, and what each includes.

use crate::{
    api::{self, Error},
    auth::Permissions,
    document,
};

document!(CustomerRoles, "src/people/customer_roles.graphql");
document!(OrganizationRoles, "src/people/roles.graphql");

/// A role as the API describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    pub id: String,
    pub name: String,
    pub description: String,
    /// Authority; higher is more.
    pub level: i64,
    pub permissions: Vec<Granted>,
}

/// One permission of a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    pub tag: String,
    pub name: String,
    pub description: String,
}

impl Role {
    #[must_use]
    pub fn includes(&self, tag: &str) -> bool {
        self.permissions.iter().any(|it| it.tag == tag)
    }

    /// What the app makes of them.
    #[must_use]
    pub fn known_permissions(&self) -> Permissions {
        Permissions::from_tags(self.permissions.iter().map(|it| it.tag.as_str()))
    }
}

/// All of them, the one with the most authority first.
///
/// # Errors
/// As [`api::send`].
pub async fn organization_roles() -> Result<Vec<Role>, Error> {
    let found = api::send::<OrganizationRoles>(organization_roles::Variables {}).await?.organization_roles;
    let mut roles: Vec<Role> = found.into_iter().flatten().map(Role::from).collect();
    roles.sort_by(|one, other| other.level.cmp(&one.level).then_with(|| one.name.cmp(&other.name)));
    Ok(roles)
}

/// The roles of customers' people, the one with the most authority first.
///
/// # Errors
/// As [`api::send`].
pub async fn customer_roles() -> Result<Vec<Role>, Error> {
    let found = api::send::<CustomerRoles>(customer_roles::Variables {}).await?.customer_roles;
    let mut roles: Vec<Role> = found.into_iter().flatten().map(Role::from).collect();
    roles.sort_by(|one, other| other.level.cmp(&one.level).then_with(|| one.name.cmp(&other.name)));
    Ok(roles)
}

impl From<organization_roles::OrganizationRolesOrganizationRoles> for Role {
    fn from(it: organization_roles::OrganizationRolesOrganizationRoles) -> Self {
        let permissions = it.permissions.nodes.into_iter().flatten();
        Self {
            id: it.id,
            name: it.name,
            description: it.description,
            level: it.level,
            permissions: permissions
                .map(|it| Granted { tag: it.tag, name: it.name, description: it.description })
                .collect(),
        }
    }
}

impl From<customer_roles::CustomerRolesCustomerRoles> for Role {
    fn from(it: customer_roles::CustomerRolesCustomerRoles) -> Self {
        let permissions = it.permissions.nodes.into_iter().flatten();
        Self {
            id: it.id,
            name: it.name,
            description: it.description,
            level: it.level,
            permissions: permissions
                .map(|it| Granted { tag: it.tag, name: it.name, description: it.description })
                .collect(),
        }
    }
}
