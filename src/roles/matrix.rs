//! The rows of the matrix. Pure.

use crate::people::Role;

/// One permission, and which of the roles include it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub name: String,
    pub description: String,
    pub included: Vec<bool>,
}

/// Every permission that any role includes, in the order in which the roles name them.
#[must_use]
pub fn rows(roles: &[Role]) -> Vec<Row> {
    let mut tags: Vec<&str> = Vec::new();
    let mut rows = Vec::new();
    for permission in roles.iter().flat_map(|it| &it.permissions) {
        if tags.contains(&permission.tag.as_str()) {
            continue;
        }
        tags.push(&permission.tag);
        rows.push(Row {
            name: permission.name.clone(),
            description: permission.description.clone(),
            included: roles.iter().map(|role| role.includes(&permission.tag)).collect(),
        });
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::people::Granted;

    fn role(name: &str, tags: &[&str]) -> Role {
        let granted =
            |it: &&str| Granted { tag: (*it).into(), name: it.to_uppercase(), description: String::new() };
        Role {
            id: name.into(),
            name: name.into(),
            description: String::new(),
            level: 0,
            permissions: tags.iter().map(granted).collect(),
        }
    }

    #[test]
    fn every_permission_has_one_row_and_every_role_a_column() {
        let roles =
            [role("Owner", &["a", "b"]), role("Guest", &["a"]), role("Pilot", &["c"]), role("Nobody", &[])];
        let told: Vec<_> = rows(&roles).into_iter().map(|it| (it.name, it.included)).collect();
        assert_eq!(
            told,
            [
                ("A".to_owned(), vec![true, true, false, false]),
                ("B".to_owned(), vec![true, false, false, false]),
                ("C".to_owned(), vec![false, false, true, false]),
            ]
        );
    }
}
