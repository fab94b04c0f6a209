//! What a customer finds in the marketplace, and what it says of it.

use serde_json::json;

use super::Company;

#[tokio::test]
async fn the_newest_available_versions_are_on_offer() {
    let company = Company::open();
    for who in ["theirs", "member", "embedded", "personal", "other", "owner", "guest"] {
        assert_eq!(
            company.names(who, "marketplaceIntegrations", "").await,
            ["CRM Sync", "ERP Bridge"],
            "{who}"
        );
    }
    for who in ["manager", "third", "stranger", "passenger"] {
        let errors = company.errors(who, "{ marketplaceIntegrations { totalCount } }", json!({})).await;
        assert_eq!(errors, ["Permission denied"], "{who}");
    }
    let query = "{ marketplaceIntegrations { nodes { versionNumber } } }";
    let data = company.data("embedded", query, json!({})).await;
    assert_eq!(data["marketplaceIntegrations"]["nodes"][0]["versionNumber"], 2);
}

#[tokio::test]
async fn arguments_narrow_and_widen_the_offer() {
    let company = Company::open();
    let table: &[(&str, &[&str])] = &[
        ("includeActiveIntegrations: true", &["CRM Sync", "ERP Bridge", "Used Quietly"]),
        ("includeActiveIntegrations: true, activated: true", &["CRM Sync", "Used Quietly"]),
        ("activated: true", &["CRM Sync"]),
        ("activated: false", &["ERP Bridge"]),
        (r#"category: "ERP""#, &["ERP Bridge"]),
        (r#"category_Icontains: "er""#, &["ERP Bridge"]),
        (r#"labels_Contains: "Sales""#, &["CRM Sync"]),
        (r#"labels_Contains: "sales""#, &[]),
        (r#"name_Icontains: "BRIDGE""#, &["ERP Bridge"]),
        ("sortBy: [{field: NAME, direction: DESC}]", &["ERP Bridge", "CRM Sync"]),
    ];
    for (arguments, expected) in table {
        assert_eq!(
            company.names("embedded", "marketplaceIntegrations", arguments).await,
            *expected,
            "{arguments}"
        );
    }
    assert_eq!(company.names("other", "marketplaceIntegrations", "activated: true").await, ["ERP Bridge"]);
}

#[tokio::test]
async fn cards_say_how_far_the_customer_is() {
    let company = Company::open();
    let query = "{ marketplaceIntegrations(includeActiveIntegrations: true) { nodes { name deployedInstances
        deploymentStatus ulcDeploymentStatus isCustomerDeployable firstDeployedInstance { name customer { name } } } } }";
    let ftl = company.data("embedded", query, json!({})).await;
    assert_eq!(
        ftl["marketplaceIntegrations"]["nodes"],
        json!([
            {"name": "CRM Sync", "deployedInstances": "ONE", "deploymentStatus": "ACTIVATED", "ulcDeploymentStatus": null,
                "isCustomerDeployable": true,
                "firstDeployedInstance": {"name": "CRM for FTL", "customer": {"name": "FTL Rockets"}}},
            {"name": "ERP Bridge", "deployedInstances": "ZERO", "deploymentStatus": null, "ulcDeploymentStatus": null,
                "isCustomerDeployable": false, "firstDeployedInstance": null},
            {"name": "Used Quietly", "deployedInstances": "ONE", "deploymentStatus": "PAUSED", "ulcDeploymentStatus": null,
                "isCustomerDeployable": false,
                "firstDeployedInstance": {"name": "Quiet for FTL", "customer": {"name": "FTL Rockets"}}},
        ])
    );
    let acme = company.data("other", query, json!({})).await;
    let erp = &acme["marketplaceIntegrations"]["nodes"][1];
    assert_eq!(
        (&erp["deploymentStatus"], &erp["ulcDeploymentStatus"]),
        (&json!("UNCONFIGURED"), &json!("UNCONFIGURED"))
    );
}

#[tokio::test]
async fn one_integration_is_found_only_where_it_is_offered() {
    let company = Company::open();
    let query = "query($id: ID!) { marketplaceIntegration(id: $id) { name } }";
    let check = async |who: &str, what: &str| {
        let id = company.global("Integration", what);
        company.errors(who, query, json!({"id": id})).await.is_empty()
    };
    assert!(check("embedded", "crm2").await);
    assert!(check("embedded", "used").await);
    assert!(!check("embedded", "hidden").await);
    assert!(!check("other", "used").await);
    assert!(!check("embedded", "draft").await);
}
