//! What helps with trying and testing.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use gantry_sandbox::web::router;
use serde_json::{Value, json};
use tower::ServiceExt as _;

use super::Subject;

const NAMES: &str = "query CustomerList { customers(first: 1) { nodes { name externalId } } }";

async fn faults(subject: &Subject, faults: Value) {
    assert_eq!(subject.post("/sandbox/faults", &faults).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_fault_hits_its_operation_as_often_as_asked() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let fault = json!([{
        "operation": "CustomerList", "kind": "status", "status": 429, "headers": { "Retry-After": "7" }, "times": 1,
    }]);
    faults(&subject, fault).await;
    assert_eq!(subject.graphql(&token, "{ authenticatedUser { name } }").await.status, StatusCode::OK);
    let hit = subject.graphql(&token, NAMES).await;
    assert_eq!((hit.status, hit.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "7"));
    assert_eq!(hit.header("access-control-allow-origin"), "*");
    assert_eq!(subject.graphql(&token, NAMES).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_fault_can_wait_for_its_turn() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    faults(&subject, json!([{ "operation": "*", "kind": "status", "status": 503, "skip": 2, "times": 1 }]))
        .await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(subject.graphql(&token, NAMES).await.status.as_u16());
    }
    assert_eq!(statuses, [200, 200, 503, 200]);
}

#[tokio::test]
async fn faults_can_say_and_change_anything() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let all = json!([
        { "operation": "*", "kind": "status", "status": 200, "body": "<html>", "times": 1 },
        { "operation": "*", "kind": "error", "body": "Permission denied", "times": 1 },
        { "operation": "*", "kind": "drift", "path": "/data/customers/nodes/0/name", "value": null, "times": 1 },
        { "operation": "*", "kind": "drift", "path": "/data/customers/nodes/0/name", "times": 1 },
        { "operation": "*", "kind": "drift", "path": "/data/customers/nodes/0", "value": 1, "times": 1 },
        { "operation": "*", "kind": "delay", "ms": 1, "times": 1 },
    ]);
    faults(&subject, all).await;
    assert_eq!(subject.graphql(&token, NAMES).await.text(), "<html>");
    assert_eq!(subject.graphql(&token, NAMES).await.json()["errors"][0]["message"], "Permission denied");
    let nulled = subject.graphql(&token, NAMES).await.json();
    assert_eq!(nulled["data"]["customers"]["nodes"][0].get("name"), Some(&Value::Null));
    assert_eq!(
        subject.graphql(&token, NAMES).await.json()["data"]["customers"]["nodes"][0].get("name"),
        None
    );
    assert_eq!(subject.graphql(&token, NAMES).await.json()["data"]["customers"]["nodes"][0], 1);
    assert_eq!(subject.graphql(&token, NAMES).await.status, StatusCode::OK);
    assert_eq!(subject.get("/sandbox/faults").await.json(), json!([]));
}

#[tokio::test]
async fn a_cut_answer_breaks_off() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    faults(&subject, json!([{ "operation": "*", "kind": "cut" }])).await;
    let request = Request::post("/api")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    let request = request.body(Body::from(json!({ "query": NAMES }).to_string())).unwrap();
    let answer = router(subject.sandbox.clone()).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert!(axum::body::to_bytes(answer.into_body(), usize::MAX).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn an_answer_that_never_comes_may_still_have_changed_something() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let hang = json!([
        { "operation": "Silent", "kind": "hang", "times": 1 },
        { "operation": "Silent", "kind": "commit-then-hang", "times": 1 },
    ]);
    faults(&subject, hang).await;
    let create = "mutation Silent { createCustomer(input: {name: \"Apogee Works\"}) { customer { name } } }";
    for committed in [0, 1] {
        // Time stands still until nothing else can happen.
        let waited =
            tokio::time::timeout(std::time::Duration::from_secs(60), subject.graphql(&token, create)).await;
        assert!(waited.is_err());
        assert_eq!(subject.get("/sandbox/journal").await.json().as_array().unwrap().len(), committed);
    }
}

#[tokio::test]
async fn a_fault_nobody_can_play_is_refused() {
    let subject = Subject::new();
    for wrong in [
        json!({}),
        json!([{ "operation": "*", "kind": "explode" }]),
        json!([{ "operation": "*", "kind": "hang", "typo": 1 }]),
    ] {
        assert_eq!(subject.post("/sandbox/faults", &wrong).await.status, StatusCode::BAD_REQUEST);
    }
}

#[tokio::test]
async fn a_reset_brings_the_first_data_back_and_keeps_people_signed_in() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let count = "{ customers { totalCount } }";
    let create = "mutation { createCustomer(input: {name: \"Apogee Works\"}) { customer { name } } }";
    subject.graphql(&token, create).await;
    assert_eq!(subject.graphql(&token, count).await.json()["data"]["customers"]["totalCount"], 129);
    assert_eq!(subject.post("/sandbox/reset", &json!({})).await.status, StatusCode::NO_CONTENT);
    assert_eq!(subject.graphql(&token, count).await.json()["data"]["customers"]["totalCount"], 128);
}

#[tokio::test]
async fn helpers_answer_nobody_but_this_machine() {
    let subject = Subject::new();
    let foreign = Request::get("/sandbox/people").header(header::ORIGIN, "https://evil.example");
    let renamed = Request::get("/sandbox/people").header(header::HOST, "evil.example:8080");
    let sibling = Request::get("/sandbox/people").header(header::ORIGIN, "http://localhost:9999");
    for request in [foreign, renamed, sibling] {
        assert_eq!(subject.send(request.body(Body::empty()).unwrap()).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(subject.get("/sandbox/people").await.status, StatusCode::OK);
}

#[tokio::test]
async fn people_and_customers_can_be_chosen_from() {
    let subject = Subject::new();
    let people = subject.get("/sandbox/people").await.json();
    assert_eq!(people[0]["email"], "james.patton@progix.io");
    assert_eq!(people[6]["email"], "lisa.nguyen@ftl-rockets.com");
    assert!(people.as_array().unwrap().iter().all(|it| it["email"] != "susan.smith@progix.io"));
    let found = subject.get("/sandbox/customers?q=ROCKET").await.json();
    let names: Vec<_> = found.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["FTL Rockets", "Rockets, Inc", "Smith Rocket Company"]);
    assert_eq!(subject.get("/sandbox/customers?limit=2").await.json().as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn violations_are_kept_for_the_tests_to_see() {
    let subject = Subject::new();
    let report = json!({ "csp-report": { "violated-directive": "style-src" } });
    let request =
        Request::post("/sandbox/csp-reports").header(header::CONTENT_TYPE, "application/csp-report");
    subject.send(request.body(Body::from(report.to_string())).unwrap()).await;
    assert_eq!(subject.get("/sandbox/csp-reports").await.json(), json!([report]));
}

#[tokio::test]
async fn the_playground_embeds_the_other_origin() {
    let subject = Subject::new();
    for (host, other) in
        [("localhost:8080", "http://127.0.0.1:8080"), ("127.0.0.1:8080", "http://localhost:8080")]
    {
        let request = Request::get("/playground/").header(header::HOST, host).body(Body::empty()).unwrap();
        let answer = subject.send(request).await;
        assert!(answer.text().contains(&format!("data-app=\"{other}\"")));
        assert!(answer.header("content-security-policy").contains(&format!("frame-src {other};")));
    }
}
