//! Every mutation of the contract and every `allow…` field, as every kind of person meets them: written down in
//! `mutations.golden`, where each line can be read and a changed right is a changed line. What is new in the contract
//! has to be placed here first.
//!
//! `UPDATE_GOLDEN=1 cargo xtask test unit` writes the file anew.

use std::collections::BTreeMap;

use apollo_compiler::{Schema, schema::ExtendedType, validation::Valid};
use gantry_sandbox::{engine::encode_id, policy::roles::builtin_id};
use serde_json::{Value, json};

use crate::{
    guests::OWN_CONNECTION,
    roles::{PEOPLE, Subject, compare, describe, table},
    schema::schema,
};

/// What a mutation is tried with; none for one that nobody has placed.
fn placed(mutation: &str, subject: &Subject) -> Option<Value> {
    let ftl = subject.id("FTL Rockets");
    let user = |email: &str| subject.first("User", "email", email);
    let connection = |name: &str| subject.first("CustomerConfigVariable", "key", name);
    let instance = subject.first("Instance", "name", "Northdesk: Launch desk");
    let role = |on: &str, name: &str| encode_id("Role", &builtin_id("Role", on, name));
    Some(match mutation {
        "administerObjectPermission" => json!({
            "id": user("terry@acme-erp.example"), "object": ftl, "grant": true,
            "permission": encode_id("Permission", &builtin_id("Permission", "", "customer_view")),
        }),
        "bulkDisableInstancesUsingCustomerConnection"
        | "deleteCustomerConfigVariable"
        | "disconnectCustomerConnection" => json!({ "id": connection("Northdesk trial") }),
        "disconnectConnection" => {
            json!({ "id": subject.id(OWN_CONNECTION) })
        }
        "fetchDataSourceContent" => json!({ "id": instance, "dataSource": subject.id("Drives") }),
        "bulkUpdateInstancesToLatestIntegrationVersion" => json!({ "id": subject.id("Northdesk") }),
        "changePassword" => json!({ "currentPassword": "gantry-demo", "newPassword": "a new password" }),
        "deleteCredential" | "updateCredential" => {
            json!({ "id": subject.first("Credential", "label", "Carrier portal") })
        }
        "createCustomer" => json!({ "name": "Roles & Sons" }),
        "createCustomerConfigVariable" => json!({
            "customer": ftl, "key": "Spare books", "inputs": [{ "name": "apiKey", "value": "x" }],
            "scopedConfigVariable": subject.first("ScopedConfigVariable", "stableKey", "ledgerline"),
        }),
        "createCustomerUser" => {
            json!({ "customer": ftl, "email": "new@ftl.example", "role": role("Customer", "Member") })
        }
        "createInstance" => json!({
            "customer": ftl, "name": "Wakes people", "integration": subject.id("Pagerlight"),
        }),
        "createUserLevelConfig" => json!({ "instance": subject.first("Instance", "name", "Spare shifts") }),
        "deleteUserLevelConfig" => json!({ "id": subject.id("UserLevelConfig of Own shifts") }),
        "updateInstanceConfigVariables for oneself" => json!({
            "id": subject.first("Instance", "name", "Own shifts"), "configMode": "user",
            "configVariables": [{ "key": "Calendar", "value": "Mine" }],
        }),
        "createIntegration" => json!({ "name": "Brought along" }),
        "forkIntegration" => json!({ "parent": subject.id("Acme ERP Order Sync"), "name": "Orders, again" }),
        "createOrganizationUser" => {
            json!({ "email": "new@progix.io", "role": role("Organization", "Guest") })
        }
        "deleteCustomer" => json!({ "id": ftl }),
        "updateCustomer" => json!({ "id": ftl, "name": "FTL Rockets & Sons" }),
        "deleteInstance" | "deployInstance" => json!({ "id": instance }),
        "importIntegration" => json!({ "definition": "name: Brought along" }),
        "importIntegration as a next version" => json!({
            "definition": "name: Acme ERP Order Sync", "integrationId": subject.id("Acme ERP Order Sync"),
        }),
        "fetchConfigWizardPageContent" => json!({ "id": instance, "pageName": "Your desk" }),
        "publishIntegration" => json!({ "id": subject.id("Upper Winds Feed"), "comment": "Gusts" }),
        "updateIntegrationMarketplaceConfiguration" => {
            json!({ "id": subject.id("Acme ERP Order Sync"), "overview": "Orders, both ways" })
        }
        "updateIntegrationVersionAvailability" => {
            json!({ "id": subject.id("Acme ERP Order Sync"), "available": false })
        }
        "testInstanceFlowConfig" => json!({
            "id": subject.first("InstanceFlowConfig", "stableKey", "open-a-ticket"),
            "payload": "{\"subject\":\"Held\"}",
        }),
        "updateIntegration" => {
            json!({ "id": subject.id("Acme ERP Order Sync"), "description": "Orders, both ways" })
        }
        "updateInstance" => json!({ "id": instance, "name": "Launch desk" }),
        "updateInstanceConfigVariables" => {
            json!({ "id": instance, "configVariables": [{ "key": "Desk", "value": "Pads" }] })
        }
        "deleteUser" => json!({ "id": user("omar.haddad@ftl-rockets.com") }),
        "deleteUser of the team" => json!({ "id": user("kristin.henry@progix.io") }),
        "updateCustomerConfigVariable" => json!({ "id": connection("Northdesk trial"), "key": "Northdesk" }),
        "updateUser" => json!({ "id": user("omar.haddad@ftl-rockets.com"), "name": "Omar" }),
        "updateUser of the team" => json!({ "id": user("kristin.henry@progix.io"), "name": "Kristin" }),
        _ => return None,
    })
}

