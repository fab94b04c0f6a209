//! What browsers report of the content security policy: a test run must end with none.

use std::sync::{Arc, Mutex, PoisonError};

use axum::{Json, body::Bytes, extract::State, http::StatusCode};
use serde_json::Value;

use super::Sandbox;

const MOST: usize = 1_000;

/// The reports received.
#[derive(Clone, Default)]
pub struct Reports(Arc<Mutex<Vec<Value>>>);

/// Takes a report.
pub async fn report(State(sandbox): State<Sandbox>, body: Bytes) -> StatusCode {
    let mut reports = sandbox.reports.0.lock().unwrap_or_else(PoisonError::into_inner);
    if reports.len() < MOST {
        reports.extend(serde_json::from_slice::<Value>(&body));
    }
    StatusCode::NO_CONTENT
}

/// All reports, oldest first.
pub async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<Value>> {
    Json(sandbox.reports.0.lock().unwrap_or_else(PoisonError::into_inner).clone())
}

/// Forgets them.
pub async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.reports.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    StatusCode::NO_CONTENT
}
