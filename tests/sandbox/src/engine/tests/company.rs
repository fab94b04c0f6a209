//! A small company with somebody in every role.

use serde_json::{Value, json};

use crate::{
    engine::{Engine, Options, encode_id},
    policy::roles::{builtin_id, builtin_roles, install},
    store::{Doc, Store, Writer},
};

/// The company's engine, with its data folder.
pub struct Company {
    pub engine: Engine,
    _folder: tempfile::TempDir,
}

/// The people: who, the kind and name of their role, and their customer.
pub const PEOPLE: [(&str, &str, &str, Option<&str>); 16] = [
    ("owner", "Organization", "Owner", None),
    ("admin", "Organization", "Admin", None),
    ("integrator", "Organization", "Integrator", None),
    ("restricted", "Organization", "Restricted Integrator", None),
    ("manager", "Organization", "Customer Manager", None),
    ("guest", "Organization", "Guest", None),
    ("third", "Organization", "Third-Party", None),
    ("granted", "Organization", "Third-Party", None),
    ("stranger", "Organization", "Astronaut", None),
    ("theirs", "Customer", "Admin", Some("ftl")),
    ("member", "Customer", "Member", Some("ftl")),
    ("embedded", "Customer", "Marketplace", Some("ftl")),
    ("personal", "Customer", "Marketplace User", Some("ftl")),
    ("passenger", "Customer", "Astronaut", Some("ftl")),
    ("other", "Customer", "Admin", Some("acme")),
    ("second", "Customer", "Member", Some("acme")),
];

/// Short name, name, description, external ID, labels, whether it is the system's own.
type Row = (&'static str, &'static str, &'static str, Option<&'static str>, &'static [&'static str], bool);

const CUSTOMERS: [Row; 6] = [
    ("ftl", "FTL Rockets", "Ships things fast.", Some("ftl-1"), &["rockets", "vip"], false),
    ("acme", "Acme 100% Corp", "Sells anvils_and more.", Some("acme-1"), &["anvils"], false),
    ("umlaut", "Ümläut Ärzte", "", None, &["vip-light"], false),
    ("cyrillic", "Ракета Плюс", "Космос", Some("кот"), &[], false),
    ("empty", "Zero Gravity", "Nothing here.", None, &[], false),
    ("system", "System", "", None, &[], true),
];

impl Company {
    pub fn open() -> Self {
        Self::with(Options::default())
    }

    pub fn with(options: Options) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(folder.path()).unwrap();
        store
            .write(|w| {
                fill(w);
                Ok(())
            })
            .unwrap();
        Self { engine: Engine::new(store, Default::default(), options).unwrap(), _folder: folder }
    }

    /// The UUID of somebody or something by its short name.
    pub fn id(&self, name: &str) -> String {
        id(name)
    }

    /// Its global id.
    pub fn global(&self, ty: &str, name: &str) -> String {
        encode_id(ty, &id(name))
    }

    /// The global id of a role.
    pub fn role(&self, kind: &str, name: &str) -> String {
        encode_id("Role", &builtin_id("Role", kind, name))
    }
}

pub fn id(name: &str) -> String {
    builtin_id("test", "", name)
}

fn fill(w: &mut Writer<'_>) {
    install(w).unwrap();
    let astronaut = |kind: &str| {
        json!({"id": builtin_id("Role", kind, "Astronaut"), "name": "Astronaut", "level": 99, "permissions": [],
            "objType": builtin_id("AuthObjectType", "", kind)})
    };
    put(w, "Role", astronaut("Organization"));
    put(w, "Role", astronaut("Customer"));
    put(w, "Organization", json!({"id": id("org"), "name": "Progix Software"}));
    for (index, (short, name, description, external, labels, system)) in CUSTOMERS.into_iter().enumerate() {
        put(
            w,
            "Customer",
            json!({
                "id": id(short), "org": id("org"), "name": name, "description": description, "externalId": external,
                "labels": labels, "isSystem": system, "createdAt": format!("2026-01-0{}T08:00:00+00:00", index + 1),
                "updatedAt": "2026-02-01T00:00:00Z",
            }),
        );
    }
    for (who, kind, role, customer) in PEOPLE {
        put(
            w,
            "User",
            json!({
                "id": id(who), "name": who, "email": format!("{who}@example.com"), "role": builtin_id("Role", kind, role),
                "customer": customer.map(id), "org": if customer.is_none() { json!(id("org")) } else { Value::Null },
                "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
            }),
        );
    }
    integrations(w);
    for managed in ["CUSTOMER", "ORG"] {
        put(
            w,
            "ScopedConfigVariable",
            json!({"id": id(managed), "key": managed, "managedBy": managed, "variableScope": managed}),
        );
    }
    for (short, name, public) in [("slack", "Slack", true), ("secret", "Secret Sauce", false)] {
        put(
            w,
            "Component",
            json!({
                "id": id(short), "key": short, "label": name, "description": name, "public": public, "versionNumber": 1,
                "versionSequenceId": id(&format!("{short}-all")), "versionIsLatest": true, "versionIsAvailable": true,
            }),
        );
    }
    for (tag, object) in [
        ("customer_view", "acme"),
        ("customer_manage_users", "acme"),
        ("integration_edit", "draft"),
        ("component_view", "secret"),
        ("customer_view_instances", "ftl"),
    ] {
        put(
            w,
            "ObjectPermissionGrant",
            json!({
                "id": id(&format!("grant-{tag}")), "user": id("granted"), "obj": id(object),
                "permission": builtin_id("Permission", "", tag),
            }),
        );
    }
}

