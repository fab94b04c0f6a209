//! Connections of instances: tried out, disconnected, and taken through a customer's own network.

use serde_json::{Value, json};

use super::{
    Company,
    company::{id, put},
};

const SAVE: &str =
    "mutation($input: UpdateInstanceConfigVariablesInput!) { updateInstanceConfigVariables(input: $input) {
    errors { field messages } instance { id } } }";
const TRY: &str = "mutation($input: FetchDataSourceContentInput!) { fetchDataSourceContent(input: $input) {
    errors { field messages } fetchDataSourceContentResult { content } } }";
const CUT: &str = "mutation($input: DisconnectConnectionInput!) { disconnectConnection(input: $input) {
    errors { field messages } instanceConfigVariable { status } } }";
const CHANGE: &str =
    "mutation($input: UpdateCustomerConfigVariableInput!) { updateCustomerConfigVariable(input: $input) {
    errors { field messages } customerConfigVariable { id } } }";
const UPDATE: &str =
    "mutation($input: UpdateInstanceInput!) { updateInstance(input: $input) { errors { field messages } } }";
const DEPLOY: &str =
    "mutation($input: DeployInstanceInput!) { deployInstance(input: $input) { errors { field messages } } }";
const DELETE: &str =
    "mutation($input: DeleteCustomerConfigVariableInput!) { deleteCustomerConfigVariable(input: $input) {
    errors { field messages } } }";
const DISCONNECT: &str =
    "mutation($input: DisconnectCustomerConnectionInput!) { disconnectCustomerConnection(input: $input) {
    errors { field messages } customerConfigVariable { status } } }";
const VALUES: &str = "query($id: ID!) { instance(id: $id) { configVariables { nodes {
    id status onPremiseResource { name } } } } }";
const LOGS: &str =
    "query($id: ID!) { logs(instance: $id, requiredConfigVariableKey: \"Account\", logType: \"CONNECTION\") {
    nodes { severity message } } }";

/// A company whose FTL Rockets have an instance that asks for one connection.
fn company() -> (Company, Value) {
    let company = Company::open();
    let fill = |w: &mut crate::store::Writer<'_>| {
        let parts = [
            (
                "Connection",
                json!({ "id": id("way"), "key": "basic", "label": "Basic", "component": id("slack") }),
            ),
            (
                "InputField",
                json!({ "id": id("host"), "connection": id("way"), "key": "host", "label": "Host", "required": true }),
            ),
            (
                "InputField",
                json!({ "id": id("secret"), "connection": id("way"), "key": "secret", "label": "Secret", "required": true }),
            ),
            ("Action", json!({ "id": id("source"), "key": "list", "label": "List", "content": ["a"] })),
            (
                "RequiredConfigVariable",
                json!({
                    "id": id("account"), "integration": id("erp"), "key": "Account", "dataType": "CONNECTION",
                    "connection": id("way"), "onPremiseConnectionConfig": "ALLOWED", "userLevelConfigured": false,
                }),
            ),
            (
                "Instance",
                json!({ "id": id("asking"), "name": "Asking", "customer": id("ftl"), "integration": id("erp") }),
            ),
            (
                "OnPremiseResource",
                json!({ "id": id("gate"), "name": "Gate", "customer": id("ftl"), "status": "AVAILABLE" }),
            ),
            (
                "OnPremiseResource",
                json!({ "id": id("far"), "name": "Far", "customer": id("acme"), "status": "AVAILABLE" }),
            ),
        ];
        for (ty, it) in parts {
            put(w, ty, it);
        }
        Ok(())
    };
    company.engine.store().write(fill).unwrap();
    let instance = json!(company.global("Instance", "asking"));
    (company, instance)
}

fn filled(instance: &Value, values: &[(&str, &str)], more: Value) -> Value {
    let values: Vec<Value> = values.iter().map(|(name, it)| json!({ "name": name, "value": it })).collect();
    let mut one = json!({ "key": "Account", "values": json!(values).to_string() });
    one.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    json!({ "id": instance, "configVariables": [one] })
}

#[tokio::test]
async fn a_data_source_says_what_the_other_system_says_of_a_connection() {
    let (company, instance) = company();
    let source = company.global("Action", "source");
    let inputs = json!([{ "name": "connection", "type": "configVar", "value": "Account" }]);
    let asked = json!({ "id": instance, "dataSource": source, "inputs": inputs });
    assert_eq!(company.problems("owner", TRY, asked.clone()).await, ["content: Connect Account first."]);
    for (secret, problems) in
        [("wrong one", vec!["content: 401 Unauthorized: Secret is not accepted."]), ("right", vec![])]
    {
        let given = filled(&instance, &[("host", "a.example"), ("secret", secret)], json!({}));
        assert_eq!(company.problems("owner", SAVE, given).await, Vec::<String>::new());
        assert_eq!(company.problems("owner", TRY, asked.clone()).await, problems, "{secret}");
    }
    let lines = company.data("owner", LOGS, json!({ "id": instance })).await;
    let expected = json!([{ "severity": "ERROR", "message": "401 Unauthorized: Secret is not accepted." }]);
    assert_eq!(lines["logs"]["nodes"], expected);
}

