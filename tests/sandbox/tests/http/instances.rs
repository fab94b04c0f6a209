//! Instances: made, configured, deployed, paused, moved to another version and deleted.

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

use super::Subject;

const OWNER: &str = "james.patton@progix.io";
const LISA: &str = "lisa.nguyen@ftl-rockets.com";

impl Subject {
    /// Runs a mutation on instances; returns the instance, or every problem, or the error.
    async fn run(&self, token: &str, mutation: &str, input: Value) -> Result<Value, Vec<String>> {
        let ty = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let query = format!(
            "mutation M($input: {ty}!) {{ it: {mutation}(input: $input) {{ errors {{ field messages }}
                instance {{ id name enabled needsDeploy deployedVersion configState labels description
                    integration {{ versionNumber }} }} }} }}"
        );
        let request = Request::post("/api")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let body = json!({ "query": query, "variables": { "input": input } }).to_string();
        let answer = self.send(request.body(Body::from(body)).unwrap()).await.json();
        if let Some(error) = answer["errors"][0]["message"].as_str() {
            return Err(vec![error.to_owned()]);
        }
        let payload = &answer["data"]["it"];
        let errors = payload["errors"].as_array().unwrap();
        let told = |it: &Value| {
            format!("{}: {}", it["field"].as_str().unwrap(), it["messages"][0].as_str().unwrap())
        };
        if errors.is_empty() {
            Ok(payload["instance"].clone())
        } else {
            Err(errors.iter().map(told).collect())
        }
    }

    /// The global id of a version of an integration.
    fn version(&self, name: &str, number: i64) -> String {
        let found = self.sandbox.store.read(|it| it.find("Integration", "name", &json!(name))).unwrap();
        let version = found.iter().find(|it| it["versionNumber"] == number).unwrap();
        gantry_sandbox::engine::encode_id("Integration", version["id"].as_str().unwrap())
    }

    async fn values(&self, token: &str, instance: &Value) -> Value {
        let query = format!(
            "{{ instance(id: {instance}) {{ configVariables(first: 20) {{ nodes {{ value status
                customerConfigVariable {{ key }} requiredConfigVariable {{ key dataType }} }} }} }} }}"
        );
        self.graphql(token, &query).await.json()["data"]["instance"]["configVariables"]["nodes"].clone()
    }
}

#[tokio::test]
async fn an_instance_comes_to_life_step_by_step() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "Kepler Freight");
    let new = json!({ "customer": customer, "integration": subject.version("Ledgerline", 3), "name": "Books",
        "labels": ["Pilot"] });
    let made = subject.run(&token, "createInstance", new).await.unwrap();
    assert_eq!(made["configState"], "NEEDS_INSTANCE_CONFIGURATION");
    assert_eq!(
        (&made["enabled"], &made["deployedVersion"], &made["labels"]),
        (&json!(false), &json!(0), &json!(["pilot"]))
    );
    let id = made["id"].clone();
    assert_eq!(
        subject.run(&token, "updateInstance", json!({ "id": id, "enabled": true })).await,
        Err(vec!["enabled: Deploy this instance first.".to_owned()])
    );
    assert_eq!(
        subject.run(&token, "deployInstance", json!({ "id": id })).await,
        Err(vec!["__all__: Fill in the configuration before you deploy.".to_owned()])
    );
    let wrong = json!({ "id": id, "configVariables": [
        { "key": "Days to look back", "value": "many" }, { "key": "Tax rate", "value": "Reduced" },
        { "key": "Nothing", "value": "x" }, { "key": "Ledgerline account", "values": "[]" },
    ] });
    assert_eq!(
        subject.run(&token, "updateInstanceConfigVariables", wrong).await,
        Err(vec![
            "configVariables: Days to look back: Enter a number.".to_owned(),
            "configVariables: Nothing: There is no such variable.".to_owned(),
            "configVariables: Ledgerline account: API key: This field is required.".to_owned(),
        ])
    );
    assert_eq!(subject.values(&token, &id).await, json!([]), "what is wrong in one place changes nothing");
    let values = json!([{ "name": "apiKey", "type": "value", "value": "s3cret-word" }]).to_string();
    let right = json!({ "id": id, "configVariables": [
        { "key": "Tax rate", "value": "Reduced" }, { "key": "Ledgerline account", "values": values },
    ] });
    let filled = subject.run(&token, "updateInstanceConfigVariables", right).await.unwrap();
    assert_eq!(filled["configState"], "FULLY_CONFIGURED");
    let shown = subject.values(&token, &id).await;
    assert_eq!(shown.as_array().unwrap().len(), 2);
    assert!(!shown.to_string().contains("s3cret-word"));
    let live = subject.run(&token, "deployInstance", json!({ "id": id })).await.unwrap();
    assert_eq!(
        (&live["enabled"], &live["needsDeploy"], &live["deployedVersion"]),
        (&json!(true), &json!(false), &json!(3))
    );

    // Another version takes over what was filled in, and runs once deployed.
    let moved = json!({ "id": id, "integration": subject.version("Ledgerline", 4) });
    let moved = subject.run(&token, "updateInstance", moved).await.unwrap();
    assert_eq!((&moved["needsDeploy"], &moved["deployedVersion"]), (&json!(true), &json!(3)));
    assert_eq!(moved["configState"], "FULLY_CONFIGURED");
    assert_eq!(subject.values(&token, &id).await.as_array().unwrap().len(), 2);
    let other = json!({ "id": id, "integration": subject.version("Kitebooks", 1) });
    assert_eq!(
        subject.run(&token, "updateInstance", other).await,
        Err(vec!["integration: Choose a version of the same integration.".to_owned()])
    );
    let paused = subject
        .run(&token, "updateInstance", json!({ "id": id, "enabled": false, "name": "Old books" }))
        .await;
    assert_eq!(paused.unwrap()["enabled"], false);
    assert!(subject.run(&token, "deleteInstance", json!({ "id": id })).await.is_ok());
    let gone = subject.run(&token, "deployInstance", json!({ "id": id })).await;
    assert_eq!(gone, Err(vec!["Record not found".to_owned()]));
}

