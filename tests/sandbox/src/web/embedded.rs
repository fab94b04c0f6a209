//! `POST /embedded/authenticate`: what the embedding SDK calls before it opens a screen.

use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::{Sandbox, api::bearer};
use crate::auth::{Claims, Refusal, provision};

/// Checks the token and makes sure that its customer and person are there. A refusal is a plain sentence: the SDK shows
/// it to the people who build the host's page.
pub async fn authenticate(State(sandbox): State<Sandbox>, headers: HeaderMap) -> Response {
    let token = bearer(&headers).unwrap_or_default().to_owned();
    let checked = tokio::task::spawn_blocking(move || {
        let claims = Claims::verify(&sandbox.store, &token)?;
        provision(&sandbox.store, &claims)
    });
    match checked.await.unwrap_or(Err(Refusal::Broken)) {
        Ok(_) => StatusCode::NO_CONTENT.into_response(),
        Err(Refusal::Unauthorized(sentence)) => {
            (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], sentence).into_response()
        }
        Err(Refusal::Forbidden(sentence)) => (StatusCode::FORBIDDEN, sentence).into_response(),
        Err(Refusal::Broken) => (StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed.").into_response(),
    }
}
