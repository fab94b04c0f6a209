//! Somebody else's way of seeing the app, taken for a while by a person who manages users.

use super::{Access, Denial, Permission, Permissions, is_third_party};

/// Whose eyes the reader looks through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LookingAs {
    /// A person's name, or the role's.
    pub name: String,
    pub role: String,
    pub permissions: Permissions,
    /// What they are given object by object.
    pub given: Vec<Given>,
}

/// A permission on one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// What objects of its kind are told apart by: the id, or what all versions share.
    pub object: String,
    pub tag: String,
}

/// What there is to see of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Itself,
    /// A customer's people.
    Users,
    /// A customer's instances.
    Instances,
    /// A customer's connections.
    Connections,
}

impl Part {
    fn is_opened_by(self, tag: &str) -> bool {
        match self {
            Self::Itself => true,
            Self::Users => ["customer_view_users", "customer_manage_users"].contains(&tag),
            Self::Instances => ["customer_view_instances", "customer_manage_instances"].contains(&tag),
            Self::Connections => ["customer_view", "customer_manage"].contains(&tag),
        }
    }
}

/// What a third party can be granted to change, and the permission that other roles change it by.
const GRANTABLE: [(Permission, &str); 4] = [
    (Permission::ManageIntegrations, "integration_edit"),
    (Permission::ManageCustomers, "customer_manage"),
    (Permission::ManageCustomerUsers, "customer_manage_users"),
    (Permission::ManageInstances, "customer_manage_instances"),
];

impl LookingAs {
    /// Anybody who has a role, and was given nothing else.
    #[must_use]
    pub fn role(name: String, permissions: Permissions) -> Self {
        Self { role: name.clone(), name, permissions, given: Vec::new() }
    }

    /// Whether what they find follows from what they were given. The server answers the reader, who finds everything:
    /// what the other does not find is left out here.
    #[must_use]
    pub fn is_by_grant(&self) -> bool {
        is_third_party(&self.role)
    }

    /// Whether a grant lets them do on an object what takes a permission.
    pub fn may_change(&self, object: &str, permission: Permission) -> Access {
        let tag = GRANTABLE.iter().find(|(it, _)| *it == permission).map(|(_, tag)| *tag);
        let is_given = self.given.iter().any(|it| it.object == object && Some(it.tag.as_str()) == tag);
        if is_given { Access::Granted } else { Access::Denied(Denial::Role) }
    }

    /// Whether they find a part of an object.
    #[must_use]
    pub fn finds(&self, object: &str, part: Part) -> bool {
        !self.is_by_grant() || self.given.iter().any(|it| it.object == object && part.is_opened_by(&it.tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn third_party(given: &[(&str, &str)]) -> LookingAs {
        let given = given.iter().map(|(object, tag)| Given { object: (*object).into(), tag: (*tag).into() });
        LookingAs { given: given.collect(), ..LookingAs::role("Third-Party".into(), Permissions::default()) }
    }

    #[test]
    fn a_third_party_finds_what_it_was_given() {
        let other = third_party(&[("erp", "integration_view"), ("ftl", "customer_view_users")]);
        assert!(other.finds("erp", Part::Itself) && other.finds("ftl", Part::Itself));
        assert!(!other.finds("crm", Part::Itself));
        assert!(other.finds("ftl", Part::Users));
        for part in [Part::Instances, Part::Connections] {
            assert!(!other.finds("ftl", part), "{part:?}");
        }
        assert!(!third_party(&[]).finds("erp", Part::Itself), "nothing is given to the role itself");
    }

    #[test]
    fn a_third_party_changes_what_it_was_given_to_change() {
        let other = third_party(&[
            ("erp", "integration_edit"),
            ("crm", "integration_view"),
            ("ftl", "customer_manage"),
        ]);
        let may = |object, permission| other.may_change(object, permission).is_granted();
        assert!(may("erp", Permission::ManageIntegrations) && may("ftl", Permission::ManageCustomers));
        assert!(!may("crm", Permission::ManageIntegrations) && !may("acme", Permission::ManageCustomers));
        for permission in
            [Permission::ManageCustomerUsers, Permission::ManageInstances, Permission::ViewCustomers]
        {
            assert!(!may("ftl", permission), "{permission:?}");
        }
    }

    #[test]
    fn other_roles_find_what_their_permissions_open() {
        let guest = LookingAs::role("Guest".into(), Permissions::default());
        assert!(!guest.is_by_grant() && guest.finds("anything", Part::Itself));
    }
}
