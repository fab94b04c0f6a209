//! `/sandbox/…`: what trying and testing need and no real backend has.

use axum::{
    Json,
    extract::{Query, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use jiff::Timestamp;
use rusqlite::types::Value as Sql;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Sandbox, fail, origin, refuse};
use crate::{
    auth::{self, Keys, People, text},
    engine::encode_id,
    policy::roles::builtin_id,
    seed,
    store::{Doc, tables::fold},
};

/// Who a token is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person {
    email: String,
}

/// What an embedded token says.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Embedded {
    /// The customer's external id.
    customer: String,
    sub: Option<String>,
    name: Option<String>,
    role: Option<String>,
    /// In seconds; below zero it has expired already.
    ttl: Option<i64>,
    customer_name: Option<String>,
}

/// Which customers to list.
#[derive(Deserialize)]
pub struct Search {
    #[serde(default)]
    q: String,
    limit: Option<u32>,
}

/// An access token for any person there is.
pub async fn token(State(sandbox): State<Sandbox>, body: Result<Json<Person>, JsonRejection>) -> Response {
    let Ok(Json(person)) = body else {
        return refuse(StatusCode::BAD_REQUEST, "Send {\"email\": …}.");
    };
    let found = match sandbox.store.read(|it| it.find("User", "email", &json!(person.email))) {
        Ok(found) => found,
        Err(error) => return fail(&error),
    };
    let Some(user) = found.first() else {
        return refuse(StatusCode::NOT_FOUND, "Nobody has this email address.");
    };
    match auth::issue(&sandbox.identity, text(user, "id")) {
        Ok(token) => Json(json!({ "access_token": token })).into_response(),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}

/// A token as the organization's own server would sign it.
pub async fn embedded_token(
    State(sandbox): State<Sandbox>,
    body: Result<Json<Embedded>, JsonRejection>,
) -> Response {
    let asked = match body {
        Ok(Json(asked)) => asked,
        Err(rejection) => return refuse(StatusCode::BAD_REQUEST, &rejection.body_text()),
    };
    let now = Timestamp::now().as_second();
    let sub = asked.sub.as_deref().unwrap_or("demo-user");
    let mut claims = json!({
        "sub": sub, "external_id": sub, "organization": encode_id("Organization", &seed::organization()),
        "customer": asked.customer, "iat": now - 5, "exp": now + asked.ttl.unwrap_or(600),
    });
    for (claim, value) in [("name", asked.name), ("role", asked.role), ("customer_name", asked.customer_name)]
    {
        if let (Some(value), Some(claims)) = (value, claims.as_object_mut()) {
            claims.insert(claim.to_owned(), Value::String(value));
        }
    }
    match sandbox.identity.keys.sign_embedded(&claims) {
        Ok(token) => Json(json!({ "token": token })).into_response(),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}

/// Back to the data of the first start. Tokens stay good as far as their people are still there.
pub async fn reset(State(sandbox): State<Sandbox>) -> Response {
    let working = sandbox.clone();
    let done = tokio::task::spawn_blocking(move || {
        let Sandbox { store, scale, identity, .. } = working;
        store.write(|it| {
            Keys::keep(it, |it| it.clear())?;
            seed::fill(it, scale, &identity.keys)
        })
    });
    sandbox.faults.clear();
    sandbox.journal.clear();
    sandbox.clock.reset();
    match done.await {
        Ok(Ok(())) => StatusCode::NO_CONTENT.into_response(),
        Ok(Err(error)) => fail(&error),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}

/// Who can sign in.
pub async fn people(State(sandbox): State<Sandbox>) -> Response {
    match sandbox.store.read(People::load) {
        Ok(People { people, .. }) => Json(people).into_response(),
        Err(error) => fail(&error),
    }
}

/// What people were written, the newest first: nothing leaves the sandbox.
pub async fn mails(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Response {
    let origin = origin(&headers);
    let mail = |it: &Doc| {
        json!({
            "to": it.get("to"), "subject": it.get("subject"), "sentAt": it.get("sentAt"),
            "link": format!("{origin}{}", text(it, "path")),
        })
    };
    match sandbox.store.read(auth::register::mails) {
        Ok(found) => Json(found.iter().map(mail).collect::<Vec<_>>()).into_response(),
        Err(error) => fail(&error),
    }
}

/// Customers by a part of their name, for choosing one.
pub async fn customers(State(sandbox): State<Sandbox>, Query(search): Query<Search>) -> Response {
    let limit = search.limit.unwrap_or(20).min(100);
    let found = sandbox.store.read(|it| {
        let sql = r#"SELECT doc FROM "Customer" WHERE instr("name__folded", ?) > 0 ORDER BY "name__folded" LIMIT ?"#;
        it.docs(sql, &[Sql::Text(fold(&search.q)), Sql::Integer(limit.into())])
    });
    let row = |it: &Doc| json!({ "name": it.get("name"), "externalId": it.get("externalId") });
    match found {
        Ok(found) => Json(found.iter().map(row).collect::<Vec<_>>()).into_response(),
        Err(error) => fail(&error),
    }
}

/// Another role for somebody who may be at work this moment.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewRole {
    email: String,
    /// The name of a role for people of their kind.
    role: String,
}

/// Gives a person another role, as an administrator elsewhere would.
pub async fn change_role(
    State(sandbox): State<Sandbox>,
    body: Result<Json<NewRole>, JsonRejection>,
) -> Response {
    let Ok(Json(asked)) = body else {
        return refuse(StatusCode::BAD_REQUEST, "Send {\"email\": …, \"role\": …}.");
    };
    let done = sandbox.store.write(|it| {
        let Some(mut user) = it.find("User", "email", &json!(asked.email))?.into_iter().next() else {
            return Ok(false);
        };
        let kind = if text(&user, "customer").is_empty() { "Organization" } else { "Customer" };
        let role = builtin_id("Role", kind, &asked.role);
        if it.get("Role", &role)?.is_none() {
            return Ok(false);
        }
        user.insert("role".to_owned(), json!(role));
        it.update("User", user)?;
        Ok(true)
    });
    match done {
        Ok(true) => StatusCode::NO_CONTENT.into_response(),
        Ok(false) => refuse(StatusCode::NOT_FOUND, "There is no such person or role."),
        Err(error) => fail(&error),
    }
}
