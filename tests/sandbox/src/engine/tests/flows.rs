//! Flows: as definitions say, run by instances, with everything that comes of a run.

use serde_json::{Value, json};

use super::{
    Company,
    company::{id, put},
};
use crate::engine::{Call, Refused, decode_id};

const IMPORT: &str = "mutation($input: ImportIntegrationInput!) { importIntegration(input: $input) {
    errors { field messages } integration { id flows(first: 9) { nodes { id name endpointSecurityType isSynchronous
        sortOrder trigger { name action { key label isTrigger component { key } } } } } } } }";
const PUBLISH: &str = "mutation($input: PublishIntegrationInput!) { publishIntegration(input: $input) {
    errors { field messages } integration { id flows(first: 9) { nodes { id name } } } } }";
const CREATE: &str = "mutation($input: CreateInstanceInput!) { createInstance(input: $input) {
    errors { field messages } instance { id } } }";
const UPDATE: &str = "mutation($input: UpdateInstanceInput!) { updateInstance(input: $input) {
    errors { field messages } instance { id } } }";
const DEPLOY: &str = "mutation($input: DeployInstanceInput!) { deployInstance(input: $input) {
    errors { field messages } instance { id } } }";
const DELETE: &str = "mutation($input: DeleteInstanceInput!) { deleteInstance(input: $input) {
    errors { field messages } instance { id } } }";
const TEST: &str = "mutation($input: TestInstanceFlowConfigInput!) { testInstanceFlowConfig(input: $input) {
    errors { field messages } testInstanceFlowConfigResult { statusCode body headers flowConfig { inFailedState }
        execution { id status error isTestExecution invokeType stepCount endedAt
            stepResults(first: 9) { nodes { stepName componentActionKey hasError isRootResult resultsUrl } }
            logs(first: 9, orderBy: { field: TIMESTAMP, direction: ASC }) { nodes { severity message stepName } } } } } }";

const RELAY: &str = "name: Relay
requiredConfigVars:
  - {key: Pad, dataType: string, defaultValue: 39A}
flows:
  - name: Send it on
    isSynchronous: true
    endpointSecurityType: customer_required
    steps:
      - {name: Hook, isTrigger: true, action: {key: webhook, component: {key: slack}}}
      - name: Send
        action: {key: httpPost, component: {key: http}}
        inputs: {url: {type: reference, value: hook.results.body.data.url}}
      - name: Say
        action: {key: writeLog, component: {key: log}}
        inputs: {message: {type: template, value: 'Sent from {{#Pad}}'}}
  - name: Listen
    steps:
      - {name: At night, isTrigger: true, action: {key: schedule, component: {key: slack}}}
";

/// A company with an instance of [`RELAY`] for FTL Rockets.
struct Relay {
    company: Company,
    integration: Value,
    instance: Value,
}

impl Relay {
    async fn new() -> Self {
        let company = Company::open();
        let components = |w: &mut crate::store::Writer<'_>| {
            for key in ["http", "log"] {
                let component = json!({
                    "id": id(key), "key": key, "label": key, "public": true, "versionIsLatest": true,
                });
                put(w, "Component", component);
            }
            Ok(())
        };
        company.engine.store().write(components).unwrap();
        let made =
            company.change("owner", IMPORT, json!({ "definition": RELAY })).await["integration"].clone();
        company.change("owner", PUBLISH, json!({ "id": made["id"] })).await;
        let new = json!({ "customer": company.global("Customer", "ftl"), "integration": made["id"], "name": "Relay" });
        let instance = company.change("owner", CREATE, new).await["instance"]["id"].clone();
        Self { company, integration: made, instance }
    }

    async fn deployed() -> Self {
        let relay = Self::new().await;
        relay.company.change("owner", DEPLOY, json!({ "id": relay.instance })).await;
        relay
    }

    /// Fields of the instance, as somebody reads them.
    async fn read(&self, who: &str, fields: &str) -> Value {
        let query = format!("{{ instance(id: {}) {{ {fields} }} }}", self.instance);
        self.company.data(who, &query, json!({})).await["instance"].clone()
    }

    async fn configs(&self) -> Vec<Value> {
        let order = "first: 9, orderBy: { field: SORT_ORDER, direction: ASC }";
        let fields = "id apiKeys testPayload flow { id name }";
        let read = self.read("owner", &format!("flowConfigs({order}) {{ nodes {{ {fields} }} }}")).await;
        read["flowConfigs"]["nodes"].as_array().unwrap().clone()
    }

    /// Runs the first flow.
    async fn test(&self, who: &str, url: &str) -> Value {
        let config = self.configs().await[0]["id"].clone();
        let input = json!({ "id": config, "payload": json!({ "url": url }).to_string() });
        self.company.change(who, TEST, input).await["testInstanceFlowConfigResult"].clone()
    }
}

