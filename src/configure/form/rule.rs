//! Rules of a form's layout, as JSON Forms has them: what is shown or can be changed depends on the data. Pure.

use serde_json::Value;

/// What a rule does while its condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Hide,
    Show,
    Disable,
    Enable,
}

/// A rule of a control, or of a layout around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    effect: Effect,
    condition: Value,
}

impl Rule {
    /// The rule of an element of a layout. One that is not understood is none: what it would hide can be filled in.
    pub fn of(element: &Value) -> Option<Self> {
        let rule = element.get("rule")?;
        let effect = match rule["effect"].as_str()? {
            "HIDE" => Effect::Hide,
            "SHOW" => Effect::Show,
            "DISABLE" => Effect::Disable,
            "ENABLE" => Effect::Enable,
            _ => return None,
        };
        let condition = rule.get("condition").filter(|it| is_understood(it))?.clone();
        Some(Self { effect, condition })
    }
}

/// Whether what has these rules is shown.
pub fn is_shown(rules: &[Rule], data: &Value) -> bool {
    rules.iter().all(|it| match it.effect {
        Effect::Hide => !holds(&it.condition, data),
        Effect::Show => holds(&it.condition, data),
        Effect::Disable | Effect::Enable => true,
    })
}

/// Whether what has these rules can be changed.
pub fn is_enabled(rules: &[Rule], data: &Value) -> bool {
    rules.iter().all(|it| match it.effect {
        Effect::Disable => !holds(&it.condition, data),
        Effect::Enable => holds(&it.condition, data),
        Effect::Hide | Effect::Show => true,
    })
}

/// The keywords of JSON Schema that conditions are read by; those that say nothing about a value are passed over.
const KEYWORDS: [&str; 20] = [
    "$comment",
    "allOf",
    "anyOf",
    "const",
    "description",
    "enum",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "maxLength",
    "maximum",
    "maxItems",
    "minItems",
    "minLength",
    "minimum",
    "not",
    "oneOf",
    "properties",
    "required",
    "title",
    "type",
];

fn is_understood(condition: &Value) -> bool {
    match several(condition) {
        Some(all) => all.iter().all(is_understood),
        None => condition["schema"]
            .as_object()
            .map_or(condition.get("expectedValue").is_some(), |_| is_known(&condition["schema"])),
    }
}

fn is_known(schema: &Value) -> bool {
    let lists = ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|it| schema[it].as_array()).flatten();
    let inside = lists
        .chain(schema.get("not"))
        .chain(schema["properties"].as_object().into_iter().flat_map(|it| it.values()));
    let own = schema.as_object().is_none_or(|it| it.keys().all(|key| KEYWORDS.contains(&key.as_str())));
    own && inside.into_iter().all(is_known)
}

/// The conditions that one is made of.
fn several(condition: &Value) -> Option<&Vec<Value>> {
    let kind = condition["type"].as_str()?;
    condition["conditions"].as_array().filter(|_| kind == "AND" || kind == "OR")
}

fn holds(condition: &Value, data: &Value) -> bool {
    if let Some(all) = several(condition) {
        return match condition["type"].as_str() {
            Some("OR") => all.iter().any(|it| holds(it, data)),
            _ => all.iter().all(|it| holds(it, data)),
        };
    }
    let found = condition["scope"].as_str().and_then(|it| resolved(it, data));
    if let Some(expected) = condition.get("expectedValue") {
        return found == Some(expected);
    }
    if found.is_none() && condition["failWhenUndefined"] == true {
        return false;
    }
    fits(&condition["schema"], found)
}

/// What a scope such as `#/properties/address/properties/city` points to in the data; none where nothing is.
fn resolved<'a>(scope: &str, data: &'a Value) -> Option<&'a Value> {
    let mut steps = scope.strip_prefix('#')?.split('/').filter(|it| !it.is_empty());
    let mut here = data;
    while let Some(step) = steps.next() {
        let key = if step == "properties" { steps.next()? } else { step };
        here = here.get(key.replace("~1", "/").replace("~0", "~"))?;
    }
    Some(here)
}

/// Whether a value is what a schema asks for. A keyword about another kind of value says nothing, as nothing does about
/// what is not there but the keywords that name values.
fn fits(schema: &Value, value: Option<&Value>) -> bool {
    let list = |name: &str| schema[name].as_array();
    let by = |name: &str, number: Option<f64>, is_fine: fn(f64, f64) -> bool| {
        schema[name].as_f64().zip(number).is_none_or(|(bound, number)| is_fine(number, bound))
    };
    let number = value.and_then(Value::as_f64);
    let length = value.and_then(Value::as_str).map(|it| count(it.chars().count()));
    let items = value.and_then(Value::as_array).map(|it| count(it.len()));
    let object = value.and_then(Value::as_object);
    let has_all = |keys: &Vec<Value>| {
        object.is_none_or(|it| keys.iter().filter_map(Value::as_str).all(|key| it.contains_key(key)))
    };
    let each = schema["properties"].as_object().zip(object).is_none_or(|(asked, it)| {
        asked.iter().all(|(key, schema)| it.get(key).is_none_or(|value| fits(schema, Some(value))))
    });
    schema.get("const").is_none_or(|it| value == Some(it))
        && list("enum").is_none_or(|all| value.is_some_and(|it| all.contains(it)))
        && is_of(&schema["type"], value)
        && by("minimum", number, |number, bound| number >= bound)
        && by("maximum", number, |number, bound| number <= bound)
        && by("exclusiveMinimum", number, |number, bound| number > bound)
        && by("exclusiveMaximum", number, |number, bound| number < bound)
        && by("minLength", length, |number, bound| number >= bound)
        && by("maxLength", length, |number, bound| number <= bound)
        && by("minItems", items, |number, bound| number >= bound)
        && by("maxItems", items, |number, bound| number <= bound)
        && list("required").is_none_or(has_all)
        && each
        && schema.get("not").is_none_or(|it| !fits(it, value))
        && list("allOf").is_none_or(|all| all.iter().all(|it| fits(it, value)))
        && list("anyOf").is_none_or(|all| all.iter().any(|it| fits(it, value)))
        && list("oneOf").is_none_or(|all| all.iter().filter(|it| fits(it, value)).count() == 1)
}

