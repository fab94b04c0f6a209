//! Connections of customers: filled in, given consent, taken out of use. What was filled in is never shown again.

use std::collections::BTreeSet;

use rusqlite::types::Value as Sql;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    failure::Failure,
    instance_config,
    mutation::{Change, Outcome, now},
    validate::Problem,
};
use crate::{
    policy::{self, Caller, text},
    store::{Doc, Reader, StoreError, Writer},
};

const TYPE: &str = "CustomerConfigVariable";

/// A connection that is filled in for one instance.
const OWN: &str = "InstanceConfigVariable";

/// The field that holds what was filled in. No field of the contract has this name, so no answer shows it.
const FILLED: &str = "filledIn";

/// The field that holds what the other system's page must send back, once.
pub const CONSENT: &str = "consent";

impl Change<'_, '_> {
    /// Forgets the other system's consent, or what was filled in.
    pub(super) fn disconnect(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowUpdate", &doc)?;
        // With consent, what is filled in says whom to ask for it.
        if !asks_for_consent(self.writer, &doc)? {
            doc.remove(FILLED);
        }
        doc.insert("status".to_owned(), json!("PENDING"));
        doc.insert("updatedAt".to_owned(), json!(now()));
        self.writer.update(TYPE, doc.clone())?;
        Ok(Ok(doc))
    }

    /// Forgets the other system's consent to a connection that is filled in for one instance.
    pub(super) fn disconnect_own(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        let instance = self.load("Instance", &text(&doc, "instance").unwrap_or_default())?;
        self.gate("Instance", "allowUpdateConfigVariables", &instance)?;
        if text(&doc, "customerConfigVariable").is_some() || text(&doc, "status").is_none() {
            return Ok(Err(vec![Problem::all("This connection is not filled in for this instance.")]));
        }
        doc.insert("status".to_owned(), json!("PENDING"));
        self.writer.update(OWN, doc.clone())?;
        log(self.writer, &doc, "INFO", "Disconnected")?;
        Ok(Ok(doc))
    }

    /// Pauses the instances that use the connection.
    pub(super) fn pause_users(&mut self) -> Result<Outcome, Failure> {
        let doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        self.gate(TYPE, "allowUpdate", &doc)?;
        let customer = self.load("Customer", &text(&doc, "customer").unwrap_or_default())?;
        self.gate("Customer", "allowEnableInstance", &customer)?;
        for mut instance in users(self.writer, &doc)? {
            if instance.get("enabled") == Some(&Value::Bool(true)) {
                instance.insert("enabled".to_owned(), json!(false));
                instance.insert("updatedAt".to_owned(), json!(now()));
                self.writer.update("Instance", instance)?;
            }
        }
        Ok(Ok(doc))
    }
}

/// The instances that use a connection.
fn users(reader: &Reader<'_>, doc: &Doc) -> Result<Vec<Doc>, StoreError> {
    let ids = doc.get("instances").and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<String> = ids.filter_map(Value::as_str).map(str::to_owned).collect();
    reader.get_all("Instance", &ids)
}

/// Whether an instance that is not paused uses a connection.
pub fn is_in_use(reader: &Reader<'_>, doc: &Doc) -> Result<bool, StoreError> {
    Ok(users(reader, doc)?.iter().any(|it| it.get("enabled") == Some(&Value::Bool(true))))
}

/// Whether the other system has a page on which people agree.
pub fn asks_for_consent(reader: &Reader<'_>, doc: &Doc) -> Result<bool, StoreError> {
    let connection = reader.get("Connection", &text(doc, "connection").unwrap_or_default())?;
    Ok(connection.is_some_and(|it| text(&it, "oauth2Type").as_deref() == Some("AUTHORIZATION_CODE")))
}

/// Fills in what the input says, and says what that leads to. What is left out stays.
pub fn configure(
    reader: &Reader<'_>,
    input: &Args,
    doc: &mut Doc,
    is_new: bool,
) -> Result<Vec<Problem>, Failure> {
    let scoped =
        reader.get("ScopedConfigVariable", &text(doc, "scopedConfigVariable").unwrap_or_default())?;
    let Some(scoped) = scoped.filter(|it| text(it, "managedBy").as_deref() == Some("CUSTOMER")) else {
        return Ok(vec![Problem::unknown("scopedConfigVariable")]);
    };
    let connection = text(&scoped, "connection").unwrap_or_default();
    let component = reader.get("Connection", &connection)?.and_then(|it| text(&it, "component"));
    doc.insert("connection".to_owned(), json!(connection));
    doc.insert("component".to_owned(), json!(component));
    let mut problems: Vec<Problem> = taken(reader, doc)?.into_iter().collect();
    let given = input.get("inputs").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let is_filled = !given.is_empty();
    let found = fill(reader, given, doc, &connection, &[])?;
    problems.extend(found.into_iter().map(|it| Problem::new("inputs", it)));
    if is_new {
        doc.insert(CONSENT.to_owned(), json!(Uuid::new_v4().to_string()));
        doc.insert("instances".to_owned(), json!([]));
        doc.entry("isTest").or_insert(json!(false));
    }
    if !(is_new || is_filled) || !problems.is_empty() {
        return Ok(problems);
    }
    let status = if asks_for_consent(reader, doc)? { "PENDING" } else { "ACTIVE" };
    doc.insert("status".to_owned(), json!(status));
    doc.insert("lastConfiguredAt".to_owned(), json!(now()));
    Ok(problems)
}

