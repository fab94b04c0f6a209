//! Values between documents and answers.

use async_graphql::{Name, Value as Const};
use serde_json::Value;

use crate::{
    contract::{Contract, Type},
    store::Doc,
};

/// What the answer says for a field without fields of its own. What the contract promises and a document lacks is
/// empty, false or zero, so that a new field needs no migration.
#[must_use]
pub fn leaf(contract: &Contract, ty: &Type, doc: &Doc, field: &str) -> Const {
    let value = doc.get(field).unwrap_or(&Value::Null);
    if ty.list {
        return match value.as_array() {
            Some(items) => Const::List(items.iter().map(|it| single(contract, &ty.name, it)).collect()),
            None if ty.required => Const::List(Vec::new()),
            None => Const::Null,
        };
    }
    if value.is_null() && ty.required {
        return match ty.name.as_str() {
            "Boolean" => Const::from(false),
            "Int" | "Float" | "BigInt" => Const::from(0),
            "JSONString" => Const::from("{}"),
            "String" => Const::from(""),
            _ => Const::Null,
        };
    }
    single(contract, &ty.name, value)
}

fn single(contract: &Contract, ty: &str, value: &Value) -> Const {
    match (ty, value) {
        ("JSONString", Value::Object(_) | Value::Array(_)) => Const::from(value.to_string()),
        (_, Value::String(text)) if contract.enums.contains_key(ty) => Const::Enum(Name::new(text)),
        _ => Const::from_json(value.clone()).unwrap_or(Const::Null),
    }
}