#[tokio::test]
async fn what_goes_through_the_customers_network_needs_no_address() {
    let (company, instance) = company();
    let secret = [("secret", "right")];
    let without = filled(&instance, &secret, json!({}));
    let problems = company.problems("owner", SAVE, without).await;
    assert_eq!(problems, ["configVariables: Account: Host: This field is required."]);
    let far = json!({ "onPremiseResourceId": company.global("OnPremiseResource", "far") });
    let problems = company.problems("owner", SAVE, filled(&instance, &secret, far)).await;
    assert_eq!(problems, ["configVariables: Account: Choose an on-premise resource of this customer."]);
    let gate = json!({ "onPremiseResourceId": company.global("OnPremiseResource", "gate") });
    let given = filled(&instance, &secret, gate);
    assert_eq!(company.problems("owner", SAVE, given).await, Vec::<String>::new());
    let found = company.data("owner", VALUES, json!({ "id": instance })).await;
    let values = &found["instance"]["configVariables"]["nodes"];
    assert_eq!(values[0]["onPremiseResource"], json!({ "name": "Gate" }));
    let seen = company.data("other", "{ onPremiseResources { nodes { name } } }", json!({})).await;
    assert_eq!(seen["onPremiseResources"]["nodes"], json!([{ "name": "Far" }]));
}

#[tokio::test]
async fn only_what_is_filled_in_for_the_instance_is_disconnected() {
    let (company, instance) = company();
    let mut given = filled(&instance, &[("host", "a.example"), ("secret", "right")], json!({}));
    let one = given["configVariables"][0].clone();
    given["configVariables"] = json!([one, one]);
    let problems = company.problems("owner", SAVE, given.clone()).await;
    assert_eq!(problems, ["configVariables: Account: It is given twice."]);
    // One stands for a list of one.
    given["configVariables"] = one;
    company.change("owner", SAVE, given).await;
    let found = company.data("owner", VALUES, json!({ "id": instance })).await;
    let value = json!({ "id": found["instance"]["configVariables"]["nodes"][0]["id"] });
    let refused = company.ask("member", CUT, json!({ "input": value })).await;
    assert!(refused["errors"].is_array(), "{refused}");
    let cut = company.change("owner", CUT, value).await;
    assert_eq!(cut["instanceConfigVariable"], json!({ "status": "PENDING" }));
}

/// Puts a connection that instances share beside the company, and says which instances use it.
fn share(company: &Company, users: &[&str]) -> Value {
    let users: Vec<String> = users.iter().map(|it| id(it)).collect();
    let kind = json!({ "id": id("kind"), "key": "kind", "managedBy": "CUSTOMER", "connection": id("way") });
    let shared = json!({
        "id": id("shared"), "key": "Shared", "customer": id("ftl"), "connection": id("way"), "status": "ACTIVE",
        "scopedConfigVariable": id("kind"), "instances": users, "filledIn": { "host": "a.example", "secret": "right" },
    });
    let fill = |w: &mut crate::store::Writer<'_>| {
        put(w, "ScopedConfigVariable", kind);
        put(w, "CustomerConfigVariable", shared);
        Ok(())
    };
    company.engine.store().write(fill).unwrap();
    json!(company.global("CustomerConfigVariable", "shared"))
}

#[tokio::test]
async fn a_changed_connection_deploys_only_what_would_bring_nothing_else_along() {
    let (company, _) = company();
    let all = ["i-crm", "i-used", "asking", "halted"];
    let shared = share(&company, &all);
    let differing = |w: &mut crate::store::Writer<'_>| {
        let halted = json!({ "id": id("halted"), "name": "Halted", "customer": id("ftl"), "deployedVersion": 1,
            "systemSuspended": true });
        put(w, "Instance", halted);
        let mut changed = w.get("Instance", &id("i-used"))?.unwrap();
        changed.insert("needsDeploy".to_owned(), json!(true));
        w.update("Instance", changed)
    };
    company.engine.store().write(differing).unwrap();
    let save = async |who: &str| {
        let inputs = json!([{ "name": "secret", "type": "value", "value": "other" }]);
        company.change(who, CHANGE, json!({ "id": shared, "inputs": inputs, "redeploy": true })).await;
        let waiting =
            |it: &str| company.engine.store().read(|r| r.get("Instance", &id(it))).unwrap().unwrap();
        all.map(|it| waiting(it)["needsDeploy"] == true)
    };
    assert_eq!(save("owner").await, [false, true, true, true]);
    // Who manages customers changes their connections, and deploys nothing.
    assert_eq!(save("manager").await, [true; 4]);
}

