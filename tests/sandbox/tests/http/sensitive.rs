//! What customers would rather keep to themselves: logs, outputs of steps and values of credentials, by role.

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::Subject;

const INTEGRATOR: &str = "edward.davis@progix.io";

#[tokio::test]
async fn a_restricted_integrator_gets_no_logs_outputs_and_values() {
    let subject = Subject::new();
    let token = subject.token(INTEGRATOR).await;
    let flags = "{ authenticatedUser { hideSensitiveCustomerDataEnabled role { name } } }";
    let runs = "{ executionResults(first: 1) { nodes { id status stepResults(first: 1) { nodes { stepName resultsUrl } } } } }";
    let credentials = "{ credentials(first: 1) { nodes { label values { key value } } } }";
    let logs = "{ logs(first: 1) { totalCount } }";
    let lines = "{ executionResults(first: 1) { nodes { logs(first: 1) { totalCount } } } }";
    let ask = async |query: &str| subject.graphql(&token, query).await.json();
    let told = |answer: &Value| answer["errors"][0]["message"].as_str().map(str::to_owned);
    let values = |answer: &Value| {
        let all = answer["data"]["credentials"]["nodes"][0]["values"].as_array().unwrap().iter();
        all.filter(|it| !it["value"].is_null()).count()
    };

    assert_eq!(ask(flags).await["data"]["authenticatedUser"]["hideSensitiveCustomerDataEnabled"], false);
    assert!(
        ask(runs).await["data"]["executionResults"]["nodes"][0]["stepResults"]["nodes"][0]["resultsUrl"]
            .as_str()
            .unwrap()
            .contains("/results/")
    );
    assert!(values(&ask(credentials).await) > 0);
    assert_eq!((told(&ask(logs).await), told(&ask(lines).await)), (None, None));

    let role = json!({ "email": INTEGRATOR, "role": "Restricted Integrator" });
    assert_eq!(subject.post("/sandbox/people", &role).await.status, StatusCode::NO_CONTENT);
    let me = ask(flags).await["data"]["authenticatedUser"].clone();
    assert_eq!(
        me,
        json!({ "hideSensitiveCustomerDataEnabled": true, "role": { "name": "Restricted Integrator" } })
    );
    let run = ask(runs).await["data"]["executionResults"]["nodes"][0].clone();
    assert!(run["status"].is_string(), "runs are seen all the same");
    assert_eq!(run["stepResults"]["nodes"][0]["resultsUrl"], "");
    let answer = ask(credentials).await;
    assert!(answer["data"]["credentials"]["nodes"][0]["label"].is_string());
    assert_eq!(values(&answer), 0);
    for query in [logs, lines] {
        assert_eq!(told(&ask(query).await).as_deref(), Some("Permission denied"), "{query}");
    }
}
