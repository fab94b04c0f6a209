//! Integrations that are made, copied, and brought to the instances there are.

use serde_json::{Value, json};

use super::Company;

const CREATE: &str = "mutation($input: CreateIntegrationInput!) { createIntegration(input: $input) {
    errors { field messages } integration { id name description labels versionNumber hasUnpublishedChanges configPages
        flows(first: 9) { nodes { name } } requiredConfigVariables(first: 9) { nodes { key } } } } }";
const FORK: &str = "mutation($input: ForkIntegrationInput!) { forkIntegration(input: $input) {
    errors { field messages } integration { id name description versionNumber marketplaceConfiguration category
        requiredConfigVariables(first: 9) { nodes { key } } } } }";
const MOVE: &str = "mutation($input: BulkUpdateInstancesToLatestIntegrationVersionInput!) {
    bulkUpdateInstancesToLatestIntegrationVersion(input: $input) { errors { messages } integration { id } } }";
const UPDATE: &str = "mutation($input: UpdateIntegrationInput!) { updateIntegration(input: $input) {
    errors { field messages } integration { useAsTemplate } } }";

#[tokio::test]
async fn a_blank_integration_is_a_draft_of_its_name() {
    let company = Company::open();
    let input = json!({ "name": " Blank ", "description": "Later", "labels": ["New"] });
    for who in ["guest", "manager", "third", "theirs"] {
        assert_eq!(
            company.errors(who, CREATE, json!({ "input": input })).await,
            ["Permission denied"],
            "{who}"
        );
    }
    let made = company.change("owner", CREATE, input).await["integration"].clone();
    assert_eq!(
        made,
        json!({
            "id": made["id"], "name": "Blank", "description": "Later", "labels": ["new"], "versionNumber": 0,
            "hasUnpublishedChanges": true, "configPages": "[]", "flows": { "nodes": [] },
            "requiredConfigVariables": { "nodes": [] },
        })
    );
    let unnamed = company.problems("owner", CREATE, json!({ "name": "  " })).await;
    assert_eq!(unnamed, ["name: This field is required."]);
}

#[tokio::test]
async fn a_definition_is_taken_under_another_name() {
    let company = Company::open();
    let definition =
        "name: Theirs\ndescription: Said there\nrequiredConfigVars:\n  - {key: Pad, dataType: string}\n";
    let input = json!({ "name": "Ours", "definition": definition });
    let made = company.change("owner", CREATE, input).await["integration"].clone();
    assert_eq!((&made["name"], &made["description"]), (&json!("Ours"), &json!("Said there")));
    assert_eq!(made["requiredConfigVariables"]["nodes"], json!([{ "key": "Pad" }]));
    let broken = json!({ "name": "Ours", "definition": "name: [" });
    let problems = company.problems("owner", CREATE, broken).await;
    assert!(problems.len() == 1 && problems[0].starts_with("definition: "), "{problems:?}");
}

#[tokio::test]
async fn a_copy_is_of_its_own() {
    let company = Company::open();
    let parent = company.global("Integration", "hidden");
    let input = json!({ "parent": parent, "name": "Found Gem", "description": "Ours" });
    assert_eq!(company.errors("guest", FORK, json!({ "input": input })).await, ["Permission denied"]);
    assert_eq!(company.errors("third", FORK, json!({ "input": input })).await, ["Record not found"]);
    let made = company.change("owner", FORK, input).await["integration"].clone();
    assert_eq!(
        made,
        json!({
            "id": made["id"], "name": "Found Gem", "description": "Ours", "versionNumber": 0, "category": "ERP",
            "marketplaceConfiguration": "NOT_AVAILABLE_IN_MARKETPLACE",
            "requiredConfigVariables": { "nodes": [{ "key": "Where" }] },
        })
    );
    let query = "{ integrations(name: \"Hidden Gem\", allVersions: true) { nodes { versionNumber
        requiredConfigVariables(first: 9) { nodes { key } } } } }";
    let first = company.data("owner", query, json!({})).await["integrations"]["nodes"].clone();
    assert_eq!(
        first,
        json!([{ "versionNumber": 1, "requiredConfigVariables": { "nodes": [{ "key": "Where" }] } }])
    );
}

#[tokio::test]
async fn templates_are_found_by_those_who_may_begin_with_them() {
    let company = Company::open();
    let erp = company.global("Integration", "erp");
    company.change("owner", UPDATE, json!({ "id": erp, "useAsTemplate": true })).await;
    assert_eq!(company.names("owner", "integrations", "useAsTemplate: true").await, ["ERP Bridge"]);
    let query = "{ standardIntegrationTemplates(first: 9) { nodes { name } } }";
    for who in ["guest", "theirs"] {
        assert_eq!(company.errors(who, query, json!({})).await, ["Permission denied"], "{who}");
    }
}

#[tokio::test]
async fn instances_are_moved_to_the_newest_version_there_is() {
    let company = Company::open();
    let input = json!({ "id": company.global("Integration", "draft") });
    for (who, why) in
        [("guest", "Permission denied"), ("granted", "Permission denied"), ("third", "Record not found")]
    {
        assert_eq!(company.errors(who, MOVE, json!({ "input": input })).await, [why], "{who}");
    }
    let stand = async || -> Value {
        let query = format!(
            "{{ instance(id: \"{}\") {{ needsDeploy deployedVersion integration {{ versionNumber }} }} }}",
            company.global("Instance", "i-crm")
        );
        company.data("owner", &query, json!({})).await["instance"].clone()
    };
    assert_eq!(stand().await["integration"]["versionNumber"], 1);
    company.change("owner", MOVE, input).await;
    let moved = json!({ "needsDeploy": true, "deployedVersion": 1, "integration": { "versionNumber": 2 } });
    assert_eq!(stand().await, moved, "version 3 is not available");
}
