//! A form as its JSON Schema and its layout describe it, and the data that it makes. Pure; the two dialects are those of
//! JSON Forms, as far as config pages use them. What is not understood is left to be typed as JSON.

use serde_json::{Map, Value};

use super::rule::{self, Rule};
use crate::phrases::{Phrase, configure as words};

/// A part of the data, and how it is asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    pub title: String,
    pub about: String,
    pub shape: Shape,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text,
    Number,
    YesOrNo,
    /// One of some values, each with what it is called.
    Choice(Vec<(Value, String)>),
    Object(Vec<Member>),
    List(Box<Field>),
    /// Not understood.
    Json,
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub key: String,
    pub required: bool,
    pub field: Field,
    /// Of the layout: those of its control, and of all that is around it.
    pub rules: Vec<Rule>,
}

/// A step into the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Key(String),
    Item(usize),
}

/// How deep a schema is followed: one that contains itself has no end.
const DEPTH: usize = 8;

/// Reads what a data source answered.
#[must_use]
pub fn read(content: &Value) -> Field {
    let content = inner(content);
    let schema = &content["schema"];
    let mut field = field(schema, schema, "", DEPTH);
    if let Shape::Object(members) = &mut field.shape {
        arrange(members, &content["uiSchema"]);
    }
    field
}

/// What the form holds before anybody fills it in, as JSON text.
#[must_use]
pub fn first(content: &Value) -> String {
    let given = &inner(content)["data"];
    if given.is_object() || given.is_array() {
        return given.to_string();
    }
    match read(content).shape {
        Shape::List(_) => "[]".to_owned(),
        Shape::Object(_) => "{}".to_owned(),
        Shape::Text | Shape::Number | Shape::YesOrNo | Shape::Choice(_) | Shape::Json => String::new(),
    }
}

fn inner(content: &Value) -> &Value {
    if content["result"].is_object() { &content["result"] } else { content }
}

fn field(schema: &Value, root: &Value, name: &str, depth: usize) -> Field {
    let schema = match schema["$ref"].as_str().and_then(|it| it.strip_prefix('#')) {
        Some(pointer) => root.pointer(pointer).unwrap_or(&Value::Null),
        None => schema,
    };
    let text = |key: &str| schema[key].as_str().unwrap_or_default().to_owned();
    let title = Some(text("title")).filter(|it| !it.is_empty()).unwrap_or_else(|| spaced(name));
    Field { title, about: text("description"), shape: shape(schema, root, depth) }
}

fn shape(schema: &Value, root: &Value, depth: usize) -> Shape {
    if depth == 0 {
        return Shape::Json;
    }
    if let Some(choices) = choices(schema) {
        return Shape::Choice(choices);
    }
    match kind(schema) {
        "string" => Shape::Text,
        "number" | "integer" => Shape::Number,
        "boolean" => Shape::YesOrNo,
        "array" if schema["items"].is_object() => {
            Shape::List(Box::new(field(&schema["items"], root, "", depth - 1)))
        }
        "object" => {
            let required = schema["required"].as_array();
            let is_required = |key: &str| required.is_some_and(|it| it.iter().any(|one| one == key));
            let members = schema["properties"].as_object().into_iter().flatten();
            let member = |(key, it): (&String, &Value)| Member {
                key: key.clone(),
                required: is_required(key),
                field: field(it, root, key, depth - 1),
                rules: Vec::new(),
            };
            Shape::Object(members.map(member).collect())
        }
        _ => Shape::Json,
    }
}

/// The type; of several, the one that is not null.
fn kind(schema: &Value) -> &str {
    let mut several = schema["type"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let named = schema["type"].as_str().or_else(|| several.find(|it| *it != "null"));
    named.unwrap_or(if schema["properties"].is_object() { "object" } else { "" })
}

fn choices(schema: &Value) -> Option<Vec<(Value, String)>> {
    let name = |it: &Value| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
    if let Some(values) = schema["enum"].as_array() {
        return Some(values.iter().map(|it| (it.clone(), name(it))).collect());
    }
    let titled = schema["oneOf"].as_array().or_else(|| schema["anyOf"].as_array())?;
    let one = |it: &Value| {
        let value = it.get("const")?.clone();
        let title = it["title"].as_str().map_or_else(|| name(&value), str::to_owned);
        Some((value, title))
    };
    titled.iter().map(one).collect()
}

/// `firstName` as people read it: First name.
fn spaced(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        match letter {
            '_' | '-' => words.push(' '),
            _ if letter.is_uppercase() && !words.is_empty() => {
                words.push(' ');
                words.extend(letter.to_lowercase());
            }
            _ if words.is_empty() => words.extend(letter.to_uppercase()),
            _ => words.push(letter),
        }
    }
    words
}

