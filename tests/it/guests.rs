//! People and things that the demo data lacks, for the tables of roles.

use gantry_sandbox::{
    auth::{doc, new_user},
    engine::encode_id,
    policy::roles::builtin_id,
    store::{StoreError, Writer},
    web::Sandbox,
};
use serde_json::{Value, json};

/// A connection that is filled in for one instance of FTL Rockets alone.
pub const OWN_CONNECTION: &str = "own connection";

/// Its global id.
pub fn own_connection() -> String {
    encode_id("InstanceConfigVariable", &id(55))
}

pub const STRANGER: &str = "stranger@progix.io";
pub const PARTNER: &str = "pat@partner.example";
pub const RESTRICTED: &str = "rita@progix.io";

/// Somebody whose role neither the app nor the sandbox has heard of, a third party to whom everything is granted that
/// can be granted on what the documents are about, and an integrator with fewer rights than others.
pub fn add_guests(sandbox: &Sandbox) {
    let store = &sandbox.store;
    let of = |ty: &str, field: &str, name: &str| {
        let found = store.read(|it| it.find(ty, field, &json!(name))).unwrap();
        found.first().unwrap_or_else(|| panic!("no {ty} {name}"))["id"].clone()
    };
    let granted = [
        ("integration", of("Integration", "name", "Acme ERP Order Sync"), &["view", "edit"][..]),
        ("integration", of("Integration", "name", "Pagerlight"), &["view"]),
        ("component", of("Component", "key", "acme-erp"), &["view", "edit"]),
        (
            "customer",
            of("Customer", "name", "FTL Rockets"),
            &["view", "manage", "view_users", "manage_users", "view_instances", "manage_instances"],
        ),
    ];
    let newest = store.read(|it| it.find("Integration", "name", &json!("Crew Calendar"))).unwrap();
    let newest = newest.iter().find(|it| it["versionIsLatest"] == true).unwrap()["id"].clone();
    let kind = builtin_id("AuthObjectType", "", "Organization");
    let unknown = json!({
        "id": id(1), "name": "Astronaut", "description": "", "level": 1, "objType": kind, "permissions": [],
        "byGrant": false, "embedded": false,
    });
    let role = |name: &str| builtin_id("Role", "Organization", name);
    let (third_party, restricted) = (role("Third-Party"), role("Restricted Integrator"));
    store
        .write(|it| {
            it.insert("Role", doc(unknown))?;
            for (number, name, email, role) in [
                (2, "Stranger", STRANGER, &id(1)),
                (3, "Pat Partner", PARTNER, &third_party),
                (4, "Rita Restricted", RESTRICTED, &restricted),
            ] {
                let mut user = new_user(&id(number), name, email, role, "2026-01-01T00:00:00Z");
                user.insert("org".into(), json!(gantry_sandbox::seed::organization()));
                it.insert("User", user)?;
            }
            let grants = granted.iter().flat_map(|(on, object, what)| what.iter().map(move |it| (on, object, it)));
            for (number, (on, object, what)) in (5..).zip(grants) {
                let permission = builtin_id("Permission", "", &format!("{on}_{what}"));
                let grant = json!({
                    "id": id(number), "user": id(3), "permission": permission, "obj": object, "grantedByRole": null,
                });
                it.insert("ObjectPermissionGrant", doc(grant))?;
            }
            add_own(it, &of("Customer", "name", "FTL Rockets"), &newest)
        })
        .unwrap();
}

/// Instances of which people settle a part for themselves, and what somebody who comes through the marketplace did.
fn add_own(writer: &mut Writer<'_>, customer: &Value, integration: &Value) -> Result<(), StoreError> {
    let since = "2026-01-01T00:00:00Z";
    let role = builtin_id("Role", "Customer", "Marketplace User");
    let mut user = new_user(&id(50), "marketplace user", "user", &role, since);
    user.insert("externalId".into(), json!("user"));
    user.insert("customer".into(), customer.clone());
    writer.insert("User", user)?;
    for (number, name) in [(51, "Own shifts"), (53, "Spare shifts")] {
        let instance = json!({
            "id": id(number), "name": name, "description": "", "customer": customer, "integration": integration,
            "labels": [], "enabled": true, "deployedVersion": 3, "needsDeploy": false, "isSystem": false,
            "systemSuspended": false, "inFailedState": false, "configState": "NEEDS_USER_LEVEL_CONFIGURATION",
            "isPersonal": true, "createdAt": since, "updatedAt": since,
        });
        writer.insert("Instance", doc(instance))?;
    }
    let variables = writer.find("RequiredConfigVariable", "integration", integration)?;
    let connection = json!({
        "id": id(55), "instance": id(51), "customer": customer, "requiredConfigVariable": variables[0]["id"],
        "orgOnly": false, "status": "ACTIVE",
    });
    writer.insert("InstanceConfigVariable", doc(connection))?;
    let config = json!({
        "id": id(52), "instance": id(51), "user": id(50), "customer": customer, "createdAt": since, "updatedAt": since,
    });
    writer.insert("UserLevelConfig", doc(config))
}

/// A UUID that the demo data does not use.
fn id(number: u32) -> String {
    format!("5eed0000-0000-4000-8000-{number:012}")
}
