//! The configuration of instances: which values their integration wants, and which they have.

use std::collections::HashMap;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    behaviour::expressions,
    connections::{self, CONSENT},
    failure::Failure,
    ids,
    mutation::{Change, Outcome, now},
    validate::Problem,
};
use crate::{
    policy::{self, Caller, rules::VIEW, text},
    store::{Doc, Reader, StoreError, Writer},
};

const VALUE: &str = "InstanceConfigVariable";
const VARIABLE: &str = "RequiredConfigVariable";

/// Something is still to be filled in.
pub const INCOMPLETE: &str = "NEEDS_INSTANCE_CONFIGURATION";

impl Change<'_, '_> {
    /// Fills in what the input names; what it does not name stays.
    pub(super) fn configure_instance(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate("Instance", "allowUpdateConfigVariables", &doc)?;
        let given = self.input.get("configVariables").and_then(Value::as_array).cloned().unwrap_or_default();
        let wanted = variables(self.writer, &doc)?;
        let wanted: HashMap<String, Doc> =
            wanted.into_iter().filter_map(|it| Some((text(&it, "key")?, it))).collect();
        let mut had: HashMap<String, Doc> = HashMap::new();
        for value in values(self.writer, &doc)? {
            had.extend(text(&value, "requiredConfigVariable").map(|it| (it, value)));
        }
        let (mut problems, mut set) = (Vec::new(), Vec::new());
        for one in given.iter().filter_map(Value::as_object) {
            let key = args::text(one, "key").unwrap_or_default();
            let variable = wanted.get(key);
            let seen = |it: &Doc| policy::may(self.caller, self.writer, VARIABLE, VIEW, it);
            let found = match variable {
                Some(variable) if seen(variable)? => {
                    let before = text(variable, "id").and_then(|it| had.get(&it).cloned());
                    self.set(&doc, variable, before, one)?
                }
                _ => Err(vec!["There is no such variable.".to_owned()]),
            };
            match found {
                Ok(value) => set.push(value),
                Err(found) => problems
                    .extend(found.iter().map(|it| Problem::new("configVariables", format!("{key}: {it}")))),
            }
        }
        if !problems.is_empty() {
            return Ok(Err(problems));
        }
        for value in set {
            keep(self.writer, &doc, value)?;
        }
        doc.insert("configState".to_owned(), json!(state(self.writer, &doc)?));
        doc.insert("needsDeploy".to_owned(), json!(true));
        doc.insert("updatedAt".to_owned(), json!(now()));
        self.writer.update("Instance", doc.clone())?;
        Ok(Ok(doc))
    }

    /// The value that one variable is to have, or what is wrong with it.
    fn set(
        &self,
        instance: &Doc,
        variable: &Doc,
        before: Option<Doc>,
        given: &Args,
    ) -> Result<Result<Doc, Vec<String>>, Failure> {
        let mut value = before.unwrap_or_else(|| fresh(instance, variable));
        if let Some(said) = args::text(given, "value") {
            if let Some(problem) = unfit(variable, said) {
                return Ok(Err(vec![problem.to_owned()]));
            }
            value.insert("value".to_owned(), json!(said));
        } else if given.get("value").is_some_and(Value::is_null) {
            value.insert("value".to_owned(), Value::Null);
        }
        if let Some(problem) = wrong_schedule(variable, given) {
            return Ok(Err(vec![problem.to_owned()]));
        }
        for name in ["scheduleType", "timeZone"] {
            if let Some(said) = args::text(given, name) {
                let said = if name == "scheduleType" { said.to_uppercase() } else { said.to_owned() };
                value.insert(name.to_owned(), json!(said));
            }
        }
        if text(variable, "dataType").as_deref() == Some("CONNECTION") {
            let problems = self.connect(instance, variable, &mut value, given)?;
            if !problems.is_empty() {
                return Ok(Err(problems));
            }
        }
        Ok(Ok(value))
    }

    /// A connection is a shared one of the same customer, or filled in for this instance alone.
    fn connect(
        &self,
        instance: &Doc,
        variable: &Doc,
        value: &mut Doc,
        given: &Args,
    ) -> Result<Vec<String>, Failure> {
        let connection = text(variable, "connection").unwrap_or_default();
        if let Some(shared) = args::text(given, "customerConfigVariableId") {
            let shared = ids::uuid("CustomerConfigVariable", shared).ok_or(Failure::NotFound)?;
            let found = self.load("CustomerConfigVariable", &shared)?;
            let fits = found.get("customer") == instance.get("customer")
                && text(&found, "connection").as_deref() == Some(&connection);
            if !fits {
                return Ok(vec!["Choose a connection of this kind and customer.".to_owned()]);
            }
            value.insert("customerConfigVariable".to_owned(), json!(shared));
        } else if let Some(said) = args::text(given, "values") {
            let Ok(Value::Array(said)) = serde_json::from_str::<Value>(said) else {
                return Ok(vec!["Enter a list of names and values.".to_owned()]);
            };
            let settled = settled(self.writer, self.caller, variable)?;
            let problems = connections::fill(self.writer, &said, value, &connection, &settled)?;
            if !problems.is_empty() {
                return Ok(problems);
            }
            value.insert("customerConfigVariable".to_owned(), Value::Null);
            let status =
                if connections::asks_for_consent(self.writer, value)? { "PENDING" } else { "ACTIVE" };
            value.insert("status".to_owned(), json!(status));
        }
        Ok(Vec::new())
    }
}

