//! What is too much.

use serde_json::json;

use super::Company;
use crate::engine::Engine;

async fn refused(company: &Company, query: &str) -> bool {
    let request = async_graphql::Request::new(query);
    Engine::refused(&company.engine.execute(Some(&company.id("owner")), request).await)
}

#[tokio::test]
async fn depth_ends_at_twelve() {
    let company = Company::open();
    let nested = |pairs: usize, end: &str| {
        let open = "users(first: 1) { nodes { customer { ".repeat(pairs);
        format!("{{ organization {{ {open} {end} {} }} }}", "} } }".repeat(pairs))
    };
    // One for the organization, three for each round, one for the name at the end.
    assert!(!refused(&company, &nested(3, "org { name }")).await);
    assert!(refused(&company, &nested(3, "org { avatarUrl users(first: 1) { totalCount } }")).await);
    let deep =
        format!("{{ customers {{ nodes {{ org {}name{} }} }} }}", "{ org ".repeat(3000), " }".repeat(3000));
    assert!(refused(&company, &deep).await);
}

#[tokio::test]
async fn lists_of_lists_cost_their_product() {
    let company = Company::open();
    assert!(
        !refused(
            &company,
            "{ customers(first: 100) { nodes { name org { name } users(first: 17) { totalCount } } } }"
        )
        .await
    );
    assert!(
        refused(&company, "{ customers(first: 100) { nodes { users(first: 20) { nodes { name } } } } }")
            .await
    );
    assert!(refused(&company, "query { customers { nodes { users { nodes { name } } } } }").await);
    let variable =
        "query($n: Int) { customers(first: $n) { nodes { users(first: $n) { nodes { name } } } } }";
    let errors = company.errors("owner", variable, json!({"n": 100})).await;
    assert_eq!(errors, ["The request asks for too many objects."]);
    assert!(company.errors("owner", variable, json!({"n": 10})).await.is_empty());
}

#[tokio::test]
async fn aliases_directives_and_fragments_are_counted() {
    let company = Company::open();
    let aliases: String = (0..500).map(|it| format!("a{it}: organization {{ name }} ")).collect();
    assert!(refused(&company, &format!("{{ {aliases} }}")).await);
    let directives = "@include(if: true) ".repeat(21);
    assert!(refused(&company, &format!("{{ organization {directives} {{ name }} }}")).await);
    let doubling: String = (0..40)
        .map(|it| format!("fragment F{it} on Organization {{ ...F{next} ...F{next} }} ", next = it + 1))
        .collect();
    let bomb = format!("{{ organization {{ ...F0 }} }} {doubling} fragment F40 on Organization {{ name }}");
    assert!(refused(&company, &bomb).await);
    let circle =
        "{ organization { ...A } } fragment A on Organization { ...B } fragment B on Organization { ...A }";
    assert!(refused(&company, circle).await);
}

#[tokio::test]
async fn a_page_has_a_hundred_rows_at_most() {
    let company = Company::open();
    let errors = company.errors("owner", "{ customers(first: 101) { totalCount } }", json!({})).await;
    let expected =
        "Requesting 101 records on the `customers` connection exceeds the `first` limit of 100 records.";
    assert_eq!(errors, [expected]);
    for wrong in
        ["first: -1", "last: 101", "offset: -5", "after: \"nonsense\"", "before: \"YQ==\", offset: 1"]
    {
        let errors =
            company.errors("owner", &format!("{{ customers({wrong}) {{ totalCount }} }}"), json!({})).await;
        assert_eq!(errors.len(), 1, "{wrong}");
    }
}
