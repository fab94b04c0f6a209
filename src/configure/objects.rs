//! Objects of another system and their fields: some of them chosen, or mapped to fields of one's own. The shapes are
//! those of the API's `objectSelection` and `objectFieldMap`. Pure.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::phrases::dynamic;

/// An object or a field.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl Named {
    /// What people call it.
    #[must_use]
    pub fn name(&self) -> String {
        dynamic(self.label.as_deref().filter(|it| !it.is_empty()).unwrap_or(&self.key))
    }
}

/// An object with fields of it: those there are, or those that are chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Object {
    pub object: Named,
    #[serde(default)]
    pub fields: Vec<Named>,
    /// It is chosen unless somebody says otherwise.
    #[serde(default, skip_serializing)]
    default_selected: bool,
}

/// A field of one's own, and what goes with it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Mapped {
    pub field: Named,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapped_object: Option<Named>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapped_field: Option<Named>,
    #[serde(default, skip_serializing)]
    default_object: Option<Named>,
    #[serde(default, skip_serializing)]
    default_field: Option<Named>,
}

/// Fields of one's own, and what there is to map them to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    #[serde(default)]
    pub fields: Vec<Mapped>,
    #[serde(default, skip_serializing)]
    pub options: Vec<Object>,
}

/// What a data source wraps its answer in is taken off.
fn inside(content: &Value) -> &Value {
    content.get("result").unwrap_or(content)
}

/// The objects that a data source offers, or that an answer holds. What is none is passed over.
#[must_use]
pub fn objects(content: &Value) -> Vec<Object> {
    let items = inside(content).as_array().cloned().unwrap_or_default();
    items.into_iter().filter_map(|it| serde_json::from_value(it).ok()).collect()
}

fn read(answer: &str) -> Vec<Object> {
    objects(&serde_json::from_str(answer).unwrap_or_default())
}

/// How many objects are chosen.
#[must_use]
pub fn chosen(answer: &str) -> usize {
    read(answer).len()
}

/// What is chosen when nobody has said anything.
#[must_use]
pub fn first_choice(content: &Value) -> String {
    let all: Vec<Object> = objects(content).into_iter().filter(|it| it.default_selected).collect();
    if all.is_empty() { String::new() } else { written(&all) }
}

/// What is offered, and what is chosen and offered no more.
#[must_use]
pub fn shown(content: &Value, answer: &str) -> Vec<Object> {
    let mut all = objects(content);
    for chosen in read(answer) {
        match all.iter_mut().find(|it| it.object.key == chosen.object.key) {
            None => all.push(chosen),
            Some(known) => {
                let missing = |it: &Named| known.fields.iter().all(|field| field.key != it.key);
                let missing: Vec<Named> = chosen.fields.into_iter().filter(missing).collect();
                known.fields.extend(missing);
            }
        }
    }
    all
}

/// Whether an object is chosen, or a field of it.
#[must_use]
pub fn is_chosen(answer: &str, object: &str, field: Option<&str>) -> bool {
    read(answer).iter().any(|it| {
        let has_field = |key: &str| it.fields.iter().any(|field| field.key == key);
        it.object.key == object && field.is_none_or(has_field)
    })
}

