//! The person who is signed in.

use super::{Access, Denial, LookingAs, Permission, Permissions, is_third_party};
use crate::{boot::Theme, routes::Entry};

/// Who is signed in. Exists only while somebody is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    pub id: String,
    pub name: String,
    pub email: String,
    pub avatar_url: Option<String>,
    /// The role's name as the API gives it: for display, never for decisions.
    pub role: String,
    pub permissions: Permissions,
    /// What the organization calls its marketplace.
    pub marketplace_name: String,
    pub theme: Theme,
    /// Logs, outputs of steps and values of credentials are kept from them.
    pub hides_sensitive: bool,
    pub belongs_to: Belonging,
}

/// Whose person it is. The API has two kinds, and the app differs for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Belonging {
    /// A team member.
    Organization {
        id: String,
        name: String,
        avatar_url: Option<String>,
        add_customer: Access,
        add_integration: Access,
        add_user: Access,
    },
    /// A customer user, in the browser or in an embedded frame.
    Customer { id: String, name: String },
    /// Neither, which the API does not promise never to happen: nothing is granted.
    Nobody,
}

impl Viewer {
    /// Whether the role includes a permission.
    pub fn can(&self, permission: Permission) -> Access {
        if self.permissions.contains(permission) { Access::Granted } else { Access::Denied(Denial::Role) }
    }

    /// Whether a screen opens.
    pub fn may_enter(&self, entry: Entry) -> Access {
        match (entry, &self.belongs_to) {
            (Entry::Anybody, _) => Access::Granted,
            (Entry::CustomerUser, Belonging::Customer { .. }) => self.can(Permission::AccessMarketplace),
            (Entry::CustomerUser, Belonging::Organization { .. } | Belonging::Nobody) => {
                Access::Denied(Denial::Role)
            }
            (Entry::Permission(permission), _) => self.can(permission),
            // What a third party finds behind it follows from what was granted.
            (Entry::Granted(_) | Entry::Company(..) | Entry::Instance, Belonging::Organization { .. })
                if is_third_party(&self.role) =>
            {
                Access::Granted
            }
            (Entry::Company(_, own), Belonging::Customer { .. }) => self.can(own),
            (Entry::Instance, Belonging::Customer { .. }) => {
                let sees_theirs = self.configure_oneself().is_granted();
                if sees_theirs { Access::Granted } else { self.can(Permission::ViewOwnInstances) }
            }
            (Entry::Granted(permission) | Entry::Company(permission, _), _) => self.can(permission),
            (Entry::Instance, _) => self.can(Permission::ViewInstances),
        }
    }

    /// Whether settings of instances can be opened at all; each instance says whether they can be changed.
    pub fn configure(&self) -> Access {
        self.may_enter(Entry::Company(Permission::ManageInstances, Permission::ManageOwnInstances))
    }

    /// Whether there are parts of instances that this person settles for themselves.
    pub fn configure_oneself(&self) -> Access {
        self.can(Permission::ConfigureForOneself)
    }

    /// Whether all of an instance is to be seen, not only what somebody settles for themselves.
    pub fn see_instances(&self) -> Access {
        self.may_enter(Entry::Company(Permission::ViewInstances, Permission::ViewOwnInstances))
    }

    /// The customer whose people this is one of.
    #[must_use]
    pub fn own_customer(&self) -> Option<&str> {
        match &self.belongs_to {
            Belonging::Customer { id, .. } => Some(id),
            Belonging::Organization { .. } | Belonging::Nobody => None,
        }
    }

    /// What people read as the name of a role.
    #[must_use]
    pub fn role_name(&self, role: &str) -> String {
        super::role_name(role, &self.marketplace_name)
    }

    /// Whether new customers can be added.
    pub fn add_customer(&self) -> Access {
        match &self.belongs_to {
            Belonging::Organization { add_customer, .. } => *add_customer,
            Belonging::Customer { .. } | Belonging::Nobody => Access::Denied(Denial::Role),
        }
    }

