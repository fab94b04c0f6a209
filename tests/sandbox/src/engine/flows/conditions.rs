//! Which way a branch goes.

use serde_json::Value;

use super::scene::{Scene, written};

/// The branch for everything else.
const ELSE: &str = "Else";

/// The name of the branch that the step takes.
pub fn branch(scene: &Scene, action: &str, inputs: &Value) -> Result<String, String> {
    let list = |name: &str| {
        inputs.get(name).and_then(|it| it.get("value")).and_then(Value::as_array).cloned().unwrap_or_default()
    };
    let name = |it: &Value| it.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
    if action == "branchOnValue" {
        let asked = inputs.get("inputValue").map(|it| scene.input(it)).transpose()?.unwrap_or_default();
        for mapping in list("branchValueMappings") {
            if written(&scene.input(&mapping)?) == written(&asked) {
                return Ok(name(&mapping));
            }
        }
        return Ok(ELSE.to_owned());
    }
    for condition in list("conditions") {
        if holds(scene, condition.get("value").unwrap_or(&Value::Null))? {
            return Ok(name(&condition));
        }
    }
    Ok(ELSE.to_owned())
}

/// Whether a condition holds: an operator, and what it is about.
fn holds(scene: &Scene, condition: &Value) -> Result<bool, String> {
    let Some([operator, about @ ..]) = condition.as_array().map(Vec::as_slice) else { return Ok(false) };
    let operator = operator.as_str().unwrap_or_default();
    if operator == "and" || operator == "or" {
        let each: Vec<bool> = about.iter().map(|it| holds(scene, it)).collect::<Result<_, _>>()?;
        return Ok(if operator == "and" { each.iter().all(|it| *it) } else { each.iter().any(|it| *it) });
    }
    let part = |index: usize| about.get(index).map(|it| scene.input(it)).transpose();
    let (left, right) = (part(0)?.unwrap_or_default(), part(1)?.unwrap_or_default());
    let numbers = || Some((number(&left)?, number(&right)?));
    Ok(match operator {
        "equal" => same(&left, &right),
        "notEqual" => !same(&left, &right),
        "isEmpty" => is_empty(&left),
        "isNotEmpty" => !is_empty(&left),
        "exists" => !left.is_null(),
        "doesNotExist" => left.is_null(),
        "isTrue" => written(&left) == "true",
        "isFalse" => written(&left) == "false",
        "in" => contains(&right, &left),
        "notIn" => !contains(&right, &left),
        "greaterThan" => numbers().is_some_and(|(left, right)| left > right),
        "greaterThanOrEqual" => numbers().is_some_and(|(left, right)| left >= right),
        "lessThan" => numbers().is_some_and(|(left, right)| left < right),
        "lessThanOrEqual" => numbers().is_some_and(|(left, right)| left <= right),
        other => return Err(format!("There is no operator “{other}”.")),
    })
}

fn number(value: &Value) -> Option<f64> {
    written(value).trim().parse().ok()
}

/// Values arrive as texts as often as not.
fn same(left: &Value, right: &Value) -> bool {
    left == right || written(left) == written(right)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(it) => it.is_empty(),
        Value::Array(it) => it.is_empty(),
        Value::Object(it) => it.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}

fn contains(all: &Value, one: &Value) -> bool {
    match all {
        Value::Array(items) => items.iter().any(|it| same(it, one)),
        Value::Object(fields) => fields.contains_key(&written(one)),
        Value::String(text) => text.contains(&written(one)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn conditions_compare_what_they_are_about() {
        let value = |it: Value| json!({ "type": "value", "value": it });
        let check = |operator: &str, left: Value, right: Value| {
            holds(&Scene::default(), &json!([operator, value(left), value(right)]))
        };
        for (operator, left, right, told) in [
            ("equal", json!("7"), json!(7), true),
            ("notEqual", json!("7"), json!(7), false),
            ("isEmpty", json!([]), json!(""), true),
            ("isNotEmpty", json!("x"), json!(""), true),
            ("exists", Value::Null, Value::Null, false),
            ("doesNotExist", Value::Null, Value::Null, true),
            ("isTrue", json!("true"), Value::Null, true),
            ("in", json!("b"), json!(["a", "b"]), true),
            ("in", json!("b"), json!("abc"), true),
            ("greaterThan", json!("10"), json!(9), true),
            ("greaterThan", json!("ten"), json!(9), false),
            ("lessThanOrEqual", json!(9), json!("9"), true),
        ] {
            assert_eq!(check(operator, left, right), Ok(told), "{operator}");
        }
        assert!(check("sounds like", json!(1), json!(1)).is_err());
        let both = json!([
            "and",
            ["exists", value(json!(1))],
            ["or", ["isTrue", value(json!(false))], ["isTrue", value(json!(true))]]
        ]);
        assert_eq!(holds(&Scene::default(), &both), Ok(true));
    }

    #[test]
    fn branches_are_chosen_by_value_or_condition() {
        let scene = Scene::default();
        let mappings = json!([{ "name": "Issue", "type": "value", "value": "issues" }]);
        let by = |value: &str| json!({ "inputValue": { "type": "value", "value": value }, "branchValueMappings": { "value": mappings } });
        assert_eq!(branch(&scene, "branchOnValue", &by("issues")), Ok("Issue".into()));
        assert_eq!(branch(&scene, "branchOnValue", &by("stars")), Ok("Else".into()));
        let conditions =
            json!([{ "name": "None", "value": ["and", ["isEmpty", { "type": "value", "value": "" }]] }]);
        let by = json!({ "conditions": { "value": conditions } });
        assert_eq!(branch(&scene, "branchOnExpression", &by), Ok("None".into()));
        assert_eq!(branch(&scene, "branchOnExpression", &json!({})), Ok("Else".into()));
    }
}
