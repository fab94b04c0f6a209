//! What steps do. Nothing leaves the sandbox: what would ask another system is answered here, the same way each time,
//! once what it asks with is there. Code is not run; a step of code hands on what came before it.

use serde_json::{Map, Value, json};

use super::scene::written;

/// What a step came to, and what it has to say.
#[derive(Debug, Default, PartialEq)]
pub struct Act {
    pub result: Value,
    /// How much it matters, and the sentence.
    pub line: Option<(&'static str, String)>,
}

/// Does what `action` of `component` does; what fails says why. `kept` holds what the run keeps for itself.
pub fn act(
    component: &str,
    action: &str,
    inputs: &Map<String, Value>,
    last: &Value,
    kept: &mut Map<String, Value>,
) -> Result<Act, String> {
    let of = |name: &str| inputs.get(name).cloned().unwrap_or_default();
    let text = |name: &str| written(&of(name));
    let result = match (component, action) {
        ("log", _) => {
            let line = Some((severity(&text("level")), text("message")));
            return Ok(Act { result: Value::Null, line });
        }
        ("code", _) => {
            let line = Some(("DEBUG", "The sandbox runs no code: what came before is handed on.".to_owned()));
            return Ok(Act { result: last.clone(), line });
        }
        ("http", _) => request(action, inputs)?,
        ("progix-sig-check", _) if text("signature").is_empty() => {
            return Err("There is no signature to verify.".to_owned());
        }
        ("collection-tools", "createObject") => named(&of("keyValueInput")),
        ("collection-tools", "length") => json!(of("listInput").as_array().map_or(0, Vec::len)),
        ("collection-tools", "validateJsonSchema") => {
            let schema = serde_json::from_str(&text("jsonSchema"));
            let schema: Value = schema.map_err(|error| format!("The schema is not JSON: {error}."))?;
            let data = of("jsonInput");
            fits("data", &data, &schema)?;
            data
        }
        ("change-data-format", "binaryToJson") => match of("data") {
            Value::String(text) => {
                serde_json::from_str(&text).map_err(|error| format!("The data is not JSON: {error}."))?
            }
            other
            @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => other,
        },
        ("change-data-format", "jsonToXml") => json!(xml("root", &of("data"))),
        ("change-data-format", "convertToString") => json!(text("value")),
        ("text-manipulation", "split") => {
            let (text, separator) = (text("text"), text("separator"));
            json!(text.split(&separator).collect::<Vec<_>>())
        }
        ("text-manipulation", "join") => json!(joined(&of("strings"), &text("separator"))),
        ("text-manipulation", "joinLines") => json!(joined(&of("strings"), "\n")),
        ("text-manipulation", "replace") => json!(text("text").replace(&text("find"), &text("replace"))),
        ("math", "add") => sum(&of("numbers")),
        ("persist-data", _) => keep(action, inputs, kept),
        // Another system would answer with what it made of this.
        _ => Value::Object(inputs.clone()),
    };
    Ok(Act { result, line: None })
}

fn severity(level: &str) -> &'static str {
    match level.to_lowercase().as_str() {
        "trace" => "TRACE",
        "debug" => "DEBUG",
        "warn" | "warning" => "WARN",
        "error" => "ERROR",
        _ => "INFO",
    }
}

/// A request that would be sent. As everywhere, names under `.invalid` are known to nobody.
fn request(action: &str, inputs: &Map<String, Value>) -> Result<Value, String> {
    let url = inputs.get("url").map(written).unwrap_or_default();
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let host = rest.and_then(|it| it.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    if host.is_empty() {
        return Err(format!("“{url}” is no address."));
    }
    if host.ends_with(".invalid") {
        return Err(format!("The host {host} was not found."));
    }
    let method = action.strip_prefix("http").unwrap_or(action).to_uppercase();
    Ok(json!({ "url": url, "method": method, "data": inputs.get("data") }))
}

/// A list of names and values as an object.
fn named(list: &Value) -> Value {
    let each = list.as_array().into_iter().flatten();
    let pair = |it: &Value| {
        Some((it.get("name")?.as_str()?.to_owned(), it.get("value").cloned().unwrap_or_default()))
    };
    Value::Object(each.filter_map(pair).collect())
}

fn joined(list: &Value, separator: &str) -> String {
    list.as_array().into_iter().flatten().map(written).collect::<Vec<_>>().join(separator)
}

fn sum(numbers: &Value) -> Value {
    let each = numbers.as_array().into_iter().flatten();
    let sum: f64 = each.filter_map(|it| written(it).trim().parse::<f64>().ok()).sum();
    #[expect(clippy::cast_possible_truncation, reason = "a whole number that a double holds exactly")]
    let whole = (sum.fract() == 0.0 && sum.abs() < 9e15).then_some(sum as i64);
    whole.map_or(json!(sum), |it| json!(it))
}

fn keep(action: &str, inputs: &Map<String, Value>, kept: &mut Map<String, Value>) -> Value {
    let of = |name: &str| inputs.get(name).cloned().unwrap_or_default();
    let key = written(&of("keyInput"));
    if action.starts_with("get") {
        return kept.get(&key).cloned().unwrap_or_else(|| of("defaultValueInput"));
    }
    let value = if action.starts_with("append") {
        let mut list = kept.get(&key).and_then(Value::as_array).cloned().unwrap_or_default();
        list.push(of("valueInput"));
        Value::Array(list)
    } else if action.starts_with("increment") {
        sum(&json!([kept.get(&key), of("amountInput")]))
    } else {
        of("valueInput")
    };
    kept.insert(key, value.clone());
    value
}

/// Why data does not fit a schema, as far as types and required properties go.
fn fits(place: &str, data: &Value, schema: &Value) -> Result<(), String> {
    let is = |kind: &str| match kind {
        "object" => data.is_object(),
        "array" => data.is_array(),
        "string" => data.is_string(),
        "number" | "integer" => data.is_number(),
        "boolean" => data.is_boolean(),
        _ => true,
    };
    if let Some(kind) = schema.get("type").and_then(Value::as_str).filter(|it| !is(it)) {
        return Err(format!("{place} must be {kind}."));
    }
    for name in schema.get("required").and_then(Value::as_array).into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        if data.get(name).is_none() {
            return Err(format!("{place} must have required property “{name}”."));
        }
    }
    for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        if let Some(inner) = data.get(name) {
            fits(&format!("{place}.{name}"), inner, schema)?;
        }
    }
    Ok(())
}

