//! Failures on demand, so that tests can see how the app takes them.

use std::{
    collections::BTreeMap,
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    body::Body,
    extract::{State, rejection::JsonRejection},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt as _, future, stream};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Sandbox, refuse};

const MOST_BYTES: usize = 64 * 1024 * 1024;

/// The failures waiting for their operation.
#[derive(Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Fault>>>);

/// A failure of one operation.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fault {
    /// The operation's name, or `*` for all.
    pub operation: String,
    pub kind: Kind,
    /// How many such operations go well first.
    #[serde(default)]
    pub skip: u32,
    /// How often it happens; always, when left out.
    pub times: Option<u32>,
    /// Of `status`.
    pub status: Option<u16>,
    /// Of `status`.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Of `status`: the whole body. Of `error`: the message.
    pub body: Option<String>,
    /// Of `delay`, in milliseconds.
    pub ms: Option<u64>,
    /// Of `drift`: which part of the answer, as a JSON pointer.
    pub path: Option<String>,
    /// Of `drift`: what is there instead; nothing, when left out.
    #[serde(default, deserialize_with = "present")]
    pub value: Option<Value>,
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Another answer, and nothing is done.
    Status,
    /// The answer comes late.
    Delay,
    /// No answer, and nothing is done.
    Hang,
    /// The connection breaks in the middle of the answer.
    Cut,
    /// A GraphQL error, and nothing is done.
    Error,
    /// The answer differs from the contract in one place.
    Drift,
    /// It is done, but no answer comes.
    CommitThenHang,
}

/// A failure that has met its operation.
pub struct Hit(Fault);

impl Faults {
    pub(super) fn hit(&self, operation: &str) -> Option<Hit> {
        let mut faults = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let index = faults.iter().position(|it| it.operation == "*" || it.operation == operation)?;
        let fault = faults.get_mut(index)?;
        if fault.skip > 0 {
            fault.skip -= 1;
            return None;
        }
        let hit = fault.clone();
        if let Some(times) = &mut fault.times {
            *times = times.saturating_sub(1);
            if *times == 0 {
                faults.remove(index);
            }
        }
        Some(Hit(hit))
    }

    pub(super) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

impl Hit {
    /// Answers as the failure wants it; `run` is what would have been done.
    pub async fn play<F: Future<Output = Response>>(self, run: impl FnOnce() -> F) -> Response {
        let fault = self.0;
        match fault.kind {
            Kind::Status => fault.answer(),
            Kind::Error => {
                let message = fault.body.as_deref().unwrap_or("Something went wrong.");
                Json(json!({ "data": null, "errors": [{ "message": message }] })).into_response()
            }
            Kind::Delay => {
                tokio::time::sleep(Duration::from_millis(fault.ms.unwrap_or(1_000))).await;
                run().await
            }
            Kind::Hang => future::pending().await,
            Kind::CommitThenHang => {
                run().await;
                future::pending().await
            }
            Kind::Cut => cut(run().await).await,
            Kind::Drift => drift(run().await, &fault).await,
        }
    }
}

impl Fault {
    fn answer(&self) -> Response {
        let status = self.status.and_then(|it| StatusCode::from_u16(it).ok());
        let status = status.unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        let mut response = match &self.body {
            Some(body) => (status, body.clone()).into_response(),
            None if status == StatusCode::NO_CONTENT => status.into_response(),
            None => refuse(status, "Something went wrong."),
        };
        for (name, value) in &self.headers {
            if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}

/// Half of the answer, then the end of the connection.
async fn cut(response: Response) -> Response {
    let (parts, body) = response.into_parts();
    let Ok(bytes) = axum::body::to_bytes(body, MOST_BYTES).await else {
        return parts.status.into_response();
    };
    let half = bytes.slice(..bytes.len() / 2);
    let broken = stream::iter([Ok(half), Err(io::Error::from(io::ErrorKind::ConnectionReset))]);
    // The first half has to leave before the connection breaks, so it goes out in a round of its own.
    let paced = broken.then(|it| async {
        tokio::task::yield_now().await;
        it
    });
    let mut response = Response::from_parts(parts, Body::from_stream(paced));
    response.headers_mut().insert(header::CONTENT_LENGTH, bytes.len().into());
    response
}

async fn drift(response: Response, fault: &Fault) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = axum::body::to_bytes(body, MOST_BYTES).await.unwrap_or_default();
    let Ok(mut answer) = serde_json::from_slice::<Value>(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    let path = fault.path.as_deref().unwrap_or("/data");
    match (&fault.value, path.rsplit_once('/')) {
        (Some(value), Some((parent, key))) => match answer.pointer_mut(parent) {
            Some(Value::Object(fields)) => {
                fields.insert(key.to_owned(), value.clone());
            }
            Some(Value::Array(items)) => {
                let item = key.parse::<usize>().ok().and_then(|it| items.get_mut(it));
                if let Some(item) = item {
                    *item = value.clone();
                }
            }
            _ => {}
        },
        (None, Some((parent, key))) => {
            if let Some(fields) = answer.pointer_mut(parent).and_then(Value::as_object_mut) {
                fields.remove(key);
            }
        }
        (_, None) => {}
    }
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(answer.to_string()))
}

/// Tells a given null from nothing given.
fn present<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

/// The failures still waiting.
pub async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<Fault>> {
    Json(sandbox.faults.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Adds failures behind those waiting.
pub async fn add(
    State(sandbox): State<Sandbox>,
    faults: Result<Json<Vec<Fault>>, JsonRejection>,
) -> Response {
    match faults {
        Ok(Json(faults)) => {
            sandbox.faults.0.lock().unwrap_or_else(PoisonError::into_inner).extend(faults);
            StatusCode::NO_CONTENT.into_response()
        }
        Err(rejection) => refuse(StatusCode::BAD_REQUEST, &rejection.body_text()),
    }
}

/// Forgets them all.
pub async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.faults.clear();
    StatusCode::NO_CONTENT
}
