//! Flows: what integrations do, how each instance runs them, and what comes of it.

mod actions;
mod conditions;
mod run;
mod scene;
pub(super) mod schedule;
mod walk;
mod webhook;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    failure::Failure,
    ids,
    mutation::Change,
    validate::Problem,
};
use crate::{
    policy::text,
    store::{Doc, Reader, StoreError, Writer, doc},
};

use run::run;
pub use run::{Call, SECRET};
pub use webhook::{Refused, Reply};

/// How an instance runs a flow.
pub const CONFIG: &str = "InstanceFlowConfig";
/// What an integration does.
pub const FLOW: &str = "IntegrationFlow";

/// The longest an API key may be.
const MOST_KEY: usize = 255;

/// The flows of a version of an integration, in order.
pub fn of_version(reader: &Reader<'_>, integration: &Doc) -> Result<Vec<Doc>, StoreError> {
    let ids = integration.get("flows").and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<String> = ids.filter_map(Value::as_str).map(str::to_owned).collect();
    let mut flows = reader.get_all(FLOW, &ids)?;
    flows.sort_by_key(|it| it.get("sortOrder").and_then(Value::as_i64));
    Ok(flows)
}

/// Gives an instance what it needs for every flow of its version. What it has for the same flow of another version
/// stays; what the version does not do goes.
pub fn configure(writer: &mut Writer<'_>, instance: &Doc) -> Result<(), StoreError> {
    let version = writer.get("Integration", &text(instance, "integration").unwrap_or_default())?;
    let mut flows = of_version(writer, &version.unwrap_or_default())?;
    for mut config in of_instance(writer, instance)? {
        let stable = config.get("stableKey").cloned();
        match flows.iter().position(|it| it.get("stableKey") == stable.as_ref()) {
            Some(place) => {
                config.insert("flow".to_owned(), flows.remove(place).get("id").cloned().unwrap_or_default());
                writer.update(CONFIG, config)?;
            }
            None => {
                writer.delete(CONFIG, &text(&config, "id").unwrap_or_default())?;
            }
        }
    }
    for flow in flows {
        writer.insert(CONFIG, config(&Uuid::new_v4().to_string(), instance, &flow))?;
    }
    Ok(())
}

/// How an instance runs a flow at first.
pub fn config(id: &str, instance: &Doc, flow: &Doc) -> Doc {
    let of = |doc: &Doc, name: &str| doc.get(name).cloned().unwrap_or_default();
    doc([
        ("id", json!(id)),
        ("instance", of(instance, "id")),
        ("customer", of(instance, "customer")),
        ("flow", of(flow, "id")),
        ("stableKey", of(flow, "stableKey")),
        ("apiKeys", json!([])),
        ("inFailedState", json!(false)),
        ("lastExecutedAt", Value::Null),
        ("testContentType", Value::Null),
        ("testHeaders", Value::Null),
        ("testPayload", Value::Null),
    ])
}

/// How an instance runs its flows.
pub fn of_instance(reader: &Reader<'_>, instance: &Doc) -> Result<Vec<Doc>, StoreError> {
    reader.find(CONFIG, "instance", instance.get("id").unwrap_or(&Value::Null))
}

/// Gives the next version the flows of the last.
pub fn copy(writer: &mut Writer<'_>, last: &Doc, next: &mut Doc) -> Result<(), StoreError> {
    let mut ids = Vec::new();
    for mut flow in of_version(writer, last)? {
        let id = Uuid::new_v4().to_string();
        flow.insert("id".to_owned(), json!(id));
        writer.insert(FLOW, flow)?;
        ids.push(id);
    }
    next.insert("flows".to_owned(), json!(ids));
    Ok(())
}

/// Runs those flows of an instance that something which happens to it sets off: `action` of the triggers for that.
/// Gives what they left behind.
pub fn fire(
    writer: &mut Writer<'_>,
    instance: &Doc,
    action: &str,
    invoke: &'static str,
) -> Result<Vec<Doc>, StoreError> {
    let call = Call::by_itself(invoke);
    let mut left = Vec::new();
    for config in of_instance(writer, instance)? {
        let flow = writer.get(FLOW, &text(&config, "flow").unwrap_or_default())?.unwrap_or_default();
        let starts = |name: &str| flow.get("start").and_then(|it| it.get(name)).and_then(Value::as_str);
        if (starts("component"), starts("action")) != (Some("management-triggers"), Some(action)) {
            continue;
        }
        // The flow before it may have left its mark on the instance.
        let now = writer.get("Instance", &text(instance, "id").unwrap_or_default())?;
        left.push(run(writer, now.unwrap_or_default(), config, &call)?.execution);
    }
    Ok(left)
}

/// Runs the flows that an instance runs before it goes. What they leave behind stays when it is gone.
pub fn tear_down(writer: &mut Writer<'_>, instance: &Doc) -> Result<(), StoreError> {
    let ran = instance.get("deployedVersion").and_then(Value::as_i64).unwrap_or_default() > 0;
    if !ran || instance.get("systemSuspended") == Some(&json!(true)) {
        return Ok(());
    }
    for mut execution in fire(writer, instance, "instanceRemove", "TEAR_DOWN_FLOW")? {
        for name in ["instance", "flowConfig"] {
            execution.insert(name.to_owned(), Value::Null);
        }
        writer.update(run::EXECUTION, execution)?;
    }
    Ok(())
}

impl Change<'_, '_> {
    /// How an instance is to run its flows, and what is wrong with what was given.
    pub(super) fn flow_configs(&self, instance: &Doc) -> Result<(Vec<Doc>, Vec<Problem>), Failure> {
        let given = self.input.get("flowConfigs").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut configs = of_instance(self.writer, instance)?;
        let (mut problems, mut changed) = (Vec::new(), Vec::new());
        for one in given.iter().filter_map(Value::as_object) {
            let flow = args::text(one, "flowId").and_then(|it| ids::uuid(FLOW, it));
            let place = configs.iter().position(|it| text(it, "flow") == flow);
            let Some(mut config) = place.map(|it| configs.remove(it)) else {
                problems.push(Problem::unknown("flowConfigs"));
                continue;
            };
            match fill(&mut config, one) {
                Ok(()) => changed.push(config),
                Err(why) => problems.push(Problem::new("flowConfigs", why)),
            }
        }
        Ok((changed, problems))
    }
}

/// Puts what is given into how a flow is run; what is left out stays.
fn fill(config: &mut Doc, given: &Args) -> Result<(), &'static str> {
    if let Some(keys) = given.get("apiKeys") {
        let mut kept: Vec<&str> = Vec::new();
        for key in keys.as_array().into_iter().flatten().filter_map(Value::as_str) {
            if key.is_empty() || key.len() > MOST_KEY || !key.bytes().all(|it| it.is_ascii_graphic()) {
                return Err("An API key has 1 to 255 letters, digits and signs, and no spaces.");
            }
            if !kept.contains(&key) {
                kept.push(key);
            }
        }
        config.insert("apiKeys".to_owned(), json!(kept));
    }
    if let Some(said) = args::text(given, "testHeaders")
        && headers(said).is_none()
    {
        return Err("Headers are a JSON object of names and texts.");
    }
    for name in ["testContentType", "testHeaders", "testPayload"] {
        if let Some(said) = given.get(name) {
            config.insert(name.to_owned(), said.clone());
        }
    }
    Ok(())
}

/// Headers written as JSON; none where they are no object of texts.
fn headers(said: &str) -> Option<Args> {
    let headers: Args = if said.trim().is_empty() { Args::new() } else { serde_json::from_str(said).ok()? };
    headers.values().all(Value::is_string).then_some(headers)
}
