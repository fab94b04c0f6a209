//! People: who they are, whom lists leave out, what roles they can be given, and who must stay.

use std::sync::Arc;

use async_graphql::Value as Const;
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{
    super::{
        args::{self, Args},
        condition::Conditions,
        execution::Resolved,
        validate::Problem,
    },
    Failure, Request,
};
use crate::{
    contract::Field,
    policy::{Caller, text},
    store::{Doc, Reader, StoreError},
};

/// What the app is called where the organization has no name of its own for it.
const APP: &str = "Gantry";

pub(super) fn authenticated(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    Ok(Resolved::Node(Arc::new(request.caller.user.clone())))
}

pub(super) fn tenant(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(leaf(organization(request, doc)?.and_then(|it| text(&it, "id")).unwrap_or_default()))
}

pub(super) fn app_name(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(leaf(
        organization(request, doc)?.and_then(|it| text(&it, "appName")).unwrap_or_else(|| APP.to_owned()),
    ))
}

pub(super) fn app_avatar(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let avatar = organization(request, doc)?.and_then(|it| text(&it, "avatarUrl"));
    Ok(avatar.map_or(Resolved::Null, leaf))
}

pub(super) fn marketplace_name(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let name = organization(request, doc)?.and_then(|it| text(&it, "marketplaceName"));
    Ok(leaf(name.unwrap_or_else(|| "Marketplace".to_owned())))
}

fn leaf(text: String) -> Resolved {
    Resolved::Leaf(Const::from(text))
}

/// A team member's organization, or that of a customer user's customer.
fn organization(request: &Request<'_>, user: &Doc) -> Result<Option<Arc<Doc>>, StoreError> {
    let id = match text(user, "customer") {
        Some(customer) => request.visible("Customer", &customer)?.and_then(|it| text(&it, "org")),
        None => text(user, "org"),
    };
    id.map_or(Ok(None), |it| request.visible("Organization", &it))
}

/// Whether somebody is kept from what customers would rather keep to themselves.
pub(super) fn hides_sensitive(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let id = text(doc, "id").unwrap_or_default();
    let hides = if id == request.caller.id {
        request.caller.hides_sensitive()
    } else {
        Caller::load(request.reader, &id)?.is_some_and(|it| it.hides_sensitive())
    };
    Ok(Resolved::Leaf(Const::from(hides)))
}

pub(super) fn allow_remove(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let may = request.scope("User", "allowRemove").holds(request.caller, request.reader, doc)?;
    let may = may && indispensable(request.caller, request.reader, doc)?.is_none();
    Ok(Resolved::Leaf(Const::from(may)))
}

/// Why nobody may delete this person, if so: themself, or the last one with all rights.
pub fn indispensable(caller: &Caller, reader: &Reader<'_>, doc: &Doc) -> Result<Option<Problem>, StoreError> {
    if text(doc, "id").as_deref() == Some(&caller.id) {
        return Ok(Some(Problem::all("You cannot delete yourself.")));
    }
    let last = last_of_the_highest(reader, doc)?;
    Ok(last.then(|| Problem::all("The organization needs at least one owner.")))
}

/// Why this person keeps their role, if so, whoever asks.
pub fn bound_to_role(caller: &Caller, reader: &Reader<'_>, doc: &Doc) -> Result<Option<Problem>, StoreError> {
    if last_of_the_highest(reader, doc)? {
        return Ok(Some(Problem::new("role", "The organization needs at least one owner.")));
    }
    let own = text(doc, "id").as_deref() == Some(&caller.id);
    Ok(own.then(|| Problem::new("role", "You cannot change your own role.")))
}

