//! Finds the customer and person an embedded token speaks of; makes them on their first visit.

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Claims, Refusal, Role, embedded::organization_id, text};
use crate::store::{Doc, Reader, Store, StoreError, Writer};

/// The UUID of the token's person. Asking again and again, at once or in turn, makes one customer and one person.
pub fn provision(store: &Store, claims: &Claims) -> Result<String, Refusal> {
    if let Some(id) = store.read(|it| settled(it, claims))? {
        return Ok(id);
    }
    store.write_or(|it| settle(it, claims), Refusal::from)
}

/// The person, if nothing about them has to change.
fn settled(reader: &Reader<'_>, claims: &Claims) -> Result<Option<String>, StoreError> {
    let Some(customer) = customer(reader, claims)? else {
        return Ok(None);
    };
    let Some(user) = user(reader, claims, text(&customer, "id"))? else {
        return Ok(None);
    };
    let named = claims.name.as_deref().is_none_or(|it| text(&user, "name") == it);
    Ok((named && text(&user, "role") == claims.role.id()).then(|| text(&user, "id").to_owned()))
}

fn settle(writer: &mut Writer<'_>, claims: &Claims) -> Result<String, Refusal> {
    let now = Timestamp::now().to_string();
    let role = claims.role.id();
    let customer = match customer(writer, claims)? {
        Some(customer) => text(&customer, "id").to_owned(),
        None => add_customer(writer, claims, &now)?,
    };
    if let Some(mut user) = user(writer, claims, &customer)? {
        let id = text(&user, "id").to_owned();
        if let Some(name) = &claims.name {
            user.insert("name".into(), json!(name));
        }
        user.insert("role".into(), json!(role));
        user.insert("updatedAt".into(), json!(now));
        writer.update("User", user)?;
        return Ok(id);
    }
    let id = Uuid::new_v4().to_string();
    let name = claims.name.as_deref().unwrap_or_else(|| claims.person());
    let mut user = new_user(&id, name, claims.person(), &role, &now);
    user.insert("externalId".into(), json!(claims.person()));
    user.insert("customer".into(), json!(customer));
    writer.insert("User", user)?;
    Ok(id)
}

fn add_customer(writer: &mut Writer<'_>, claims: &Claims, now: &str) -> Result<String, Refusal> {
    let name = claims.customer_name.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let name = name.ok_or(Refusal::Forbidden("There is no customer with this external ID."))?;
    if !writer.find("Customer", "name", &json!(name))?.is_empty() {
        return Err(Refusal::Forbidden("Another customer already has this name."));
    }
    let organization = organization_id(&claims.organization).ok_or(Refusal::Broken)?;
    let id = Uuid::new_v4().to_string();
    writer
        .insert("Customer", new_customer(&id, &organization, name, "", Some(&claims.customer), &[], now))?;
    Ok(id)
}

fn customer(reader: &Reader<'_>, claims: &Claims) -> Result<Option<Doc>, StoreError> {
    let organization = organization_id(&claims.organization).unwrap_or_default();
    let found = reader.find("Customer", "externalId", &json!(claims.customer))?;
    Ok(found.into_iter().find(|it| text(it, "org") == organization))
}

fn user(reader: &Reader<'_>, claims: &Claims, customer: &str) -> Result<Option<Doc>, StoreError> {
    let roles = [Role::Admin.id(), Role::User.id()];
    let found = reader.find("User", "externalId", &json!(claims.person()))?;
    Ok(found
        .into_iter()
        .find(|it| text(it, "customer") == customer && roles.iter().any(|role| text(it, "role") == role)))
}

/// A person as they begin; where they belong is for the caller to add.
#[must_use]
pub fn new_user(id: &str, name: &str, email: &str, role: &str, now: &str) -> Doc {
    doc(json!({
        "id": id, "name": name, "email": email, "role": role, "phone": "", "externalId": null, "org": null,
        "customer": null, "darkMode": false, "darkModeSyncWithOs": true, "featureFlags": "{}",
        "createdAt": now, "updatedAt": now,
    }))
}

/// A customer as they begin.
#[must_use]
pub fn new_customer(
    id: &str,
    organization: &str,
    name: &str,
    description: &str,
    external_id: Option<&str>,
    labels: &[&str],
    now: &str,
) -> Doc {
    doc(json!({
        "id": id, "org": organization, "name": name, "description": description, "externalId": external_id,
        "labels": labels, "allowEmbeddedDesigner": false, "starred": false, "isSystem": false, "createdAt": now,
        "updatedAt": now,
    }))
}

/// An object literal as a document.
#[must_use]
pub fn doc(value: Value) -> Doc {
    match value {
        Value::Object(doc) => doc,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => Doc::new(),
    }
}
