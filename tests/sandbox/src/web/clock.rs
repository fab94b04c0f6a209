//! The time by which flows run on schedule: it goes on by itself, and on request faster.

use std::{
    io,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Json,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use serde_json::json;
use tokio::sync::watch;

use super::{Sandbox, fail, refuse};
use crate::store::StoreError;

/// Between two looks at what is due. Schedules know no less than a minute.
const PAUSE: Duration = Duration::from_secs(20);

/// The most minutes that pass at once.
const MOST: u32 = 7 * 24 * 60;

/// The moment up to which everything that was due has run. Clones share it.
#[derive(Clone)]
pub struct Clock(Arc<Mutex<Timestamp>>);

impl Default for Clock {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(Timestamp::now())))
    }
}

impl Clock {
    /// Goes by the clock of this machine again.
    pub fn reset(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Timestamp::now();
    }

    /// Runs what is due up to `until`, unless that has been. Says how many flows ran.
    fn advance(
        &self,
        sandbox: &Sandbox,
        until: impl FnOnce(Timestamp) -> Timestamp,
    ) -> Result<usize, StoreError> {
        let mut last = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let until = until(*last);
        if until <= *last {
            return Ok(0);
        }
        let count = sandbox.engine.run_scheduled(*last, until)?;
        *last = until;
        Ok(count)
    }
}

/// Runs what is due, until the sandbox stops.
pub async fn keep_going(sandbox: Sandbox, mut stopped: watch::Receiver<bool>) -> io::Result<()> {
    loop {
        tokio::select! {
            // An error means that the sender is gone, which is an end as well.
            _ = stopped.wait_for(|it| *it) => return Ok(()),
            () = tokio::time::sleep(PAUSE) => {}
        }
        let sandbox = sandbox.clone();
        let work = move || sandbox.clock.advance(&sandbox, |_| Timestamp::now());
        if let Ok(Err(error)) = tokio::task::spawn_blocking(work).await {
            eprintln!("gantry-sandbox: {error}");
        }
    }
}

/// How much time is to pass.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Minutes {
    minutes: u32,
}

/// Lets time pass, at once, for flows on schedule.
pub async fn pass(State(sandbox): State<Sandbox>, body: Result<Json<Minutes>, JsonRejection>) -> Response {
    let Ok(Json(Minutes { minutes })) = body else {
        return refuse(StatusCode::BAD_REQUEST, "Send {\"minutes\": …}.");
    };
    let by = SignedDuration::from_mins(minutes.min(MOST).into());
    let work = move || sandbox.clock.advance(&sandbox, |last| last.max(Timestamp::now()) + by);
    match tokio::task::spawn_blocking(work).await {
        Ok(Ok(ran)) => Json(json!({ "ran": ran })).into_response(),
        Ok(Err(error)) => fail(&error),
        Err(_) => refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."),
    }
}
