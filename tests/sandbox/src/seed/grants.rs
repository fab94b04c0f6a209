//! What people were granted object by object.

use serde_json::json;

use super::{catalog::version_id, id};
use crate::{
    auth::doc,
    policy::roles::builtin_id,
    store::{StoreError, Writer},
};

/// Terry Whitfield helps with the integration of the company he works for, and sees nothing else.
pub(super) fn add(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    let grant = json!({
        "id": id("ObjectPermissionGrant", "terry/acme-erp"), "user": id("User", "terry@acme-erp.example"),
        "permission": builtin_id("Permission", "", "integration_view"), "obj": version_id("Acme ERP Order Sync", 5),
        "grantedByRole": null,
    });
    writer.insert("ObjectPermissionGrant", doc(grant))
}
