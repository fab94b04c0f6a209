//! What a definition becomes: the integration's own fields, and the variables it asks for.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    check::{component, holds, part},
    flows,
    read::{Definition, Element, Step, Variable},
};
use crate::{
    engine::validate,
    policy::{Caller, text},
    store::{Doc, Reader, StoreError, Writer, doc},
};

const VARIABLE: &str = "RequiredConfigVariable";

/// The page of the first kind of definition, which names none.
const PAGE: &str = "Configuration";

/// Puts a definition that has no faults into an integration, in place of what was there. Nothing may run that yet.
pub fn apply(
    writer: &mut Writer<'_>,
    caller: &Caller,
    definition: &Definition,
    integration: &mut Doc,
) -> Result<(), StoreError> {
    let id = text(integration, "id").unwrap_or_default();
    let said = |it: &Option<String>| json!(it.as_deref().unwrap_or_default().trim());
    let category = definition.category.as_deref().map(str::trim).filter(|it| !it.is_empty());
    let is_personal = definition.config_pages.iter().any(|it| it.user_level_configured == Some(true));
    for (name, value) in [
        ("name", json!(definition.name.value.trim())),
        ("description", said(&definition.description)),
        ("documentation", said(&definition.documentation)),
        ("category", json!(category)),
        ("labels", validate::labels(&json!(definition.labels))),
        ("configPages", json!(pages(definition).to_string())),
        ("components", json!(components(writer, caller, definition)?)),
        ("userLevelConfigured", json!(is_personal)),
    ] {
        integration.insert(name.to_owned(), value);
    }
    for old in writer.find(VARIABLE, "integration", &json!(id))? {
        for input in old.get("inputs").and_then(Value::as_array).into_iter().flatten() {
            writer.delete("Expression", input.as_str().unwrap_or_default())?;
        }
        writer.delete(VARIABLE, &text(&old, "id").unwrap_or_default())?;
    }
    flows::apply(writer, caller, definition, integration)?;
    let asked = &definition.required_config_vars;
    for (place, variable) in asked.listed.iter().enumerate() {
        let row = variable_row(writer, caller, definition, integration, place, variable)?;
        writer.insert(VARIABLE, row)?;
    }
    for (place, (key, first)) in asked.plain.iter().enumerate() {
        let mut row = blank(integration, place, key, "STRING");
        row.insert("defaultValue".to_owned(), json!(first));
        writer.insert(VARIABLE, row)?;
    }
    Ok(())
}

/// Gives an integration the variables of another one, with everything that belongs to them.
pub fn copy(writer: &mut Writer<'_>, from: &Doc, to: &Doc) -> Result<(), StoreError> {
    let of = |name: &str| to.get(name).cloned().unwrap_or_default();
    for mut variable in writer.find(VARIABLE, "integration", from.get("id").unwrap_or(&Value::Null))? {
        let mut inputs = Vec::new();
        for input in variable.get("inputs").and_then(Value::as_array).into_iter().flatten() {
            let Some(mut input) = writer.get("Expression", input.as_str().unwrap_or_default())? else {
                continue;
            };
            let id = Uuid::new_v4().to_string();
            input.insert("id".to_owned(), json!(id));
            writer.insert("Expression", input)?;
            inputs.push(id);
        }
        for (name, value) in [
            ("id", json!(Uuid::new_v4().to_string())),
            ("integration", of("id")),
            ("sequence", of("versionSequenceId")),
            ("inputs", json!(inputs)),
        ] {
            variable.insert(name.to_owned(), value);
        }
        writer.insert(VARIABLE, variable)?;
    }
    Ok(())
}

fn pages(definition: &Definition) -> Value {
    let element = |it: &Element| json!({ "type": it.kind.value, "value": it.value.value });
    let pages = definition.config_pages.iter().map(|it| {
        json!({
            "name": it.name.value, "tagline": it.tagline.as_deref().unwrap_or_default(),
            "userLevelConfigured": it.user_level_configured == Some(true),
            "elements": it.elements.iter().map(element).collect::<Value>(),
        })
    });
    let plain = &definition.required_config_vars.plain;
    if plain.is_empty() {
        return pages.collect();
    }
    let elements: Value = plain.iter().map(|(key, _)| json!({ "type": "configVar", "value": key })).collect();
    json!([{ "name": PAGE, "tagline": "", "userLevelConfigured": false, "elements": elements }])
}