/// Where one object of a type is found, with `<>` in the place of its fields; none for a type that nobody has placed.
fn found(ty: &str, subject: &Subject) -> Option<String> {
    let one = |field: &str, id: String| Some(format!("{field}(id: \"{id}\") {{ <> }}"));
    let any = |list: &str| Some(format!("{list}(first: 1) {{ nodes {{ <> }} }}"));
    match ty {
        "AuthObjectType" => any("authObjectTypes"),
        "Component" => one("component", subject.first("Component", "key", "acme-erp")),
        "Credential" => any("credentials"),
        "Customer" => one("customer", subject.id("FTL Rockets")),
        "CustomerConfigVariable" => {
            one("customerConfigVariable", subject.first("CustomerConfigVariable", "key", "Northdesk trial"))
        }
        "Instance" => one("instance", subject.first("Instance", "name", "Northdesk: Launch desk")),
        "InstanceFlowConfig" => {
            one("instanceFlowConfig", subject.first("InstanceFlowConfig", "stableKey", "open-a-ticket"))
        }
        "Integration" => one("integration", subject.id("Acme ERP Order Sync")),
        "ObjectPermissionGrant" => any("objectPermissionGrants"),
        "Organization" => Some("organization { <> }".to_owned()),
        "Permission" => any("permissions"),
        "Role" => Some("organizationRoles { <> }".to_owned()),
        "User" => one("user", subject.first("User", "email", "omar.haddad@ftl-rockets.com")),
        "UserLevelConfig" => {
            let list = "userLevelConfigs(first: 1) { nodes { <> } }";
            one("instance", subject.id("Instance of Own shifts")).map(|it| it.replace("<>", list))
        }
        "User of the team" => one("user", subject.first("User", "email", "kristin.henry@progix.io")),
        _ => None,
    }
}

