//! Who may do what, as a table to read: a changed right is a changed line here.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use serde_json::json;

use super::{decides, roles::builtin_roles, undecided};
use crate::{
    contract::Contract,
    engine::tests::{Company, id, put},
};

/// The columns, in this order.
const WHO: [&str; 14] = [
    "owner",
    "admin",
    "integrator",
    "manager",
    "guest",
    "third",
    "granted",
    "stranger",
    "theirs",
    "member",
    "embedded",
    "personal",
    "passenger",
    "other",
];

/// What each of [`WHO`] meets: `x` an answer, `0` an empty list, `-` a null, `D` denied, `N` not found.
const GRID: [(&str, &str); 29] = [
    //                                                    own adm int mgr gst 3rd grt str adm mem mkt usr pas oth
    ("{ authenticatedUser { name role { name } } }", "x   x   x   x   x   x   x   x   x   x   x   x   x   x"),
    ("{ organization { name allowUpdate } }", "x   x   x   x   x   x   x   x   -   -   -   -   -   -"),
    ("{ organization { users { totalCount } } }", "x   x   D   D   D   D   D   D   -   -   -   -   -   -"),
    (
        "{ users(customer_Isnull: true) { totalCount } }",
        "x   x   D   D   D   D   D   D   D   D   D   D   D   D",
    ),
    ("{ users { totalCount } }", "x   x   x   x   x   x   x   D   x   x   D   D   D   x"),
    ("{ customers { totalCount } }", "x   x   x   x   x   0   x   D   x   x   x   x   x   x"),
    ("{ customer(id: $ftl) { name } }", "x   x   x   x   x   N   x   N   x   x   x   x   x   N"),
    ("{ customer(id: $acme) { name } }", "x   x   x   x   x   N   x   N   N   N   N   N   N   x"),
    (
        "{ customer(id: $ftl) { users { totalCount } } }",
        "x   x   x   x   x   N   0   N   x   x   D   D   D   N",
    ),
    (
        "{ customer(id: $ftl) { instances { totalCount } } }",
        "x x   x   D   x   N   x   N   x   x   x   0   D   N",
    ),
    ("{ instances { totalCount } }", "x   x   x   D   x   0   x   D   x   x   x   0   D   x"),
    (
        "{ instance(id: $crm) { integration { name } } }",
        "x   x   x   N   x   N   x   N   x   x   x   N   N   N",
    ),
    ("{ integrations { totalCount } }", "x   x   x   D   x   0   x   D   x   x   x   x   D   x"),
    ("{ integration(id: $hidden) { name } }", "x   x   x   N   x   N   N   N   N   N   N   N   N   N"),
    ("{ components(public: false) { totalCount } }", "x   x   x   0   x   0   x   0   0   0   0   0   0   0"),
    ("{ components(public: true) { totalCount } }", "x   x   x   x   x   x   x   x   x   x   x   x   x   x"),
    ("{ component(id: $secret) { label } }", "x   x   x   N   x   N   x   N   N   N   N   N   N   N"),
    (
        "{ scopedConfigVariables(managedBy: \"CUSTOMER\") { totalCount } }",
        "x x   x   x   x   0   0   D   x   x   x   D   D   x",
    ),
    (
        "{ scopedConfigVariables(managedBy: \"ORG\") { totalCount } }",
        "x x   x   x   x   0   0   D   0   0   0   D   D   0",
    ),
    ("{ marketplaceIntegrations { totalCount } }", "x   x   x   D   x   D   D   D   x   x   x   x   D   x"),
    ("{ objectPermissionGrants { totalCount } }", "x   x   0   0   0   0   x   0   0   0   0   0   0   0"),
    ("{ permissions { totalCount } }", "x   x   D   D   D   D   D   D   D   D   D   D   D   D"),
    ("{ authObjectTypes { totalCount } }", "x   x   D   D   D   D   D   D   D   D   D   D   D   D"),
    ("{ organizationRoles { name } }", "x   x   D   D   D   D   D   D   D   D   D   D   D   D"),
    ("{ customerRoles { name } }", "x   x   x   x   x   x   x   D   x   D   D   D   D   x"),
    ("{ customerLabels { name } }", "x   x   x   x   x   0   x   D   x   x   x   x   x   x"),
    ("{ user(id: $owner) { name } }", "x   x   N   N   N   N   N   N   N   N   N   N   N   N"),
    ("{ user(id: $member) { name } }", "x   x   x   x   x   N   N   N   x   x   N   N   N   N"),
    ("{ user(id: $second) { name } }", "x   x   x   x   x   N   x   N   N   N   N   N   N   x"),
];

