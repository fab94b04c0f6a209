//! The way to the identity provider and back (authorization code with PKCE).

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::pkce::{self, Attempt};
use crate::{
    api::{self, Error, identity},
    routes::Route,
};

/// Where an unfinished sign-in waits for the person to come back, in this tab's storage.
const ATTEMPT: &str = "gantry.sign-in.";

/// Goes to the provider, and comes back to a path of the app. `is_second`: see [`Attempt`].
///
/// # Errors
/// When the provider cannot be reached, or the browser keeps nothing for this site.
pub async fn leave_for_provider(back_to: &str, is_second: bool) -> Result<(), Error> {
    let provider = identity::provider().await?;
    let unusable = || Error::Malformed { reference: String::new() };
    let (verifier, state) = (random().ok_or_else(unusable)?, random().ok_or_else(unusable)?);
    let challenge = sha256(&verifier).await.ok_or_else(unusable)?;
    let attempt = Attempt { verifier, back_to: pkce::safe_return(back_to), is_second };
    if !keep_attempt(&state, &attempt) {
        // Without it the way back ends in another attempt, and so on for ever.
        return Err(Error::NoStorage);
    }
    let query = query_string(&[
        ("response_type", "code"),
        ("client_id", &provider.client_id),
        ("audience", &provider.audience),
        ("redirect_uri", &callback_url()),
        ("scope", "openid offline_access"),
        ("state", &state),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ]);
    go(&format!("{}/authorize?{query}", provider_origin(&provider.domain)));
    Ok(())
}

pub fn provider_origin(domain: &str) -> String {
    let location = window().location();
    pkce::provider_origin(
        domain,
        &location.host().unwrap_or_default(),
        &location.protocol().unwrap_or_default(),
    )
}

pub fn callback_url() -> String {
    window().location().origin().unwrap_or_default() + Route::SIGN_IN_CALLBACK
}

pub fn query_string(pairs: &[(&str, &str)]) -> String {
    let encode = |it: &str| String::from(js_sys::encode_uri_component(it));
    let pairs: Vec<_> = pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    pairs.join("&")
}

/// Changes the address without going there.
pub fn show(path: &str) {
    if let Ok(history) = window().history() {
        // Fails only for other origins, which `safe_return` never gives.
        drop(history.replace_state_with_url(&JsValue::NULL, "", Some(path)));
    }
}

/// `replace` leaves no page behind that would only send the person on again.
pub fn go(url: &str) {
    // Fails only in documents that may not navigate, where nothing else would help either.
    drop(window().location().replace(url));
}

/// Says whether the attempt will be there when the person comes back.
fn keep_attempt(state: &str, attempt: &Attempt) -> bool {
    let (Ok(Some(storage)), Ok(text)) = (window().session_storage(), serde_json::to_string(attempt)) else {
        return false;
    };
    storage.set_item(&format!("{ATTEMPT}{state}"), &text).is_ok()
}

pub fn take_attempt(state: &str) -> Option<Attempt> {
    let storage = window().session_storage().ok()??;
    let key = format!("{ATTEMPT}{state}");
    let text = storage.get_item(&key).ok()??;
    drop(storage.remove_item(&key));
    api::from_json(&text).ok()
}

fn random() -> Option<String> {
    let mut bytes = [0; 32];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    base64url(&bytes)
}

async fn sha256(text: &str) -> Option<String> {
    let bytes = js_sys::Uint8Array::from(text.as_bytes());
    let digest =
        window().crypto().ok()?.subtle().digest_with_str_and_buffer_source("SHA-256", &bytes).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    base64url(&js_sys::Uint8Array::new(&digest).to_vec())
}

/// Without padding (RFC 4648 section 5), by what the browser has for it: every first visit signs in.
fn base64url(bytes: &[u8]) -> Option<String> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    let text = window().btoa(&text).ok()?;
    Some(text.trim_end_matches('=').replace('+', "-").replace('/', "_"))
}
