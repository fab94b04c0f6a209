//! What people of a customer settle for themselves on an instance that somebody set up for all of them.

use axum::{
    body::Body,
    http::{Request, header},
};
use serde_json::{Value, json};

use super::{Subject, embedded::with};

const OWNER: &str = "james.patton@progix.io";

/// The instance of the demo data, and the customer's people who come through a marketplace.
struct Shift {
    subject: Subject,
    id: String,
    ada: String,
    eve: String,
    boss: String,
}

impl Shift {
    fn new() -> Self {
        let subject = Subject::new();
        let found =
            subject.sandbox.store.read(|it| it.find("Instance", "name", &json!("Crew Calendar"))).unwrap();
        let id = gantry_sandbox::engine::encode_id("Instance", found[0]["id"].as_str().unwrap());
        let person = |sub: &str, role: &str| {
            subject.sign(&with(json!({ "sub": sub, "name": sub, "customer": "abc-123", "role": role })))
        };
        let (ada, eve, boss) = (person("ada", "user"), person("eve", "user"), person("boss", "admin"));
        Self { id, ada, eve, boss, subject }
    }

    /// Runs a mutation; the messages of what is wrong.
    async fn run(&self, token: &str, mutation: &str, input: Value) -> Vec<String> {
        let ty = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let query = format!(
            "mutation M($input: {ty}!) {{ it: {mutation}(input: $input) {{ errors {{ field messages }} }} }}"
        );
        let request = Request::post("/api")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let body = json!({ "query": query, "variables": { "input": input } }).to_string();
        let answer = self.subject.send(request.body(Body::from(body)).unwrap()).await.json();
        if let Some(error) = answer["errors"][0]["message"].as_str() {
            return vec![error.to_owned()];
        }
        let errors = answer["data"]["it"]["errors"].as_array().unwrap().iter();
        errors.map(|it| it["messages"][0].as_str().unwrap().to_owned()).collect()
    }

    async fn save(&self, token: &str, values: Value, is_complete: bool) -> Vec<String> {
        let input = json!({
            "id": self.id, "configMode": "user", "configVariables": values, "configComplete": is_complete,
        });
        self.run(token, "updateInstanceConfigVariables", input).await
    }

    /// What a person sees of their own.
    async fn own(&self, token: &str) -> Value {
        let query = format!(
            "{{ instance(id: \"{}\") {{ configState userLevelConfigs(first: 5) {{ nodes {{ id allowUpdate
                allowRemove user {{ name }} configVariables(first: 20) {{ nodes {{ value status authorizeUrl
                    requiredConfigVariable {{ key }} }} }} }} }} }} }}",
            self.id
        );
        self.subject.graphql(token, &query).await.json()["data"]["instance"].clone()
    }
}