/// The newest versions of everything it is built from.
fn components(
    reader: &Reader<'_>,
    caller: &Caller,
    definition: &Definition,
) -> Result<Vec<String>, StoreError> {
    fn of_steps<'a>(steps: &'a [Step], keys: &mut Vec<&'a str>) {
        for step in steps {
            keys.extend(step.action.component().map(|it| it.value.as_str()));
            of_steps(&step.steps, keys);
            step.branches.iter().for_each(|it| of_steps(&it.steps, keys));
        }
    }
    let mut keys = Vec::new();
    for variable in &definition.required_config_vars.listed {
        let named = variable.connection.iter().chain(&variable.data_source);
        keys.extend(named.map(|it| it.component.key.value.as_str()));
    }
    definition.flows.iter().for_each(|it| of_steps(&it.steps, &mut keys));
    of_steps(&definition.steps, &mut keys);
    keys.sort_unstable();
    keys.dedup();
    let mut found = Vec::new();
    for key in keys {
        found.extend(component(reader, caller, key)?.and_then(|it| text(&it, "id")));
    }
    Ok(found)
}

fn blank(integration: &Doc, place: usize, key: &str, holds: &str) -> Doc {
    let of = |name: &str| integration.get(name).cloned().unwrap_or_default();
    doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("integration", of("id")),
        ("sequence", of("versionSequenceId")),
        ("key", json!(key)),
        ("stableKey", json!(key.to_lowercase().replace(' ', "-"))),
        ("dataType", json!(holds)),
        ("sortOrder", json!(place)),
        ("hasDivider", json!(false)),
        ("orgOnly", json!(false)),
        ("userLevelConfigured", json!(false)),
    ])
}

fn variable_row(
    writer: &mut Writer<'_>,
    caller: &Caller,
    definition: &Definition,
    integration: &Doc,
    place: usize,
    it: &Variable,
) -> Result<Doc, StoreError> {
    let key = it.key.value.as_str();
    let mut row = blank(integration, place, key, holds(it).unwrap_or("STRING"));
    let upper =
        |said: &Option<serde_saphyr::Spanned<String>>| json!(said.as_ref().map(|it| it.value.to_uppercase()));
    let first = match &it.default_value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()).filter(|it| !it.is_empty()),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
            Some(other.to_string())
        }
    };
    let on_own_page = definition.config_pages.iter().any(|page| {
        page.user_level_configured == Some(true)
            && page.elements.iter().any(|it| it.kind.value == "configVar" && it.value.value == key)
    });
    let connection = match &it.connection {
        Some(reference) => part(writer, caller, "Connection", reference)?,
        None => None,
    };
    let source = match &it.data_source {
        Some(reference) => part(writer, caller, "Action", reference)?,
        None => None,
    };
    let id = |doc: Option<Doc>| json!(doc.and_then(|it| text(&it, "id")));
    for (name, value) in [
        ("description", json!(it.description)),
        ("header", json!(it.header)),
        ("hasDivider", json!(it.has_divider == Some(true))),
        ("defaultValue", json!(first)),
        ("pickList", json!(it.pick_list.as_deref().unwrap_or_default())),
        ("collectionType", upper(&it.collection_type)),
        ("codeLanguage", upper(&it.code_language)),
        ("scheduleType", upper(&it.schedule_type)),
        ("timeZone", json!(it.time_zone)),
        ("orgOnly", json!(it.org_only == Some(true))),
        ("onPremiseConnectionConfig", upper(&it.on_premise_connection_config)),
        ("userLevelConfigured", json!(on_own_page)),
        ("connection", id(connection)),
        ("dataSource", id(source)),
        ("inputs", json!(inputs(writer, it)?)),
    ] {
        row.insert(name.to_owned(), value);
    }
    if let Some(stable) = &it.stable_key {
        row.insert("stableKey".to_owned(), json!(stable));
    }
    Ok(row)
}

/// What a definition says of the inputs of a connection or a data source: what is in them, and who sees them.
fn inputs(writer: &mut Writer<'_>, variable: &Variable) -> Result<Vec<String>, StoreError> {
    let mut ids = Vec::new();
    for (name, said) in &variable.inputs {
        let id = Uuid::new_v4().to_string();
        let of = |name: &str| said.get(name).cloned().unwrap_or_default();
        let value = match of("value") {
            Value::Null => String::new(),
            Value::String(text) => text,
            other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                other.to_string()
            }
        };
        let kind = of("type").as_str().unwrap_or("value").to_uppercase();
        writer.insert(
            "Expression",
            doc([
                ("id", json!(id)),
                ("name", json!(name)),
                ("type", json!(kind)),
                ("value", json!(value)),
                ("meta", json!(of("meta").as_object().map(|it| json!(it).to_string()))),
            ]),
        )?;
        ids.push(id);
    }
    Ok(ids)
}