/// Whether this team member is the only one whose role has the most authority of all team roles.
pub fn last_of_the_highest(reader: &Reader<'_>, doc: &Doc) -> Result<bool, StoreError> {
    let Some(role) = text(doc, "role").filter(|_| doc.get("customer").is_none_or(Value::is_null)) else {
        return Ok(false);
    };
    let highest = r#"SELECT count(*) FROM "Role" r WHERE r.id = ?1 AND json_extract(r.doc, '$.level') =
        (SELECT max(json_extract(o.doc, '$.level')) FROM "Role" o WHERE o."objType" = r."objType")"#;
    let alike = r#"SELECT count(*) FROM "User" WHERE role = ?1 AND customer IS NULL"#;
    let role = [Sql::Text(role)];
    Ok(reader.number(highest, &role)? > 0 && reader.number(alike, &role)? <= 1)
}

/// People who came through an embedded marketplace are left out unless asked for. The list of team members is open
/// only to those who manage them.
pub(super) fn narrow(
    request: &Request<'_>,
    field: &Field,
    args: &Args,
    conditions: &mut Conditions,
) -> Result<(), Failure> {
    if !field.args.iter().any(|it| it.name == "includeMarketplaceUsers") {
        return Ok(());
    }
    if args::flag(args, "customer_Isnull") == Some(true) && !request.caller.has("org_admin_users") {
        return Err(Failure::Denied);
    }
    if args::flag(args, "includeMarketplaceUsers") != Some(true) {
        let embedded = r#"(SELECT id FROM "Role" WHERE json_extract(doc, '$.embedded') = 1)"#;
        conditions.and(format!("t.role NOT IN {embedded}"), []);
    }
    Ok(())
}

pub(super) fn organization_roles(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    roles(request, "Organization")
}

pub(super) fn customer_roles(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    roles(request, "Customer")
}

/// The roles the caller can give to people of a kind, most authority first.
fn roles(request: &Request<'_>, kind: &str) -> Result<Resolved, Failure> {
    let sql = r#"SELECT r.doc FROM "Role" r JOIN "AuthObjectType" k ON k.id = r."objType"
        WHERE json_extract(k.doc, '$.name') = ? AND ifnull(json_extract(r.doc, '$.embedded'), 0) = 0
        ORDER BY json_extract(r.doc, '$.level') DESC"#;
    let roles = request.reader.docs(sql, &[Sql::Text(kind.to_owned())])?;
    let mine = |it: &Doc| text(it, "id").is_some_and(|id| request.caller.reaches(&id));
    Ok(Resolved::Nodes(roles.into_iter().filter(mine).map(Arc::new).collect()))
}

/// Fills in what nobody types. A customer user belongs to the customer named in the input, a team member to the
/// caller's organization.
pub fn creating(caller: &Caller, doc: &mut Doc) {
    if doc.get("customer").is_none_or(Value::is_null) {
        doc.insert("org".to_owned(), json!(caller.org));
        doc.insert("customer".to_owned(), Value::Null);
    }
    for (name, value) in [("name", json!("")), ("phone", json!("")), ("darkModeSyncWithOs", json!(true))] {
        doc.entry(name).or_insert(value);
    }
}

/// Whether the role fits the person and is within the caller's reach.
pub fn check_role(caller: &Caller, reader: &Reader<'_>, doc: &Doc) -> Result<Option<Problem>, StoreError> {
    let Some(id) = text(doc, "role") else {
        return Ok(None);
    };
    let kind = if doc.get("customer").is_none_or(Value::is_null) { "Organization" } else { "Customer" };
    let role = reader.get("Role", &id)?.unwrap_or_default();
    let of = text(&role, "objType").map(|it| reader.get("AuthObjectType", &it)).transpose()?.flatten();
    let fits = of.and_then(|it| text(&it, "name")).as_deref() == Some(kind);
    if !fits || role.get("embedded") == Some(&Value::Bool(true)) {
        return Ok(Some(Problem::new("role", "Select a role that is made for this person.")));
    }
    let above = !caller.reaches(&id);
    Ok(above.then(|| Problem::new("role", "You cannot give somebody more authority than you have.")))
}
