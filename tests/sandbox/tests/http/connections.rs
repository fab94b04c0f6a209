//! Connections of customers.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::{Value, json};

use super::{Answer, Subject};

const OWNER: &str = "james.patton@progix.io";
const LISA: &str = "lisa.nguyen@ftl-rockets.com";

impl Subject {
    async fn connections(&self, token: &str, arguments: &str) -> Value {
        let query = format!(
            "{{ customerConfigVariables(first: 20, {arguments}) {{ nodes {{
                id key status isInUse lastConfiguredAt authorizeUrl allowUpdate customer {{ name }}
                scopedConfigVariable {{ key connection {{ label component {{ label }}
                    inputs(first: 20) {{ nodes {{ key label type required }} }} }} }} }} }} }}"
        );
        let answer = self.graphql(token, &query).await.json();
        assert_eq!(answer.get("errors"), None, "{answer}");
        answer["data"]["customerConfigVariables"]["nodes"].clone()
    }

    async fn connection(&self, token: &str, name: &str) -> Value {
        self.connections(token, &format!("key: \"{name}\"")).await[0].clone()
    }

    /// Runs a mutation on connections; returns its payload, or the error.
    async fn alter(&self, token: &str, mutation: &str, input: &str) -> Result<Value, String> {
        let query = format!(
            "mutation {{ it: {mutation}(input: {{ {input} }}) {{ errors {{ field messages }}
                customerConfigVariable {{ id key status isInUse authorizeUrl }} }} }}"
        );
        let answer = self.graphql(token, &query).await.json();
        match answer["errors"][0]["message"].as_str() {
            Some(error) => Err(error.to_owned()),
            None => Ok(answer["data"]["it"].clone()),
        }
    }

    async fn answer_consent(&self, url: &str, answer: &str) -> Answer {
        let (path, state) = url.split_once("?state=").unwrap();
        let request = Request::post(path)
            .header(header::ORIGIN, "http://localhost:8080")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(format!("state={state}&answer={answer}"))).unwrap()).await
    }
}

fn problems(payload: &Value) -> Vec<String> {
    let errors = payload["errors"].as_array().unwrap().iter();
    errors
        .map(|it| format!("{}: {}", it["field"].as_str().unwrap(), it["messages"][0].as_str().unwrap()))
        .collect()
}

#[tokio::test]
async fn a_connection_is_filled_in_and_never_shown_again() {
    let subject = Subject::new();
    let token = subject.token(LISA).await;
    let kind = subject.one("ScopedConfigVariable", "stableKey", "shipyard");
    let input = |key: &str, inputs: &str| {
        format!("key: \"{key}\", scopedConfigVariable: \"{kind}\", inputs: [{inputs}]")
    };
    let value =
        |name: &str, value: &str| format!("{{ name: \"{name}\", type: \"value\", value: \"{value}\" }}");
    let bare = subject.alter(&token, "createCustomerConfigVariable", &input(" ", "")).await.unwrap();
    assert_eq!(
        problems(&bare),
        [
            "inputs: Host: This field is required.",
            "inputs: User name: This field is required.",
            "inputs: Password: This field is required.",
            "key: This field is required.",
        ]
    );
    let all = [value("host", "wms"), value("username", "lisa"), value("password", "s3cret-word")].join(", ");
    let taken =
        subject.alter(&token, "createCustomerConfigVariable", &input("Shipyard warehouse", &all)).await;
    assert_eq!(problems(&taken.unwrap()), ["key: This customer has a connection of this name already."]);
    let odd = subject.alter(&token, "createCustomerConfigVariable", &input("X", &value("shell", "x"))).await;
    assert_eq!(problems(&odd.unwrap()), ["inputs: There is nothing called shell to fill in."]);
    let made = subject.alter(&token, "createCustomerConfigVariable", &input("Second warehouse", &all)).await;
    let made = made.unwrap()["customerConfigVariable"].clone();
    assert_eq!((&made["status"], &made["authorizeUrl"]), (&json!("ACTIVE"), &json!(null)));
    let read = subject.connection(&token, "Second warehouse").await;
    assert!(!read.to_string().contains("s3cret-word"));
    assert_eq!(read["customer"]["name"], "FTL Rockets");

    // What is left out stays; what is required cannot be emptied.
    let id = made["id"].as_str().unwrap();
    let change = |inputs: &str| format!("id: \"{id}\", inputs: [{inputs}]");
    let host = subject.alter(&token, "updateCustomerConfigVariable", &change(&value("host", "wms2"))).await;
    assert_eq!(problems(&host.unwrap()), [""; 0]);
    let empty = subject.alter(&token, "updateCustomerConfigVariable", &change(&value("password", ""))).await;
    assert_eq!(problems(&empty.unwrap()), ["inputs: Password: This field is required."]);
    let org = subject.one("ScopedConfigVariable", "stableKey", "progix");
    let unfit = format!("key: \"P\", scopedConfigVariable: \"{org}\"");
    let unfit = subject.alter(&token, "createCustomerConfigVariable", &unfit).await.unwrap();
    assert_eq!(unfit["errors"][0]["field"], "scopedConfigVariable");
}

