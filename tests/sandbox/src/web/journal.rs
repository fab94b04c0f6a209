//! What was changed through the API, in order: tests read here what a screen really sent.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use axum::{Json, extract::State, http::StatusCode};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::Sandbox;

const LONGEST: usize = 10_000;

/// The mutations received since the start, or since the last clearing.
#[derive(Clone, Default)]
pub struct Journal(Arc<Mutex<VecDeque<Entry>>>);

/// One of them.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub at: String,
    pub operation: String,
    pub variables: Value,
    /// The whole answer.
    pub outcome: Value,
}

impl Journal {
    pub(super) fn record(&self, operation: &str, variables: Value, response: &async_graphql::Response) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.len() == LONGEST {
            entries.pop_front();
        }
        entries.push_back(Entry {
            at: Timestamp::now().to_string(),
            operation: operation.to_owned(),
            variables,
            outcome: serde_json::to_value(response).unwrap_or_default(),
        });
    }

    pub(super) fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

/// Everything recorded, oldest first.
pub async fn list(State(sandbox): State<Sandbox>) -> Json<Vec<Entry>> {
    Json(sandbox.journal.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect())
}

/// Forgets everything.
pub async fn clear(State(sandbox): State<Sandbox>) -> StatusCode {
    sandbox.journal.clear();
    StatusCode::NO_CONTENT
}
