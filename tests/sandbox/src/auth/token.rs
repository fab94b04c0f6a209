//! `/oauth/token`, `/auth/refresh` and `/auth/revoke`: codes and refresh tokens become access tokens, until revoked.

use axum::{
    Json,
    body::Bytes,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{CLIENT, Refusal, issue, sessions};
use crate::{
    store::StoreError,
    web::{Sandbox, fail, is_json},
};

/// Why there is no token, in OAuth's words.
#[derive(Debug)]
pub enum TokenError {
    InvalidRequest,
    InvalidGrant,
    UnsupportedGrant,
    Broken,
}

impl From<StoreError> for TokenError {
    fn from(error: StoreError) -> Self {
        eprintln!("gantry-sandbox: {error}");
        Self::Broken
    }
}

impl From<Refusal> for TokenError {
    fn from(_: Refusal) -> Self {
        Self::Broken
    }
}

impl IntoResponse for TokenError {
    fn into_response(self) -> Response {
        let (status, error, sentence) = match self {
            Self::InvalidRequest => {
                (StatusCode::BAD_REQUEST, "invalid_request", "The request could not be read.")
            }
            Self::InvalidGrant => (StatusCode::BAD_REQUEST, "invalid_grant", "Sign in again to go on."),
            Self::UnsupportedGrant => (StatusCode::BAD_REQUEST, "unsupported_grant_type", "No such grant."),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "server_error", "The sandbox failed."),
        };
        (status, Json(json!({ "error": error, "error_description": sentence }))).into_response()
    }
}

#[derive(Deserialize)]
struct Grant {
    grant_type: String,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    code_verifier: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    refresh_token: String,
}

/// Exchanges a code, or a refresh token, for an access token and the next refresh token.
pub async fn token(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, TokenError> {
    let grant: Option<Grant> = if is_json(&headers) {
        serde_json::from_slice(&body).ok()
    } else {
        serde_urlencoded::from_bytes(&body).ok()
    };
    let grant = grant.ok_or(TokenError::InvalidRequest)?;
    match grant.grant_type.as_str() {
        "authorization_code" => exchange(&sandbox, &grant),
        "refresh_token" => rotate(&sandbox, &grant.refresh_token),
        _ => Err(TokenError::UnsupportedGrant),
    }
}

fn exchange(sandbox: &Sandbox, grant: &Grant) -> Result<Json<Value>, TokenError> {
    // Taken before it is looked at: a code shown with a wrong proof is spent.
    let code = sandbox.codes.take(&grant.code).ok_or(TokenError::InvalidGrant)?;
    let proof = URL_SAFE_NO_PAD.encode(Sha256::digest(&grant.code_verifier));
    let proven = proof == code.challenge && (43..=128).contains(&grant.code_verifier.len());
    if grant.client_id != CLIENT || grant.redirect_uri != code.redirect_uri || !proven {
        return Err(TokenError::InvalidGrant);
    }
    let refresh = sandbox.store.write(|it| sessions::refresh_token(it, &code.session, &code.user))?;
    answer(sandbox, &code.user, &refresh)
}

fn rotate(sandbox: &Sandbox, old: &str) -> Result<Json<Value>, TokenError> {
    let redeemed = sandbox.store.write(|it| {
        let Some((user, session)) = sessions::redeem(it, old)? else {
            return Ok(None);
        };
        sessions::spend(it, old)?;
        let next = sessions::refresh_token(it, &session, &user)?;
        Ok(Some((user, next)))
    })?;
    let (user, next) = redeemed.ok_or(TokenError::InvalidGrant)?;
    answer(sandbox, &user, &next)
}

fn answer(sandbox: &Sandbox, user: &str, refresh: &str) -> Result<Json<Value>, TokenError> {
    Ok(Json(json!({
        "access_token": issue(&sandbox.identity, user)?,
        "refresh_token": refresh,
        "token_type": "Bearer",
        "expires_in": sandbox.identity.ttl.as_secs(),
    })))
}

#[derive(Deserialize)]
struct Refresh {
    refresh_token: String,
}

impl Refresh {
    fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, TokenError> {
        let read = is_json(headers).then(|| serde_json::from_slice(body).ok());
        read.flatten().ok_or(TokenError::InvalidRequest)
    }
}

/// A new access token; the refresh token stays as it is, because its callers keep it.
pub async fn refresh(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Response {
    let renewed = Refresh::read(&headers, &body).and_then(|request| {
        let redeemed = sandbox.store.write(|it| sessions::redeem(it, &request.refresh_token))?;
        let (user, _) = redeemed.ok_or(TokenError::InvalidGrant)?;
        Ok(issue(&sandbox.identity, &user)?)
    });
    match renewed {
        Ok(token) => Json(json!({ "access_token": token })).into_response(),
        Err(TokenError::InvalidGrant) => unauthorized(),
        Err(error) => error.into_response(),
    }
}

/// Ends the sign-in that the refresh token belongs to. A token nobody knows is as good as revoked.
pub async fn revoke(State(sandbox): State<Sandbox>, headers: HeaderMap, body: Bytes) -> Response {
    let request = match Refresh::read(&headers, &body) {
        Ok(request) => request,
        Err(error) => return error.into_response(),
    };
    match sandbox.store.write(|it| sessions::end_by_token(it, &request.refresh_token)) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => fail(&error),
    }
}

fn unauthorized() -> Response {
    let body = Json(json!({ "error": "invalid_grant", "error_description": "Sign in again to go on." }));
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, "Bearer")], body).into_response()
}
