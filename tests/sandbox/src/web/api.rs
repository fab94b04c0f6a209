//! `/api`: GraphQL over POST, JSON only, one request at a time.

use std::time::Duration;

use async_graphql::parser::{
    parse_query,
    types::{DocumentOperations, OperationType},
};
use axum::{
    Extension, Json,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::Value;
use tokio::runtime::Handle;

use super::{Sandbox, is_json, origin, refuse};
use crate::{
    auth::{self, Refusal},
    engine::{Engine, Origin, RequestId},
};

const PATIENCE: Duration = Duration::from_secs(10);
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// What a request asks for, as far as its text tells.
struct Asked {
    operation: String,
    mutation: bool,
}

/// Answers a GraphQL request.
pub async fn answer(
    State(sandbox): State<Sandbox>,
    Extension(id): Extension<RequestId>,
    request: Request,
) -> Response {
    if request.method() != Method::POST {
        let refused = refuse(StatusCode::METHOD_NOT_ALLOWED, "Send requests with POST.");
        return ([(header::ALLOW, "POST, OPTIONS")], refused).into_response();
    }
    let headers = request.headers().clone();
    if !is_json(&headers) {
        return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Send requests as application/json.");
    }
    let Ok(body) = axum::body::to_bytes(request.into_body(), MOST_BYTES).await else {
        return refuse(StatusCode::PAYLOAD_TOO_LARGE, "The request is too large.");
    };
    let asked = Asked::read(&body);
    match sandbox.faults.hit(&asked.operation) {
        Some(hit) => hit.play(|| run(&sandbox, &headers, &body, &asked, &id)).await,
        None => run(&sandbox, &headers, &body, &asked, &id).await,
    }
}

async fn run(
    sandbox: &Sandbox,
    headers: &HeaderMap,
    body: &Bytes,
    asked: &Asked,
    id: &RequestId,
) -> Response {
    let caller = match authorize(sandbox, headers).await {
        Ok(caller) => caller,
        Err(refused) => return *refused,
    };
    let Ok(Value::Object(mut fields)) = serde_json::from_slice::<Value>(body) else {
        return refuse(StatusCode::BAD_REQUEST, "The request is not a JSON object.");
    };
    // Clients that have no variables leave them out or send null.
    fields.retain(|_, value| !value.is_null());
    let variables = fields.get("variables").cloned().unwrap_or_default();
    let Ok(request) = serde_json::from_value::<async_graphql::Request>(Value::Object(fields)) else {
        return refuse(StatusCode::BAD_REQUEST, "The request has no query.");
    };
    let request = request.data(id.clone()).data(Origin(origin(headers)));
    let engine = sandbox.engine.clone();
    // The engine reads from disk: it may keep a thread busy, but not one that answers others.
    let runtime = Handle::current();
    let running =
        tokio::task::spawn_blocking(move || runtime.block_on(engine.execute(Some(caller.as_str()), request)));
    let Ok(answered) = tokio::time::timeout(PATIENCE, running).await else {
        return refuse(StatusCode::SERVICE_UNAVAILABLE, "The request took too long.");
    };
    let Ok(response) = answered else {
        return refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed.");
    };
    if asked.mutation {
        sandbox.journal.record(&asked.operation, variables, &response);
    }
    let status = if Engine::refused(&response) { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    (status, Json(response)).into_response()
}

pub(super) async fn authorize(sandbox: &Sandbox, headers: &HeaderMap) -> Result<String, Box<Response>> {
    let bearer = bearer(headers).map(str::to_owned);
    let sandbox = sandbox.clone();
    let checked = tokio::task::spawn_blocking(move || {
        auth::caller(&sandbox.store, &sandbox.identity.keys, bearer.as_deref())
    });
    let refused = match checked.await.unwrap_or(Err(Refusal::Broken)) {
        Ok(caller) => return Ok(caller),
        Err(Refusal::Unauthorized(sentence) | Refusal::Forbidden(sentence)) => {
            ([(header::WWW_AUTHENTICATE, "Bearer")], refuse(StatusCode::UNAUTHORIZED, sentence))
                .into_response()
        }
        Err(Refusal::Broken) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    };
    Err(Box::new(refused))
}

/// The token in the `Authorization` header.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl Asked {
    fn read(body: &[u8]) -> Self {
        let body: Value = serde_json::from_slice(body).unwrap_or_default();
        let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
        let named = text("operationName");
        let mut asked = Self { operation: named.to_owned(), mutation: false };
        let Ok(document) = parse_query(text("query")) else {
            return asked;
        };
        match document.operations {
            DocumentOperations::Single(it) => asked.mutation = it.node.ty == OperationType::Mutation,
            DocumentOperations::Multiple(all) => {
                let found = all.into_iter().find(|(name, _)| named.is_empty() || name.as_str() == named);
                if let Some((name, it)) = found {
                    asked.mutation = it.node.ty == OperationType::Mutation;
                    asked.operation = name.to_string();
                }
            }
        }
        asked
    }
}