#[tokio::test]
async fn every_role_meets_every_question() {
    let company = Company::open();
    for (query, expected) in GRID {
        let mut found = Vec::new();
        for who in WHO {
            let mut text = query.to_owned();
            for (name, ty, short) in [
                ("$ftl", "Customer", "ftl"),
                ("$acme", "Customer", "acme"),
                ("$crm", "Instance", "i-crm"),
                ("$hidden", "Integration", "hidden"),
                ("$secret", "Component", "secret"),
                ("$owner", "User", "owner"),
                ("$member", "User", "member"),
                ("$second", "User", "second"),
            ] {
                text = text.replace(name, &format!("\"{}\"", company.global(ty, short)));
            }
            found.push(outcome(&company.ask(who, &text, json!({})).await));
        }
        let expected: String = expected.split_whitespace().collect();
        assert_eq!(found.into_iter().collect::<String>(), expected, "{query}");
    }
}

fn outcome(response: &serde_json::Value) -> char {
    match response["errors"][0]["message"].as_str() {
        Some("Permission denied") => 'D',
        Some("Record not found") => 'N',
        Some(other) => panic!("{other}"),
        None => {
            let text = response["data"].to_string();
            let empty = text.contains("\"totalCount\":0") || text.contains(":[]");
            if empty {
                '0'
            } else if text.ends_with(":null}") {
                '-'
            } else {
                'x'
            }
        }
    }
}

/// What the `allow…` fields say to each of [`WHO`]: `x` true, `-` false, `.` when the object is not there.
const ALLOWED: [(&str, &str); 17] = [
    //                                     own adm int mgr gst 3rd grt str adm mem mkt usr pas oth
    ("organization allowUpdate", "x   -   -   -   -   -   -   -   .   .   .   .   .   ."),
    ("organization allowAddCustomer", "x   x   x   x   -   -   -   -   .   .   .   .   .   ."),
    ("organization allowAddUser", "x   x   -   -   -   -   -   -   .   .   .   .   .   ."),
    ("organization allowConfigureThemes", "x   x   -   -   -   -   -   -   .   .   .   .   .   ."),
    ("organization allowViewBilling", "x   -   -   -   -   -   -   -   .   .   .   .   .   ."),
    ("customer allowUpdate", "x   x   x   x   -   .   -   .   .   .   .   .   .   -"),
    ("customer allowRemove", "x   x   x   x   -   .   -   .   .   .   .   .   .   -"),
    ("customer allowAddUser", "x   x   x   x   -   .   x   .   .   .   .   .   .   x"),
    ("customer allowAddInstance", "x   x   x   -   -   .   -   .   .   .   .   .   .   x"),
    ("instance allowDeploy", "x   x   x   .   -   .   -   .   x   -   x   .   .   ."),
    ("integration allowUpdate", "x   x   x   .   -   .   x   .   .   .   .   .   .   ."),
    ("integration allowPublish", "x   x   x   .   -   .   -   .   .   .   .   .   .   ."),
    ("component allowUpdate", "x   x   x   .   -   .   -   .   .   .   .   .   .   ."),
    ("member allowUpdate", "x   x   x   x   -   .   .   .   x   x   .   .   .   ."),
    ("member allowRemove", "x   x   x   x   -   .   .   .   x   -   .   .   .   ."),
    ("owner allowUpdate", "x   -   .   .   .   .   .   .   .   .   .   .   .   ."),
    ("owner allowChangeRoles", "-   -   .   .   .   .   .   .   .   .   .   .   .   ."),
];