#[tokio::test]
async fn flows_are_what_the_definition_says() {
    let relay = Relay::new().await;
    let trigger = |name: &str, key: &str, label: &str| {
        let action =
            json!({ "key": key, "label": label, "isTrigger": true, "component": { "key": "slack" } });
        json!({ "name": name, "action": action })
    };
    let mut flows = relay.integration["flows"]["nodes"].clone();
    for flow in flows.as_array_mut().unwrap() {
        assert!(flow.as_object_mut().unwrap().remove("id").is_some());
    }
    assert_eq!(
        flows,
        json!([
            { "name": "Send it on", "endpointSecurityType": "CUSTOMER_REQUIRED", "isSynchronous": true,
                "sortOrder": 0, "trigger": trigger("Hook", "webhook", "Webhook") },
            { "name": "Listen", "endpointSecurityType": "CUSTOMER_OPTIONAL", "isSynchronous": false,
                "sortOrder": 1, "trigger": trigger("At night", "schedule", "Schedule") },
        ])
    );
}

#[tokio::test]
async fn an_instance_keeps_its_settings_for_flows_that_stay() {
    let relay = Relay::new().await;
    let flow = relay.configs().await[0]["flow"]["id"].clone();
    let set = |flow: &Value, more: Value| {
        let mut one = json!({ "flowId": flow });
        one.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!({ "id": relay.instance, "flowConfigs": [one] })
    };
    relay
        .company
        .change("owner", UPDATE, set(&flow, json!({ "apiKeys": ["k", "k", "l"], "testPayload": "{}" })))
        .await;
    relay.company.change("owner", UPDATE, set(&flow, json!({ "apiKeys": ["k"] }))).await;
    let configs = relay.configs().await;
    assert_eq!((&configs[0]["apiKeys"], &configs[0]["testPayload"]), (&json!(["k"]), &json!("{}")));
    // Who may not change them does not see the keys.
    let read =
        relay.read("member", "flowConfigs(first: 9) { nodes { apiKeys webhookUrl allowUpdate } }").await;
    let seen = &read["flowConfigs"]["nodes"][0];
    assert_eq!((&seen["apiKeys"], &seen["allowUpdate"]), (&json!([]), &json!(false)));
    assert_eq!(seen["webhookUrl"], format!("/trigger/{}", configs[0]["id"].as_str().unwrap()));

    for (more, told) in [
        (
            json!({ "apiKeys": ["a b"] }),
            "flowConfigs: An API key has 1 to 255 letters, digits and signs, and no spaces.",
        ),
        (json!({ "testHeaders": "[]" }), "flowConfigs: Headers are a JSON object of names and texts."),
    ] {
        assert_eq!(relay.company.problems("owner", UPDATE, set(&flow, more)).await, [told]);
    }
    let stranger = relay.company.global("IntegrationFlow", "nobody");
    let problems = relay.company.problems("owner", UPDATE, set(&json!(stranger), json!({}))).await;
    assert!(problems[0].starts_with("flowConfigs: Select a valid choice."), "{problems:?}");
    let input = json!({ "input": set(&flow, json!({ "apiKeys": [] })) });
    assert_eq!(relay.company.errors("guest", UPDATE, input).await, ["Permission denied"]);
    // What else is wrong leaves the flows alone too.
    let mut both = set(&flow, json!({ "apiKeys": ["m"] }));
    both["name"] = json!("");
    assert_eq!(relay.company.problems("owner", UPDATE, both).await, ["name: This field is required."]);
    assert_eq!(relay.configs().await[0]["apiKeys"], json!(["k"]));

    // The next version listens no longer, and does something new first.
    let next = RELAY.replace("flows:\n", "flows:\n  - name: First\n    steps:\n      - {name: Hook, isTrigger: true, action: {key: webhook, component: {key: slack}}}\n");
    let next = next.split("  - name: Listen").next().unwrap();
    let input = json!({ "definition": next, "replace": true });
    relay.company.change("owner", IMPORT, input).await;
    let version = relay.company.change("owner", PUBLISH, json!({ "id": relay.integration["id"] })).await;
    let version = &version["integration"];
    relay
        .company
        .change("owner", UPDATE, json!({ "id": relay.instance, "integration": version["id"] }))
        .await;
    let moved = relay.configs().await;
    let names: Vec<_> = moved.iter().map(|it| it["flow"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["First", "Send it on"]);
    assert_eq!((&moved[1]["id"], &moved[1]["apiKeys"]), (&configs[0]["id"], &json!(["k"])));
    assert_eq!(moved[1]["flow"]["id"], version["flows"]["nodes"][1]["id"]);
}

#[tokio::test]
async fn a_version_without_changes_to_its_flows_has_them_too() {
    let relay = Relay::new().await;
    let changed = "mutation($input: UpdateIntegrationInput!) { updateIntegration(input: $input) {
        errors { field messages } integration { id } } }";
    let store = relay.company.engine.store();
    store
        .write(|w| {
            let mut doc = w.find("Integration", "name", &json!("Relay"))?.remove(0);
            doc.insert("hasUnpublishedChanges".to_owned(), json!(true));
            w.update("Integration", doc)
        })
        .unwrap();
    relay
        .company
        .change("owner", changed, json!({ "id": relay.integration["id"], "description": "x" }))
        .await;
    let next = relay.company.change("owner", PUBLISH, json!({ "id": relay.integration["id"] })).await;
    let flows = next["integration"]["flows"]["nodes"].as_array().unwrap().clone();
    let names: Vec<_> = flows.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["Send it on", "Listen"]);
    assert_ne!(flows[0]["id"], relay.integration["flows"]["nodes"][0]["id"]);
}

