//! Access tokens: short-lived, signed, and good for nothing once their person is deleted.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AUDIENCE, Keys, Refusal};

pub(super) const ISSUER: &str = "gantry-sandbox";

#[derive(Clone, Serialize, Deserialize)]
pub(super) struct AccessClaims {
    pub iss: String,
    pub aud: String,
    pub sub: String,
    pub iat: i64,
    pub exp: i64,
    pub jti: String,
}

/// How the provider lets people in.
#[derive(Clone)]
pub struct Identity {
    pub keys: Keys,
    /// How long an access token lasts.
    pub ttl: Duration,
}

/// An access token for the person with that UUID.
pub fn issue(identity: &Identity, user: &str) -> Result<String, Refusal> {
    let now = Timestamp::now().as_second();
    identity.keys.sign(&AccessClaims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: user.to_owned(),
        iat: now,
        exp: now.saturating_add_unsigned(identity.ttl.as_secs()),
        jti: Uuid::new_v4().to_string(),
    })
}
