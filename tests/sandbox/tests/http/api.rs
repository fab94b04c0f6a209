//! The API over HTTP.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use super::Subject;

const CREATE: &str =
    "mutation { createCustomer(input: {name: \"Apogee Works\"}) { customer { name } errors { field } } }";

#[tokio::test]
async fn only_json_sent_by_post_is_read() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let body = json!({ "query": CREATE }).to_string();
    let form = "query=mutation";
    let query = format!("/api?query={}", "mutation%7BcreateCustomer%7D");
    let cases = [
        (Method::GET, query.as_str(), "application/json", "", StatusCode::METHOD_NOT_ALLOWED),
        (Method::PUT, "/api", "application/json", body.as_str(), StatusCode::METHOD_NOT_ALLOWED),
        (Method::POST, "/api", "text/plain", body.as_str(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Method::POST, "/api", "application/x-www-form-urlencoded", form, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Method::POST, "/api", "multipart/form-data; boundary=x", form, StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Method::POST, "/api", "", body.as_str(), StatusCode::UNSUPPORTED_MEDIA_TYPE),
        (Method::POST, "/api", "application/json", "[]", StatusCode::BAD_REQUEST),
        (Method::POST, "/api", "application/json", "not json", StatusCode::BAD_REQUEST),
        (Method::POST, "/api", "application/json", "{}", StatusCode::BAD_REQUEST),
    ];
    for (method, path, kind, body, status) in cases {
        let request = Request::builder()
            .method(&method)
            .uri(path)
            .header(header::CONTENT_TYPE, kind)
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        let answer = subject.send(request.body(Body::from(body.to_owned())).unwrap()).await;
        assert_eq!(answer.status, status, "{method} {kind} {body}");
        assert!(answer.json()["errors"][0]["message"].is_string());
    }
    assert_eq!(subject.get("/sandbox/journal").await.json(), json!([]));
}

#[tokio::test]
async fn too_much_is_refused() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    let answer = subject.graphql(&token, &"#".repeat(2 * 1024 * 1024 + 1)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_request_that_does_not_fit_the_contract_is_a_bad_one() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    for query in
        ["{", "{ nothing }", "{ customers { nodes { nothing } } }", "{ __schema { types { name } } }"]
    {
        assert_eq!(subject.graphql(&token, query).await.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn who_is_not_signed_in_gets_nothing() {
    let subject = Subject::new();
    let good = subject.token("james.patton@progix.io").await;
    let (head, rest) = good.split_once('.').unwrap();
    let (claims, signature) = rest.split_once('.').unwrap();
    let other = subject.token("kristin.henry@progix.io").await;
    let stolen = other.split('.').nth(1).unwrap();
    let tokens = [
        String::new(),
        "nonsense".to_owned(),
        "a.b.c".to_owned(),
        format!("{head}.{stolen}.{signature}"),
        format!("{head}.{claims}."),
        format!("eyJhbGciOiJub25lIn0.{claims}."),
    ];
    for token in tokens {
        let answer = subject.graphql(&token, "{ authenticatedUser { name } }").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{token}");
        assert!(answer.json()["errors"][0]["message"].is_string());
        assert!(token.is_empty() || !answer.text().contains(&token));
    }
    let answer = subject.graphql(&good, "{ authenticatedUser { name } }").await;
    assert_eq!(answer.json()["data"]["authenticatedUser"]["name"], "James Patton");
}

#[tokio::test]
async fn a_deleted_person_is_out_at_once() {
    let subject = Subject::new();
    let token = subject.token("kristin.henry@progix.io").await;
    let me = "{ authenticatedUser { id } }";
    let id = subject.graphql(&token, me).await.json()["data"]["authenticatedUser"]["id"].clone();
    let owner = subject.token("james.patton@progix.io").await;
    let delete = format!("mutation {{ deleteUser(input: {{ id: {id} }}) {{ errors {{ field }} }} }}");
    assert_eq!(subject.graphql(&owner, &delete).await.json()["data"]["deleteUser"]["errors"], json!([]));
    assert_eq!(subject.graphql(&token, me).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_journal_tells_what_was_changed() {
    let subject = Subject::new();
    let token = subject.token("james.patton@progix.io").await;
    subject.graphql(&token, "{ authenticatedUser { name } }").await;
    let body = json!({
        "operationName": "CreateCustomer",
        "query": "mutation CreateCustomer($name: String!) { createCustomer(input: {name: $name}) { customer { name } errors { field } } }",
        "variables": { "name": "Apogee Works" },
    });
    let request = Request::post("/api/")
        .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
        .header(header::AUTHORIZATION, format!("Bearer {token}"));
    subject.send(request.body(Body::from(body.to_string())).unwrap()).await;
    let journal = subject.get("/sandbox/journal").await.json();
    assert_eq!(journal.as_array().unwrap().len(), 1);
    assert_eq!(journal[0]["operation"], "CreateCustomer");
    assert_eq!(journal[0]["variables"], json!({ "name": "Apogee Works" }));
    assert_eq!(journal[0]["outcome"]["data"]["createCustomer"]["customer"]["name"], "Apogee Works");
    let clear = Request::delete("/sandbox/journal").body(Body::empty()).unwrap();
    assert_eq!(subject.send(clear).await.status, StatusCode::NO_CONTENT);
    assert_eq!(subject.get("/sandbox/journal").await.json(), json!([]));
}