/// Puts fields in the order of the layout, with its names. A layout that names none leaves all as they are; fields that
/// it does not name are not shown, and their data stays.
fn arrange(members: &mut Vec<Member>, layout: &Value) {
    let mut named = Vec::new();
    controls(layout, DEPTH, &[], &mut named);
    let found = |control: &Control| {
        let mut member = members.iter().find(|it| it.key == control.key)?.clone();
        if let Some(label) = &control.label {
            member.field.title.clone_from(label);
        }
        member.rules.clone_from(&control.rules);
        Some(member)
    };
    let arranged: Vec<Member> = named.iter().filter_map(found).collect();
    if !arranged.is_empty() {
        *members = arranged;
    }
}

/// What a layout says of a field.
struct Control {
    key: String,
    label: Option<String>,
    rules: Vec<Rule>,
}

fn controls(layout: &Value, depth: usize, around: &[Rule], found: &mut Vec<Control>) {
    if depth == 0 {
        return;
    }
    let rules: Vec<Rule> = around.iter().cloned().chain(Rule::of(layout)).collect();
    if let Some(scope) = layout["scope"].as_str().and_then(|it| it.strip_prefix("#/properties/")) {
        // What is said of a part is not said of the whole field, which is what is shown.
        let control = match scope.split_once('/') {
            Some((key, _)) => Control { key: key.to_owned(), label: None, rules: around.to_vec() },
            None => {
                let label = layout["label"].as_str().map(str::to_owned);
                Control { key: scope.to_owned(), label, rules: rules.clone() }
            }
        };
        if !found.iter().any(|it| it.key == control.key && it.rules == control.rules) {
            found.push(control);
        }
    }
    for element in layout["elements"].as_array().into_iter().flatten() {
        controls(element, depth - 1, &rules, found);
    }
}

/// What stands at a place of the data; null where nothing does.
#[must_use]
pub fn at<'a>(data: &'a Value, path: &[Step]) -> &'a Value {
    path.iter().fold(data, |here, step| match step {
        Step::Key(key) => &here[key.as_str()],
        Step::Item(at) => &here[*at],
    })
}

/// Puts something at a place of the data. Null takes the field of an object away.
pub fn put(data: &mut Value, path: &[Step], value: Value) {
    let Some((step, rest)) = path.split_first() else {
        *data = value;
        return;
    };
    match step {
        Step::Key(key) => {
            if !data.is_object() {
                *data = Value::Object(Map::new());
            }
            let Some(object) = data.as_object_mut() else { return };
            if rest.is_empty() && value.is_null() {
                object.remove(key);
            } else {
                put(object.entry(key.clone()).or_insert(Value::Null), rest, value);
            }
        }
        Step::Item(at) => {
            if !data.is_array() {
                *data = Value::Array(Vec::new());
            }
            let Some(list) = data.as_array_mut() else { return };
            while list.len() <= *at {
                list.push(Value::Null);
            }
            if let Some(item) = list.get_mut(*at) {
                put(item, rest, value);
            }
        }
    }
}

/// Why a value will not do for a field that holds nothing else.
#[must_use]
pub fn problem(field: &Field, required: bool, value: &Value) -> Option<Phrase> {
    let is_empty = value.is_null() || value.as_str().is_some_and(|it| it.trim().is_empty());
    if is_empty {
        return required.then_some(words::MISSING);
    }
    match &field.shape {
        Shape::Number if !value.is_number() => Some(words::NOT_A_NUMBER),
        Shape::Choice(choices) if !choices.iter().any(|(it, _)| it == value) => Some(words::NOT_A_CHOICE),
        Shape::Text
        | Shape::Number
        | Shape::YesOrNo
        | Shape::Choice(_)
        | Shape::Object(_)
        | Shape::List(_)
        | Shape::Json => None,
    }
}