/// Lengths are far below what such a number holds exactly.
fn count(length: usize) -> f64 {
    u32::try_from(length).map_or(f64::MAX, f64::from)
}

fn is_of(kind: &Value, value: Option<&Value>) -> bool {
    let is = |name: &str| match (name, value) {
        ("string", Some(Value::String(_)))
        | ("boolean", Some(Value::Bool(_)))
        | ("number", Some(Value::Number(_)))
        | ("object", Some(Value::Object(_)))
        | ("array", Some(Value::Array(_)))
        | ("null", Some(Value::Null)) => true,
        ("integer", Some(Value::Number(it))) => it.as_f64().is_some_and(|it| it.fract() == 0.0),
        _ => false,
    };
    match kind {
        Value::String(name) => is(name),
        Value::Array(all) => all.iter().filter_map(Value::as_str).any(is),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Object(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn rule(effect: &str, condition: Value) -> Option<Rule> {
        Rule::of(&json!({ "type": "Control", "rule": { "effect": effect, "condition": condition } }))
    }

    #[test]
    fn each_effect_follows_its_condition() {
        let condition = json!({ "scope": "#/properties/way", "schema": { "const": "mail" } });
        let (mail, post, nothing) = (json!({ "way": "mail" }), json!({ "way": "post" }), json!({}));
        for (effect, when_it_holds, else_it_is) in [
            ("HIDE", (false, true), (true, true)),
            ("SHOW", (true, true), (false, true)),
            ("DISABLE", (true, false), (true, true)),
            ("ENABLE", (true, true), (true, false)),
        ] {
            let rules: Vec<Rule> = rule(effect, condition.clone()).into_iter().collect();
            let seen = |data: &Value| (is_shown(&rules, data), is_enabled(&rules, data));
            assert_eq!(rules.len(), 1);
            assert_eq!(seen(&mail), when_it_holds, "{effect}");
            assert_eq!(seen(&post), else_it_is, "{effect}");
            assert_eq!(seen(&nothing), else_it_is, "{effect}");
        }
        assert!(is_shown(&[], &mail) && is_enabled(&[], &mail));
    }

    #[test]
    fn conditions_read_the_data_as_json_forms_does() {
        let data = json!({ "n": 5, "s": "abc", "l": [1], "o": { "a": true }, "z": null });
        let of = |scope: &str, schema: Value| json!({ "scope": format!("#/properties/{scope}"), "schema": schema });
        for (condition, expected) in [
            (of("n", json!({ "minimum": 5, "maximum": 5 })), true),
            (of("n", json!({ "exclusiveMinimum": 5 })), false),
            (of("n", json!({ "type": "integer" })), true),
            (of("s", json!({ "minimum": 9 })), true),
            (of("s", json!({ "minLength": 4 })), false),
            (of("s", json!({ "enum": ["abc", 1] })), true),
            (of("s", json!({ "not": { "const": "abc" } })), false),
            (of("l", json!({ "minItems": 1 })), true),
            (of("z", json!({ "type": ["null", "string"] })), true),
            (of("o/properties/a", json!({ "const": true })), true),
            (of("o", json!({ "required": ["b"] })), false),
            (of("o", json!({ "properties": { "a": { "const": false } } })), false),
            (of("n", json!({ "anyOf": [{ "const": 1 }, { "const": 5 }] })), true),
            (of("n", json!({ "oneOf": [{ "minimum": 1 }, { "minimum": 2 }] })), false),
            // What is not there fits whatever names no value.
            (of("gone", json!({ "not": { "const": 1 } })), true),
            (of("gone", json!({ "type": "string" })), false),
            (json!({ "scope": "#/properties/gone", "schema": {}, "failWhenUndefined": true }), false),
            (json!({ "type": "LEAF", "scope": "#/properties/n", "expectedValue": 5 }), true),
            (
                json!({ "type": "AND", "conditions": [of("n", json!({ "const": 5 })), of("s", json!({ "const": "" }))] }),
                false,
            ),
            (
                json!({ "type": "OR", "conditions": [of("n", json!({ "const": 5 })), of("s", json!({ "const": "" }))] }),
                true,
            ),
        ] {
            let rules: Vec<Rule> = rule("SHOW", condition.clone()).into_iter().collect();
            assert_eq!(rules.len(), 1, "{condition}");
            assert_eq!(is_shown(&rules, &data), expected, "{condition}");
        }
    }

    #[test]
    fn what_is_not_understood_hides_nothing() {
        let pattern = json!({ "scope": "#/properties/a", "schema": { "pattern": "^x" } });
        assert_eq!(rule("SHOW", pattern.clone()), None);
        assert_eq!(rule("SHOW", json!({ "type": "AND", "conditions": [pattern] })), None);
        assert_eq!(rule("SHOW", json!({ "scope": "#/properties/a" })), None);
        assert_eq!(rule("FADE", json!({ "scope": "#", "schema": {} })), None);
        assert_eq!(Rule::of(&json!({ "type": "Control" })), None);
    }
}
