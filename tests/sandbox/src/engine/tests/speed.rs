//! Prints how long lists take on ten thousand customers: `cargo test --profile sandbox … -- --ignored --nocapture speed`.

use std::time::Instant;

use serde_json::json;

use super::{Company, company};

#[tokio::test]
#[ignore = "a measurement, not a test"]
async fn speed() {
    let company = Company::open();
    let customers = (0..10_000).map(|it| {
        let value = json!({"id": company::id(&format!("c{it}")), "org": company::id("org"),
            "name": format!("Customer {} {it}", ["Rockets", "Anvils", "Ümläut"][it % 3]), "externalId": format!("x-{it}"),
            "description": "A customer with a description of a believable length. ".repeat(4),
            "labels": ["rockets", format!("group {}", it % 50)], "isSystem": false,
            "createdAt": format!("2026-01-01T{:02}:{:02}:00Z", it % 24, it % 60), "updatedAt": "2026-02-01T00:00:00Z"});
        value.as_object().unwrap().clone()
    });
    let started = Instant::now();
    company
        .engine
        .store()
        .write(|w| w.insert_all("Customer", customers))
        .unwrap();
    println!("10,000 customers added in {:?}", started.elapsed());
    let rows = "totalCount pageInfo { hasNextPage endCursor } nodes { id name description externalId labels avatarUrl
        starred createdAt updatedAt allowUpdate allowRemove }";
    for arguments in [
        "first: 100",
        "first: 100, isSystem: false, sortBy: [{field: NAME, direction: ASC}]",
        "first: 100, isSystem: false, sortBy: [{field: NAME, direction: DESC}]",
        "first: 100, sortBy: [{field: CREATED_AT, direction: DESC}], name_Icontains: \"ümlä\"",
        "first: 100, sortBy: [{field: DESCRIPTION, direction: ASC}], description_Icontains: \"nothing\"",
        "first: 100, labels_Contains: \"group 7\"",
        "first: 100, externalId: \"x-77\"",
        "first: 100, offset: 9900, sortBy: [{field: NAME, direction: ASC}]",
    ] {
        let query = format!("{{ customers({arguments}) {{ {rows} }} }}");
        let mut times = Vec::new();
        for _ in 0..30 {
            let started = Instant::now();
            company.data("guest", &query, json!({})).await;
            times.push(started.elapsed());
        }
        times.sort();
        println!("{:>12?} median, {:>12?} worst: {arguments}", times[15], times[29]);
    }
    let started = Instant::now();
    company
        .data("owner", "{ customerLabels { name } }", json!({}))
        .await;
    println!("customerLabels {:?}", started.elapsed());
}
