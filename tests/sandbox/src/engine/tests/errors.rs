//! What goes wrong, and how it is said.

use serde_json::json;

use super::Company;
use crate::engine::{Engine, Options};

#[tokio::test]
async fn nobody_reads_nothing() {
    let company = Company::open();
    let query = "{ authenticatedUser { name } }";
    assert_eq!(company.errors("", query, json!({})).await, ["Permission denied"]);
    let gone = async_graphql::Request::new(query);
    let response = company.engine.execute(Some("00000000-0000-0000-0000-000000000000"), gone).await;
    assert_eq!(response.errors[0].message, "Permission denied");
    assert!(!Engine::refused(&response));
}

#[tokio::test]
async fn requests_that_make_no_sense_are_refused() {
    let company = Company::open();
    let order = "customers(sortBy: [{field: PASSWORD, direction: ASC}]) { totalCount }";
    for query in [
        "",
        "{",
        "{ nothing }",
        "{ customers { nodes { secret } } }",
        "query($x: Int!) { customers(first: $x) { totalCount } }",
        "{ customers(name: 5) { totalCount } }",
        "mutation { createCustomer(input: {}) { customer { id } } }",
        "{ customer { id } }",
        "subscription { x }",
        "query A { customerLabels { id } } query B { customerLabels { id } }",
        &format!("{{ {order} }}"),
    ] {
        let response =
            company.engine.execute(Some(&company.id("owner")), async_graphql::Request::new(query)).await;
        assert!(Engine::refused(&response), "{query}: {response:?}");
        let told = format!("{:?}", response.errors).to_lowercase();
        assert!(!told.contains("did you mean") && !told.contains("sqlite"), "{told}");
    }
}

#[tokio::test]
async fn missing_hidden_and_wrong_ids_look_the_same() {
    let company = Company::open();
    let query = "query($id: ID!) { customer(id: $id) { name } }";
    let ids = [
        ("owner", crate::engine::encode_id("Customer", "00000000-0000-0000-0000-000000000000")),
        ("owner", company.global("User", "owner")),
        ("owner", "%%%".to_owned()),
        ("member", company.global("Customer", "acme")),
        ("third", company.global("Customer", "acme")),
    ];
    for (who, id) in ids {
        let response = company.ask(who, query, json!({"id": id})).await;
        assert_eq!(response["data"], json!({"customer": null}));
        assert_eq!(response["errors"][0]["message"], "Record not found");
        assert_eq!(response["errors"][0]["path"], json!(["customer"]));
    }
}

#[tokio::test]
async fn a_missing_promise_takes_its_object_away() {
    let company = Company::open();
    let query = "{ organization { name users { totalCount } } customers(first: 1) { totalCount } }";
    let response = company.ask("guest", query, json!({})).await;
    assert_eq!(response["data"], json!({"organization": null, "customers": {"totalCount": 6}}));
    assert_eq!(response["errors"].as_array().unwrap().len(), 1);
    assert_eq!(response["errors"][0]["message"], "Permission denied");
    assert_eq!(response["errors"][0]["path"], json!(["organization", "users"]));
}

#[tokio::test]
async fn answers_keep_the_order_and_merge_what_is_asked_twice() {
    let company = Company::open();
    let query = "query($no: Boolean = false) { b: organization { name ...More id } a: organization { __typename }
        customerLabels @skip(if: true) { name } organizationRoles @include(if: $no) { name } }
        fragment More on Node { id ... on Organization { systemSuspended name } ... on Customer { externalId } }";
    let request = async_graphql::Request::new(query);
    let response = company.engine.execute(Some(&company.id("owner")), request).await;
    let id = company.global("Organization", "org");
    let expected = format!(
        r#"{{"b":{{"name":"Progix Software","id":"{id}","systemSuspended":false}},"a":{{"__typename":"Organization"}}}}"#
    );
    assert_eq!(serde_json::to_string(&response.data).unwrap(), expected);
}

#[tokio::test]
async fn the_schema_is_told_to_developers_only() {
    let query = "{ __schema { queryType { name } } }";
    let company = Company::open();
    let response = company.ask("owner", query, json!({})).await;
    assert_ne!(response["data"]["__schema"]["queryType"]["name"], "RootQuery");
    assert!(response["errors"].is_array(), "{response}");
    let company = Company::with(Options { dev: true, ..Options::default() });
    let data = company.data("owner", query, json!({})).await;
    assert_eq!(data["__schema"]["queryType"]["name"], "RootQuery");
}
