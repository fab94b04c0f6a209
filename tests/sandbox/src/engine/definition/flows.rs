//! What a definition says of flows, as instances run them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    check::component,
    read::{Definition, Flow, Step},
};
use crate::{
    engine::flows::FLOW,
    policy::{Caller, text},
    store::{Doc, StoreError, Writer, doc},
};

/// What starts the flow of the first kind of definition.
const CALLED: (&str, &str) = ("webhook-triggers", "webhook");

/// Puts the flows of a definition into an integration, in place of those that were there.
pub fn apply(
    writer: &mut Writer<'_>,
    caller: &Caller,
    definition: &Definition,
    integration: &mut Doc,
) -> Result<(), StoreError> {
    for old in integration.get("flows").and_then(Value::as_array).into_iter().flatten() {
        writer.delete(FLOW, old.as_str().unwrap_or_default())?;
    }
    let mut ids = Vec::new();
    for flow in rows(definition) {
        ids.push(insert(writer, caller, flow, ids.len())?);
    }
    integration.insert("flows".to_owned(), json!(ids));
    Ok(())
}

/// Flows without their place and their trigger.
fn rows(definition: &Definition) -> Vec<Doc> {
    let mut rows: Vec<Doc> = definition.flows.iter().map(row).collect();
    if rows.is_empty() && !definition.steps.is_empty() {
        let called = definition.trigger.as_ref();
        let start = json!({
            "name": called.map_or("Trigger", |it| it.name.as_str()), "component": CALLED.0, "action": CALLED.1,
            "description": called.and_then(|it| it.description.as_deref()).unwrap_or_default(),
        });
        rows.push(doc([
            ("name", json!(definition.name.value.trim())),
            ("description", json!("")),
            ("stableKey", json!("flow")),
            ("endpointSecurityType", json!("CUSTOMER_OPTIONAL")),
            ("isSynchronous", json!(false)),
            ("start", start),
            ("steps", steps(&definition.steps)),
        ]));
    }
    rows
}

fn row(it: &Flow) -> Doc {
    let name = it.name.value.trim();
    let security = it.endpoint_security_type.as_ref().map_or("customer_optional", |it| &it.value);
    // What triggers is checked to come first.
    let (start, rest) = it.steps.split_first().map_or((Value::Null, &[][..]), |(it, rest)| (step(it), rest));
    doc([
        ("name", json!(name)),
        ("description", json!(it.description.as_deref().unwrap_or_default().trim())),
        ("stableKey", json!(it.stable_key.clone().unwrap_or_else(|| name.to_lowercase().replace(' ', "-")))),
        ("endpointSecurityType", json!(security.to_uppercase())),
        ("organizationApiKeys", json!(it.organization_api_keys)),
        ("isSynchronous", json!(it.is_synchronous == Some(true))),
        ("start", start),
        ("steps", steps(rest)),
    ])
}

fn steps(all: &[Step]) -> Value {
    all.iter().map(step).collect()
}

fn step(it: &Step) -> Value {
    let branches = it.branches.iter().map(|it| json!({ "name": it.name, "steps": steps(&it.steps) }));
    json!({
        "name": it.name.value, "description": it.description.as_deref().unwrap_or_default(),
        "component": it.action.component().map(|it| &it.value), "action": it.action.key, "inputs": it.inputs,
        "schedule": it.schedule, "steps": steps(&it.steps), "branches": branches.collect::<Value>(),
    })
}

fn insert(
    writer: &mut Writer<'_>,
    caller: &Caller,
    mut flow: Doc,
    place: usize,
) -> Result<String, StoreError> {
    let (id, trigger) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let start = flow.get("start").cloned().unwrap_or_default();
    let part = |name: &str| start.get(name).and_then(Value::as_str).unwrap_or_default();
    let action = action(writer, caller, part("component"), part("action"))?;
    writer.insert(
        "IntegrationAction",
        doc([
            ("id", json!(trigger)),
            ("name", json!(part("name"))),
            ("description", json!(part("description"))),
            ("action", json!(action)),
        ]),
    )?;
    for (name, value) in [("id", json!(id)), ("sortOrder", json!(place)), ("trigger", json!(trigger))] {
        flow.insert(name.to_owned(), value);
    }
    writer.insert(FLOW, flow)?;
    Ok(id)
}

/// The trigger of a component. Components are known by what they are for; their triggers come with the first
/// definition that uses them.
fn action(
    writer: &mut Writer<'_>,
    caller: &Caller,
    of: &str,
    key: &str,
) -> Result<Option<String>, StoreError> {
    let Some(of) = component(writer, caller, of)?.and_then(|it| text(&it, "id")) else { return Ok(None) };
    let known = writer.find("Action", "component", &json!(of))?;
    if let Some(known) = known.into_iter().find(|it| text(it, "key").as_deref() == Some(key)) {
        return Ok(text(&known, "id"));
    }
    let id = Uuid::new_v4().to_string();
    writer.insert(
        "Action",
        doc([
            ("id", json!(id)),
            ("component", json!(of)),
            ("key", json!(key)),
            ("label", json!(label(key))),
            ("isTrigger", json!(true)),
            ("scheduleSupport", json!("INVALID")),
        ]),
    )?;
    Ok(Some(id))
}

/// `eventTopicWebhook` as people read it: Event topic webhook.
fn label(key: &str) -> String {
    let mut label = String::new();
    for (index, letter) in key.chars().enumerate() {
        match (index, letter.is_uppercase()) {
            (0, _) => label.extend(letter.to_uppercase()),
            (_, true) => {
                label.push(' ');
                label.extend(letter.to_lowercase());
            }
            (_, false) => label.push(letter),
        }
    }
    label
}
