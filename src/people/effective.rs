//! What a person may do, and why. Pure.

use super::roles::Granted;

/// One permission that a person has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub tag: String,
    pub name: String,
    pub description: String,
    pub reason: Reason,
}

/// Where a permission comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The person's role includes it, for everything there is.
    Role,
    /// It was given for one object: its kind, and what the grant names it by.
    Grant { kind: String, key: String },
}

/// A permission given on one object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnObject {
    pub permission: Granted,
    pub kind: String,
    pub key: String,
}

/// Everything a person may do: by role, then object by object.
#[must_use]
pub fn effective(role: &[Granted], grants: &[OnObject]) -> Vec<Line> {
    let by_role = role.iter().map(|it| line(it, Reason::Role));
    let mut by_grant: Vec<&OnObject> = grants.iter().collect();
    by_grant.sort_by(|one, other| {
        (&one.kind, &one.key, &one.permission.name).cmp(&(&other.kind, &other.key, &other.permission.name))
    });
    let by_grant = by_grant
        .into_iter()
        .map(|it| line(&it.permission, Reason::Grant { kind: it.kind.clone(), key: it.key.clone() }));
    by_role.chain(by_grant).collect()
}

fn line(it: &Granted, reason: Reason) -> Line {
    Line { tag: it.tag.clone(), name: it.name.clone(), description: it.description.clone(), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn permission(tag: &str) -> Granted {
        Granted { tag: tag.into(), name: tag.to_uppercase(), description: String::new() }
    }

    #[test]
    fn each_permission_names_where_it_comes_from() {
        let grant = |kind: &str, key: &str, tag: &str| OnObject {
            permission: permission(tag),
            kind: kind.into(),
            key: key.into(),
        };
        let grants = [
            grant("Integration", "2", "edit"),
            grant("Customer", "1", "view"),
            grant("Integration", "2", "a"),
        ];
        let lines = effective(&[permission("org_view")], &grants);
        let told: Vec<_> = lines.iter().map(|it| (it.tag.as_str(), &it.reason)).collect();
        let at = |kind: &str, key: &str| Reason::Grant { kind: kind.into(), key: key.into() };
        assert_eq!(
            told,
            [
                ("org_view", &Reason::Role),
                ("view", &at("Customer", "1")),
                ("a", &at("Integration", "2")),
                ("edit", &at("Integration", "2")),
            ]
        );
    }

    #[test]
    fn without_role_and_grants_there_is_nothing() {
        assert_eq!(effective(&[], &[]), []);
    }
}
