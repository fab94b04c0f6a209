//! Permissions on single objects: given and taken back.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args,
    failure::Failure,
    ids,
    mutation::{Change, Outcome},
    validate::Problem,
};
use crate::{policy::text, store::Doc};

const GRANT: &str = "ObjectPermissionGrant";

impl Change<'_, '_> {
    /// Only those who manage team members do this, and only to people whose role has no permissions of its own. Doing
    /// it twice changes nothing.
    pub(super) fn administer(&mut self) -> Result<Outcome, Failure> {
        let user = match self.target()? {
            Ok(user) => user,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        if !self.caller.has("org_admin_users") {
            return Err(Failure::Denied);
        }
        let grants = args::flag(self.input, "grant") == Some(true);
        if grants && !self.is_by_grant(&user)? {
            return Ok(Err(vec![Problem::new(
                "id",
                "Only third-party users get permissions object by object.",
            )]));
        }
        let permission = args::text(self.input, "permission").and_then(|it| ids::uuid("Permission", it));
        let permission =
            permission.map(|it| self.load("Permission", &it)).transpose()?.ok_or(Failure::NotFound)?;
        let (ty, id) = args::text(self.input, "object").and_then(ids::decode).ok_or(Failure::NotFound)?;
        let kind =
            text(&permission, "objType").map(|it| self.writer.get("AuthObjectType", &it)).transpose()?;
        if kind.flatten().and_then(|it| text(&it, "name")).as_deref() != Some(&ty) {
            let sentence = "This permission is about another kind of object.";
            return Ok(Err(vec![Problem::new("permission", sentence)]));
        }
        let object = self.load(&ty, &id)?;
        let held = self.held(&ty, &user, &permission, &object)?;
        match (grants, held.is_empty()) {
            (true, true) => self.writer.insert(GRANT, grant(&user, &permission, &id))?,
            (false, false) => {
                for it in held {
                    self.writer.delete(GRANT, &it)?;
                }
            }
            (true, false) | (false, true) => {}
        }
        Ok(Ok(user))
    }

    /// Whether what somebody may do depends on what is granted to them.
    fn is_by_grant(&self, user: &Doc) -> Result<bool, Failure> {
        let role = self.writer.get("Role", &text(user, "role").unwrap_or_default())?.unwrap_or_default();
        Ok(role.get("byGrant") == Some(&Value::Bool(true)))
    }

    /// Takes back everything that was granted to somebody whose role is no longer one of grants: should they get such
    /// a role again, they start with nothing.
    pub(super) fn end_grants(&mut self, user: &Doc) -> Result<(), Failure> {
        if self.is_by_grant(user)? {
            return Ok(());
        }
        for it in self.writer.find(GRANT, "user", user.get("id").unwrap_or(&Value::Null))? {
            self.writer.delete(GRANT, &text(&it, "id").unwrap_or_default())?;
        }
        Ok(())
    }

    /// The grants of this permission on this object, or on another version of it.
    fn held(&self, ty: &str, user: &Doc, permission: &Doc, object: &Doc) -> Result<Vec<String>, Failure> {
        let sequence = |doc: &Doc| text(doc, "versionSequenceId").or_else(|| text(doc, "id"));
        let wanted = sequence(object);
        let mut held = Vec::new();
        for it in self.writer.find(GRANT, "user", user.get("id").unwrap_or(&Value::Null))? {
            if it.get("permission") != permission.get("id") {
                continue;
            }
            let named = text(&it, "obj").unwrap_or_default();
            let same = self.writer.get(ty, &named)?.and_then(|doc| sequence(&doc)).unwrap_or(named);
            if Some(same) == wanted {
                held.extend(text(&it, "id"));
            }
        }
        Ok(held)
    }
}

fn grant(user: &Doc, permission: &Doc, object: &str) -> Doc {
    crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("user", user.get("id").cloned().unwrap_or_default()),
        ("permission", permission.get("id").cloned().unwrap_or_default()),
        ("obj", json!(object)),
        ("grantedByRole", Value::Null),
    ])
}
