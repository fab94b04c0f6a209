//! Accounts from the time before connections: what is filled in, and what of it may be read again.

use serde_json::{Value, json};

use super::{args::Args, validate::Problem};
use crate::{
    policy::text,
    store::{Doc, Reader, StoreError},
};

/// What is filled in, secrets included, in the order of the fields.
const FILLED: &str = "values";

/// The keys of a credential's fields, and whether each holds a secret. A secret is never given back.
fn fields(reader: &Reader<'_>, doc: &Doc) -> Result<Vec<Doc>, StoreError> {
    let method = text(doc, "authorizationMethod").unwrap_or_default();
    reader.find("CredentialField", "authorizationMethod", &json!(method))
}

fn is_secret(field: &Doc) -> bool {
    text(field, "type").as_deref() == Some("PASSWORD")
}

/// What is filled in: key, and value where it may be read.
pub fn readable(reader: &Reader<'_>, doc: &Doc) -> Result<Vec<(String, Option<String>)>, StoreError> {
    let part = |field: Doc| {
        let key = text(&field, "key").unwrap_or_default();
        let value = stored(doc, &key).filter(|_| !is_secret(&field));
        (key, value)
    };
    Ok(fields(reader, doc)?.into_iter().map(part).collect())
}

fn stored(doc: &Doc, key: &str) -> Option<String> {
    doc.get(FILLED)?.get(key)?.as_str().map(str::to_owned)
}

/// Fills in what the input says. What is left out stays; only what needs nothing can be emptied.
pub fn configure(reader: &Reader<'_>, input: &Args, doc: &mut Doc) -> Result<Vec<Problem>, StoreError> {
    let Some(given) = input.get("values").and_then(Value::as_array) else { return Ok(Vec::new()) };
    let fields = fields(reader, doc)?;
    let mut problems = Vec::new();
    let mut filled = doc.get(FILLED).and_then(Value::as_object).cloned().unwrap_or_default();
    for one in given {
        let part = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
        let (key, value) = (part("key"), part("value"));
        let Some(field) = fields.iter().find(|it| text(it, "key").as_deref() == Some(key)) else {
            problems.push(Problem::new("values", format!("There is nothing called {key} to fill in.")));
            continue;
        };
        if value.is_empty() && field.get("required") == Some(&Value::Bool(true)) {
            let label = text(field, "label").unwrap_or_default();
            problems.push(Problem::new("values", format!("{label}: This field is required.")));
        }
        filled.insert(key.to_owned(), json!(value));
    }
    doc.insert(FILLED.to_owned(), Value::Object(filled));
    Ok(problems)
}