/// Lets the instances that use a connection know of its change. Those that ran what they were told, and that the
/// caller may deploy, take it up at once if that is asked for; the others wait to be deployed.
pub fn pass_on(writer: &mut Writer<'_>, caller: &Caller, input: &Args, doc: &Doc) -> Result<(), StoreError> {
    let is_asked = args::flag(input, "redeploy") == Some(true);
    for mut instance in users(writer, doc)? {
        let is_deployed = is_asked
            && is_current(&instance)
            && policy::may(caller, writer, "Instance", "allowDeploy", &instance)?;
        instance.insert("needsDeploy".to_owned(), json!(!is_deployed));
        if is_deployed {
            instance.insert("lastDeployedAt".to_owned(), json!(now()));
        }
        writer.update("Instance", instance)?;
    }
    Ok(())
}

/// Whether an instance runs what it is configured to, so that deploying it brings nothing else along.
fn is_current(instance: &Doc) -> bool {
    let is = |name: &str| instance.get(name) == Some(&Value::Bool(true));
    let was_deployed = instance.get("deployedVersion").and_then(Value::as_i64).unwrap_or_default() > 0;
    was_deployed && !is("systemSuspended") && !is("needsDeploy")
}

/// Two connections of a customer cannot be told apart by the same name.
fn taken(reader: &Reader<'_>, doc: &Doc) -> Result<Option<Problem>, StoreError> {
    let value = |name: &str| Sql::Text(text(doc, name).unwrap_or_default());
    let sql = format!(r#"SELECT count(*) FROM "{TYPE}" WHERE customer = ? AND "key" = ? AND id <> ?"#);
    let taken = reader.number(&sql, &[value("customer"), value("key"), value("id")])? > 0;
    Ok(taken.then(|| Problem::new("key", "This customer has a connection of this name already.")))
}

/// Puts inputs into the object; says what is wrong with them or missing. Nobody need give what is `settled`.
pub fn fill(
    reader: &Reader<'_>,
    given: &[Value],
    doc: &mut Doc,
    connection: &str,
    settled: &[String],
) -> Result<Vec<String>, StoreError> {
    let fields = reader.find("InputField", "connection", &json!(connection))?;
    let keys: BTreeSet<String> = fields.iter().filter_map(|it| text(it, "key")).collect();
    let filled = doc.get(FILLED).and_then(Value::as_object);
    let mut filled: Map<String, Value> = filled.cloned().unwrap_or_default();
    let mut problems = Vec::new();
    for one in given {
        let part = |name: &str| one.get(name).and_then(Value::as_str).unwrap_or_default();
        let (key, value) = (part("name"), part("value"));
        if !keys.contains(key) {
            return Ok(vec![format!("There is nothing called {key} to fill in.")]);
        }
        if value.is_empty() {
            filled.remove(key);
        } else {
            filled.insert(key.to_owned(), json!(value));
        }
    }
    for field in &fields {
        let key = text(field, "key").unwrap_or_default();
        let missing = !filled.contains_key(&key) && !settled.contains(&key);
        let has_default = text(field, "default").is_some_and(|it| !it.is_empty());
        if missing && !has_default && field.get("required") == Some(&Value::Bool(true)) {
            let label = text(field, "label").unwrap_or_default();
            problems.push(format!("{label}: This field is required."));
        }
    }
    doc.insert(FILLED.to_owned(), Value::Object(filled));
    Ok(problems)
}

/// Whether a machine in the customer's own network knows an input, so that nobody fills it in.
#[must_use]
pub fn is_on_premise(input: &Doc) -> bool {
    matches!(text(input, "key").as_deref(), Some("host" | "port"))
}

/// How a connection of an instance is doing: as the shared one it is filled with, if there is one.
pub fn status(reader: &Reader<'_>, doc: &Doc) -> Result<Option<String>, StoreError> {
    match text(doc, "customerConfigVariable") {
        Some(shared) => Ok(reader.get(TYPE, &shared)?.and_then(|it| text(&it, "status"))),
        None => Ok(text(doc, "status")),
    }
}

/// Notes whether an instance uses a shared connection: whether any of its values still names it.
pub fn note_use(writer: &mut Writer<'_>, shared: &str, instance: &str) -> Result<(), StoreError> {
    let Some(mut doc) = writer.get(TYPE, shared)? else { return Ok(()) };
    let mut users = doc.get("instances").and_then(Value::as_array).cloned().unwrap_or_default();
    users.retain(|it| it.as_str() != Some(instance));
    let values = writer.find(OWN, "instance", &json!(instance))?;
    if values.iter().any(|it| text(it, "customerConfigVariable").as_deref() == Some(shared)) {
        users.push(json!(instance));
    }
    doc.insert("instances".to_owned(), Value::Array(users));
    writer.update(TYPE, doc)
}

/// Takes a shared connection away from the values that name it, so that their instances ask for one again.
pub fn take_away(writer: &mut Writer<'_>, doc: &Doc) -> Result<(), StoreError> {
    let values = writer.find(OWN, "customerConfigVariable", doc.get("id").unwrap_or(&Value::Null))?;
    let mut instances = BTreeSet::new();
    for value in values {
        writer.delete(OWN, &text(&value, "id").unwrap_or_default())?;
        instances.extend(text(&value, "instance"));
    }
    for instance in instances {
        let Some(mut instance) = writer.get("Instance", &instance)? else { continue };
        instance.insert("configState".to_owned(), json!(instance_config::state(writer, &instance)?));
        instance.insert("needsDeploy".to_owned(), json!(true));
        writer.update("Instance", instance)?;
    }
    Ok(())
}

/// Takes the answer of the other system's page, once; false if the address is not one of those handed out.
pub fn consent(writer: &mut Writer<'_>, state: &str, allowed: bool) -> Result<bool, StoreError> {
    let Some((ty, mut doc)) = awaiting(writer, state)? else { return Ok(false) };
    doc.insert(CONSENT.to_owned(), json!(Uuid::new_v4().to_string()));
    doc.insert("status".to_owned(), json!(if allowed { "ACTIVE" } else { "ERROR" }));
    for moment in ["lastConfiguredAt", "updatedAt"] {
        doc.insert(moment.to_owned(), json!(now()));
    }
    if allowed {
        doc.insert("lastSuccessfulRefreshAt".to_owned(), json!(now()));
    }
    if ty == OWN {
        let (severity, message) =
            if allowed { ("INFO", "Connected") } else { ("ERROR", "The other system did not agree") };
        log(writer, &doc, severity, message)?;
    }
    writer.update(ty, doc)?;
    Ok(true)
}

/// Notes something about a connection of an instance.
pub fn log(writer: &mut Writer<'_>, doc: &Doc, severity: &str, message: &str) -> Result<(), StoreError> {
    let of = |name: &str| doc.get(name).cloned().unwrap_or_default();
    let variable =
        writer.get("RequiredConfigVariable", &text(doc, "requiredConfigVariable").unwrap_or_default())?;
    let line = crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("requiredConfigVariableKey", json!(variable.and_then(|it| text(&it, "key")))),
        ("instance", of("instance")),
        ("customer", of("customer")),
        ("isTestExecution", json!(false)),
        ("logType", json!("CONNECTION")),
        ("timestamp", json!(now())),
        ("severity", json!(severity)),
        ("message", json!(message)),
    ]);
    writer.insert("Log", line)
}

