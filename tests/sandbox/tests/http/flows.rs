//! Flows, called from outside, and what their steps came to.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

use super::{Answer, Subject};

const OWNER: &str = "james.patton@progix.io";

impl Subject {
    /// Fields of a flow of an instance.
    async fn flow(&self, token: &str, instance: &str, fields: &str) -> Value {
        let id = self.one("Instance", "name", instance);
        let query = format!(
            "{{ instance(id: \"{id}\") {{ id inFailedState flowConfigs(first: 1) {{ nodes {{ {fields} }} }} }} }}"
        );
        self.graphql(token, &query).await.json()["data"]["instance"]["flowConfigs"]["nodes"][0].clone()
    }

    /// Calls an address as another system would.
    async fn call(&self, url: &Value, key: &str, body: &Value) -> Answer {
        let path = url.as_str().unwrap().strip_prefix("http://localhost:8080").unwrap();
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        let request = if key.is_empty() { request } else { request.header("api-key", key) };
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    async fn update(&self, token: &str, input: &str) {
        let query =
            format!("mutation {{ updateInstance(input: {{ {input} }}) {{ errors {{ messages }} }} }}");
        let answer = self.graphql(token, &query).await.json();
        assert_eq!(answer["data"]["updateInstance"]["errors"], json!([]), "{answer}");
    }
}

#[tokio::test]
async fn a_flow_answers_whoever_shows_its_key() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let desk = "Northdesk: Launch desk";
    let flow = subject.flow(&token, desk, "webhookUrl flow { id }").await;
    let (url, ticket) = (&flow["webhookUrl"], json!({ "subject": "Countdown held" }));
    let answer = subject.call(url, "", &ticket).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/json"));
    assert!(!answer.header("prismatic-executionid").is_empty());

    let instance = subject.one("Instance", "name", desk);
    subject
        .update(
            &token,
            &format!(
                "id: {instance}, flowConfigs: [{{ flowId: {}, apiKeys: [\"k-1\"] }}]",
                flow["flow"]["id"]
            ),
        )
        .await;
    for (key, status) in
        [("", StatusCode::UNAUTHORIZED), ("k-2", StatusCode::UNAUTHORIZED), ("k-1", StatusCode::OK)]
    {
        assert_eq!(subject.call(url, key, &ticket).await.status, status, "{key}");
    }

    // The key is nowhere in what the run leaves.
    let fields = "executionResults(first: 1, orderBy: { field: STARTED_AT, direction: DESC }) { nodes {
        invokeType isTestExecution stepResults(first: 1) { nodes { resultsUrl } } logs(first: 9) { nodes { message } } } }";
    let ran = subject.flow(&token, desk, fields).await["executionResults"]["nodes"][0].clone();
    assert_eq!((&ran["invokeType"], &ran["isTestExecution"]), (&json!("WEBHOOK"), &json!(false)));
    assert!(
        ran["logs"]["nodes"]
            .as_array()
            .unwrap()
            .contains(&json!({ "message": "A ticket was opened: Countdown held" }))
    );
    let results = &ran["stepResults"]["nodes"][0]["resultsUrl"];
    let path = results.as_str().unwrap().strip_prefix("http://localhost:8080").unwrap();
    let answer = subject.get(path).await;
    assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, "application/msgpack"));
    let has = |text: &str| answer.body.windows(text.len()).any(|it| it == text.as_bytes());
    // An object of two: the data, and what it is.
    assert_eq!(answer.body.first(), Some(&0x82));
    assert!(has("contentType") && has("Countdown held") && !has("k-1"));
    let guessed = format!("{}.guessed", path.split_once('.').unwrap().0);
    assert_eq!(subject.get(&guessed).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_flow_that_fails_says_so_to_its_caller() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let url = subject.flow(&token, "Northdesk: Launch desk", "webhookUrl").await["webhookUrl"].clone();
    let answer = subject.call(&url, "", &json!({})).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.json()["error"], "data must have required property “subject”.");
    let state = || subject.flow(&token, "Northdesk: Launch desk", "inFailedState");
    assert_eq!(state().await["inFailedState"], true);
    subject.call(&url, "", &json!({ "subject": "x" })).await;
    assert_eq!(state().await["inFailedState"], false);
}

#[tokio::test]
async fn what_is_paused_or_unknown_runs_nothing() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let url = subject.flow(&token, "Northdesk: Launch desk", "webhookUrl").await["webhookUrl"].clone();
    let instance = subject.one("Instance", "name", "Northdesk: Launch desk");
    subject.update(&token, &format!("id: \"{instance}\", enabled: false")).await;
    let answer = subject.call(&url, "", &json!({ "subject": "x" })).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert_eq!(answer.json()["errors"][0]["message"], "This instance is paused.");
    let undeployed = subject.flow(&token, "Stackpost", "webhookUrl").await["webhookUrl"].clone();
    let answer = subject.call(&undeployed, "", &json!({})).await;
    assert_eq!(answer.json()["errors"][0]["message"], "Deploy this instance first.");
    let unknown = json!("http://localhost:8080/trigger/SW5zdGFuY2U6MQ==");
    assert_eq!(subject.call(&unknown, "", &json!({})).await.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.get("/results/x").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn every_seeded_instance_can_be_looked_into() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let each = "name inFailedState lastExecutedAt
        integration { flows(first: 3) { nodes { name trigger { action { label isTrigger component { key } } } } } }
        flowConfigs(first: 3) { nodes { inFailedState flow { name } } }
        executionResults(first: 1, orderBy: { field: STARTED_AT, direction: DESC }) { nodes { startedAt status
            stepResults(first: 5) { nodes { hasError } } logs(first: 5) { nodes { severity } } } }";
    let (mut seen, mut failed) = (0, 0);
    for offset in (0..180).step_by(20) {
        let query = format!("{{ instances(first: 20, offset: {offset}) {{ nodes {{ {each} }} }} }}");
        let answer = subject.graphql(&token, &query).await.json();
        for it in answer["data"]["instances"]["nodes"].as_array().unwrap() {
            let count = |list: &Value| list["nodes"].as_array().unwrap().len();
            assert!(count(&it["flowConfigs"]) > 0, "{it}");
            assert_eq!(count(&it["flowConfigs"]), count(&it["integration"]["flows"]), "{it}");
            let run = &it["executionResults"]["nodes"][0];
            assert_eq!(run["status"] == "ERROR", it["inFailedState"] == true, "{it}");
            let steps = run["stepResults"]["nodes"].as_array().into_iter().flatten();
            let wrong = steps.filter(|it| it["hasError"] == true).count();
            assert_eq!(wrong, usize::from(it["inFailedState"] == true), "{it}");
            assert_eq!(moment(&run["startedAt"]), moment(&it["lastExecutedAt"]), "{it}");
            seen += 1;
            failed += wrong;
        }
    }
    assert!(seen == 180 && failed > 1, "{seen} {failed}");
}

fn moment(text: &Value) -> Option<jiff::Timestamp> {
    text.as_str().map(|it| it.parse().unwrap())
}