#[tokio::test]
async fn allow_fields_say_what_mutations_do() {
    let company = Company::open();
    for (what, expected) in ALLOWED {
        let (object, field) = what.split_once(' ').unwrap();
        let (root, ty, short) = match object {
            "organization" => ("organization", "", ""),
            "customer" => ("customer", "Customer", "acme"),
            "instance" => ("instance", "Instance", "i-crm"),
            "integration" => ("integration", "Integration", "draft"),
            "component" => ("component", "Component", "secret"),
            person => ("user", "User", person),
        };
        let id =
            if short.is_empty() { String::new() } else { format!("(id: \"{}\")", company.global(ty, short)) };
        let query = format!("{{ {root}{id} {{ {field} }} }}");
        let mut found = String::new();
        for who in WHO {
            let response = company.ask(who, &query, json!({})).await;
            found.push(match response["data"][root][field].as_bool() {
                Some(true) => 'x',
                Some(false) => '-',
                None => '.',
            });
        }
        let expected: String = expected.split_whitespace().collect();
        assert_eq!(found, expected, "{what}");
    }
}

/// What the organization connects for all customers is nothing that one of them sees.
#[tokio::test]
async fn customers_see_the_kinds_of_connections_that_they_make() {
    let company = Company::open();
    let kinds = [("theirs-to-make", "CUSTOMER", false), ("for-everybody", "ORG", true)];
    company
        .engine
        .store()
        .write(|w| {
            for (key, by, org_only) in kinds {
                put(w, "Connection", json!({ "id": id(key), "key": key, "label": key, "orgOnly": org_only }));
                put(
                    w,
                    "ScopedConfigVariable",
                    json!({
                        "id": id(&format!("kind {key}")), "key": key, "stableKey": key, "connection": id(key),
                        "managedBy": by, "variableScope": by,
                    }),
                );
            }
            Ok(())
        })
        .unwrap();
    let query = "{ scopedConfigVariables(key_Icontains: \"-\") { nodes { key connection { label } } } }";
    for (who, expected) in [
        ("owner", &["for-everybody", "theirs-to-make"][..]),
        ("theirs", &["theirs-to-make"]),
        ("member", &["theirs-to-make"]),
    ] {
        let answer = company.ask(who, query, json!({})).await;
        let nodes = answer["data"]["scopedConfigVariables"]["nodes"].as_array().unwrap();
        let mut keys: Vec<_> = nodes.iter().map(|it| it["key"].as_str().unwrap()).collect();
        keys.sort_unstable();
        assert_eq!(keys, expected, "{who}");
        assert!(nodes.iter().all(|it| it["connection"]["label"] == it["key"]), "{who}");
    }
}

#[test]
fn every_allow_field_is_decided() {
    let contract = Contract::load().unwrap();
    // Nobody changes these by hand: roles, permissions and object kinds come with the sandbox.
    let fixed = ["AuthObjectType", "Permission", "Role"];
    let rest: Vec<_> =
        undecided(&contract).into_iter().filter(|it| !fixed.iter().any(|ty| it.starts_with(ty))).collect();
    assert_eq!(rest, ["ObjectPermissionGrant.allowUpdate"]);
    assert!(decides("Customer", "allowUpdate") && !decides("Customer", "allowEmbeddedDesigner"));
}

#[test]
fn roles_are_made_of_permissions_that_exist() {
    for role in builtin_roles() {
        for tag in role.tags {
            assert!(super::permissions::PERMISSIONS.iter().any(|it| it.tag == *tag), "{tag}");
        }
    }
}
