//! Settings as a host product knows them: what it is told of each, and what it may answer. Pure; the shapes are those
//! of the SDK's `configVars` and `setConfigVars`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::draft::{Answer, Kind, Setting};

/// What a host answered for one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Answer(Answer),
    /// What a connection is filled in with, by the inputs' keys.
    Inputs(BTreeMap<String, String>),
}

/// Reads what a host sent for a setting; none when it is no answer to what is asked.
#[must_use]
pub fn given(setting: &Setting, sent: &Value) -> Option<Given> {
    if setting.kind == Kind::Connection {
        let inputs = sent["inputs"].as_object()?;
        let read = |(key, input): (&String, &Value)| Some((key.clone(), text(&input["value"])?));
        return Some(Given::Inputs(inputs.iter().filter_map(read).collect()));
    }
    let value = &sent["value"];
    let value = match setting.kind {
        Kind::List => {
            let texts = value.as_array()?.iter().map(Value::as_str);
            json!(texts.collect::<Option<Vec<_>>>()?).to_string()
        }
        Kind::Pairs => {
            let pair =
                |it: &Value| Some(json!({ "key": it["key"].as_str()?, "value": it["value"].as_str()? }));
            json!(value.as_array()?.iter().map(pair).collect::<Option<Vec<_>>>()?).to_string()
        }
        Kind::Connection | Kind::Unknown => return None,
        Kind::Text
        | Kind::Number
        | Kind::YesOrNo
        | Kind::Date
        | Kind::Moment
        | Kind::Choice
        | Kind::Code
        | Kind::Json
        | Kind::Form
        | Kind::Selection
        | Kind::Mapping
        | Kind::Schedule => text(value)?,
    };
    let mut answer = Answer { value, ..Answer::default() };
    if setting.kind == Kind::Schedule {
        let unit = sent["scheduleType"].as_str().unwrap_or("custom").to_lowercase();
        // The API has no name for running once.
        if unit == "once" {
            return None;
        }
        answer.schedule = unit;
        answer.time_zone = sent["timeZone"].as_str().unwrap_or_default().to_owned();
    }
    Some(Given::Answer(answer))
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// What a host is told of a setting and its answer. `status` is the API's word for how a connection is doing, and
/// `inputs` are what hosts filled in and nobody has saved; what people type into a connection, and what is stored in
/// it, is told to nobody.
#[must_use]
pub fn told(
    setting: &Setting,
    answer: &Answer,
    id: &str,
    status: Option<&str>,
    inputs: &BTreeMap<String, String>,
) -> Value {
    let word = |text: &str| Some(text).filter(|it| !it.is_empty()).map_or(Value::Null, |it| json!(it));
    let choices = if setting.choices.is_empty() { Value::Null } else { json!(setting.choices) };
    let mut told = json!({
        "id": id,
        "dataType": word(&setting.shape.data_type),
        "collectionType": word(&setting.shape.collection),
        "codeLanguage": word(&setting.shape.language),
        "pickList": choices,
        "scheduleType": word(&answer.schedule),
        "timeZone": word(&answer.time_zone),
    });
    if setting.kind == Kind::Connection {
        let input = |(key, value): (&String, &String)| (key.clone(), json!({ "value": value }));
        told["inputs"] = Value::Object(inputs.iter().map(input).collect::<Map<_, _>>());
        told["status"] = status.map_or(Value::Null, |it| json!(it));
        return told;
    }
    let is_list = matches!(setting.kind, Kind::List | Kind::Pairs);
    let list = is_list.then(|| serde_json::from_str(&answer.value).unwrap_or(json!([])));
    told["value"] = list.unwrap_or_else(|| json!(answer.value));
    told
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::configure::draft::{Shape, tests::setting};

    fn told_of(setting: &Setting, answer: &Answer) -> Value {
        told(setting, answer, "id", None, &BTreeMap::new())
    }

    proptest! {
        #[test]
        fn what_is_told_can_be_answered_back(
            text in ".{0,20}",
            list in proptest::collection::vec(".{0,8}", 0..4),
            pairs in proptest::collection::vec((".{0,8}", ".{0,8}"), 0..4),
            unit in "minute|hour|day|week|custom|none",
            zone in "|UTC|Europe/Berlin",
        ) {
            let pair = |(key, value): &(String, String)| json!({ "key": key, "value": value });
            let list = json!(list).to_string();
            let pairs = json!(pairs.iter().map(pair).collect::<Vec<_>>()).to_string();
            let schedule = Answer { value: text.clone(), schedule: unit, time_zone: zone, ..Answer::default() };
            let plain = |value: &str| Answer { value: value.to_owned(), ..Answer::default() };
            for (kind, answer) in [
                (Kind::Text, plain(&text)), (Kind::Number, plain(&text)), (Kind::YesOrNo, plain("true")),
                (Kind::Date, plain(&text)), (Kind::Moment, plain(&text)), (Kind::Choice, plain(&text)),
                (Kind::Code, plain(&text)), (Kind::Json, plain(&text)), (Kind::Schedule, schedule),
                (Kind::List, plain(&list)), (Kind::Pairs, plain(&pairs)),
            ] {
                let setting = setting(kind);
                prop_assert_eq!(given(&setting, &told_of(&setting, &answer)), Some(Given::Answer(answer)));
            }
        }

        #[test]
        fn what_fills_in_a_connection_can_be_answered_back(
            inputs in proptest::collection::btree_map(".{1,8}", ".{0,8}", 0..4),
        ) {
            let setting = setting(Kind::Connection);
            let told = told(&setting, &Answer::default(), "id", Some("ACTIVE"), &inputs);
            prop_assert_eq!(&told["status"], "ACTIVE");
            prop_assert_eq!(given(&setting, &told), Some(Given::Inputs(inputs)));
        }
    }

    #[test]
    fn what_is_no_answer_changes_nothing() {
        for (kind, sent) in [
            (Kind::Text, json!({})),
            (Kind::Text, json!("text")),
            (Kind::Text, json!({"value": ["a"]})),
            (Kind::List, json!({"value": "a"})),
            (Kind::List, json!({"value": [1]})),
            (Kind::Pairs, json!({"value": [{"key": "a"}]})),
            (Kind::Schedule, json!({"value": "", "scheduleType": "once"})),
            (Kind::Connection, json!({"value": "a"})),
            (Kind::Unknown, json!({"value": "a"})),
        ] {
            assert_eq!(given(&setting(kind), &sent), None, "{kind:?} {sent}");
        }
    }

    #[test]
    fn a_host_learns_the_shape_of_a_setting() {
        let shape =
            Shape { data_type: "picklist".into(), collection: String::new(), language: String::new() };
        let setting = Setting { shape, ..setting(Kind::Choice) };
        let answer = Answer { value: "One".into(), ..Answer::default() };
        let expected = json!({
            "id": "id", "dataType": "picklist", "collectionType": null, "codeLanguage": null,
            "pickList": ["One", "Two"], "scheduleType": null, "timeZone": null, "value": "One",
        });
        assert_eq!(told_of(&setting, &answer), expected);
    }
}