/// Stores a value, and which shared connection it uses from now on.
fn keep(writer: &mut Writer<'_>, instance: &Doc, value: Doc) -> Result<(), StoreError> {
    let id = text(instance, "id").unwrap_or_default();
    let before = writer.get(VALUE, &text(&value, "id").unwrap_or_default())?;
    let shared = |doc: &Doc| text(doc, "customerConfigVariable");
    let (old, new) = (before.as_ref().and_then(shared), shared(&value));
    match before {
        Some(_) => writer.update(VALUE, value)?,
        None => writer.insert(VALUE, value)?,
    }
    if old != new {
        for (connection, uses) in [(old, false), (new, true)] {
            if let Some(connection) = connection {
                connections::note_use(writer, &connection, &id, uses)?;
            }
        }
    }
    Ok(())
}

/// What the version of the integration wants to know.
pub fn variables(reader: &Reader<'_>, instance: &Doc) -> Result<Vec<Doc>, StoreError> {
    reader.find(VARIABLE, "integration", instance.get("integration").unwrap_or(&Value::Null))
}

/// What an instance was told.
pub fn values(reader: &Reader<'_>, instance: &Doc) -> Result<Vec<Doc>, StoreError> {
    reader.find(VALUE, "instance", instance.get("id").unwrap_or(&Value::Null))
}

/// What an instance has for a variable.
pub fn value_of(reader: &Reader<'_>, instance: &Doc, variable: &Doc) -> Result<Option<Doc>, StoreError> {
    let all = values(reader, instance)?;
    Ok(all.into_iter().find(|it| it.get("requiredConfigVariable") == variable.get("id")))
}

/// What the definition says of the inputs of a variable.
pub fn inputs(reader: &Reader<'_>, variable: &Doc) -> Result<Vec<Doc>, StoreError> {
    let ids = variable.get("inputs").and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<String> = ids.filter_map(Value::as_str).map(str::to_owned).collect();
    reader.get_all("Expression", &ids)
}

/// The inputs of a connection that nobody who fills it in need give: the definition has them, or keeps them to itself.
fn settled(reader: &Reader<'_>, caller: &Caller, variable: &Doc) -> Result<Vec<String>, StoreError> {
    let settled = inputs(reader, variable)?.into_iter().filter(|it| {
        text(it, "value").is_some_and(|it| !it.is_empty()) || !expressions::is_shown(it, caller)
    });
    Ok(settled.filter_map(|it| text(&it, "name")).collect())
}

fn fresh(instance: &Doc, variable: &Doc) -> Doc {
    let of = |doc: &Doc, name: &str| doc.get(name).cloned().unwrap_or_default();
    crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("instance", of(instance, "id")),
        ("customer", of(instance, "customer")),
        ("requiredConfigVariable", of(variable, "id")),
        ("orgOnly", of(variable, "orgOnly")),
        ("connection", of(variable, "connection")),
        ("component", of(variable, "component")),
        ("value", Value::Null),
        (CONSENT, json!(Uuid::new_v4().to_string())),
    ])
}

/// Why a text is no value of a variable. An empty one is none at all.
fn unfit(variable: &Doc, said: &str) -> Option<&'static str> {
    let several = text(variable, "collectionType").is_some();
    if said.is_empty() {
        return None;
    }
    if several {
        let is_list = serde_json::from_str::<Vec<Value>>(said).is_ok();
        return (!is_list).then_some("Enter a list.");
    }
    match text(variable, "dataType").as_deref() {
        Some("NUMBER") if !said.trim().parse::<f64>().is_ok_and(f64::is_finite) => Some("Enter a number."),
        Some("BOOLEAN") if !["true", "false"].contains(&said) => Some("Choose yes or no."),
        Some("DATE") if said.parse::<jiff::civil::Date>().is_err() => Some("Enter a date."),
        Some("TIMESTAMP") if said.parse::<jiff::Timestamp>().is_err() => Some("Enter a date and time."),
        Some("PICKLIST") => {
            let choices = variable.get("pickList").and_then(Value::as_array).filter(|it| !it.is_empty())?;
            let known = choices.iter().any(|it| it.as_str() == Some(said));
            (!known).then_some("Choose one of the list.")
        }
        Some("JSONFORM" | "OBJECTSELECTION" | "OBJECTFIELDMAP") => {
            serde_json::from_str::<Value>(said).is_err().then_some("Enter JSON.")
        }
        _ => None,
    }
}