fn xml(name: &str, value: &Value) -> String {
    let inner = match value {
        Value::Object(fields) => fields.iter().map(|(name, it)| xml(name, it)).collect(),
        Value::Array(items) => return items.iter().map(|it| xml(name, it)).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            written(value).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
        }
    };
    format!("<{name}>{inner}</{name}>")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(component: &str, action: &str, inputs: Value) -> Result<Value, String> {
        let inputs = inputs.as_object().cloned().unwrap_or_default();
        act(component, action, &inputs, &json!("before"), &mut Map::new()).map(|it| it.result)
    }

    #[test]
    fn steps_do_what_their_actions_say() {
        for (component, action, inputs, told) in [
            ("code", "runCode", json!({ "code": "1" }), json!("before")),
            ("collection-tools", "length", json!({ "listInput": [1, 2] }), json!(2)),
            (
                "collection-tools",
                "createObject",
                json!({ "keyValueInput": [{ "name": "a", "value": 1 }] }),
                json!({ "a": 1 }),
            ),
            ("change-data-format", "binaryToJson", json!({ "data": "[1]" }), json!([1])),
            (
                "change-data-format",
                "jsonToXml",
                json!({ "data": { "a": ["<", 2] } }),
                json!("<root><a>&lt;</a><a>2</a></root>"),
            ),
            ("text-manipulation", "split", json!({ "text": "a/b", "separator": "/" }), json!(["a", "b"])),
            ("text-manipulation", "join", json!({ "strings": ["gh", 7], "separator": "-" }), json!("gh-7")),
            (
                "text-manipulation",
                "replace",
                json!({ "text": "gh-7", "find": "gh-", "replace": "" }),
                json!("7"),
            ),
            ("math", "add", json!({ "numbers": ["1", 2] }), json!(3)),
            ("math", "add", json!({ "numbers": [0.5, 2] }), json!(2.5)),
            ("ledgerline", "postInvoice", json!({ "number": 7 }), json!({ "number": 7 })),
            (
                "http",
                "httpPost",
                json!({ "url": "https://a.example/b", "data": 1 }),
                json!({ "url": "https://a.example/b", "method": "POST", "data": 1 }),
            ),
        ] {
            assert_eq!(done(component, action, inputs), Ok(told), "{component} {action}");
        }
    }

    #[test]
    fn what_cannot_be_done_says_why() {
        let schema =
            "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"string\"}}}";
        let check = |data: Value| {
            done("collection-tools", "validateJsonSchema", json!({ "jsonInput": data, "jsonSchema": schema }))
        };
        for (found, told) in [
            (check(json!({ "id": "1" })), Ok(json!({ "id": "1" }))),
            (check(json!({ "id": 1 })), Err("data.id must be string.")),
            (check(json!({})), Err("data must have required property “id”.")),
            (check(json!("x")), Err("data must be object.")),
            (done("http", "httpGet", json!({ "url": "depot" })), Err("“depot” is no address.")),
            (
                done("http", "httpGet", json!({ "url": "https://depot.invalid/x" })),
                Err("The host depot.invalid was not found."),
            ),
            (done("progix-sig-check", "verifySignature", json!({})), Err("There is no signature to verify.")),
        ] {
            assert_eq!(found, told.map_err(str::to_owned));
        }
    }

    #[test]
    fn runs_keep_values_for_themselves() {
        let mut kept = Map::new();
        let mut run = |action: &str, inputs: Value| {
            let inputs = inputs.as_object().cloned().unwrap_or_default();
            act("persist-data", action, &inputs, &Value::Null, &mut kept).map(|it| it.result)
        };
        assert_eq!(
            run("getExecutionValue", json!({ "keyInput": "n", "defaultValueInput": "0" })),
            Ok(json!("0"))
        );
        assert_eq!(run("saveExecutionValue", json!({ "keyInput": "n", "valueInput": "5" })), Ok(json!("5")));
        assert_eq!(
            run("incrementExecutionValue", json!({ "keyInput": "n", "amountInput": "50" })),
            Ok(json!(55))
        );
        assert_eq!(run("getExecutionValue", json!({ "keyInput": "n" })), Ok(json!(55)));
        assert_eq!(
            run("appendExecutionValueToList", json!({ "keyInput": "l", "valueInput": 1 })),
            Ok(json!([1]))
        );
    }

    #[test]
    fn what_is_logged_has_its_severity() {
        let inputs = json!({ "level": "warn", "message": "Low" }).as_object().cloned().unwrap_or_default();
        let act = act("log", "writeLog", &inputs, &Value::Null, &mut Map::new());
        assert_eq!(act, Ok(Act { result: Value::Null, line: Some(("WARN", "Low".to_owned())) }));
    }
}
