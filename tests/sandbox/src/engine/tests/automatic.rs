//! Flows that nobody calls: when an instance is deployed or removed, and by the clock. What is kept of runs.

use serde_json::{Value, json};

use super::{
    Company,
    company::{id, put},
};

const IMPORT: &str = "mutation($input: ImportIntegrationInput!) { importIntegration(input: $input) {
    errors { field messages } integration { id } } }";
const PUBLISH: &str = "mutation($input: PublishIntegrationInput!) { publishIntegration(input: $input) {
    errors { messages } integration { id } } }";
const CREATE: &str = "mutation($input: CreateInstanceInput!) { createInstance(input: $input) {
    errors { messages } instance { id } } }";
const UPDATE: &str = "mutation($input: UpdateInstanceInput!) { updateInstance(input: $input) {
    errors { field messages } instance { id } } }";
const DEPLOY: &str = "mutation($input: DeployInstanceInput!) { deployInstance(input: $input) {
    errors { messages } instance { lastExecutedAt inFailedState } } }";
const DELETE: &str = "mutation($input: DeleteInstanceInput!) { deleteInstance(input: $input) {
    errors { messages } instance { id } } }";
const CONFIGURE: &str =
    "mutation($input: UpdateInstanceConfigVariablesInput!) { updateInstanceConfigVariables(input: $input) {
    errors { messages } instance { id } } }";
const RUNS: &str = "{ executionResults(first: 20, sortBy: [{ field: STARTED_AT, direction: ASC }]) { nodes {
    invokeType status flow { name } instance { id } stepResults(first: 9) { nodes { resultsUrl } }
    logs(first: 9, sortBy: [{ field: TIMESTAMP, direction: ASC }]) { nodes { message } } } } }";

const WATCH: &str = "name: Watch
requiredConfigVars:
  - {key: How often, dataType: schedule, scheduleType: custom, defaultValue: '*/15 * * * *'}
flows:
  - name: Set up
    steps:
      - {name: Deployed, isTrigger: true, action: {key: instanceDeploy, component: {key: management-triggers}}}
      - name: Say
        action: {key: writeLog, component: {key: log}}
        inputs: {message: {type: value, value: Ready}}
  - name: Take down
    steps:
      - {name: Removed, isTrigger: true, action: {key: instanceRemove, component: {key: management-triggers}}}
  - name: Look
    steps:
      - name: At times
        isTrigger: true
        action: {key: schedule, component: {key: schedule-triggers}}
        schedule: {type: configVar, value: How often}
  - name: Sweep
    steps:
      - name: Hourly
        isTrigger: true
        action: {key: schedule, component: {key: schedule-triggers}}
        schedule: {type: value, value: 0 */1 * * *, meta: {scheduleType: hour, timeZone: ''}}
";

/// A company with an instance of [`WATCH`] for FTL Rockets, which is not deployed.
struct Watch {
    company: Company,
    instance: Value,
}

impl Watch {
    async fn new() -> Self {
        let company = Company::open();
        let components = |w: &mut crate::store::Writer<'_>| {
            for key in ["log", "management-triggers", "schedule-triggers"] {
                let component = json!({
                    "id": id(key), "key": key, "label": key, "public": true, "versionIsLatest": true,
                });
                put(w, "Component", component);
            }
            Ok(())
        };
        company.engine.store().write(components).unwrap();
        let made = company.change("owner", IMPORT, json!({ "definition": WATCH })).await["integration"]["id"]
            .clone();
        company.change("owner", PUBLISH, json!({ "id": made })).await;
        let new =
            json!({ "customer": company.global("Customer", "ftl"), "integration": made, "name": "Watch" });
        let instance = company.change("owner", CREATE, new).await["instance"]["id"].clone();
        Self { company, instance }
    }

    async fn deploy(&self) -> Value {
        self.company.change("owner", DEPLOY, json!({ "id": self.instance })).await["instance"].clone()
    }

    /// What ran: the flow, and what set it off.
    async fn ran(&self) -> Vec<(String, String)> {
        let found = self.company.data("owner", RUNS, json!({})).await;
        let each = found["executionResults"]["nodes"].as_array().unwrap().iter();
        let text = |it: &Value| it.as_str().unwrap().to_owned();
        each.map(|it| (text(&it["flow"]["name"]), text(&it["invokeType"]))).collect()
    }

    /// Lets the clock go from one time of a day to another. Says how many flows ran.
    fn pass(&self, from: &str, to: &str) -> usize {
        let at = |time: &str| format!("2026-07-01T{time}:00Z").parse().unwrap();
        self.company.engine.run_scheduled(at(from), at(to)).unwrap()
    }
}

fn told(all: &[(&str, &str)]) -> Vec<(String, String)> {
    all.iter().map(|(flow, by)| ((*flow).to_owned(), (*by).to_owned())).collect()
}

