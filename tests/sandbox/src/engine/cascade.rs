//! What goes with an object that is removed.

use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use crate::{
    media::prefix,
    policy::text,
    store::{Reader, StoreError, Writer},
};

/// What goes when an object goes: the type that points to it, and the field it does so with.
const CASCADES: &[(&str, &str, &str)] = &[
    ("Customer", "User", "customer"),
    ("Customer", "Instance", "customer"),
    ("Customer", "Integration", "customer"),
    ("Customer", "Component", "customer"),
    ("Customer", "CustomerConfigVariable", "customer"),
    ("Customer", "Credential", "customer"),
    ("Customer", "OnPremiseResource", "customer"),
    ("Customer", "InstanceExecutionResult", "customer"),
    ("Instance", "InstanceConfigVariable", "instance"),
    ("Instance", "InstanceFlowConfig", "instance"),
    ("Instance", "InstanceExecutionResult", "instance"),
    ("Instance", "Log", "instance"),
    ("Instance", "UserLevelConfig", "instance"),
    ("UserLevelConfig", "UserLevelConfigVariable", "config"),
    ("User", "UserLevelConfig", "user"),
    ("InstanceExecutionResult", "InstanceStepResult", "executionResult"),
    ("InstanceExecutionResult", "Log", "executionResult"),
    ("Integration", "RequiredConfigVariable", "integration"),
    ("User", "ObjectPermissionGrant", "user"),
    ("User", "Star", "user"),
    ("User", "SandboxSession", "user"),
    ("User", "SandboxRefreshToken", "user"),
    ("User", "SandboxInvitation", "user"),
];

/// What an object names as its own: its type, the field, and the type of what is named there. Versions of an integration
/// share some of it, so it goes with the last that names it.
const PARTS: &[(&str, &str, &str)] = &[
    ("Integration", "flows", "IntegrationFlow"),
    ("IntegrationFlow", "trigger", "IntegrationAction"),
    ("RequiredConfigVariable", "inputs", "Expression"),
];

/// Removes an object with everything that cannot be without it.
pub fn remove(writer: &mut Writer<'_>, gone: &mut Vec<String>, ty: &str, id: &str) -> Result<(), StoreError> {
    for (_, child, field) in CASCADES.iter().filter(|(of, _, _)| *of == ty) {
        for doc in writer.find(child, field, &json!(id))? {
            remove(writer, gone, child, &text(&doc, "id").unwrap_or_default())?;
        }
    }
    for (about, field) in [("ObjectPermissionGrant", "obj"), ("Star", "object")] {
        for doc in writer.find(about, field, &json!(id))? {
            writer.delete(about, &text(&doc, "id").unwrap_or_default())?;
        }
    }
    let parts = parts(writer, ty, id)?;
    writer.delete(ty, id)?;
    gone.push(prefix(ty, id));
    for (part, id) in parts {
        if !is_named(writer, ty, &id)? {
            remove(writer, gone, part, &id)?;
        }
    }
    Ok(())
}

/// The parts of an object: their types and UUIDs.
fn parts(reader: &Reader<'_>, ty: &str, id: &str) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut found = Vec::new();
    for (_, field, part) in PARTS.iter().filter(|(of, _, _)| *of == ty) {
        let named = reader.get(ty, id)?.and_then(|mut it| it.remove(*field));
        let ids = match named {
            Some(Value::Array(ids)) => ids,
            one => one.into_iter().collect(),
        };
        found.extend(ids.iter().filter_map(Value::as_str).map(|it| (*part, it.to_owned())));
    }
    Ok(found)
}

/// Whether any object of a type names the one of that UUID.
fn is_named(reader: &Reader<'_>, ty: &str, id: &str) -> Result<bool, StoreError> {
    let sql = format!(r#"SELECT count(*) FROM "{ty}" WHERE instr(doc, ?) > 0"#);
    Ok(reader.number(&sql, &[Sql::Text(id.to_owned())])? > 0)
}
