//! The RSA keys: the sandbox's own, for the tokens it issues, and those embedded customers' tokens are signed with.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, EncodePublicKey as _, LineEnding},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{
    AUDIENCE, Refusal,
    tokens::{AccessClaims, ISSUER},
};
use crate::store::{Doc, Store, StoreError, Writer};

/// What an organization's signing keys are stored as.
pub const SIGNING_KEY_TYPE: &str = "OrganizationSigningKey";

const BITS: usize = 2048;
const OWN: &str = "keys.own";
const DEMO: &str = "keys.demo";

/// The private keys, ready for use.
#[derive(Clone)]
pub struct Keys {
    encoding: EncodingKey,
    decoding: DecodingKey,
    demo: EncodingKey,
    demo_public: String,
}

impl Keys {
    /// Reads the keys of this data folder; the first time it makes them.
    pub fn load(store: &Store) -> Result<Self, StoreError> {
        let pem = |name| {
            if let Some(pem) = store.read(|it| it.meta(name))? {
                return Ok(pem);
            }
            let pem = generate()?;
            store.write(|it| {
                it.set_meta(name, &pem)?;
                Ok(pem)
            })
        };
        let (own, demo) = (pem(OWN)?, pem(DEMO)?);
        Ok(Self {
            encoding: EncodingKey::from_rsa_pem(own.as_bytes()).map_err(broken)?,
            decoding: DecodingKey::from_rsa_pem(public(&own)?.as_bytes()).map_err(broken)?,
            demo: EncodingKey::from_rsa_pem(demo.as_bytes()).map_err(broken)?,
            demo_public: public(&demo)?,
        })
    }

    /// The public half of the demo signing key, PEM.
    #[must_use]
    pub fn demo_public(&self) -> &str {
        &self.demo_public
    }

    /// Carries the keys over a clearing of the database, so that tokens already handed out stay good.
    pub fn keep(
        writer: &mut Writer<'_>,
        clear: impl FnOnce(&mut Writer<'_>) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let kept = [OWN, DEMO].map(|name| writer.meta(name).map(|pem| (name, pem)));
        clear(writer)?;
        for each in kept {
            if let (name, Some(pem)) = each? {
                writer.set_meta(name, &pem)?;
            }
        }
        Ok(())
    }

    pub(super) fn sign(&self, claims: &impl Serialize) -> Result<String, Refusal> {
        jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &self.encoding)
            .map_err(|_| Refusal::Broken)
    }

    /// Signs as the organization's own server would.
    pub fn sign_embedded(&self, claims: &impl Serialize) -> Result<String, Refusal> {
        jsonwebtoken::encode(&Header::new(Algorithm::RS256), claims, &self.demo).map_err(|_| Refusal::Broken)
    }

    /// The UUID of the person an access token was issued to.
    pub fn verify(&self, token: &str) -> Result<String, Refusal> {
        let mut validation = Validation::new(Algorithm::RS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[ISSUER]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        validation.leeway = 0;
        Ok(decode::<AccessClaims>(token, &self.decoding, &validation)?.sub)
    }
}

/// Another key made the signature, or somebody changed what it is for.
pub(super) const UNSIGNED: Refusal = Refusal::Unauthorized("The token's signature does not fit.");

pub(super) fn decode<T: DeserializeOwned + Clone>(
    token: &str,
    key: &DecodingKey,
    validation: &Validation,
) -> Result<T, Refusal> {
    use jsonwebtoken::errors::ErrorKind;
    match jsonwebtoken::decode::<T>(token, key, validation) {
        Ok(data) => Ok(data.claims),
        Err(error) if matches!(error.kind(), ErrorKind::ExpiredSignature) => {
            Err(Refusal::Unauthorized("The token has expired."))
        }
        Err(error) if matches!(error.kind(), ErrorKind::ImmatureSignature) => {
            Err(Refusal::Unauthorized("The token is not valid yet."))
        }
        Err(error) if matches!(error.kind(), ErrorKind::InvalidSignature) => Err(UNSIGNED),
        Err(_) => Err(Refusal::Unauthorized("The token is not valid.")),
    }
}

/// Adds a key that the organization's embedded tokens may be signed with.
pub fn add_signing_key(
    writer: &mut Writer<'_>,
    organization: &str,
    public_key: &str,
    now: &str,
) -> Result<String, StoreError> {
    let id = Uuid::new_v4().to_string();
    let preview = URL_SAFE_NO_PAD.encode(Sha256::digest(public_key));
    let mut doc = Doc::new();
    doc.insert("id".into(), json!(id));
    doc.insert("org".into(), json!(organization));
    doc.insert("publicKey".into(), json!(public_key));
    doc.insert("privateKeyPreview".into(), Value::String(preview.chars().take(8).collect()));
    doc.insert("imported".into(), json!(false));
    doc.insert("createdAt".into(), json!(now));
    writer.insert(SIGNING_KEY_TYPE, doc)?;
    Ok(id)
}

fn generate() -> Result<String, StoreError> {
    let key = RsaPrivateKey::new(&mut rsa::rand_core::OsRng, BITS).map_err(broken)?;
    Ok(key.to_pkcs8_pem(LineEnding::LF).map_err(broken)?.to_string())
}

fn public(pem: &str) -> Result<String, StoreError> {
    let key = RsaPrivateKey::from_pkcs8_pem(pem).map_err(broken)?;
    key.to_public_key().to_public_key_pem(LineEnding::LF).map_err(broken)
}

fn broken(error: impl std::error::Error + Send + Sync + 'static) -> StoreError {
    StoreError::Io(std::io::Error::other(error))
}
