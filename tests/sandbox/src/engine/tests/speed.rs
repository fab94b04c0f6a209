//! Prints how long things take at large scale. Run it with
//! `cargo test --profile sandbox -p gantry-sandbox --lib -- --ignored --nocapture speed`.

use std::time::Instant;

use serde_json::json;

use super::{Company, company};
use crate::store::doc;

#[tokio::test]
#[ignore = "a measurement, not a test"]
async fn speed() {
    let company = Company::open();
    customers(&company).await;
    instances(&company).await;
    changes(&company).await;
}

async fn measure(company: &Company, query: &str, told: &str) {
    let mut times = Vec::new();
    for _ in 0..30 {
        let started = Instant::now();
        company.data("guest", query, json!({})).await;
        times.push(started.elapsed());
    }
    times.sort();
    println!("{:>12?} median, {:>12?} worst: {told}", times[15], times[29]);
}

async fn customers(company: &Company) {
    let rows = (0..10_000).map(|it| {
        doc([
            ("id", json!(company::id(&format!("c{it}")))),
            ("org", json!(company::id("org"))),
            ("name", json!(format!("Customer {} {it}", ["Rockets", "Anvils", "Ümläut"][it % 3]))),
            ("externalId", json!(format!("x-{it}"))),
            ("description", json!("A customer with a description of a believable length. ".repeat(4))),
            ("labels", json!(["rockets", format!("group {}", it % 50)])),
            ("createdAt", json!(format!("2026-01-01T{:02}:{:02}:00Z", it % 24, it % 60))),
            ("updatedAt", json!("2026-02-01T00:00:00Z")),
        ])
    });
    let started = Instant::now();
    company.engine.store().write(|w| w.insert_all("Customer", rows)).unwrap();
    println!("10,000 customers added in {:?}", started.elapsed());
    let fields = "totalCount pageInfo { hasNextPage endCursor } nodes { id name description externalId labels
        avatarUrl starred createdAt updatedAt allowUpdate allowRemove }";
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
        measure(company, &format!("{{ customers({arguments}) {{ {fields} }} }}"), arguments).await;
    }
    measure(company, "{ customerLabels { name } }", "customerLabels").await;
}

async fn instances(company: &Company) {
    let rows = (0..50_000).map(|it| {
        doc([
            ("id", json!(company::id(&format!("i{it}")))),
            ("name", json!(format!("Instance {it}"))),
            ("customer", json!(company::id(&format!("c{}", it % 10_000)))),
            ("integration", json!(company::id(["crm1", "crm2", "erp"][it % 3]))),
            ("enabled", json!(it % 7 > 0)),
            ("createdAt", json!("2026-01-01T00:00:00Z")),
        ])
    });
    let started = Instant::now();
    company.engine.store().write(|w| w.insert_all("Instance", rows)).unwrap();
    println!("50,000 instances added in {:?}", started.elapsed());
    let fields = "totalCount nodes { id name enabled allowUpdate customer { id name }
        integration { id name versionNumber } }";
    for arguments in [
        "first: 100, sortBy: [{field: NAME, direction: ASC}]",
        "first: 100, sortBy: [{field: CUSTOMER, direction: ASC}, {field: NAME, direction: ASC}]",
        "first: 100, sortBy: [{field: INTEGRATION, direction: DESC}]",
        "first: 100, name_Icontains: \"77\", isSystem: false",
        "first: 100, enabled: false, sortBy: [{field: CREATED_AT, direction: DESC}]",
        "first: 100, customer_ExternalId: \"x-77\"",
    ] {
        measure(company, &format!("{{ instances({arguments}) {{ {fields} }} }}"), arguments).await;
    }
}

async fn changes(company: &Company) {
    let started = Instant::now();
    for it in 0..100 {
        let query =
            format!("mutation {{ createCustomer(input: {{name: \"N {it}\"}}) {{ customer {{ id }} }} }}");
        company.data("owner", &query, json!({})).await;
    }
    println!("{:>12?} for each created customer", started.elapsed() / 100);
    let rows = (0..200_000).map(|it| {
        doc([
            ("id", json!(company::id(&format!("g{it}")))),
            ("user", json!(company::id("guest"))),
            ("obj", json!(company::id("ftl"))),
            ("permission", json!(company::id("x"))),
        ])
    });
    let started = Instant::now();
    company.engine.store().write(|w| w.insert_all("ObjectPermissionGrant", rows)).unwrap();
    println!("200,000 small rows added to a table that has some in {:?}", started.elapsed());
}