/// Why the other system does not take what is filled in; none when it does. What begins with this is no secret that
/// any of these systems gave out.
pub fn refusal(reader: &Reader<'_>, value: &Doc) -> Result<Option<String>, StoreError> {
    let shared = match text(value, "customerConfigVariable") {
        Some(shared) => reader.get(TYPE, &shared)?,
        None => None,
    };
    let filled = shared.as_ref().unwrap_or(value).get(FILLED).and_then(Value::as_object);
    let is_wrong = |it: &Value| it.as_str().is_some_and(|it| it.starts_with("wrong"));
    let key = filled.and_then(|it| it.iter().find(|(_, value)| is_wrong(value)).map(|(key, _)| key.clone()));
    let Some(key) = key else { return Ok(None) };
    let fields =
        reader.find("InputField", "connection", &value.get("connection").cloned().unwrap_or_default())?;
    let label =
        fields.iter().find(|it| text(it, "key").as_ref() == Some(&key)).and_then(|it| text(it, "label"));
    Ok(Some(format!("401 Unauthorized: {} is not accepted.", label.unwrap_or(key))))
}

/// The connection that waits for this answer, and its type.
pub fn awaiting(reader: &Reader<'_>, state: &str) -> Result<Option<(&'static str, Doc)>, StoreError> {
    let Some((id, secret)) = state.split_once('.') else { return Ok(None) };
    for ty in [TYPE, OWN, "UserLevelConfigVariable"] {
        let found = reader.get(ty, id)?;
        if let Some(doc) = found.filter(|it| text(it, CONSENT).as_deref() == Some(secret)) {
            return Ok(Some((ty, doc)));
        }
    }
    Ok(None)
}
