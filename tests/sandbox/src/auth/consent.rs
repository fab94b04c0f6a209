//! The other system of a connection, as far as people see it: a page on which they agree or not.

use axum::{
    Extension, Form,
    extract::{Query, State},
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use maud::Markup;
use serde::Deserialize;

use super::{pages, text};
use crate::{
    engine::connections::{awaiting, consent},
    seed,
    web::{Document, Sandbox, fail},
};

const GONE: &str = "This address has been used";

/// Which connection waits for an answer.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    state: String,
}

/// The answer.
#[derive(Deserialize)]
pub struct Answered {
    state: String,
    answer: String,
}

/// Asks.
pub async fn ask(State(sandbox): State<Sandbox>, Query(asked): Query<Asked>) -> Response {
    let found = sandbox.store.read(|it| {
        let Some((_, doc)) = awaiting(it, &asked.state)? else { return Ok(None) };
        let component = it.get("Component", text(&doc, "component"))?.unwrap_or_default();
        let organization = it.get("Organization", &seed::organization())?.unwrap_or_default();
        Ok(Some((text(&component, "label").to_owned(), text(&organization, "name").to_owned())))
    });
    match found {
        Ok(Some((system, organization))) => {
            show(StatusCode::OK, &pages::consent(&system, &organization, &asked.state))
        }
        Ok(None) => show(StatusCode::FORBIDDEN, &pages::consented(GONE)),
        Err(error) => fail(&error),
    }
}

/// Takes the answer, once.
pub async fn take(State(sandbox): State<Sandbox>, Form(answered): Form<Answered>) -> Response {
    let allowed = answered.answer == "allow";
    match sandbox.store.write(|it| consent(it, &answered.state, allowed)) {
        Ok(true) if allowed => show(StatusCode::OK, &pages::consented("Connected")),
        Ok(true) => show(StatusCode::OK, &pages::consented("Not connected")),
        Ok(false) => show(StatusCode::FORBIDDEN, &pages::consented(GONE)),
        Err(error) => fail(&error),
    }
}

fn show(status: StatusCode, page: &Markup) -> Response {
    (status, Extension(Document::Login), Html(page.0.clone())).into_response()
}