#[tokio::test]
async fn a_shared_connection_serves_an_instance() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "FTL Rockets");
    let new =
        json!({ "customer": customer, "integration": subject.version("Northdesk", 2), "name": "Third desk" });
    let id = subject.run(&token, "createInstance", new).await.unwrap()["id"].clone();
    let shared = |name: &str| subject.one("CustomerConfigVariable", "key", name);
    let fill = |connection: String| {
        json!({ "id": id, "configVariables": [
            { "key": "Northdesk account", "customerConfigVariableId": connection }, { "key": "Desk", "value": "Pads" },
        ] })
    };
    for unfit in ["Ledgerline main books", "東部 Northdesk"] {
        assert_eq!(
            subject.run(&token, "updateInstanceConfigVariables", fill(shared(unfit))).await,
            Err(vec![
                "configVariables: Northdesk account: Choose a connection of this kind and customer."
                    .to_owned()
            ]),
            "{unfit}"
        );
    }
    let filled = subject.run(&token, "updateInstanceConfigVariables", fill(shared("Northdesk trial"))).await;
    assert_eq!(filled.unwrap()["configState"], "FULLY_CONFIGURED");
    assert!(subject.run(&token, "deployInstance", json!({ "id": id })).await.is_ok());
    let query = "{ customerConfigVariables(first: 20, key: \"Northdesk trial\") { nodes { id isInUse
        instances(first: 20) { nodes { name } } } } }";
    let used =
        subject.graphql(&token, query).await.json()["data"]["customerConfigVariables"]["nodes"][0].clone();
    assert_eq!(
        (&used["isInUse"], &used["instances"]["nodes"]),
        (&json!(true), &json!([{ "name": "Third desk" }]))
    );
    let off = format!(
        "mutation {{ disconnectCustomerConnection(input: {{ id: {} }}) {{ errors {{ field }} }} }}",
        used["id"]
    );
    subject.graphql(&token, &off).await;
    assert_eq!(
        subject.run(&token, "deployInstance", json!({ "id": id })).await,
        Err(vec!["__all__: Connect Northdesk account before you deploy.".to_owned()])
    );
    assert!(subject.run(&token, "deployInstance", json!({ "id": id, "force": true })).await.is_ok());
}