#[tokio::test]
async fn a_version_that_is_imported_leaves_the_flows_of_the_last_to_its_instances() {
    let relay = Relay::deployed().await;
    let before = relay.configs().await;
    relay.company.change("owner", IMPORT, json!({ "definition": RELAY, "replace": true })).await;
    relay.company.change("owner", PUBLISH, json!({ "id": relay.integration["id"] })).await;
    assert_eq!(relay.configs().await, before);
    let address = before[0]["id"].as_str().unwrap();
    let engine = &relay.company.engine;
    let call = || engine.trigger(address, None, &Call::by_itself("WEBHOOK"));
    assert!(matches!(call(), Err(Refused::Unauthorized)));
    // Nobody is let in where nothing says who may be.
    let flow = decode_id(before[0]["flow"]["id"].as_str().unwrap()).unwrap().1;
    engine.store().write(|w| w.delete("IntegrationFlow", &flow)).unwrap();
    assert!(matches!(call(), Err(Refused::NotFound)));
}

#[tokio::test]
async fn a_run_leaves_its_steps_and_lines() {
    let relay = Relay::deployed().await;
    let ran = relay.test("theirs", "https://depot.example/x").await;
    assert_eq!(ran["statusCode"], 200);
    let (execution, headers) =
        (&ran["execution"], serde_json::from_str::<Value>(ran["headers"].as_str().unwrap()));
    assert_eq!(headers.unwrap()["prismatic-executionid"], execution["id"]);
    assert_eq!(
        [&execution["status"], &execution["error"], &execution["isTestExecution"], &execution["stepCount"]],
        [&json!("SUCCESS"), &Value::Null, &json!(true), &json!(3)]
    );
    let steps = execution["stepResults"]["nodes"].as_array().unwrap();
    let steps: Vec<_> = steps
        .iter()
        .map(|it| (it["stepName"].as_str().unwrap(), it["componentActionKey"].as_str().unwrap()))
        .collect();
    assert_eq!(steps, [("Hook", "slack.webhook"), ("Send", "http.httpPost"), ("Say", "log.writeLog")]);
    let lines = execution["logs"]["nodes"].as_array().unwrap();
    let lines: Vec<_> = lines.iter().map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(lines, ["Starting Instance Execution", "Sent from 39A", "Ending Instance Execution"]);
    let fields = "lastExecutedAt inFailedState executionResults(first: 9) { totalCount }
        flowConfigs(first: 1) { nodes { lastExecutedAt } }";
    let read = relay.read("member", fields).await;
    assert_eq!((&read["inFailedState"], &read["executionResults"]["totalCount"]), (&json!(false), &json!(1)));
    assert_eq!(read["flowConfigs"]["nodes"][0]["lastExecutedAt"], read["lastExecutedAt"]);
    assert!(read["lastExecutedAt"].is_string());
}