#[tokio::test]
async fn a_part_begins_with_its_first_value_and_counts_when_nothing_is_missing() {
    let shift = Shift::new();
    assert_eq!(shift.own(&shift.ada).await["userLevelConfigs"]["nodes"], json!([]));
    let address = json!([{ "name": "address", "type": "value", "value": "ada@orbit.example" }]).to_string();
    let values =
        json!([{ "key": "Calendar", "value": "Shifts" }, { "key": "Calendar account", "values": address }]);
    assert!(shift.save(&shift.ada, values, false).await.is_empty());
    let own = shift.own(&shift.ada).await;
    assert_eq!(own["configState"], "NEEDS_USER_LEVEL_CONFIGURATION");
    let config = &own["userLevelConfigs"]["nodes"][0];
    assert_eq!(
        (&config["user"]["name"], &config["allowUpdate"], &config["allowRemove"]),
        (&json!("ada"), &json!(true), &json!(true))
    );
    let url = config["configVariables"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .find_map(|it| it["authorizeUrl"].as_str())
        .unwrap();
    let early = shift.save(&shift.ada, json!([]), true).await;
    assert_eq!(early, ["Connect Calendar account first."]);

    // The other system agrees, once.
    let state = url.split_once("state=").unwrap().1;
    let agree = || {
        let request = Request::post("/sandbox/oauth/authorize")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        shift.subject.send(request.body(Body::from(format!("state={state}&answer=allow"))).unwrap())
    };
    assert!(agree().await.status.is_success());
    assert!(!agree().await.status.is_success());
    assert!(shift.save(&shift.ada, json!([]), true).await.is_empty());
    assert_eq!(shift.own(&shift.ada).await["configState"], "FULLY_CONFIGURED");
    // It says nothing of others.
    let other = shift.own(&shift.eve).await;
    assert_eq!(
        (&other["configState"], &other["userLevelConfigs"]["nodes"]),
        (&json!("NEEDS_USER_LEVEL_CONFIGURATION"), &json!([]))
    );

    let id = config["id"].clone();
    assert_eq!(
        shift.run(&shift.ada, "createUserLevelConfig", json!({ "instance": shift.id })).await,
        ["You have configured this already."]
    );
    for stranger in [&shift.eve, &shift.boss] {
        assert!(
            shift.run(stranger, "deleteUserLevelConfig", json!({ "id": id })).await[0].contains("not found")
        );
    }
    assert!(shift.run(&shift.ada, "deleteUserLevelConfig", json!({ "id": id })).await.is_empty());
    assert_eq!(shift.own(&shift.ada).await["userLevelConfigs"]["nodes"], json!([]));
    let left = shift.subject.sandbox.store.read(|it| it.count("UserLevelConfigVariable")).unwrap();
    assert_eq!(left, 6, "what was given goes with it, and only that");
}

#[tokio::test]
async fn what_counts_for_everybody_and_what_is_ones_own_are_kept_apart() {
    let shift = Shift::new();
    let days = json!([{ "key": "Days ahead", "value": "3" }]);
    let calendar = json!([{ "key": "Calendar", "value": "Mine" }]);
    assert_eq!(shift.save(&shift.ada, days.clone(), false).await, ["Days ahead: There is no such variable."]);
    let shared = json!([{ "key": "Calendar account", "customerConfigVariableId": "x" }]);
    assert_eq!(
        shift.save(&shift.ada, shared, false).await,
        ["Calendar account: Fill in a connection of your own."]
    );
    let owner = shift.subject.token(OWNER).await;
    let everybodys = |values: &Value| json!({ "id": shift.id, "configVariables": values });
    let mutation = "updateInstanceConfigVariables";
    assert_eq!(
        shift.run(&owner, mutation, everybodys(&calendar)).await,
        ["Calendar: There is no such variable."]
    );
    assert!(shift.run(&owner, mutation, everybodys(&days)).await.is_empty());
    assert!(shift.run(&shift.boss, mutation, everybodys(&days)).await.is_empty());
    assert!(shift.run(&shift.ada, mutation, everybodys(&days)).await[0].contains("denied"));
    // Nobody of the team has a part of their own.
    assert!(shift.save(&owner, calendar.clone(), false).await[0].contains("denied"));
    assert!(
        shift.run(&owner, "createUserLevelConfig", json!({ "instance": shift.id })).await[0]
            .contains("denied")
    );
}

#[tokio::test]
async fn the_team_sees_who_and_not_what_and_may_delete() {
    let shift = Shift::new();
    let owner = shift.subject.token(OWNER).await;
    let guest = shift.subject.token("kristin.henry@progix.io").await;
    let query = format!(
        "{{ instance(id: \"{}\") {{ userLevelConfigs(first: 5, sortBy: [{{ field: UPDATED_AT, direction: DESC }}]) {{
            totalCount nodes {{ id allowRemove user {{ name }} }} }} }} }}",
        shift.id
    );
    let seen =
        shift.subject.graphql(&owner, &query).await.json()["data"]["instance"]["userLevelConfigs"].clone();
    assert_eq!(seen["totalCount"], 2);
    assert_eq!(seen["nodes"][0]["user"]["name"], "Ifeoma Okeke");
    let values = query.replace("user { name }", "configVariables(first: 5) { totalCount }");
    let refused = shift.subject.graphql(&owner, &values).await.json();
    assert!(refused["errors"][0]["message"].as_str().unwrap().contains("denied"));
    let id = &seen["nodes"][0]["id"];
    assert!(shift.run(&guest, "deleteUserLevelConfig", json!({ "id": id })).await[0].contains("denied"));
    assert!(shift.run(&owner, "deleteUserLevelConfig", json!({ "id": id })).await.is_empty());
    let lisa = shift.subject.token("gwen.smith@smith-rocket.example").await;
    let theirs = shift.subject.graphql(&lisa, &query).await.json();
    assert!(theirs["errors"][0]["message"].as_str().unwrap().contains("denied"));
}
