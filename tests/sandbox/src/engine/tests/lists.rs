//! Lists: filters, search, order, pages, relations.

use serde_json::json;

use super::Company;

#[tokio::test]
async fn filters_choose_rows() {
    let company = Company::open();
    let ftl = company.global("Customer", "ftl");
    let table: Vec<(&str, String, &[&str])> = vec![
        (
            "customers",
            "isSystem: false, orderBy: {field: CREATED_AT, direction: ASC}".into(),
            &["FTL Rockets", "Acme 100% Corp", "Ümläut Ärzte", "Ракета Плюс", "Zero Gravity"],
        ),
        ("customers", "isSystem: true".into(), &["System"]),
        ("customers", r#"name: "FTL Rockets""#.into(), &["FTL Rockets"]),
        ("customers", r#"name: "ftl rockets""#.into(), &[]),
        ("customers", r#"name_Icontains: "ROCK""#.into(), &["FTL Rockets"]),
        ("customers", r#"name_Icontains: "ümLÄUT ä""#.into(), &["Ümläut Ärzte"]),
        ("customers", r#"name_Icontains: "РАКЕТА""#.into(), &["Ракета Плюс"]),
        ("customers", r#"name_Icontains: "%""#.into(), &["Acme 100% Corp"]),
        ("customers", r#"description_Icontains: "_""#.into(), &["Acme 100% Corp"]),
        ("customers", r#"name_Icontains: "' OR 1=1 --""#.into(), &[]),
        ("customers", r#"name_Istartswith: "ze""#.into(), &["Zero Gravity"]),
        ("customers", r#"name_Istartswith: "gravity""#.into(), &[]),
        ("customers", r#"externalId: "кот""#.into(), &["Ракета Плюс"]),
        ("customers", "externalId_Isnull: true, isSystem: false".into(), &["Ümläut Ärzte", "Zero Gravity"]),
        ("customers", r#"labels_Contains: "vip""#.into(), &["FTL Rockets"]),
        ("customers", r#"labels_Icontains: "VIP""#.into(), &["FTL Rockets", "Ümläut Ärzte"]),
        (
            "customers",
            r#"createdAt_Gte: "2026-01-05T10:00:00+02:00", isSystem: false"#.into(),
            &["Zero Gravity"],
        ),
        ("customers", r#"createdAt_Lte: "2026-01-01T08:00:00Z""#.into(), &["FTL Rockets"]),
        ("customers", "name_Icontains: null, isSystem: true".into(), &["System"]),
        ("instances", r#"customer_ExternalId: "ftl-1", enabled: false"#.into(), &["Quiet for FTL"]),
        ("instances", format!(r#"customer: "{ftl}", enabled: true"#), &["CRM for FTL"]),
        ("instances", format!(r#"integration: "{ftl}""#), &[]),
        (
            "instances",
            format!(r#"integration_VersionSequenceId: "{}""#, company.id("crm-all")),
            &["CRM for FTL"],
        ),
        ("integrations", r#"name_Icontains: "crm""#.into(), &["CRM Sync"]),
        (
            "integrations",
            r#"name_Icontains: "crm", allVersions: true"#.into(),
            &["CRM Sync", "CRM Sync", "CRM Sync"],
        ),
        (
            "integrations",
            r#"marketplaceConfiguration_In: ["available_not_deployable"]"#.into(),
            &["ERP Bridge"],
        ),
        ("integrations", "marketplace: false".into(), &["Hidden Gem", "Used Quietly"]),
        ("users", r#"email_Icontains: "OWNER@""#.into(), &["owner"]),
        ("users", format!(r#"customer: "{ftl}""#), &["theirs", "member", "passenger"]),
        (
            "users",
            format!(r#"customer: "{ftl}", includeMarketplaceUsers: true"#),
            &["theirs", "member", "embedded", "personal", "passenger"],
        ),
        ("permissions", r#"name: "View Customer""#.into(), &["View Customer"]),
    ];
    for (list, arguments, expected) in table {
        assert_eq!(company.names("owner", list, &arguments).await, expected, "{list}({arguments})");
    }
}

#[tokio::test]
async fn order_is_as_asked_and_the_id_breaks_ties() {
    let company = Company::open();
    let by = |order: &str| format!("isSystem: false, {order}");
    let names = company.names("owner", "customers", &by("orderBy: {field: NAME, direction: DESC}")).await;
    assert_eq!(names, ["Ракета Плюс", "Ümläut Ärzte", "Zero Gravity", "FTL Rockets", "Acme 100% Corp"]);
    let both = by("orderBy: {field: NAME, direction: DESC}, sortBy: {field: CREATED_AT, direction: ASC}");
    assert_eq!(company.names("owner", "customers", &both).await[0], "FTL Rockets");
    let several = "sortBy: [{field: CUSTOMER, direction: DESC}, {field: NAME, direction: ASC}]";
    let names = company.names("owner", "instances", several).await;
    assert_eq!(names, ["CRM for FTL", "Quiet for FTL", "ERP for Acme"]);
    let tied = by("sortBy: [{field: UPDATED_AT, direction: ASC}]");
    assert_eq!(
        company.names("owner", "customers", &tied).await,
        company.names("owner", "customers", &tied).await
    );
}

#[tokio::test]
async fn cursors_walk_the_whole_list() {
    let company = Company::open();
    let query = "query($after: String) { customers(first: 4, after: $after, sortBy: [{field: NAME, direction: ASC}]) {
        totalCount nodes { name } edges { cursor node { name } }
        pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } }";
    let first = company.data("owner", query, json!({"after": ""})).await["customers"].clone();
    assert_eq!(first["totalCount"], 6);
    assert_eq!(first["nodes"].as_array().unwrap().len(), 4);
    assert_eq!(first["pageInfo"]["hasNextPage"], true);
    assert_eq!(first["pageInfo"]["hasPreviousPage"], false);
    assert_eq!(first["pageInfo"]["endCursor"], first["edges"][3]["cursor"]);
    assert_eq!(first["edges"][0]["node"], first["nodes"][0]);

    let second = company.data("owner", query, json!({"after": first["pageInfo"]["endCursor"]})).await;
    let second = &second["customers"];
    assert_eq!(second["nodes"].as_array().unwrap().len(), 2);
    assert_eq!(second["pageInfo"]["hasNextPage"], false);
    assert_eq!(second["pageInfo"]["hasPreviousPage"], true);
}

#[tokio::test]
async fn pages_are_cut_from_either_end() {
    let company = Company::open();
    let order = "orderBy: {field: CREATED_AT, direction: ASC}";
    let names = async |place: &str| company.names("owner", "customers", &format!("{place}, {order}")).await;
    assert_eq!(names("first: 1, offset: 2").await, ["Ümläut Ärzte"]);
    assert_eq!(names("last: 1").await, ["System"]);
    assert_eq!(names(r#"last: 1, before: "YXJyYXljb25uZWN0aW9uOjI=""#).await, ["Acme 100% Corp"]);
    assert_eq!(names(r#"before: "YXJyYXljb25uZWN0aW9uOjE""#).await, ["FTL Rockets"]);
    assert_eq!(names("offset: 99").await, Vec::<String>::new());
}

#[tokio::test]
async fn no_filter_and_no_cursor_is_too_much() {
    let company = Company::open();
    let query =
        "query($names: [String]) { integrations(marketplaceConfiguration_In: $names) { totalCount } }";
    let mut names = vec!["nothing"; 40_000];
    names.push("available_not_deployable");
    let found = company.data("owner", query, json!({"names": names})).await;
    assert_eq!(found["integrations"]["totalCount"], 1);
    let cursor = crate::engine::ids::cursor(u64::MAX / 2);
    let query = format!("{{ customers(after: \"{cursor}\") {{ totalCount }} }}");
    let errors = company.errors("owner", &query, json!({})).await;
    assert_eq!(errors, ["`after` is not a cursor of this list."]);
}

#[tokio::test]
async fn relations_lead_both_ways() {
    let company = Company::open();
    let query = "query($id: ID!) { customer(id: $id) { id name org { name }
        instances(sortBy: [{field: NAME, direction: ASC}]) { totalCount nodes { name integration { name versionNumber } } }
        users(name_Icontains: \"member\") { nodes { email role { name objType { name } permissions { totalCount } } } } } }";
    let unpadded = company.global("Customer", "ftl").trim_end_matches('=').to_owned();
    let data = company.data("guest", query, json!({"id": unpadded})).await;
    assert_eq!(data["customer"]["id"], company.global("Customer", "ftl"));
    assert_eq!(data["customer"]["org"]["name"], "Progix Software");
    assert_eq!(
        data["customer"]["instances"],
        json!({"totalCount": 2, "nodes": [
            {"name": "CRM for FTL", "integration": {"name": "CRM Sync", "versionNumber": 1}},
            {"name": "Quiet for FTL", "integration": {"name": "Used Quietly", "versionNumber": 1}},
        ]})
    );
    assert_eq!(
        data["customer"]["users"]["nodes"],
        json!([
            {"email": "member@example.com", "role": {"name": "Member", "objType": {"name": "Customer"},
                "permissions": {"totalCount": 4}}},
        ])
    );
}

#[tokio::test]
async fn labels_and_categories_are_those_in_use() {
    let company = Company::open();
    let query = "{ customerLabels { name } integrationCategories { name } }";
    let data = company.data("owner", query, json!({})).await;
    assert_eq!(
        data,
        json!({
            "customerLabels": [{"name": "anvils"}, {"name": "rockets"}, {"name": "vip"}, {"name": "vip-light"}],
            "integrationCategories": [{"name": "CRM"}, {"name": "ERP"}, {"name": "Files"}],
        })
    );
    let seen = company.data("member", "{ customerLabels { name } }", json!({})).await;
    assert_eq!(seen["customerLabels"], json!([{"name": "rockets"}, {"name": "vip"}]));
}

#[tokio::test]
async fn everybody_reads_themselves() {
    let company = Company::open();
    let query =
        "{ authenticatedUser { name tenantId appName featureFlags phone starred: darkMode org { name }
        customer { name allowEmbeddedDesigner } role { name level } } organization { name } }";
    let me = company.data("member", query, json!({})).await;
    assert_eq!(
        me,
        json!({"organization": null, "authenticatedUser": {
            "name": "member", "tenantId": company.id("org"), "appName": "Gantry", "featureFlags": "{}", "phone": "",
            "starred": false, "org": null, "customer": {"name": "FTL Rockets", "allowEmbeddedDesigner": false},
            "role": {"name": "Member", "level": 50},
        }})
    );
    let me = company.data("stranger", query, json!({})).await;
    assert_eq!(me["authenticatedUser"]["org"]["name"], "Progix Software");
}
