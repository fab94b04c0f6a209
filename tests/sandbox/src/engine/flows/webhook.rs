//! Calls from outside: who may call which flow, and what they get.

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use super::{
    CONFIG, Call, FLOW,
    run::{SECRET, idle, run},
};
use crate::{
    engine::{Engine, ids},
    policy::text,
    store::{Doc, StoreError},
};

/// What a caller gets.
pub struct Reply {
    pub status: u16,
    pub headers: Map<String, Value>,
    pub body: String,
}

/// Why a call runs nothing.
pub enum Refused {
    NotFound,
    /// No API key of the flow came with it.
    Unauthorized,
    /// The instance runs nothing now.
    Idle(&'static str),
    Failed(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

impl Engine {
    /// Runs the flow that an address names.
    pub fn trigger(&self, address: &str, key: Option<&str>, call: &Call) -> Result<Reply, Refused> {
        let id = ids::uuid(CONFIG, address).ok_or(Refused::NotFound)?;
        let change = |writer: &mut crate::store::Writer<'_>| {
            let config = writer.get(CONFIG, &id)?.ok_or(Refused::NotFound)?;
            let flow = writer.get(FLOW, &text(&config, "flow").unwrap_or_default())?;
            if !is_let_in(&flow.ok_or(Refused::NotFound)?, &config, key) {
                return Err(Refused::Unauthorized);
            }
            let instance = writer.get("Instance", &text(&config, "instance").unwrap_or_default())?;
            let instance = instance.ok_or(Refused::NotFound)?;
            if let Some(why) = idle(&instance) {
                return Err(Refused::Idle(why));
            }
            let ran = run(writer, instance, config, call)?;
            Ok(Reply { status: ran.status, headers: ran.headers, body: ran.body })
        };
        self.store().write_or(change, Refused::from)
    }

    /// What a step came to, for whoever knows its address.
    pub fn step_result(&self, address: &str) -> Result<Option<Value>, StoreError> {
        let Some((id, secret)) = address.split_once('.') else { return Ok(None) };
        let found = self.store().read(|it| it.get("InstanceStepResult", id))?;
        let found = found.filter(|it| text(it, SECRET).as_deref() == Some(secret));
        Ok(found.map(|mut it| {
            json!({ "data": it.remove("result").unwrap_or_default(), "contentType": "application/json" })
        }))
    }
}

/// Whether who shows `key`, or none, may call a flow.
fn is_let_in(flow: &Doc, config: &Doc, key: Option<&str>) -> bool {
    let keys = |of: &Doc, name: &str| of.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let (security, own) = (text(flow, "endpointSecurityType"), keys(config, "apiKeys"));
    let known = match security.as_deref() {
        Some("UNSECURED") => return true,
        Some("ORGANIZATION") => keys(flow, "organizationApiKeys"),
        Some("CUSTOMER_REQUIRED") => own,
        _ if own.is_empty() => return true,
        _ => own,
    };
    // Compared by their digests: how long it takes tells nothing of the key.
    let digest = |it: &str| Sha256::digest(it.as_bytes());
    key.is_some_and(|key| known.iter().filter_map(Value::as_str).any(|it| digest(it) == digest(key)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_let_in_where_they_are_asked_for() {
        for (security, own, key, told) in [
            ("UNSECURED", json!(["k"]), None, true),
            ("CUSTOMER_OPTIONAL", json!([]), None, true),
            ("CUSTOMER_OPTIONAL", json!(["k"]), None, false),
            ("CUSTOMER_OPTIONAL", json!(["j", "k"]), Some("k"), true),
            ("CUSTOMER_REQUIRED", json!([]), Some("k"), false),
            ("CUSTOMER_REQUIRED", json!(["k"]), Some("K"), false),
            ("CUSTOMER_REQUIRED", json!(["k"]), Some("k"), true),
            ("ORGANIZATION", json!(["k"]), Some("k"), false),
            ("ORGANIZATION", json!([]), Some("o"), true),
        ] {
            let flow = json!({ "endpointSecurityType": security, "organizationApiKeys": ["o"] });
            let config = json!({ "apiKeys": own });
            let doc = |it: &Value| it.as_object().cloned().unwrap_or_default();
            assert_eq!(is_let_in(&doc(&flow), &doc(&config), key), told, "{security} {own} {key:?}");
        }
    }
}
