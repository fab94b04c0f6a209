//! Versions: the next one, which are on offer, and how customers find them.

use serde_json::json;

use super::Company;

const PUBLISH: &str = "mutation($input: PublishIntegrationInput!) { publishIntegration(input: $input) {
    errors { field messages } integration { name versionNumber versionIsLatest versionComment hasUnpublishedChanges } } }";
const AVAILABLE: &str = "mutation($input: UpdateIntegrationVersionAvailabilityInput!) {
    updateIntegrationVersionAvailability(input: $input) { errors { field messages } integration { versionIsAvailable } } }";
const MARKETPLACE: &str = "mutation($input: UpdateIntegrationMarketplaceConfigurationInput!) {
    updateIntegrationMarketplaceConfiguration(input: $input) { errors { field messages }
    integration { marketplaceConfiguration isCustomerDeployable overview } } }";
const MOVE: &str = "mutation($input: BulkUpdateInstancesToLatestIntegrationVersionInput!) {
    bulkUpdateInstancesToLatestIntegrationVersion(input: $input) { errors { field messages } } }";
const UPDATE: &str =
    "mutation($input: UpdateInstanceInput!) { updateInstance(input: $input) { errors { field messages } } }";

#[tokio::test]
async fn the_next_version_asks_for_what_the_last_did_and_leaves_it_as_it_is() {
    let company = Company::open();
    let hidden = company.global("Integration", "hidden");
    let input = json!({"id": hidden, "comment": " Thirty kilometres "});
    assert_eq!(company.errors("guest", PUBLISH, json!({"input": input})).await, ["Permission denied"]);
    assert_eq!(company.errors("third", PUBLISH, json!({"input": input})).await, ["Record not found"]);
    let published = company.change("owner", PUBLISH, input.clone()).await;
    assert_eq!(
        published["integration"],
        json!({"name": "Hidden Gem", "versionNumber": 2, "versionIsLatest": true,
            "versionComment": "Thirty kilometres", "hasUnpublishedChanges": false})
    );
    let query = "{ integrations(first: 5, name: \"Hidden Gem\", allVersions: true, sortBy: [{field: VERSION_NUMBER, direction: ASC}]) {
        nodes { versionNumber versionIsLatest requiredConfigVariables(first: 5) { nodes { key } } } } }";
    let found = company.data("owner", query, json!({})).await;
    let asks = json!({"nodes": [{"key": "Where"}]});
    assert_eq!(
        found["integrations"]["nodes"],
        json!([
            {"versionNumber": 1, "versionIsLatest": false, "requiredConfigVariables": asks},
            {"versionNumber": 2, "versionIsLatest": true, "requiredConfigVariables": asks},
        ])
    );
    let again = company.problems("owner", PUBLISH, input).await;
    assert_eq!(again, ["__all__: A newer version of this integration was published."]);
    let unchanged = json!({"id": company.global("Integration", "erp")});
    let problems = company.problems("owner", PUBLISH, unchanged).await;
    assert_eq!(problems, ["__all__: There are no changes since the last version."]);
}

#[tokio::test]
async fn customers_find_the_newest_version_that_is_available() {
    let company = Company::open();
    let input = json!({"id": company.global("Integration", "crm2"), "available": false});
    assert_eq!(company.errors("guest", AVAILABLE, json!({"input": input})).await, ["Permission denied"]);
    let changed = company.change("owner", AVAILABLE, input).await;
    assert_eq!(changed["integration"]["versionIsAvailable"], false);
    let query = "{ marketplaceIntegrations(name_Icontains: \"crm\") { nodes { versionNumber } } }";
    let found = company.data("embedded", query, json!({})).await;
    assert_eq!(found["marketplaceIntegrations"]["nodes"], json!([{"versionNumber": 1}]));
}

#[tokio::test]
async fn what_is_set_for_the_marketplace_is_what_customers_find() {
    let company = Company::open();
    let input = |way: &str| json!({"id": company.global("Integration", "hidden"), "marketplaceConfiguration": way, "overview": "# Gem"});
    let errors =
        company.errors("guest", MARKETPLACE, json!({"input": input("AVAILABLE_AND_DEPLOYABLE")})).await;
    assert_eq!(errors, ["Permission denied"]);
    assert_eq!(company.problems("owner", MARKETPLACE, input("SOMEHOW")).await.len(), 1);
    // In any case, as everywhere else in the API.
    let saved = company.change("owner", MARKETPLACE, input("Available_and_deployable")).await;
    assert_eq!(
        saved["integration"],
        json!({"marketplaceConfiguration": "AVAILABLE_AND_DEPLOYABLE", "isCustomerDeployable": true, "overview": "# Gem"})
    );
    let offered = company.names("embedded", "marketplaceIntegrations", "").await;
    assert_eq!(offered, ["CRM Sync", "ERP Bridge", "Hidden Gem"]);
}

#[tokio::test]
async fn a_version_that_customers_do_not_activate_reaches_them_through_its_maker() {
    let company = Company::open();
    let newer = company.global("Integration", "crm2");
    let input = json!({"id": newer, "marketplaceConfiguration": "AVAILABLE_NOT_DEPLOYABLE", "overview": ""});
    company.change("owner", MARKETPLACE, input).await;
    let update = json!({"id": company.global("Instance", "i-crm"), "integration": newer});
    for who in ["theirs", "embedded"] {
        assert_eq!(
            company.problems(who, UPDATE, update.clone()).await,
            ["integration: This version is activated for you by its maker."],
            "{who}"
        );
    }
    assert!(company.problems("owner", UPDATE, update).await.is_empty());
}

#[tokio::test]
async fn who_settles_something_for_themselves_finds_an_instance_that_was_moved() {
    let company = Company::open();
    let personal = |w: &mut crate::store::Writer<'_>| {
        let mut newest = w.get("Integration", &company.id("crm2"))?.unwrap();
        newest.insert("userLevelConfigured".to_owned(), json!(true));
        w.update("Integration", newest)
    };
    company.engine.store().write(personal).unwrap();
    assert!(company.names("personal", "instances", "").await.is_empty());
    company.change("owner", MOVE, json!({"id": company.global("Integration", "draft")})).await;
    assert_eq!(company.names("personal", "instances", "").await, ["CRM for FTL"]);
}
