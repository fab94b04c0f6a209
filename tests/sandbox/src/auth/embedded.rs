//! Tokens that an organization's own server signs for the people of its customers.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Refusal, SIGNING_KEY_TYPE,
    keys::{UNSIGNED, decode},
    text,
};
use crate::{engine::decode_id, policy::roles::builtin_id, store::Store};

/// Clocks differ; this many seconds are forgiven.
const LEEWAY: u32 = 30;
const LONGEST_TOKEN: usize = 16 * 1024;
const LONGEST_NAME: usize = 255;

/// What an embedded token says, once its signature holds.
#[derive(Clone, Debug, Deserialize)]
pub struct Claims {
    pub sub: String,
    pub organization: String,
    pub customer: String,
    iat: Option<i64>,
    pub external_id: Option<String>,
    pub name: Option<String>,
    pub customer_name: Option<String>,
    #[serde(default)]
    pub role: Role,
}

/// What an embedded person may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    #[default]
    Admin,
    User,
}

impl Role {
    const fn name(self) -> &'static str {
        match self {
            Self::Admin => "Marketplace",
            Self::User => "Marketplace User",
        }
    }

    /// The UUID of the role.
    #[must_use]
    pub fn id(self) -> String {
        builtin_id("Role", "Customer", self.name())
    }
}

impl Claims {
    /// Whether this looks like an embedded token rather than one of the sandbox's own. Decides only how it is checked.
    #[must_use]
    pub fn are_in(token: &str) -> bool {
        unverified(token).is_some_and(|it| it.get("organization").is_some() || it.get("customer").is_some())
    }

    /// Checks the signature against every key of the organization that the token names, then the claims.
    pub fn verify(store: &Store, token: &str) -> Result<Self, Refusal> {
        const INVALID: Refusal = Refusal::Unauthorized("The token is not valid.");
        if token.len() > LONGEST_TOKEN {
            return Err(INVALID);
        }
        let named = unverified(token).ok_or(INVALID)?;
        if jsonwebtoken::decode_header(token).map(|it| it.alg) != Ok(Algorithm::RS256) {
            return Err(Refusal::Unauthorized("The token is not signed with RS256."));
        }
        let organization = named.get("organization").and_then(Value::as_str).and_then(organization_id);
        let Some(organization) = organization else {
            return Err(Refusal::Unauthorized("The token names no organization."));
        };
        let keys = store.read(|it| it.find(SIGNING_KEY_TYPE, "org", &json!(organization)))?;
        let mut outcome = Err(Refusal::Unauthorized("No signing key of this organization made the token."));
        for key in keys {
            let Ok(key) = DecodingKey::from_rsa_pem(text(&key, "publicKey").as_bytes()) else {
                continue;
            };
            match decode::<Self>(token, &key, &validation()) {
                Ok(claims) => return claims.complete(),
                // Another key may have made the signature; whatever else is wrong would be so with every key.
                Err(UNSIGNED) => outcome = Err(UNSIGNED),
                Err(refusal) => return Err(refusal),
            }
        }
        outcome
    }

    fn complete(self) -> Result<Self, Refusal> {
        let named = [Some(&self.sub), Some(&self.customer)];
        if named.into_iter().flatten().any(|it| it.trim().is_empty()) {
            return Err(Refusal::Unauthorized("The token names no customer or no user."));
        }
        let texts = [
            Some(&self.sub),
            Some(&self.customer),
            self.external_id.as_ref(),
            self.name.as_ref(),
            self.customer_name.as_ref(),
        ];
        if texts.into_iter().flatten().any(|it| it.chars().count() > LONGEST_NAME) {
            return Err(Refusal::Forbidden("A name or id in the token is too long."));
        }
        let now = Timestamp::now().as_second();
        if self.iat.is_some_and(|it| it > now + i64::from(LEEWAY)) {
            return Err(Refusal::Unauthorized("The token is not valid yet."));
        }
        Ok(self)
    }

    /// What the person is known by.
    #[must_use]
    pub fn person(&self) -> &str {
        self.external_id.as_deref().filter(|it| !it.trim().is_empty()).unwrap_or(&self.sub)
    }
}

fn validation() -> Validation {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_required_spec_claims(&["exp", "sub"]);
    validation.validate_nbf = true;
    validation.validate_aud = false;
    validation.leeway = u64::from(LEEWAY);
    validation
}

/// The UUID in an organization's global id.
pub(super) fn organization_id(global: &str) -> Option<String> {
    decode_id(global).filter(|(ty, _)| ty == "Organization").map(|(_, id)| id)
}

fn unverified(token: &str) -> Option<Value> {
    let mut parts = token.split('.');
    let payload = parts.nth(1)?;
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?).ok()
}