/// The answer with an object, or a field of it, chosen or not. An object comes and goes with all its fields; a field
/// brings its object.
#[must_use]
pub fn choose(content: &Value, answer: &str, object: &str, field: Option<&str>, is_on: bool) -> String {
    let all = shown(content, answer);
    let mut chosen = read(answer);
    let Some(known) = all.iter().find(|it| it.object.key == object) else { return answer.to_owned() };
    if is_on && !chosen.iter().any(|it| it.object.key == object) {
        let fields = if field.is_none() { known.fields.clone() } else { Vec::new() };
        chosen.push(Object { object: known.object.clone(), fields, default_selected: false });
    }
    match field {
        None => chosen.retain(|it| is_on || it.object.key != object),
        Some(field) => {
            for it in chosen.iter_mut().filter(|it| it.object.key == object) {
                let known = known.fields.iter().filter(|one| {
                    if one.key == field { is_on } else { it.fields.iter().any(|had| had.key == one.key) }
                });
                it.fields = known.cloned().collect();
            }
        }
    }
    // In the order in which they are offered.
    chosen.sort_by_key(|it| all.iter().position(|one| one.object.key == it.object.key));
    written(&chosen)
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// What an answer maps.
fn mapping(answer: &str) -> Mapping {
    serde_json::from_str(answer).unwrap_or_default()
}

/// How many fields go with one of the other system.
#[must_use]
pub fn mapped(answer: &str) -> usize {
    mapping(answer).fields.iter().filter(|it| it.mapped_field.is_some()).count()
}

/// The fields that a data source asks about with what an answer maps them to, and what there is to map them to.
#[must_use]
pub fn asked(content: &Value, answer: &str) -> Mapping {
    let mut all: Mapping = serde_json::from_value(inside(content).clone()).unwrap_or_default();
    let known = mapping(answer).fields;
    for it in &mut all.fields {
        if let Some(known) = known.iter().find(|known| known.field.key == it.field.key) {
            it.mapped_object.clone_from(&known.mapped_object);
            it.mapped_field.clone_from(&known.mapped_field);
        }
    }
    // What was answered about fields that are asked about no more stays.
    let is_gone = |it: &Mapped| all.fields.iter().all(|asked| asked.field.key != it.field.key);
    let gone: Vec<Mapped> = known.into_iter().filter(is_gone).collect();
    all.fields.extend(gone);
    all
}

/// What goes with what when nobody has said anything.
#[must_use]
pub fn first_mapping(content: &Value) -> String {
    let mut all = asked(content, "");
    for it in &mut all.fields {
        it.mapped_object = it.mapped_object.take().or(it.default_object.clone());
        it.mapped_field = it.mapped_field.take().or(it.default_field.clone());
    }
    let has_any = all.fields.iter().any(|it| it.mapped_field.is_some());
    if has_any { written(&all) } else { String::new() }
}

/// The answer with another object for a field; a field of the old one goes with it.
#[must_use]
pub fn map_object(content: &Value, answer: &str, field: &str, object: &str) -> String {
    let mut all = asked(content, answer);
    let found = all.options.iter().find(|it| it.object.key == object).map(|it| it.object.clone());
    for it in all.fields.iter_mut().filter(|it| it.field.key == field) {
        it.mapped_object.clone_from(&found);
        it.mapped_field = None;
    }
    written(&all)
}

/// The answer with another field of the other system for a field.
#[must_use]
pub fn map_field(content: &Value, answer: &str, field: &str, other: &str) -> String {
    let mut all = asked(content, answer);
    let options = all.options.clone();
    for it in all.fields.iter_mut().filter(|it| it.field.key == field) {
        let object = it.mapped_object.as_ref().map(|it| it.key.as_str());
        let fields = options.iter().filter(|one| Some(one.object.key.as_str()) == object);
        it.mapped_field = fields.flat_map(|it| &it.fields).find(|it| it.key == other).cloned();
    }
    written(&all)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn offered() -> Value {
        json!([
            { "object": { "key": "launch", "label": "Launch" },
              "fields": [{ "key": "pad", "label": "Pad" }, { "key": "time" }] },
            { "object": { "key": "crew" }, "fields": [{ "key": "name" }], "defaultSelected": true },
        ])
    }

    #[test]
    fn objects_come_and_go_with_their_fields() {
        let all = offered();
        let one = choose(&all, "", "launch", None, true);
        let launch = r#"{"object":{"key":"launch","label":"Launch"},"fields":[{"key":"pad","label":"Pad"},{"key":"time"}]}"#;
        assert_eq!(one, format!("[{launch}]"));
        let less = choose(&all, &one, "launch", Some("pad"), false);
        assert!(is_chosen(&less, "launch", Some("time")) && !is_chosen(&less, "launch", Some("pad")));
        assert_eq!(choose(&all, &less, "launch", Some("pad"), true), one);
        assert_eq!(choose(&all, &one, "launch", None, false), "[]");
        assert_eq!((chosen("[]"), chosen(&one), chosen("nonsense")), (0, 1, 0));
    }

    #[test]
    fn a_field_brings_its_object_and_the_order_is_the_offered_one() {
        let all = offered();
        let crew = choose(&all, "", "crew", Some("name"), true);
        let both = choose(&all, &crew, "launch", Some("time"), true);
        let keys: Vec<String> = read(&both).into_iter().map(|it| it.object.key).collect();
        assert_eq!(keys, ["launch", "crew"]);
        assert!(!is_chosen(&both, "launch", Some("pad")));
    }

    #[test]
    fn what_is_offered_no_more_stays_until_it_is_taken_away() {
        let old = r#"[{"object":{"key":"old"},"fields":[{"key":"x"}]}]"#;
        assert_eq!(shown(&offered(), old).len(), 3);
        let more = choose(&offered(), old, "crew", None, true);
        assert!(is_chosen(&more, "old", Some("x")));
        assert!(!is_chosen(&choose(&offered(), &more, "old", None, false), "old", None));
    }

    #[test]
    fn what_nobody_chose_is_as_the_source_says() {
        assert_eq!(first_choice(&offered()), r#"[{"object":{"key":"crew"},"fields":[{"key":"name"}]}]"#);
        assert_eq!(first_choice(&json!({ "result": [{ "object": { "key": "a" } }] })), "");
    }

    fn map() -> Value {
        json!({
            "fields": [
                { "field": { "key": "pad", "label": "Pad" } },
                { "field": { "key": "time" }, "defaultObject": { "key": "launch" }, "defaultField": { "key": "t0" } },
            ],
            "options": [{ "object": { "key": "launch" }, "fields": [{ "key": "site", "label": "Site" }, { "key": "t0" }] },
                { "object": { "key": "crew" }, "fields": [] }],
        })
    }

    #[test]
    fn fields_are_mapped_by_object_and_field() {
        let first = first_mapping(&map());
        assert_eq!(mapped(&first), 1);
        let object = map_object(&map(), &first, "pad", "launch");
        assert_eq!(mapped(&object), 1);
        let both = map_field(&map(), &object, "pad", "site");
        let expected = json!({ "fields": [
            { "field": { "key": "pad", "label": "Pad" }, "mappedObject": { "key": "launch" },
              "mappedField": { "key": "site", "label": "Site" } },
            { "field": { "key": "time" }, "mappedObject": { "key": "launch" }, "mappedField": { "key": "t0" } },
        ] });
        assert_eq!(serde_json::from_str::<Value>(&both).ok(), Some(expected));
        // Another object has other fields.
        assert_eq!(mapped(&map_object(&map(), &both, "pad", "crew")), 1);
        assert_eq!(mapped(&map_field(&map(), &both, "pad", "t1")), 1);
        assert_eq!(mapped("nonsense"), 0);
    }

    #[test]
    fn what_is_asked_about_no_more_stays() {
        let old =
            r#"{"fields":[{"field":{"key":"old"},"mappedObject":{"key":"o"},"mappedField":{"key":"f"}}]}"#;
        let now = map_object(&map(), old, "pad", "launch");
        assert!(
            now.contains(r#"{"field":{"key":"old"},"mappedObject":{"key":"o"},"mappedField":{"key":"f"}}"#)
        );
    }
}