#[tokio::test]
async fn deploying_and_removing_run_the_flows_for_that() {
    let watch = Watch::new().await;
    assert_eq!(watch.ran().await, []);
    let instance = watch.deploy().await;
    assert!(instance["lastExecutedAt"].is_string() && instance["inFailedState"] == false, "{instance}");
    assert_eq!(watch.ran().await, told(&[("Set up", "DEPLOY_FLOW")]));
    watch.company.change("owner", DELETE, json!({ "id": watch.instance })).await;
    // What was kept of the instance goes with it, but for how it went.
    let left = watch.company.data("owner", RUNS, json!({})).await;
    let left = &left["executionResults"]["nodes"];
    assert_eq!(left.as_array().unwrap().len(), 1, "{left}");
    assert_eq!((&left[0]["invokeType"], &left[0]["status"]), (&json!("TEAR_DOWN_FLOW"), &json!("SUCCESS")));
    assert!(left[0]["instance"].is_null());
}

#[tokio::test]
async fn what_never_ran_is_not_taken_down() {
    let watch = Watch::new().await;
    watch.company.change("owner", DELETE, json!({ "id": watch.instance })).await;
    assert_eq!(watch.ran().await, []);
}

#[tokio::test]
async fn flows_run_when_their_time_comes() {
    let watch = Watch::new().await;
    assert_eq!(watch.pass("08:00", "12:00"), 0, "nothing runs before it is deployed");
    watch.deploy().await;
    assert_eq!(watch.pass("09:01", "09:14"), 0);
    assert_eq!(watch.pass("09:14", "09:15"), 1);
    assert_eq!(watch.pass("09:15", "11:00"), 2, "each flow once, however often it was due");
    let look = ("Look", "SCHEDULED");
    assert_eq!(watch.ran().await, told(&[("Set up", "DEPLOY_FLOW"), look, look, ("Sweep", "SCHEDULED")]));
    // The schedule of the instance counts, by the clock of its own zone.
    let set = |value: Value| json!({ "id": watch.instance, "configVariables": [value] });
    let nightly = json!({ "key": "How often", "value": "0 2 * * *", "scheduleType": "custom", "timeZone": "Asia/Tokyo" });
    watch.company.change("owner", CONFIGURE, set(nightly)).await;
    assert_eq!(watch.pass("16:30", "16:59"), 0);
    assert_eq!(watch.pass("16:59", "17:00"), 2, "two in the morning in Tokyo, and the hour");
    watch
        .company
        .change("owner", CONFIGURE, set(json!({ "key": "How often", "scheduleType": "none" })))
        .await;
    assert_eq!(watch.pass("16:59", "17:00"), 1);
    watch.company.change("owner", UPDATE, json!({ "id": watch.instance, "enabled": false })).await;
    assert_eq!(watch.pass("16:59", "17:00"), 0);
}

#[tokio::test]
async fn what_is_not_to_be_kept_is_not() {
    let watch = Watch::new().await;
    let quiet = json!({ "id": watch.instance, "logsDisabled": true, "stepResultsDisabled": true });
    assert_eq!(
        watch.company.problems("owner", UPDATE, quiet.clone()).await,
        ["logsDisabled: The plan of the organization keeps them."]
    );
    let allow = |w: &mut crate::store::Writer<'_>| {
        let mut org = w.get("Organization", &id("org"))?.unwrap_or_default();
        org.insert("allowDisablingInstanceOutputs".to_owned(), json!(true));
        w.update("Organization", org)
    };
    watch.company.engine.store().write(allow).unwrap();
    assert_eq!(watch.company.problems("owner", UPDATE, quiet).await, [] as [&str; 0]);
    watch.deploy().await;
    let run = watch.company.data("owner", RUNS, json!({})).await["executionResults"]["nodes"][0].clone();
    assert_eq!(run["logs"]["nodes"], json!([]));
    assert_eq!(run["stepResults"]["nodes"].as_array().unwrap().len(), 2);
    let url = run["stepResults"]["nodes"][0]["resultsUrl"].as_str().unwrap();
    let address = url.rsplit('/').next().unwrap();
    assert_eq!(watch.company.engine.step_result(address).unwrap(), None);
}

#[tokio::test]
async fn lines_are_found_by_what_they_say_and_how_much_they_matter() {
    let watch = Watch::new().await;
    watch.deploy().await;
    let levels = watch.company.data("theirs", "{ logSeverityLevels { id name } }", json!({})).await;
    let number = |name: &str| {
        let all = levels["logSeverityLevels"].as_array().unwrap();
        all.iter().find(|it| it["name"] == name).unwrap()["id"].clone()
    };
    let found = async |who: &str, filter: String| {
        let query = format!("{{ logs(instance: {}, {filter}) {{ nodes {{ message }} }} }}", watch.instance);
        let found = watch.company.data(who, &query, json!({})).await["logs"]["nodes"].clone();
        found
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["message"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found("theirs", "message_Icontains: \"READY\"".to_owned()).await, ["Ready"]);
    assert_eq!(found("guest", format!("severity: {}", number("info"))).await.len(), 3);
    assert_eq!(found("guest", format!("severity: {}", number("error"))).await, [] as [&str; 0]);
    assert_eq!(found("other", "first: 9".to_owned()).await, [] as [&str; 0], "another customer's people");
    for who in ["manager", "personal", "stranger"] {
        assert_eq!(
            watch.company.errors(who, "{ logs { nodes { id } } }", json!({})).await,
            ["Permission denied"],
            "{who}"
        );
    }
}