/// Whether all of it will do; what rules hide is nobody's to fill in. What stands in a list is there on purpose, and so is needed.
#[must_use]
pub fn is_complete(field: &Field, required: bool, value: &Value) -> bool {
    match &field.shape {
        Shape::Object(members) => members
            .iter()
            .filter(|it| rule::is_shown(&it.rules, value))
            .all(|it| is_complete(&it.field, it.required, &value[it.key.as_str()])),
        Shape::List(item) => {
            let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
            (!required || !items.is_empty()) && items.iter().all(|it| is_complete(item, true, it))
        }
        Shape::Text | Shape::Number | Shape::YesOrNo | Shape::Choice(_) | Shape::Json => {
            problem(field, required, value).is_none()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn mapping() -> Value {
        let choice =
            json!({ "type": "string", "oneOf": [{ "title": "Name", "const": "name" }, { "const": "id" }] });
        json!({ "schema": { "type": "array", "items": { "type": "object", "required": ["from"],
            "properties": { "from": choice, "toField": { "type": ["null", "string"] } } } } })
    }

    #[test]
    fn a_list_of_objects_reads_as_rows() {
        let Shape::List(item) = read(&mapping()).shape else { panic!("a list") };
        let Shape::Object(members) = item.shape else { panic!("of objects") };
        assert_eq!((members[0].key.as_str(), members[0].required), ("from", true));
        let choices = vec![(json!("name"), "Name".to_owned()), (json!("id"), "id".to_owned())];
        assert_eq!(members[0].field.shape, Shape::Choice(choices));
        assert_eq!((members[1].field.title.as_str(), &members[1].field.shape), ("To field", &Shape::Text));
        assert_eq!(first(&mapping()), "[]");
        assert_eq!(first(&json!({ "result": { "schema": {}, "data": { "a": 1 } } })), r#"{"a":1}"#);
    }

    #[test]
    fn the_layout_orders_names_and_leaves_out() {
        let content = json!({
            "schema": { "properties": { "a": { "type": "string" }, "b": { "$ref": "#/$defs/b" }, "c": {} }, "$defs": { "b": { "type": "integer" } } },
            "uiSchema": { "type": "VerticalLayout", "elements": [
                { "type": "Group", "elements": [{ "type": "Control", "scope": "#/properties/b", "label": "Bee" }] },
                { "type": "Control", "scope": "#/properties/a" }, { "type": "Control", "scope": "#/properties/gone" },
            ] },
        });
        let Shape::Object(members) = read(&content).shape else { panic!("an object") };
        let told: Vec<_> = members.iter().map(|it| (it.field.title.as_str(), &it.field.shape)).collect();
        assert_eq!(told, [("Bee", &Shape::Number), ("A", &Shape::Text)]);
    }

    #[test]
    fn a_layout_that_names_parts_of_a_field_shows_the_field_once() {
        let control = |scope: &str| json!({ "type": "Control", "scope": scope, "label": "Part" });
        let address =
            json!({ "type": "object", "properties": { "street": { "type": "string" }, "town": {} } });
        let content = json!({
            "schema": { "properties": { "name": { "type": "string" }, "address": address } },
            "uiSchema": { "elements": [
                control("#/properties/address/properties/street"), control("#/properties/address/properties/town"),
                { "type": "Control", "scope": "#/properties/name" },
            ] },
        });
        let Shape::Object(members) = read(&content).shape else { panic!("an object") };
        let titles: Vec<_> = members.iter().map(|it| it.field.title.as_str()).collect();
        assert_eq!(titles, ["Address", "Name"]);
    }

    #[test]
    fn what_a_rule_hides_need_not_be_filled_in() {
        let when = |value: &str| json!({ "effect": "SHOW", "condition": { "scope": "#/properties/way", "schema": { "const": value } } });
        let content = json!({
            "schema": { "required": ["way", "address"], "properties": { "way": { "type": "string" }, "address": { "type": "string" } } },
            "uiSchema": { "type": "VerticalLayout", "elements": [
                { "type": "Control", "scope": "#/properties/way" },
                { "type": "Group", "rule": when("mail"), "elements": [{ "type": "Control", "scope": "#/properties/address" }] },
            ] },
        });
        let field = read(&content);
        assert!(is_complete(&field, true, &json!({ "way": "post" })));
        assert!(!is_complete(&field, true, &json!({ "way": "mail" })));
        assert!(is_complete(&field, true, &json!({ "way": "mail", "address": "a@b" })));
    }

    #[test]
    fn a_schema_without_end_is_json_at_last() {
        let content = json!({ "schema": { "type": "array", "items": { "$ref": "#" } } });
        let mut field = read(&content);
        for _ in 0..20 {
            let Shape::List(item) = field.shape else { break };
            field = *item;
        }
        assert_eq!(field.shape, Shape::Json);
        assert_eq!(read(&json!(null)).shape, Shape::Json);
    }

    #[test]
    fn what_is_put_is_there() {
        let mut data = json!(null);
        let path = [Step::Item(1), Step::Key("a".into())];
        put(&mut data, &path, json!("x"));
        assert_eq!(data, json!([null, { "a": "x" }]));
        assert_eq!(at(&data, &path), &json!("x"));
        put(&mut data, &path, Value::Null);
        assert_eq!(data, json!([null, {}]));
        assert_eq!(at(&data, &[Step::Key("nowhere".into())]), &Value::Null);
    }

    #[test]
    fn what_is_missing_or_odd_is_told() {
        let field = read(&mapping());
        assert!(is_complete(&field, false, &json!([])) && !is_complete(&field, true, &json!([])));
        assert!(is_complete(&field, true, &json!([{ "from": "name" }])));
        for odd in [json!([{ "from": "" }]), json!([{}]), json!([{ "from": "other" }]), json!([null])] {
            assert!(!is_complete(&field, true, &odd), "{odd}");
        }
    }
}
