//! `/trigger/…`: calls of flows from outside. `/results/…`: what their steps came to.

use axum::{
    body::Bytes,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use super::{Sandbox, fail, messagepack, refuse};
use crate::engine::{Call, Refused, Reply};

/// What callers show their key in.
const API_KEY: &str = "api-key";

/// Headers that say who somebody is: nobody reads them in a run.
const PRIVATE: [&str; 3] = [API_KEY, "authorization", "cookie"];

/// Runs the flow that the address names.
pub async fn call(
    State(sandbox): State<Sandbox>,
    Path(address): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let said = |name: &str| headers.get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
    let key = said(API_KEY);
    let seen = headers.iter().filter(|(name, _)| !PRIVATE.contains(&name.as_str()));
    let seen = seen.map(|(name, it)| (name.to_string(), json!(String::from_utf8_lossy(it.as_bytes()))));
    let call = Call {
        invoke: "WEBHOOK",
        is_test: false,
        content_type: said(header::CONTENT_TYPE.as_str()).unwrap_or_default(),
        headers: seen.collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let running =
        tokio::task::spawn_blocking(move || sandbox.engine.trigger(&address, key.as_deref(), &call));
    match running.await {
        Ok(Ok(reply)) => answer(reply),
        Ok(Err(Refused::NotFound)) => refuse(StatusCode::NOT_FOUND, "There is no such flow."),
        Ok(Err(Refused::Unauthorized)) => {
            refuse(StatusCode::UNAUTHORIZED, "Send an API key of this flow in the api-key header.")
        }
        Ok(Err(Refused::Idle(why))) => refuse(StatusCode::FORBIDDEN, why),
        Ok(Err(Refused::Failed(error))) => fail(&error),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}

fn answer(reply: Reply) -> Response {
    let Reply { status, headers, body } = reply;
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    let mut response = (status, body).into_response();
    for (name, value) in known(headers) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// Those of a flow's headers that can be sent.
fn known(headers: Map<String, Value>) -> impl Iterator<Item = (HeaderName, HeaderValue)> {
    let each = headers.into_iter();
    each.filter_map(|(name, value)| Some((name.parse().ok()?, value.as_str()?.parse().ok()?)))
}

/// What a step came to, for whoever was told its address.
pub async fn results(State(sandbox): State<Sandbox>, Path(address): Path<String>) -> Response {
    let found = tokio::task::spawn_blocking(move || sandbox.engine.step_result(&address)).await;
    match found {
        Ok(Ok(Some(result))) => {
            let headers = [
                (header::CONTENT_TYPE, "application/msgpack"),
                (header::CACHE_CONTROL, "private, max-age=600"),
            ];
            (headers, messagepack::encode(&result)).into_response()
        }
        Ok(Ok(None)) => refuse(StatusCode::NOT_FOUND, "There is no such result."),
        Ok(Err(error)) => fail(&error),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}