#[tokio::test]
async fn customers_activate_what_they_may() {
    let subject = Subject::new();
    let token = subject.token(LISA).await;
    let customer = subject.one("Customer", "name", "FTL Rockets");
    let new = |name: &str, number: i64| json!({ "customer": customer, "integration": subject.version(name, number), "name": format!("{name} again") });
    assert!(subject.run(&token, "createInstance", new("Northdesk", 2)).await.is_ok());
    assert_eq!(
        subject.run(&token, "createInstance", new("Ledgerline", 4)).await,
        Err(vec!["integration: This integration is active already.".to_owned()])
    );
    assert_eq!(
        subject.run(&token, "createInstance", new("Range Approvals", 2)).await,
        Err(vec!["integration: This integration is activated for you by its maker.".to_owned()])
    );
    let hidden = "integration: Select a valid choice. That choice is not one of the available choices.";
    assert_eq!(
        subject.run(&token, "createInstance", new("Upper Winds Feed", 1)).await,
        Err(vec![hidden.to_owned()])
    );
    let elsewhere = json!({ "customer": subject.one("Customer", "name", "Rockets, Inc"),
        "integration": subject.version("Northdesk", 2), "name": "Elsewhere" });
    assert_eq!(
        subject.run(&token, "createInstance", elsewhere).await,
        Err(vec!["Record not found".to_owned()])
    );
    // What is the organization's own to fill in is not there for customers.
    let books = subject.one("Instance", "name", "Ledgerline");
    let own = json!({ "id": books, "configVariables": [{ "key": "Progix workspace", "value": "x" }] });
    assert_eq!(
        subject.run(&token, "updateInstanceConfigVariables", own).await,
        Err(vec!["configVariables: Progix workspace: There is no such variable.".to_owned()])
    );
    let query = format!(
        "{{ integration(id: \"{}\") {{ configPages requiredConfigVariables(first: 20) {{ nodes {{ key }} }} }} }}",
        subject.version("Ledgerline", 4)
    );
    let found = subject.graphql(&token, &query).await.json()["data"]["integration"].clone();
    assert!(!found["requiredConfigVariables"].to_string().contains("Progix workspace"));
    let pages: Value = serde_json::from_str(found["configPages"].as_str().unwrap()).unwrap();
    let account = json!({ "type": "configVar", "value": "Ledgerline account" });
    assert!(pages[0]["elements"].as_array().unwrap().contains(&account));
    let member = subject.token("omar.haddad@ftl-rockets.com").await;
    let refused = subject.run(&member, "deployInstance", json!({ "id": books })).await;
    assert_eq!(refused, Err(vec!["Permission denied".to_owned()]));
}

#[tokio::test]
async fn a_schedule_names_a_time_that_there_is() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "Kepler Freight");
    let new =
        json!({ "customer": customer, "integration": subject.version("Ledgerline", 4), "name": "Books" });
    let id = subject.run(&token, "createInstance", new).await.unwrap()["id"].clone();
    let set = async |more: Value| {
        let mut variable = json!({ "key": "How often" });
        for (name, value) in more.as_object().unwrap() {
            variable[name] = value.clone();
        }
        let input = json!({ "id": id, "configVariables": [variable] });
        subject.run(&token, "updateInstanceConfigVariables", input).await.map(drop)
    };
    for right in [
        json!({ "value": "*/5 0-6,22 1,15 JAN MON-FRI", "scheduleType": "custom", "timeZone": "America/Port-au-Prince" }),
        json!({ "value": "", "scheduleType": "none" }),
        json!({ "value": "0 */6 * * *", "scheduleType": "hour", "timeZone": "UTC" }),
    ] {
        assert_eq!(set(right.clone()).await, Ok(()), "{right}");
    }
    for (wrong, sentence) in [
        (json!({ "value": "every day", "scheduleType": "custom" }), "Enter a cron expression."),
        (json!({ "value": "60 * * * *", "scheduleType": "custom" }), "Enter a cron expression."),
        (json!({ "value": "*/0 * * * *" }), "Enter a cron expression."),
        (json!({ "value": "5-1 * * * *" }), "Enter a cron expression."),
        (json!({ "value": "* * * *" }), "Enter a cron expression."),
        (json!({ "value": "* * * * *", "scheduleType": "fortnight" }), "Choose how often it runs."),
        (json!({ "value": "* * * * *", "timeZone": "Mars/Tharsis 1" }), "Choose a time zone."),
        (json!({ "value": "* * * * *", "timeZone": "Europe/Atlantis" }), "Choose a time zone."),
    ] {
        let expected = Err(vec![format!("configVariables: How often: {sentence}")]);
        assert_eq!(set(wrong.clone()).await, expected, "{wrong}");
    }
}
