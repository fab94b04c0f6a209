//! What goes with an object that is removed.

use serde_json::json;

use crate::{
    media::prefix,
    policy::text,
    store::{StoreError, Writer},
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
    ("User", "ObjectPermissionGrant", "user"),
];

/// Removes an object with everything that cannot be without it.
pub fn remove(writer: &mut Writer<'_>, gone: &mut Vec<String>, ty: &str, id: &str) -> Result<(), StoreError> {
    for (_, child, field) in CASCADES.iter().filter(|(of, _, _)| *of == ty) {
        for doc in writer.find(child, field, &json!(id))? {
            remove(writer, gone, child, &text(&doc, "id").unwrap_or_default())?;
        }
    }
    for grant in writer.find("ObjectPermissionGrant", "obj", &json!(id))? {
        writer.delete("ObjectPermissionGrant", &text(&grant, "id").unwrap_or_default())?;
    }
    writer.delete(ty, id)?;
    gone.push(prefix(ty, id));
    Ok(())
}
