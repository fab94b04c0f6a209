//! What the steps of a run can refer to: what the instance was told, and what the steps before came to.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// What an instance has for a variable of its integration.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    Value(Value),
    /// A connection, and whether it works.
    Connection(bool),
}

/// Everything that inputs are made of.
#[derive(Debug, Default)]
pub struct Scene {
    pub settings: BTreeMap<String, Setting>,
    /// What each step came to, by its key.
    pub results: Map<String, Value>,
}

impl Scene {
    /// What an input holds: a value, or what it refers to.
    pub fn input(&self, said: &Value) -> Result<Value, String> {
        let value = said.get("value").cloned().unwrap_or_default();
        match said.get("type").and_then(Value::as_str) {
            Some("reference") => Ok(self.reference(value.as_str().unwrap_or_default())),
            Some("configVar") => self.setting(value.as_str().unwrap_or_default()),
            Some("template") => self.template(value.as_str().unwrap_or_default()).map(Value::String),
            Some("complex") => self.complex(&value),
            _ => Ok(value),
        }
    }

    /// All inputs of a step.
    pub fn inputs(&self, said: &Value) -> Result<Map<String, Value>, String> {
        let each = said.as_object().into_iter().flatten();
        each.map(|(name, it)| Ok((name.clone(), self.input(it)?))).collect()
    }

    /// A list of inputs: of names and values where they have names.
    fn complex(&self, said: &Value) -> Result<Value, String> {
        let Some(items) = said.as_array() else { return Ok(said.clone()) };
        let item = |it: &Value| {
            let value = if it.is_object() { self.input(it)? } else { it.clone() };
            Ok(match it.get("name").and_then(Value::as_str).filter(|it| !it.is_empty()) {
                Some(name) => serde_json::json!({ "name": name, "value": value }),
                None => value,
            })
        };
        items.iter().map(item).collect()
    }

    /// What a path leads to, from the key of a step; null where there is nothing.
    pub fn reference(&self, path: &str) -> Value {
        let mut parts = path.split(['.', '[']).map(|it| it.trim_end_matches(']'));
        let first = parts.next().and_then(|it| self.results.get(it));
        let mut here = first.cloned().unwrap_or_default();
        for part in parts {
            here = member(&here, part).cloned().unwrap_or_default();
        }
        here
    }

    fn setting(&self, key: &str) -> Result<Value, String> {
        if key.is_empty() {
            return Ok(Value::Null);
        }
        match self.settings.get(key) {
            Some(Setting::Value(value)) => Ok(value.clone()),
            Some(Setting::Connection(true)) => Ok(Value::from(key)),
            Some(Setting::Connection(false)) => Err(format!("The connection “{key}” is not connected.")),
            None => Err(format!("There is no config variable “{key}”.")),
        }
    }

    /// A text with `{{$step.results}}` and `{{#variable}}` filled in.
    fn template(&self, text: &str) -> Result<String, String> {
        let (mut filled, mut rest) = (String::new(), text);
        while let Some((before, (inner, after))) =
            rest.split_once("{{").and_then(|(before, it)| Some((before, it.split_once("}}")?)))
        {
            filled.push_str(before);
            let inner = inner.trim();
            let value = match (inner.strip_prefix('$'), inner.strip_prefix('#')) {
                (Some(path), _) => self.reference(path),
                (None, Some(key)) => self.setting(key)?,
                (None, None) => Value::Null,
            };
            filled.push_str(&written(&value));
            rest = after;
        }
        Ok(filled + rest)
    }
}

/// A field or an item. Headers are found whatever their capitals.
fn member<'v>(of: &'v Value, part: &str) -> Option<&'v Value> {
    match of {
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        Value::Object(fields) => fields.get(part).or_else(|| {
            fields.iter().find(|(name, _)| name.eq_ignore_ascii_case(part)).map(|(_, value)| value)
        }),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

/// A value as a part of a text.
#[must_use]
pub fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// What a step's results are referred to by: its name in camel case.
#[must_use]
pub fn key(name: &str) -> String {
    let mut key = String::new();
    for word in name.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        let lower = word.to_lowercase();
        let mut letters = lower.chars();
        match letters.next() {
            Some(first) if !key.is_empty() => key.extend(first.to_uppercase()),
            Some(first) => key.push(first),
            None => {}
        }
        key.push_str(letters.as_str());
    }
    key
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn steps_are_referred_to_in_camel_case() {
        for (name, told) in [
            ("Step of the countdown", "stepOfTheCountdown"),
            ("Execution - Get Value", "executionGetValue"),
            ("Add of Jira issues & startAt value", "addOfJiraIssuesStartatValue"),
        ] {
            assert_eq!(key(name), told);
        }
    }

    #[test]
    fn inputs_are_filled_in_from_what_came_before() {
        let results = json!({ "hook": { "results": { "headers": { "X-Kind": "a" }, "body": { "data": [{ "id": 7 }] } } } });
        let settings = [
            ("Pad".to_owned(), Setting::Value(json!("39A"))),
            ("Books".to_owned(), Setting::Connection(true)),
            ("Desk".to_owned(), Setting::Connection(false)),
        ];
        let results = results.as_object().cloned().unwrap_or_default();
        let scene = Scene { settings: settings.into_iter().collect(), results };
        let filled = |kind: &str, value: Value| scene.input(&json!({ "type": kind, "value": value }));
        assert_eq!(filled("value", json!("x")), Ok(json!("x")));
        assert_eq!(filled("reference", json!("hook.results.body.data[0].id")), Ok(json!(7)));
        assert_eq!(filled("reference", json!("hook.results.body.data.0.id")), Ok(json!(7)));
        assert_eq!(filled("reference", json!("hook.results.headers.x-kind")), Ok(json!("a")));
        assert_eq!(filled("reference", json!("gone.results")), Ok(Value::Null));
        assert_eq!(filled("configVar", json!("Pad")), Ok(json!("39A")));
        assert_eq!(filled("configVar", json!("")), Ok(Value::Null));
        assert_eq!(filled("configVar", json!("Books")), Ok(json!("Books")));
        assert_eq!(filled("configVar", json!("Desk")), Err("The connection “Desk” is not connected.".into()));
        assert_eq!(filled("configVar", json!("Tug")), Err("There is no config variable “Tug”.".into()));
        let text = "Pad {{#Pad}}: {{ $hook.results.body.data }} {{";
        assert_eq!(filled("template", json!(text)), Ok(json!("Pad 39A: [{\"id\":7}] {{")));
        let list =
            json!([{ "name": "n", "type": "value", "value": 1 }, { "type": "configVar", "value": "Pad" }]);
        assert_eq!(filled("complex", list), Ok(json!([{ "name": "n", "value": 1 }, "39A"])));
    }
}