fn integrations(w: &mut Writer<'_>) {
    // Short name, name, family, version, available, latest, marketplace, category, labels.
    let versions = [
        (
            "crm1",
            "CRM Sync",
            "crm",
            1,
            true,
            false,
            "AVAILABLE_AND_DEPLOYABLE",
            "CRM",
            json!(["Sales", "beta"]),
        ),
        (
            "crm2",
            "CRM Sync",
            "crm",
            2,
            true,
            false,
            "AVAILABLE_AND_DEPLOYABLE",
            "CRM",
            json!(["Sales", "beta"]),
        ),
        ("draft", "CRM Sync", "crm", 3, false, true, "AVAILABLE_AND_DEPLOYABLE", "CRM", json!(["Sales"])),
        ("erp", "ERP Bridge", "erp", 1, true, true, "AVAILABLE_NOT_DEPLOYABLE", "ERP", json!(["finance"])),
        ("hidden", "Hidden Gem", "hidden", 1, true, true, "NOT_AVAILABLE_IN_MARKETPLACE", "ERP", json!([])),
        ("used", "Used Quietly", "used", 1, true, true, "NOT_AVAILABLE_IN_MARKETPLACE", "Files", json!(null)),
    ];
    for (short, name, family, version, available, latest, marketplace, category, labels) in versions {
        put(
            w,
            "Integration",
            json!({
                "id": id(short), "name": name, "versionSequenceId": id(&format!("{family}-all")),
                "versionNumber": version, "versionIsAvailable": available, "versionIsLatest": latest,
                "marketplaceConfiguration": marketplace, "category": category, "labels": labels,
                "description": format!("Moves {category} records."), "createdAt": "2026-01-01T00:00:00Z",
                "updatedAt": "2026-01-01T00:00:00Z", "userLevelConfigured": short == "erp",
                "hasUnpublishedChanges": short == "hidden",
            }),
        );
    }
    put(
        w,
        "RequiredConfigVariable",
        json!({"id": id("where"), "integration": id("hidden"), "key": "Where", "dataType": "STRING", "orgOnly": false}),
    );
    let instances = [
        ("i-crm", "CRM for FTL", "ftl", "crm1", true, 1, "FULLY_CONFIGURED"),
        ("i-used", "Quiet for FTL", "ftl", "used", false, 1, "FULLY_CONFIGURED"),
        ("i-acme", "ERP for Acme", "acme", "erp", true, 0, "NEEDS_INSTANCE_CONFIGURATION"),
    ];
    for (short, name, customer, integration, enabled, deployed, state) in instances {
        put(
            w,
            "Instance",
            json!({
                "id": id(short), "name": name, "customer": id(customer), "integration": id(integration),
                "enabled": enabled, "deployedVersion": deployed, "configState": state, "isSystem": false,
                "createdAt": "2026-01-01T00:00:00Z", "updatedAt": "2026-01-01T00:00:00Z",
            }),
        );
    }
}

pub fn put(w: &mut Writer<'_>, ty: &str, value: Value) {
    let doc: Doc = value.as_object().unwrap().clone();
    w.insert(ty, doc).unwrap();
}

#[test]
fn the_company_has_every_role() {
    for role in builtin_roles() {
        assert!(PEOPLE.iter().any(|it| it.1 == role.on && it.2 == role.name), "{}", role.name);
    }
}