/// Why something runs at no time that there is.
fn wrong_schedule(variable: &Doc, given: &Args) -> Option<&'static str> {
    if text(variable, "dataType").as_deref() != Some("SCHEDULE") {
        return None;
    }
    let unit = args::text(given, "scheduleType").map(str::to_lowercase);
    let known = ["none", "custom", "minute", "hour", "day", "week"];
    if unit.as_deref().is_some_and(|it| !known.contains(&it)) {
        return Some("Choose how often it runs.");
    }
    let expression = args::text(given, "value").unwrap_or_default();
    if unit.as_deref() != Some("none") && !expression.is_empty() && !is_cron(expression) {
        return Some("Enter a cron expression.");
    }
    let zone = args::text(given, "timeZone").unwrap_or_default();
    let is_zone = zone.split('/').all(|part| {
        part.starts_with(|it: char| it.is_ascii_alphabetic())
            && part.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '+'))
    });
    (!zone.is_empty() && !is_zone).then_some("Choose a time zone.")
}

/// Whether a text is minute, hour, day, month and weekday, each within its bounds.
fn is_cron(text: &str) -> bool {
    const BOUNDS: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    const NAMES: [&str; 19] = [
        "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL",
        "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let parts: Vec<&str> = text.split_whitespace().collect();
    let fits = |(part, (least, most)): (&&str, (u32, u32))| {
        part.split(',').all(|one| {
            let (range, step) = one.split_once('/').unwrap_or((one, "1"));
            let is_in = |it: &str| {
                let number = it.trim_end_matches(['L', 'W', '#']).parse::<u32>();
                number.is_ok_and(|it| (least..=most).contains(&it))
                    || NAMES.contains(&it.to_uppercase().as_str())
            };
            let is_range = match range.split_once('-') {
                Some((from, to)) => is_in(from) && is_in(to),
                None => matches!(range, "*" | "?" | "L") || is_in(range),
            };
            is_range && step.parse::<u32>().is_ok_and(|it| it > 0)
        })
    };
    parts.len() == BOUNDS.len() && parts.iter().zip(BOUNDS).all(fits)
}

/// How far the configuration has come.
pub fn state(reader: &Reader<'_>, instance: &Doc) -> Result<&'static str, StoreError> {
    let filled = values(reader, instance)?;
    let mut personal = false;
    for variable in variables(reader, instance)? {
        if variable.get("userLevelConfigured") == Some(&Value::Bool(true)) {
            personal = true;
            continue;
        }
        let value = filled.iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
        let has = |doc: &Doc, name: &str| text(doc, name).is_some_and(|it| !it.is_empty());
        let is_filled = match text(&variable, "dataType").as_deref() {
            Some("CONNECTION") => {
                value.is_some_and(|it| has(it, "customerConfigVariable") || has(it, "status"))
            }
            Some("SCHEDULE") => {
                value.is_some_and(|it| has(it, "value") || has(it, "scheduleType"))
                    || has(&variable, "scheduleType")
            }
            _ => value.is_some_and(|it| has(it, "value")) || has(&variable, "defaultValue"),
        };
        if !is_filled {
            return Ok(INCOMPLETE);
        }
    }
    Ok(if personal { "NEEDS_USER_LEVEL_CONFIGURATION" } else { "FULLY_CONFIGURED" })
}

/// The first variable whose connection does not work.
pub fn disconnected(reader: &Reader<'_>, instance: &Doc) -> Result<Option<String>, StoreError> {
    let filled = values(reader, instance)?;
    for variable in variables(reader, instance)? {
        let value = filled.iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
        let is_connection = text(&variable, "dataType").as_deref() == Some("CONNECTION");
        if let Some(value) = value.filter(|_| is_connection)
            && connections::status(reader, value)?.as_deref() != Some("ACTIVE")
        {
            return Ok(text(&variable, "key"));
        }
    }
    Ok(None)
}

/// Values follow their variables to another version, by their keys; what that version does not want goes.
/// Says how far the configuration has come then.
pub fn carry_over(writer: &mut Writer<'_>, instance: &Doc) -> Result<&'static str, StoreError> {
    let wanted = variables(writer, instance)?;
    for mut value in values(writer, instance)? {
        let old = writer.get(VARIABLE, &text(&value, "requiredConfigVariable").unwrap_or_default())?;
        let same = |it: &&Doc| {
            old.as_ref().is_some_and(|old| {
                ["key", "dataType", "connection"].iter().all(|name| it.get(*name) == old.get(*name))
            })
        };
        match wanted.iter().find(same) {
            Some(variable) => {
                value.insert(
                    "requiredConfigVariable".to_owned(),
                    variable.get("id").cloned().unwrap_or_default(),
                );
                value.insert("orgOnly".to_owned(), variable.get("orgOnly").cloned().unwrap_or_default());
                writer.update(VALUE, value)?;
            }
            None => {
                writer.delete(VALUE, &text(&value, "id").unwrap_or_default())?;
            }
        }
    }
    state(writer, instance)
}
