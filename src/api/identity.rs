//! The endpoints beside the API that hand out tokens.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::{
    Error,
    http::{self, PATIENCE, Question, Reply, base},
    tree,
};

/// Answer of `GET /auth/meta`: where people sign in.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Provider {
    pub domain: String,
    #[serde(rename = "clientId")]
    pub client_id: String,
    pub audience: String,
}

/// What is given for a code, or for a refresh token.
#[derive(Deserialize)]
pub struct Tokens {
    pub access_token: String,
    pub refresh_token: Option<String>,
}

#[derive(Serialize)]
struct Renewal<'a> {
    refresh_token: &'a str,
}

/// Asks the backend where people sign in.
///
/// # Errors
/// `Unreachable`, or `Malformed` when the answer is something else.
pub async fn provider() -> Result<Provider, Error> {
    let url = format!("{}/auth/meta", base());
    let answer = http::exchange(Question { url, token: None, body: None, patience: PATIENCE }).await?;
    read(&answer)
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
    tokens(format!("{origin}/oauth/token"), &form).await
}

/// A newer access token.
///
/// # Errors
/// `SignedOut` when the refresh token is no longer good; otherwise as [`provider`].
pub async fn refresh(refresh_token: &str) -> Result<String, Error> {
    Ok(tokens(format!("{}/auth/refresh", base()), &Renewal { refresh_token }).await?.access_token)
}

/// Makes a refresh token useless. Nobody should wait long for it: a token that could not be revoked ends by itself.
///
/// # Errors
/// As [`refresh`]; there is nothing to be done about any of them.
pub async fn revoke(refresh_token: &str) -> Result<(), Error> {
    // Milliseconds.
    post(format!("{}/auth/revoke", base()), &Renewal { refresh_token }, 3_000).await.map(drop)
}

async fn tokens(url: String, body: &impl Serialize) -> Result<Tokens, Error> {
    let answer = post(url, body, PATIENCE).await?;
    match answer.status {
        200 => read(&answer),
        400..=403 => Err(Error::SignedOut),
        _ => Err(Error::Unreachable),
    }
}

async fn post(url: String, body: &impl Serialize, patience: u32) -> Result<Reply, Error> {
    let body = serde_json::to_string(body).map_err(|_| malformed())?;
    http::exchange(Question { url, token: None, body: Some(&body), patience }).await
}

fn read<T: DeserializeOwned>(answer: &Reply) -> Result<T, Error> {
    tree::read(&answer.text).map_err(|_| malformed())
}

fn malformed() -> Error {
    Error::Malformed { reference: String::new() }
}