/// The instances that a shared connection says it is used by.
async fn users(company: &Company, shared: &Value) -> Vec<String> {
    let query = "query($id: ID!) { customerConfigVariable(id: $id) { instances { nodes { name } } } }";
    let found = company.data("owner", query, json!({ "id": shared })).await;
    let nodes = found["customerConfigVariable"]["instances"]["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_shared_connection_knows_its_users_until_their_last_value_of_it_goes() {
    let (company, instance) = company();
    let shared = share(&company, &[]);
    let more = |w: &mut crate::store::Writer<'_>| {
        let mut second = w.get("RequiredConfigVariable", &id("account"))?.unwrap();
        second.insert("id".to_owned(), json!(id("backup")));
        second.insert("key".to_owned(), json!("Backup"));
        w.insert("RequiredConfigVariable", second)?;
        let mut next = w.get("Integration", &id("erp"))?.unwrap();
        next.insert("id".to_owned(), json!(id("erp2")));
        w.insert("Integration", next)
    };
    company.engine.store().write(more).unwrap();
    let one = |key: &str| json!({ "key": key, "customerConfigVariableId": shared });
    let both = json!({ "id": instance, "configVariables": [one("Account"), one("Backup")] });
    company.change("owner", SAVE, both).await;
    let own = [("host", "a.example"), ("secret", "right")];
    assert!(company.problems("owner", SAVE, filled(&instance, &own, json!({}))).await.is_empty());
    assert_eq!(users(&company, &shared).await, ["Asking"]);
    let moved = json!({ "id": instance, "integration": company.global("Integration", "erp2") });
    assert!(company.problems("owner", UPDATE, moved).await.is_empty());
    assert!(users(&company, &shared).await.is_empty());
}

#[tokio::test]
async fn an_instance_asks_again_for_a_connection_that_was_deleted() {
    let (company, instance) = company();
    let shared = share(&company, &[]);
    let uses = json!({ "id": instance, "configVariables": [{ "key": "Account", "customerConfigVariableId": shared }] });
    company.change("owner", SAVE, uses).await;
    let state = async || {
        let query = "query($id: ID!) { instance(id: $id) { configState needsDeploy } }";
        company.data("owner", query, json!({ "id": instance })).await["instance"]["configState"].clone()
    };
    assert_eq!(state().await, "FULLY_CONFIGURED");
    assert!(company.problems("owner", DELETE, json!({ "id": shared })).await.is_empty());
    assert_eq!(state().await, "NEEDS_INSTANCE_CONFIGURATION");
    let problems = company.problems("owner", DEPLOY, json!({ "id": instance })).await;
    assert_eq!(problems, ["__all__: Fill in the configuration before you deploy."]);
}

#[tokio::test]
async fn disconnecting_forgets_what_was_filled_in_unless_it_says_whom_to_ask() {
    let (company, _) = company();
    let shared = share(&company, &[]);
    let store = company.engine.store();
    let asks = |w: &mut crate::store::Writer<'_>| {
        let mut way = w.get("Connection", &id("way"))?.unwrap();
        way.insert("oauth2Type".to_owned(), json!("AUTHORIZATION_CODE"));
        w.update("Connection", way)
    };
    store.write(asks).unwrap();
    let kept = async || {
        let cut = company.change("owner", DISCONNECT, json!({ "id": shared })).await;
        assert_eq!(cut["customerConfigVariable"], json!({ "status": "PENDING" }));
        store.read(|it| it.get("CustomerConfigVariable", &id("shared"))).unwrap().unwrap().remove("filledIn")
    };
    assert_eq!(kept().await, Some(json!({ "host": "a.example", "secret": "right" })));
    store.write(|w| w.update("Connection", crate::store::doc([("id", json!(id("way")))]))).unwrap();
    assert_eq!(kept().await, None);
}

#[tokio::test]
async fn what_is_refused_of_somebodys_own_is_told_beside_the_instance() {
    let (company, instance) = company();
    let own = |w: &mut crate::store::Writer<'_>| {
        let mut account = w.get("RequiredConfigVariable", &id("account"))?.unwrap();
        account.insert("userLevelConfigured".to_owned(), json!(true));
        w.update("RequiredConfigVariable", account)?;
        let config = json!({ "id": id("own"), "user": id("owner"), "instance": id("asking") });
        put(w, "UserLevelConfig", config);
        let value = json!({
            "id": id("own-value"), "config": id("own"), "user": id("owner"), "connection": id("way"),
            "requiredConfigVariable": id("account"), "status": "ACTIVE", "filledIn": { "secret": "wrong" },
        });
        put(w, "UserLevelConfigVariable", value);
        Ok(())
    };
    company.engine.store().write(own).unwrap();
    let inputs = json!([{ "name": "connection", "type": "configVar", "value": "Account" }]);
    let asked = json!({ "id": instance, "dataSource": company.global("Action", "source"), "inputs": inputs });
    assert_eq!(company.problems("owner", TRY, asked).await.len(), 1);
    let lines = company.data("theirs", LOGS, json!({ "id": instance })).await;
    assert_eq!(lines["logs"]["nodes"].as_array().map(Vec::len), Some(1));
}
