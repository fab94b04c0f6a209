//! What customers connect to, and with which accounts.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{DAY, HOUR, Seed, id};
use crate::{
    auth::doc,
    engine::connections::CONSENT,
    store::{StoreError, Writer},
};

/// Something to fill in: key, label, kind, whether it must be, what is there at first, help.
type Input = (&'static str, &'static str, &'static str, bool, &'static str, &'static str);

/// A way to connect: component, its newest version, label, how it asks for consent, what to fill in.
type Way = (&'static str, i64, &'static str, Option<&'static str>, &'static [Input]);

const WAYS: [Way; 5] = [
    (
        "acme-erp",
        5,
        "Acme ERP OAuth 2.0",
        Some("AUTHORIZATION_CODE"),
        &[
            ("baseUrl", "Address", "STRING", true, "https://api.acme-erp.example", "Where your Acme ERP is."),
            (
                "company",
                "Company code",
                "STRING",
                true,
                "",
                "Four digits, at the top of every Acme ERP page.",
            ),
        ],
    ),
    (
        "ledgerline",
        3,
        "Ledgerline API key",
        None,
        &[
            ("apiKey", "API key", "PASSWORD", true, "", "Under Settings, Developers in Ledgerline."),
            ("sandbox", "Use Ledgerline's test books", "BOOLEAN", false, "false", ""),
        ],
    ),
    (
        "shipyard",
        2,
        "Shipyard user name and password",
        None,
        &[
            ("host", "Host", "STRING", true, "", "For example wms.example.com."),
            ("username", "User name", "STRING", true, "", ""),
            ("password", "Password", "PASSWORD", true, "", ""),
        ],
    ),
    (
        "northdesk",
        2,
        "Northdesk OAuth 2.0",
        Some("AUTHORIZATION_CODE"),
        &[(
            "subdomain",
            "Subdomain",
            "STRING",
            true,
            "",
            "The part of your address before .northdesk.example.",
        )],
    ),
    (
        "progix",
        7,
        "Progix service token",
        None,
        &[("token", "Token", "PASSWORD", true, "", "Issued to the organization, not to customers.")],
    ),
];

/// A customer's connection: customer, name, component, state, names of the instances that use it.
type Kept = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const KEPT: [Kept; 8] = [
    ("FTL Rockets", "Ledgerline main books", "ledgerline", "ACTIVE", &["Ledgerline"]),
    ("FTL Rockets", "Acme ERP orders", "acme-erp", "ERROR", &["Acme ERP Order Sync"]),
    (
        "FTL Rockets",
        "Northdesk account",
        "northdesk",
        "ACTIVE",
        &["Northdesk: Launch desk", "Northdesk: Recovery desk"],
    ),
    ("FTL Rockets", "Shipyard warehouse", "shipyard", "PENDING", &["Shipyard WMS"]),
    ("FTL Rockets", "Northdesk trial", "northdesk", "ACTIVE", &[]),
    ("Smith Rocket Company", "Smith books", "ledgerline", "ACTIVE", &[]),
    ("Rockets, Inc", "Acme ERP", "acme-erp", "ACTIVE", &[]),
    ("Eastern Spaceflight", "東部 Northdesk", "northdesk", "FAILED", &[]),
];

/// Machines in customers' own networks: customer, name, state.
const MACHINES: [(&str, &str, &str); 3] = [
    ("FTL Rockets", "Hangar gateway", "AVAILABLE"),
    ("FTL Rockets", "Old pad gateway", "UNAVAILABLE"),
    ("Smith Rocket Company", "Smith gateway", "AVAILABLE"),
];

/// From the time before connections: label, method, why it does not work, what is filled in.
type Old = (&'static str, &'static str, &'static str, &'static [(&'static str, &'static str)]);

const OLD: [Old; 2] = [
    (
        "Launch manifests (SFTP)",
        "Basic",
        "",
        &[("username", "ftl-manifests"), ("password", "kept from view"), ("notes", "Read only, /manifests")],
    ),
    (
        "Carrier portal",
        "OAuth 2.0",
        "The carrier portal withdrew its consent on its own side.",
        &[("client_id", "ftl-8841"), ("client_secret", "kept from view")],
    ),
];

/// What a method of that time asks for: method, and key, label, kind and need of each field.
type Method = (&'static str, &'static [(&'static str, &'static str, &'static str, bool)]);

const METHODS: [Method; 2] = [
    (
        "Basic",
        &[
            ("username", "User name", "STRING", true),
            ("password", "Password", "PASSWORD", true),
            ("notes", "Notes", "TEXT", false),
        ],
    ),
    (
        "OAuth 2.0",
        &[
            ("client_id", "Client ID", "STRING", true),
            ("client_secret", "Client secret", "PASSWORD", true),
            ("headers", "Headers", "KEYVALUE", false),
        ],
    ),
];

/// The shared connection that an instance of a customer uses.
pub(super) fn of_instance(customer: &str, instance: &str) -> Option<String> {
    let uses = |it: &&Kept| id("Customer", it.0) == customer && it.4.contains(&instance);
    KEPT.iter().find(uses).map(|it| id("CustomerConfigVariable", &format!("{customer}/{}", it.1)))
}

/// What people connect for themselves alone: never a connection that a customer shares.
const PERSONAL: Way = (
    "orbit-calendar",
    1,
    "Orbit Calendar OAuth 2.0",
    Some("AUTHORIZATION_CODE"),
    &[("address", "Address", "STRING", true, "", "The one you sign in to Orbit Calendar with.")],
);

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed) -> Result<(), StoreError> {
    add_connection(writer, &PERSONAL)?;
    for way in &WAYS {
        add_way(writer, seed, way)?;
    }
    for (index, kept) in (0_i64..).zip(&KEPT) {
        add_kept(writer, seed, index, kept)?;
    }
    for (customer, name, status) in MACHINES {
        let machine = json!({
            "id": id("OnPremiseResource", name), "customer": id("Customer", customer), "name": name, "status": status,
        });
        writer.insert("OnPremiseResource", doc(machine))?;
    }
    for (method, fields) in METHODS {
        let method_id = id("AuthorizationMethod", method);
        let key = method.to_lowercase().replace([' ', '.'], "-");
        let about = json!({ "id": method_id, "key": key, "label": method });
        writer.insert("AuthorizationMethod", doc(about))?;
        for (key, label, kind, required) in fields {
            let field = json!({
                "id": id("CredentialField", &format!("{method}/{key}")), "authorizationMethod": method_id,
                "key": key, "label": label, "type": kind, "required": required, "comments": "",
            });
            writer.insert("CredentialField", doc(field))?;
        }
    }
    for (label, method, error, values) in OLD {
        let method_id = id("AuthorizationMethod", method);
        let values: serde_json::Map<_, _> =
            values.iter().map(|(key, value)| ((*key).to_owned(), json!(value))).collect();
        let credential = json!({
            "id": id("Credential", label), "label": label, "customer": id("Customer", "FTL Rockets"),
            "authorizationMethod": method_id, "authorizationError": error, "readyForUse": error.is_empty(),
            "values": values,
        });
        writer.insert("Credential", doc(credential))?;
    }
    Ok(())
}

fn add_connection(writer: &mut Writer<'_>, way: &Way) -> Result<(), StoreError> {
    let (component, version, label, consent, inputs) = *way;
    let (connection, theirs) = (id("Connection", component), component != "progix");
    let newest = id("Component", &format!("{component}/{version}"));
    if let Some(mut of) = writer.get("Component", &newest)? {
        of.insert("connectable".to_owned(), json!(theirs));
        writer.update("Component", of)?;
    }
    writer.insert(
        "Connection",
        doc(json!({
            "id": connection, "key": format!("{component}-connection"), "label": label, "component": newest,
            "oauth2Type": consent, "comments": null, "orgOnly": !theirs,
        })),
    )?;
    for (key, label, kind, required, default, help) in inputs {
        let text = |it: &str| if it.is_empty() { Value::Null } else { json!(it) };
        writer.insert(
            "InputField",
            doc(json!({
                "id": id("InputField", &format!("{component}/{key}")), "connection": connection, "key": key,
                "label": label, "type": kind, "required": required, "default": text(default), "shown": true,
                "comments": text(help), "placeholder": null, "example": null,
            })),
        )?;
    }
    Ok(())
}

fn add_way(writer: &mut Writer<'_>, seed: &Seed, way: &Way) -> Result<(), StoreError> {
    add_connection(writer, way)?;
    let (component, _, label, ..) = *way;
    let theirs = component != "progix";
    let (scope, status) = if theirs { ("CUSTOMER", Value::Null) } else { ("ORG", json!("ACTIVE")) };
    writer.insert(
        "ScopedConfigVariable",
        doc(json!({
            "id": id("ScopedConfigVariable", component), "key": label, "stableKey": component,
            "connection": id("Connection", component), "description": null, "managedBy": scope, "variableScope": scope,
            "status": status, "createdAt": seed.ago(200 * DAY), "updatedAt": seed.ago(40 * DAY),
        })),
    )
}

fn add_kept(writer: &mut Writer<'_>, seed: &Seed, index: i64, kept: &Kept) -> Result<(), StoreError> {
    let (customer, key, component, status, users) = *kept;
    let customer = id("Customer", customer);
    let way = WAYS.iter().find(|it| it.0 == component);
    let filled = way.into_iter().flat_map(|it| it.4).map(|it| (it.0.to_owned(), json!("kept from view")));
    let users: Vec<String> = users.iter().map(|it| id("Instance", &format!("{customer}/{it}"))).collect();
    let version = way.map_or(1, |it| it.1);
    writer.insert(
        "CustomerConfigVariable",
        doc(json!({
            "id": id("CustomerConfigVariable", &format!("{customer}/{key}")), "customer": customer, "key": key,
            "scopedConfigVariable": id("ScopedConfigVariable", component), "status": status, "isTest": false,
            "connection": id("Connection", component), "component": id("Component", &format!("{component}/{version}")),
            "instances": users, "filledIn": filled.collect::<serde_json::Map<_, _>>(),
            CONSENT: Uuid::new_v4().to_string(), "lastConfiguredAt": seed.ago((3 + 17 * index) * DAY),
            "createdAt": seed.ago((60 + 17 * index) * DAY), "updatedAt": seed.ago((1 + index) * 7 * HOUR),
        })),
    )
}