#[tokio::test]
async fn a_run_that_fails_marks_the_instance_until_one_succeeds() {
    let relay = Relay::deployed().await;
    let ran = relay.test("owner", "nowhere").await;
    assert_eq!((&ran["statusCode"], &ran["flowConfig"]["inFailedState"]), (&json!(500), &json!(true)));
    assert_eq!(ran["execution"]["error"], "“nowhere” is no address.");
    let line = &ran["execution"]["logs"]["nodes"][1];
    assert_eq!([&line["severity"], &line["stepName"]], ["ERROR", "Send"]);
    assert_eq!(relay.read("owner", "inFailedState").await["inFailedState"], true);
    let config = relay.configs().await[0]["id"].clone();
    let broken = relay.company.change("owner", TEST, json!({ "id": config, "payload": "{" })).await;
    let error = broken["testInstanceFlowConfigResult"]["execution"]["error"].as_str().unwrap().to_owned();
    assert!(error.starts_with("The payload is not JSON: "), "{error}");
    let failed = "executionResults(first: 9, error_Isnull: false, status: ERROR) { totalCount }";
    assert_eq!(relay.read("owner", failed).await["executionResults"]["totalCount"], 2);
    relay.test("owner", "https://depot.example/x").await;
    assert_eq!(relay.read("owner", "inFailedState").await["inFailedState"], false);
}

#[tokio::test]
async fn only_what_is_deployed_and_on_runs_and_only_for_those_who_may() {
    let relay = Relay::new().await;
    let input = json!({ "id": relay.configs().await[0]["id"], "payload": "{}" });
    let problems = |input: Value| relay.company.problems("owner", TEST, input);
    assert_eq!(problems(input.clone()).await, ["__all__: Deploy this instance first."]);
    relay.company.change("owner", DEPLOY, json!({ "id": relay.instance })).await;
    relay.company.change("owner", UPDATE, json!({ "id": relay.instance, "enabled": false })).await;
    assert_eq!(problems(input.clone()).await, ["__all__: This instance is paused."]);
    let headers = json!({ "id": input["id"], "headers": "{\"a\":1}" });
    relay.company.change("owner", UPDATE, json!({ "id": relay.instance, "enabled": true })).await;
    assert_eq!(problems(headers).await, ["headers: Headers are a JSON object of names and texts."]);
    for (who, told) in [
        ("guest", "Permission denied"),
        ("member", "Permission denied"),
        ("granted", "Permission denied"),
        ("manager", "Record not found"),
        ("other", "Record not found"),
        ("third", "Record not found"),
    ] {
        assert_eq!(relay.company.errors(who, TEST, json!({ "input": input })).await, [told], "{who}");
    }
}

#[tokio::test]
async fn runs_are_seen_by_those_who_see_what_is_logged() {
    let relay = Relay::deployed().await;
    let execution = relay.test("owner", "https://depot.example/x").await["execution"]["id"].clone();
    let query =
        format!("{{ executionResult(id: {execution}) {{ status logs(first: 9) {{ totalCount }} }} }}");
    for who in ["guest", "granted", "theirs", "member", "embedded"] {
        let seen = relay.company.data(who, &query, json!({})).await;
        assert_eq!(seen["executionResult"]["logs"]["totalCount"], 3, "{who}");
    }
    for who in ["manager", "third", "personal", "passenger", "other"] {
        assert_eq!(relay.company.errors(who, &query, json!({})).await, ["Record not found"], "{who}");
    }
    let all = "{ executionResults(first: 9) { totalCount } }";
    assert_eq!(relay.company.data("other", all, json!({})).await["executionResults"]["totalCount"], 0);
    assert_eq!(relay.company.errors("personal", all, json!({})).await, ["Permission denied"]);
}

#[tokio::test]
async fn what_an_instance_ran_goes_with_it() {
    let relay = Relay::deployed().await;
    relay.test("owner", "https://depot.example/x").await;
    relay.company.change("owner", DELETE, json!({ "id": relay.instance })).await;
    let left = relay.company.engine.store().read(|it| {
        let types = ["InstanceFlowConfig", "InstanceExecutionResult", "InstanceStepResult", "Log"];
        types.into_iter().map(|ty| it.count(ty)).collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(left.unwrap(), [0, 0, 0, 0]);
}