    /// Whether new integrations can be added.
    pub fn add_integration(&self) -> Access {
        match &self.belongs_to {
            Belonging::Organization { add_integration, .. } => *add_integration,
            Belonging::Customer { .. } | Belonging::Nobody => Access::Denied(Denial::Role),
        }
    }

    /// Whether new team members can be added.
    pub fn add_user(&self) -> Access {
        match &self.belongs_to {
            Belonging::Organization { add_user, .. } => *add_user,
            Belonging::Customer { .. } | Belonging::Nobody => Access::Denied(Denial::Role),
        }
    }

    /// The same person with another's role. It never includes more than their own, and changes nothing: what the role
    /// could change is told apart from what it could not.
    #[must_use]
    pub fn looking_as(mut self, other: &LookingAs) -> Self {
        // Only an API whose roles include such a permission tells by its absence.
        let seen = [self.permissions, other.permissions].map(|it| it.contains(Permission::ViewSensitiveData));
        self.hides_sensitive |= seen == [true, false] && !other.is_by_grant();
        self.permissions = self.permissions.only(other.permissions);
        self.role.clone_from(&other.role);
        let [customers, integrations, users] = [
            Permission::ManageCustomers,
            Permission::ManageIntegrations,
            Permission::ManageOrganizationUsers,
        ]
        .map(|it| self.can(it).and(Access::Denied(Denial::LookingAs)));
        if let Belonging::Organization { add_customer, add_integration, add_user, .. } = &mut self.belongs_to
        {
            *add_customer = add_customer.and(customers);
            *add_integration = add_integration.and(integrations);
            *add_user = add_user.and(users);
        }
        self
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A person with these permissions, of an organization that lets them do nothing.
    fn person(belongs_to: Belonging, permissions: &[Permission]) -> Viewer {
        Viewer {
            id: "1".into(),
            name: "Ada".into(),
            email: "ada@example.com".into(),
            avatar_url: None,
            role: "Pilot".into(),
            permissions: Permissions::from_tags(permissions.iter().map(|it| it.tag())),
            marketplace_name: "Marketplace".into(),
            theme: Theme::System,
            hides_sensitive: false,
            belongs_to,
        }
    }

    fn organization() -> Belonging {
        let nothing = Access::from_allow(None);
        Belonging::Organization {
            id: "1".into(),
            name: "Progix".into(),
            avatar_url: None,
            add_customer: nothing,
            add_integration: nothing,
            add_user: nothing,
        }
    }

    #[test]
    fn a_screen_opens_for_its_permission_only() {
        for needed in Permission::ALL {
            let entry = Entry::Permission(needed);
            assert_eq!(person(organization(), &[needed]).may_enter(entry), Access::Granted);
            let others: Vec<_> = Permission::ALL.into_iter().filter(|it| *it != needed).collect();
            assert_eq!(person(organization(), &others).may_enter(entry), Access::Denied(Denial::Role));
        }
    }

    fn company() -> Belonging {
        Belonging::Customer { id: "1".into(), name: "FTL Rockets".into() }
    }

    #[test]
    fn the_marketplace_is_for_customer_users() {
        let known = person(company(), &[Permission::AccessMarketplace]);
        assert_eq!(known.may_enter(Entry::CustomerUser), Access::Granted);
        assert_eq!(person(company(), &[]).may_enter(Entry::CustomerUser), Access::Denied(Denial::Role));
        for other in [organization(), Belonging::Nobody] {
            assert_eq!(
                person(other, &Permission::ALL).may_enter(Entry::CustomerUser),
                Access::Denied(Denial::Role)
            );
        }
    }

    #[test]
    fn a_customers_own_people_need_their_own_permission() {
        let (theirs, own) = (Permission::ViewInstances, Permission::ViewOwnInstances);
        let enters = |belongs_to, held: &[Permission]| {
            person(belongs_to, held).may_enter(Entry::Company(theirs, own)).is_granted()
        };
        assert!(enters(company(), &[own]) && enters(organization(), &[theirs]));
        assert!(!enters(company(), &[theirs]) && !enters(company(), &[]));
        assert!(!enters(organization(), &[own]) && !enters(Belonging::Nobody, &[own]));
    }

    #[test]
    fn who_settles_their_own_part_finds_the_instance_and_nothing_else() {
        let person = person(company(), &[Permission::ConfigureForOneself]);
        assert!(person.may_enter(Entry::Instance).is_granted());
        assert!(!person.see_instances().is_granted() && !person.configure().is_granted());
    }

    #[test]
    fn third_parties_find_what_was_granted_and_only_that() {
        let mut third = person(organization(), &[]);
        third.role = "Third-Party".into();
        let (view, own) = (Permission::ViewCustomers, Permission::ViewOwnInstances);
        assert_eq!(third.may_enter(Entry::Granted(view)), Access::Granted);
        assert_eq!(third.may_enter(Entry::Company(view, own)), Access::Granted);
        assert_eq!(third.may_enter(Entry::Permission(view)), Access::Denied(Denial::Role));
        // A customer's role of that name gives nothing.
        third.belongs_to = company();
        assert_eq!(third.may_enter(Entry::Granted(view)), Access::Denied(Denial::Role));
        assert_eq!(third.may_enter(Entry::Company(view, own)), Access::Denied(Denial::Role));
    }

    #[test]
    fn looking_as_another_gives_nothing_and_grants_nothing() {
        let (allowed, refused) = (Access::from_allow(true), Access::from_allow(false));
        let belongs_to = |access| Belonging::Organization {
            id: "1".into(),
            name: "Progix".into(),
            avatar_url: None,
            add_customer: access,
            add_integration: access,
            add_user: access,
        };
        for own in Permission::ALL {
            for theirs in Permission::ALL {
                let permissions = Permissions::from_tags([theirs.tag()]);
                let other = LookingAs::role("Guest".into(), permissions);
                for access in [allowed, refused] {
                    let seen = person(belongs_to(access), &[own]).looking_as(&other);
                    for one in Permission::ALL {
                        assert_eq!(seen.can(one).is_granted(), one == own && one == theirs);
                    }
                    assert!(!seen.add_customer().is_granted() && !seen.add_user().is_granted());
                    assert!(!seen.add_integration().is_granted());
                    let would = own == theirs && own == Permission::ManageCustomers && access == allowed;
                    assert_eq!(seen.add_customer().is_visible(), would);
                }
            }
        }
    }

    #[test]
    fn looking_as_another_keeps_back_what_is_kept_from_them() {
        let sensitive = [Permission::ViewInstances, Permission::ViewSensitiveData];
        let hides = |own: &[Permission], role: &str, theirs: &[Permission]| {
            let permissions = Permissions::from_tags(theirs.iter().map(|it| it.tag()));
            person(organization(), own).looking_as(&LookingAs::role(role.into(), permissions)).hides_sensitive
        };
        assert!(hides(&sensitive, "Restricted Integrator", &sensitive[..1]));
        assert!(!hides(&sensitive, "Guest", &sensitive));
        assert!(!hides(&sensitive[..1], "Guest", &sensitive[..1]), "this API knows no such permission");
        assert!(!hides(&sensitive, "Third-Party", &[]), "what was granted says it");
        let restricted = Viewer { hides_sensitive: true, ..person(organization(), &sensitive) };
        let guest = LookingAs::role("Guest".into(), Permissions::from_tags(sensitive.map(Permission::tag)));
        assert!(restricted.looking_as(&guest).hides_sensitive, "nobody sees more through other eyes");
    }

    #[test]
    fn a_permission_taken_away_never_opens_a_screen() {
        for taken in Permission::ALL {
            let rest: Vec<_> = Permission::ALL.into_iter().filter(|it| *it != taken).collect();
            let (all, fewer) = (person(organization(), &Permission::ALL), person(organization(), &rest));
            for needed in Permission::ALL {
                let entry = Entry::Permission(needed);
                assert!(all.may_enter(entry).is_granted() || !fewer.may_enter(entry).is_granted());
            }
        }
    }
}
