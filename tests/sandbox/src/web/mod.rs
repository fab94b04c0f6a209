//! The sandbox as a web server: the app's files, the API, sign-in, and the helpers for trying and testing.

mod api;
mod clock;
mod csp;
mod embedded;
pub mod faults;
pub mod files;
mod guard;
mod headers;
mod helpers;
pub mod journal;
mod media;
mod messagepack;
mod playground;
mod routes;
mod serve;
mod trigger;

pub use headers::Document;
pub use routes::router;
pub use serve::{Config, Running, ServeError, open, serve};

use std::{path::Path, sync::Arc};

use axum::{
    Json,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use crate::{
    auth::{Identity, authorize::Codes},
    engine::Engine,
    media::Media,
    seed::Scale,
    store::{Store, StoreError},
};
use csp::Reports;
use faults::Faults;
use files::Files;
use journal::Journal;

/// Everything a request may need; clones share it.
#[derive(Clone)]
pub struct Sandbox {
    pub store: Store,
    pub media: Arc<Media>,
    pub engine: Arc<Engine>,
    pub identity: Arc<Identity>,
    pub files: Arc<Files>,
    pub codes: Codes,
    pub faults: Faults,
    pub journal: Journal,
    pub(crate) clock: clock::Clock,
    pub(crate) reports: Reports,
    pub scale: Scale,
    /// The browser build of the embedding SDK.
    pub sdk: Arc<Path>,
}

/// The origin the caller used, as far as the request tells.
#[must_use]
pub fn origin(headers: &HeaderMap) -> String {
    let forwarded = headers.get("x-forwarded-proto").is_some_and(|it| it == "https");
    format!("{}://{}", if forwarded { "https" } else { "http" }, host(headers))
}

/// The host the caller used, with its port.
#[must_use]
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|it| it.to_str().ok()).unwrap_or_default()
}

/// Whether the caller is on this very machine, going by the name it used.
#[must_use]
pub fn is_loopback(headers: &HeaderMap) -> bool {
    let host = host(headers);
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|it| it.is_ascii_digit()) => name,
        _ => host,
    };
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Whether the body says it is JSON. Browsers ask before they send that to another origin.
#[must_use]
pub fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|it| it.trim().eq_ignore_ascii_case("application/json"))
}

/// A failure of the sandbox itself: the details are for its terminal, not for the caller.
#[must_use]
pub fn fail(error: &StoreError) -> Response {
    eprintln!("gantry-sandbox: {error}");
    refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed.")
}

/// A refusal in the API's shape.
#[must_use]
pub fn refuse(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "errors": [{ "message": message }] }))).into_response()
}
