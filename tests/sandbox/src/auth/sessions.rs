//! Sign-ins that last: the provider's session cookie and the refresh tokens that hang on it. Only hashes are kept.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use super::{provision::doc, text};
use crate::store::{Reader, Store, StoreError, Writer};

const SESSION: &str = "SandboxSession";
const REFRESH: &str = "SandboxRefreshToken";
const SESSION_DAYS: i64 = 7;

/// A secret nobody can guess.
#[must_use]
pub fn secret() -> String {
    let bytes =
        [Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes(), Uuid::new_v4().into_bytes()].concat();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// What is kept of a secret.
#[must_use]
pub fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret))
}

/// Begins a session; returns the secret for the cookie.
pub fn begin(store: &Store, user: &str) -> Result<String, StoreError> {
    let secret = secret();
    store.write(|it| {
        let until = (Timestamp::now() + SignedDuration::from_hours(24 * SESSION_DAYS)).to_string();
        it.insert(SESSION, doc(json!({ "id": hash(&secret), "user": user, "until": until })))
    })?;
    Ok(secret)
}

/// Whose session it is, while it lasts and the person is there.
pub fn holder(reader: &Reader<'_>, secret: &str) -> Result<Option<String>, StoreError> {
    let Some(session) = reader.get(SESSION, &hash(secret))? else {
        return Ok(None);
    };
    let lasts = text(&session, "until").parse::<Timestamp>().is_ok_and(|it| it > Timestamp::now());
    let user = text(&session, "user");
    Ok((lasts && reader.get("User", user)?.is_some()).then(|| user.to_owned()))
}

/// A refresh token for a session.
pub fn refresh_token(writer: &mut Writer<'_>, session: &str, user: &str) -> Result<String, StoreError> {
    let secret = secret();
    writer.insert(
        REFRESH,
        doc(json!({ "id": hash(&secret), "session": session, "user": user, "used": false })),
    )?;
    Ok(secret)
}

/// The person and session a refresh token stands for. One that was already exchanged has been stolen, or its theft was
/// noticed too late: the whole session ends.
pub fn redeem(writer: &mut Writer<'_>, secret: &str) -> Result<Option<(String, String)>, StoreError> {
    let Some(token) = writer.get(REFRESH, &hash(secret))? else {
        return Ok(None);
    };
    let (user, session) = (text(&token, "user").to_owned(), text(&token, "session").to_owned());
    if token.get("used") == Some(&Value::Bool(true)) {
        end(writer, &session)?;
        return Ok(None);
    }
    Ok(writer.get("User", &user)?.map(|_| (user, session)))
}

/// Marks a refresh token as exchanged for a newer one.
pub fn spend(writer: &mut Writer<'_>, secret: &str) -> Result<(), StoreError> {
    let Some(mut token) = writer.get(REFRESH, &hash(secret))? else {
        return Ok(());
    };
    token.insert("used".into(), Value::Bool(true));
    writer.update(REFRESH, token)
}

/// Ends the session a refresh token belongs to, with everything that hangs on it.
pub fn end_by_token(writer: &mut Writer<'_>, secret: &str) -> Result<(), StoreError> {
    match writer.get(REFRESH, &hash(secret))? {
        Some(token) => end(writer, text(&token, "session")),
        None => Ok(()),
    }
}

fn end(writer: &mut Writer<'_>, session: &str) -> Result<(), StoreError> {
    writer.delete(SESSION, session)?;
    for token in writer.find(REFRESH, "session", &json!(session))? {
        writer.delete(REFRESH, text(&token, "id"))?;
    }
    Ok(())
}
