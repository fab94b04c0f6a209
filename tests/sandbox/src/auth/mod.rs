//! Who is calling: sign-in for people, signed tokens for embedded customers, and the sessions behind both.

pub mod authorize;
mod consent;
mod embedded;
mod keys;
mod pages;
mod provision;
pub mod register;
mod sessions;
mod token;
mod tokens;

pub use consent::{ask, take};
pub use embedded::{Claims, Role};
pub use keys::{Keys, SIGNING_KEY_TYPE, add_signing_key};
pub use pages::People;
pub use provision::{doc, new_customer, new_user, provision};
pub use register::invite;
pub use token::{TokenError, refresh, revoke, token};
pub use tokens::{Identity, issue};

use rusqlite::types::Value as Sql;
use serde_json::Value;

use crate::store::{Doc, Reader, Store, StoreError, tables::fold};

/// The app as the identity provider knows it.
pub const CLIENT: &str = "gantry";

/// What the access tokens are good for.
pub const AUDIENCE: &str = "gantry-api";

/// Why a caller was turned away. The sentence is for people and never repeats the token.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The token is missing, broken, expired or not ours.
    Unauthorized(&'static str),
    /// The token is good, yet what it asks for cannot be had.
    Forbidden(&'static str),
    /// The sandbox itself failed.
    Broken,
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        eprintln!("gantry-sandbox: {error}");
        Self::Broken
    }
}

/// The UUID of whoever sent the token. A token of an embedded customer brings its customer and person along when they
/// are not there yet.
pub fn caller(store: &Store, keys: &Keys, bearer: Option<&str>) -> Result<String, Refusal> {
    let token = bearer.filter(|it| !it.is_empty()).ok_or(Refusal::Unauthorized("Sign in to go on."))?;
    if Claims::are_in(token) {
        let claims = Claims::verify(store, token)?;
        return provision(store, &claims);
    }
    let id = keys.verify(token)?;
    let user = store.read(|it| it.get("User", &id))?;
    match user {
        Some(_) => Ok(id),
        None => Err(Refusal::Unauthorized("This account is no longer there.")),
    }
}

/// The text of a field, empty when there is none.
#[must_use]
pub fn text<'d>(doc: &'d Doc, field: &str) -> &'d str {
    doc.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// The person with that email address who signs in here: people of embedded customers arrive by token only.
pub fn person(reader: &Reader<'_>, email: &str) -> Result<Option<Doc>, StoreError> {
    // Addresses are kept as they were typed.
    let sql = r#"SELECT doc FROM "User" WHERE "email__folded" = ? ORDER BY rowid"#;
    for user in reader.docs(sql, &[Sql::Text(fold(email))])? {
        if !is_embedded(reader, &user)? {
            return Ok(Some(user));
        }
    }
    Ok(None)
}

/// Whether the person came through an embedded marketplace.
pub fn is_embedded(reader: &Reader<'_>, user: &Doc) -> Result<bool, StoreError> {
    let role = reader.get("Role", text(user, "role"))?;
    Ok(role.is_some_and(|it| it.get("embedded") == Some(&Value::Bool(true))))
}