#[tokio::test]
async fn mutations_and_rights_are_what_the_table_says() {
    let schema = schema();
    let subject = Subject::new().await;
    let mut rows = BTreeMap::new();
    let mut strangers = Vec::new();
    for row in fields(&schema, "RootMutation").into_iter().flat_map(ways) {
        subject.start_over();
        let Some(input) = placed(&row, &subject) else {
            strangers.push(row);
            continue;
        };
        let mutation = row.split(' ').next().unwrap_or_default();
        let of = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let query = format!(
            "mutation M($input: {of}!) {{ {mutation}(input: $input) {{ errors {{ field messages }} }} }}"
        );
        let request = json!({ "query": query, "variables": { "input": input } });
        let mut cells = Vec::new();
        for who in PEOPLE {
            subject.start_over();
            let (status, reply) =
                subject.post("/api", subject.tokens.get(who).map(String::as_str), &request).await;
            cells.push(describe(status, &reply, 0));
        }
        rows.insert(row, cells);
    }
    subject.start_over();
    for (ty, allowed) in
        rights(&schema).into_iter().flat_map(|(ty, it)| ways(ty).map(move |ty| (ty, it.clone())))
    {
        let Some(place) = found(&ty, &subject) else {
            strangers.push(ty);
            continue;
        };
        let query = format!("{{ it: {} }}", place.replace("<>", &allowed.join(" ")));
        let mut columns = Vec::new();
        for who in PEOPLE {
            let token = subject.tokens.get(who).map(String::as_str);
            let (status, reply) = subject.post("/api", token, &json!({ "query": query })).await;
            columns.push((describe(status, &reply, 0), reply["data"]["it"].clone()));
        }
        for right in allowed {
            let cells = columns.iter().map(|(outcome, it)| held(it, &right, outcome)).collect();
            rows.insert(format!("{ty}.{right}"), cells);
        }
    }
    assert!(strangers.is_empty(), "Say in tests/it/mutations.rs what these are tried with: {strangers:#?}");
    compare("mutations.golden", &table(&rows));
}

/// What is asked for twice, because different people may: about a customer's people and those of the organization, and
/// for an integration of its own and the next version of one, and for what counts for everybody and for oneself.
const TWICE: [(&str, &str); 5] = [
    ("User", "of the team"),
    ("deleteUser", "of the team"),
    ("importIntegration", "as a next version"),
    ("updateInstanceConfigVariables", "for oneself"),
    ("updateUser", "of the team"),
];

/// A row for each way in which something is asked for.
fn ways(name: String) -> impl Iterator<Item = String> {
    let second = TWICE.iter().find(|(it, _)| *it == name).map(|(_, how)| format!("{name} {how}"));
    std::iter::once(name).chain(second)
}

/// Whether somebody has a right, or why nobody can tell.
fn held(it: &Value, right: &str, outcome: &str) -> String {
    let it = if it["userLevelConfigs"].is_object() { &it["userLevelConfigs"] } else { it };
    let one = if it["nodes"].is_array() { &it["nodes"] } else { it };
    match &(if one.is_array() { &one[0] } else { one })[right] {
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        _ if ["data", "all"].contains(&outcome) => "nothing there".to_owned(),
        Value::Null | Value::Number(_) | Value::String(_) | Value::Array(_) | Value::Object(_) => {
            outcome.to_owned()
        }
    }
}

/// Every type with the `allow…` fields it has.
fn rights(schema: &Valid<Schema>) -> Vec<(String, Vec<String>)> {
    let allowed = |ty: &str| fields(schema, ty).into_iter().filter(|it| it.starts_with("allow")).collect();
    let types = schema.types.keys().map(|it| (it.to_string(), allowed(it)));
    types.filter(|(_, it): &(String, Vec<String>)| !it.is_empty()).collect()
}

fn fields(schema: &Valid<Schema>, ty: &str) -> Vec<String> {
    match schema.types.get(ty) {
        Some(ExtendedType::Object(it)) => it.fields.keys().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

impl Subject {
    /// The global id of the first demo object whose field says that.
    fn first(&self, ty: &str, field: &str, value: &str) -> String {
        let found = self.sandbox.store.read(|it| it.find(ty, field, &json!(value))).unwrap();
        let first = found.first().unwrap_or_else(|| panic!("no {ty} with {field} {value}"));
        encode_id(ty, first["id"].as_str().unwrap())
    }
}
