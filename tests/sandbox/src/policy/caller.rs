//! The person who asks, with everything their permissions follow from.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::permissions::SENSITIVE;
use crate::store::{Doc, Reader, StoreError};

/// A signed-in person.
#[derive(Clone, Debug, Default)]
pub struct Caller {
    pub id: String,
    pub user: Doc,
    /// The customer of a customer user; none for team members.
    pub customer: Option<String>,
    pub org: Option<String>,
    pub level: i64,
    /// What kind of people the role is for, by UUID.
    pub role_kind: String,
    /// The permissions of the role.
    tags: BTreeSet<String>,
    /// They come from a host product, whose token says who they are: they have no password.
    pub is_hosted: bool,
    /// What they may do depends on grants alone.
    by_grant: bool,
    /// The UUIDs of what each permission is granted on.
    grants: BTreeMap<String, Vec<String>>,
    /// The authority of every role, with the kind of people it is for.
    levels: BTreeMap<String, (String, i64)>,
}

impl Caller {
    /// Loads a person; none if nobody has that UUID.
    pub fn load(reader: &Reader<'_>, id: &str) -> Result<Option<Self>, StoreError> {
        let Some(user) = reader.get("User", id)? else {
            return Ok(None);
        };
        let customer = text(&user, "customer");
        let mut caller = Self {
            id: id.to_owned(),
            org: text(&user, "org").filter(|_| customer.is_none()),
            customer,
            ..Self::default()
        };
        for role in reader.docs(r#"SELECT doc FROM "Role""#, &[])? {
            let kind = text(&role, "objType").unwrap_or_default();
            let level = role.get("level").and_then(Value::as_i64).unwrap_or_default();
            let id = text(&role, "id").unwrap_or_default();
            if Some(&id) == text(&user, "role").as_ref() {
                caller.level = level;
                caller.role_kind.clone_from(&kind);
                let is = |name: &str| role.get(name).and_then(Value::as_bool).unwrap_or_default();
                (caller.by_grant, caller.is_hosted) = (is("byGrant"), is("embedded"));
                let ids: Vec<String> = texts(&role, "permissions");
                caller.tags =
                    reader.get_all("Permission", &ids)?.iter().filter_map(|it| text(it, "tag")).collect();
            }
            caller.levels.insert(id, (kind, level));
        }
        // Grants of a role that is not given them count for nothing, even if they were left behind.
        if caller.by_grant && caller.customer.is_none() {
            caller.load_grants(reader)?;
        }
        caller.user = user;
        Ok(Some(caller))
    }

    fn load_grants(&mut self, reader: &Reader<'_>) -> Result<(), StoreError> {
        for grant in reader.find("ObjectPermissionGrant", "user", &Value::String(self.id.clone()))? {
            let Some(object) = text(&grant, "obj") else {
                continue;
            };
            let Some(permission) = text(&grant, "permission") else {
                continue;
            };
            let Some(tag) = reader.get("Permission", &permission)?.and_then(|it| text(&it, "tag")) else {
                continue;
            };
            // Integrations and components are granted with all their versions, through any one of them.
            let versioned = match tag.split('_').next() {
                Some("integration") => reader.get("Integration", &object)?,
                Some("component") => reader.get("Component", &object)?,
                _ => None,
            };
            let object = versioned.and_then(|it| text(&it, "versionSequenceId")).unwrap_or(object);
            self.grants.entry(tag).or_default().push(object);
        }
        Ok(())
    }

    /// Whether the role has a permission.
    #[must_use]
    pub fn has(&self, tag: &str) -> bool {
        self.tags.contains(tag)
    }

    /// Whether logs, outputs of steps and values of credentials are kept from a team member who sees what they belong
    /// to. A third party's grants say themselves what they open.
    #[must_use]
    pub fn hides_sensitive(&self) -> bool {
        self.customer.is_none() && !self.by_grant && !self.has(SENSITIVE)
    }

    /// What a permission is granted on; none where grants play no part.
    #[must_use]
    pub fn granted(&self, tag: &str) -> Option<Vec<String>> {
        self.grants.get(tag).cloned().or_else(|| self.by_grant.then(Vec::new))
    }

    /// Whether a role has no more authority than the caller's own. Team members stand above all customer roles;
    /// customer users above no team role.
    #[must_use]
    pub fn reaches(&self, role: &str) -> bool {
        match self.levels.get(role) {
            Some((kind, level)) if *kind == self.role_kind => *level <= self.level,
            Some(_) => self.customer.is_none(),
            None => false,
        }
    }
}

/// The text in a field.
pub(crate) fn text(doc: &Doc, field: &str) -> Option<String> {
    doc.get(field).and_then(Value::as_str).map(str::to_owned)
}

fn texts(doc: &Doc, field: &str) -> Vec<String> {
    let items = doc.get(field).and_then(Value::as_array);
    items.map(|it| it.iter().filter_map(Value::as_str).map(str::to_owned).collect()).unwrap_or_default()
}
