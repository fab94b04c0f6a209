//! The endpoints beside the API that hand out tokens.

use gloo_net::http::Request;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Error,
    http::{PATIENCE, base, within},
};

/// Answer of `GET /auth/meta`: where people sign in.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Provider {
    pub domain: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub audience: String,
}

/// What the provider gives for a code.
#[derive(Deserialize)]
pub struct Tokens {
    pub access_token: String,
    pub refresh_token: Option<String>,
}

#[derive(Deserialize)]
struct Refreshed {
    access_token: String,
}

/// Asks the backend where people sign in.
///
/// # Errors
/// `Unreachable`, or `Malformed` when the answer is something else.
pub async fn provider() -> Result<Provider, Error> {
    let request = Request::get(&format!("{}/auth/meta", base()));
    within(PATIENCE, async {
        let response = request.send().await.map_err(|_| Error::Unreachable)?;
        response.json().await.map_err(|_| Error::Malformed { reference: String::new() })
    })
    .await
}

/// Exchanges the code of a sign-in (RFC 6749 section 4.1.3, with PKCE).
///
/// # Errors
/// `SignedOut` when the provider refuses the code; otherwise as [`provider`].
pub async fn exchange(
    origin: &str,
    client_id: &str,
    code: &str,
    verifier: &str,
    redirect_uri: &str,
) -> Result<Tokens, Error> {
    #[derive(Serialize)]
    struct Form<'a> {
        grant_type: &'a str,
        client_id: &'a str,
        code: &'a str,
        code_verifier: &'a str,
        redirect_uri: &'a str,
    }
    let form =
        Form { grant_type: "authorization_code", client_id, code, code_verifier: verifier, redirect_uri };
    post(&format!("{origin}/oauth/token"), &form).await
}

/// A newer access token.
///
/// # Errors
/// `SignedOut` when the refresh token is no longer good; otherwise as [`provider`].
pub async fn refresh(refresh_token: &str) -> Result<String, Error> {
    #[derive(Serialize)]
    struct Body<'a> {
        refresh_token: &'a str,
    }
    let answer: Refreshed = post(&format!("{}/auth/refresh", base()), &Body { refresh_token }).await?;
    Ok(answer.access_token)
}

/// Makes a refresh token useless. Nobody should wait long for it: a token that could not be revoked ends by itself.
///
/// # Errors
/// As [`refresh`]; there is nothing to be done about any of them.
pub async fn revoke(refresh_token: &str) -> Result<(), Error> {
    let body = serde_json::json!({ "refresh_token": refresh_token });
    let request =
        Request::post(&format!("{}/auth/revoke", base())).json(&body).map_err(|_| Error::Unreachable)?;
    // Milliseconds.
    within(3_000, async { request.send().await.map(drop).map_err(|_| Error::Unreachable) }).await
}

async fn post<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, Error> {
    let request = Request::post(url).json(body).map_err(|_| Error::Unreachable)?;
    within(PATIENCE, async {
        let response = request.send().await.map_err(|_| Error::Unreachable)?;
        match response.status() {
            200 => response.json().await.map_err(|_| Error::Malformed { reference: String::new() }),
            400..=403 => Err(Error::SignedOut),
            _ => Err(Error::Unreachable),
        }
    })
    .await
}