#[tokio::test]
async fn consent_is_given_or_denied_once() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    for (answer, status) in [("deny", "ERROR"), ("allow", "ACTIVE")] {
        let before = subject.connection(&token, "Northdesk trial").await;
        let url = before["authorizeUrl"].as_str().unwrap().to_owned();
        let page = subject.get(&url).await;
        assert!(page.text().contains("Connect Progix Software to Northdesk?"), "{}", page.text());
        assert_eq!(subject.answer_consent(&url, answer).await.status, StatusCode::OK);
        assert_eq!(subject.connection(&token, "Northdesk trial").await["status"], status);
        assert_eq!(subject.answer_consent(&url, "allow").await.status, StatusCode::FORBIDDEN);
        assert_eq!(subject.get(&url).await.status, StatusCode::FORBIDDEN);
    }
    let guest = subject.token("kristin.henry@progix.io").await;
    assert_eq!(subject.connection(&guest, "Northdesk trial").await["authorizeUrl"], json!(null));
    let id = subject.connection(&token, "Northdesk trial").await["id"].clone();
    let off = subject.alter(&token, "disconnectCustomerConnection", &format!("id: {id}")).await.unwrap();
    assert_eq!(off["customerConfigVariable"]["status"], "PENDING");
}

#[tokio::test]
async fn a_connection_in_use_stays_until_its_users_pause() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let connection = subject.connection(&token, "Northdesk account").await;
    assert_eq!(connection["isInUse"], true);
    let id = format!("id: {}", connection["id"]);
    let refused = subject.alter(&token, "deleteCustomerConfigVariable", &id).await.unwrap();
    assert_eq!(problems(&refused), ["__all__: Pause the instances that use this connection first."]);
    let manager = subject.token("alexander.cooper@progix.io").await;
    let denied = subject.alter(&manager, "bulkDisableInstancesUsingCustomerConnection", &id).await;
    assert_eq!(denied, Err("Permission denied".to_owned()));
    let paused = subject.alter(&token, "bulkDisableInstancesUsingCustomerConnection", &id).await.unwrap();
    assert_eq!(paused["customerConfigVariable"]["isInUse"], false);
    let users = format!(
        "{{ customerConfigVariable(id: {}) {{ instances {{ nodes {{ name enabled }} }} }} }}",
        connection["id"]
    );
    let users = subject.graphql(&token, &users).await.json()["data"].clone();
    let users = users["customerConfigVariable"]["instances"]["nodes"].as_array().unwrap().clone();
    assert_eq!(users.len(), 2);
    assert!(users.iter().all(|it| it["enabled"] == false));
    assert!(problems(&subject.alter(&token, "deleteCustomerConfigVariable", &id).await.unwrap()).is_empty());
    assert_eq!(subject.connection(&token, "Northdesk account").await, json!(null));
}

#[tokio::test]
async fn connections_are_there_for_those_who_see_the_customer() {
    let subject = Subject::new();
    let count = async |email: &str, arguments: &str| {
        let token = subject.token(email).await;
        subject.connections(&token, arguments).await.as_array().unwrap().len()
    };
    assert_eq!(count(OWNER, "").await, 8);
    assert_eq!(count("alexander.cooper@progix.io", "").await, 8);
    assert_eq!(count(LISA, "").await, 5);
    assert_eq!(count("omar.haddad@ftl-rockets.com", "").await, 5);
    assert_eq!(count("terry@acme-erp.example", "").await, 0);
    assert_eq!(count(OWNER, "connection_Component_Label_Icontains: \"DESK\"").await, 3);
    assert_eq!(count(OWNER, "status_In: [\"error\", \"FAILED\"]").await, 2);
    let ftl = subject.one("Customer", "name", "FTL Rockets");
    assert_eq!(count(OWNER, &format!("customer: \"{ftl}\"")).await, 5);
    let token = subject.token(OWNER).await;
    let sorted = subject.connections(&token, "orderBy: { field: COMPONENT_LABEL, direction: ASC }").await;
    assert_eq!(sorted[0]["scopedConfigVariable"]["connection"]["component"]["label"], "Acme ERP");

    // Granted a customer, a third party sees what this customer connects to and no other of the kinds.
    let grant = format!(
        "mutation {{ administerObjectPermission(input: {{ id: \"{}\", object: \"{}\", permission: \"{}\", grant: true }}) {{
            errors {{ messages }} }} }}",
        subject.one("User", "email", "terry@acme-erp.example"),
        subject.one("Customer", "name", "Rockets, Inc"),
        subject.one("Permission", "tag", "customer_view"),
    );
    assert_eq!(subject.graphql(&token, &grant).await.json()["errors"], json!(null));
    assert_eq!(count("terry@acme-erp.example", "").await, 1);
    let terry = subject.token("terry@acme-erp.example").await;
    let kinds = subject.graphql(&terry, "{ scopedConfigVariables { nodes { key } } }").await.json();
    assert_eq!(kinds["data"]["scopedConfigVariables"]["nodes"], json!([{ "key": "Acme ERP OAuth 2.0" }]));
    let components =
        subject.graphql(&terry, "{ components(public: false) { nodes { label } } }").await.json();
    assert_eq!(components["data"]["components"]["nodes"], json!([{ "label": "Acme ERP" }]));
    let rights = subject.connections(&terry, "").await;
    assert_eq!(rights[0]["allowUpdate"], false);
}
