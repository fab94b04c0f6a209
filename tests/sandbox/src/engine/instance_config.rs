//! The configuration of instances: which values their integration wants, and which they have.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    behaviour::expressions,
    connections::{self, CONSENT},
    failure::Failure,
    fit::{unfit, wrong_schedule},
    ids,
    mutation::{Change, Outcome, now},
    own_config,
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

/// All is filled in but what each person settles for themselves.
pub const EACH_THEIR_OWN: &str = "NEEDS_USER_LEVEL_CONFIGURATION";

/// Nothing is to be filled in.
pub const COMPLETE: &str = "FULLY_CONFIGURED";

impl Change<'_, '_> {
    /// Fills in what the input names; what it does not name stays.
    pub(super) fn configure_instance(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok(Err(vec![problem])),
        };
        if own_config::is_meant(self.input) {
            return self.configure_oneself(doc);
        }
        self.gate("Instance", "allowUpdateConfigVariables", &doc)?;
        let had = values(self.writer, &doc)?;
        let set = match self.given(&doc, false, had, |variable| fresh(&doc, variable))? {
            Ok(set) => set,
            Err(problems) => return Ok(Err(problems)),
        };
        for value in set {
            keep(self.writer, &doc, value)?;
        }
        doc.insert("configState".to_owned(), json!(state(self.writer, &doc)?));
        doc.insert("needsDeploy".to_owned(), json!(true));
        doc.insert("updatedAt".to_owned(), json!(now()));
        self.writer.update("Instance", doc.clone())?;
        Ok(Ok(doc))
    }

    /// The values that the input gives, or what is wrong with them. `is_own` says which variables there are: those
    /// that people settle for themselves, or the others. A value that the variable `had` changes, another begins.
    pub(super) fn given(
        &self,
        instance: &Doc,
        is_own: bool,
        had: Vec<Doc>,
        begin: impl Fn(&Doc) -> Doc,
    ) -> Result<Result<Vec<Doc>, Vec<Problem>>, Failure> {
        let given = self.input.get("configVariables").and_then(Value::as_array).cloned().unwrap_or_default();
        let wanted = variables(self.writer, instance)?.into_iter().filter(|it| is_personal(it) == is_own);
        let wanted: HashMap<String, Doc> = wanted.filter_map(|it| Some((text(&it, "key")?, it))).collect();
        let had: HashMap<String, Doc> =
            had.into_iter().filter_map(|it| Some((text(&it, "requiredConfigVariable")?, it))).collect();
        let (mut problems, mut set, mut keys) = (Vec::new(), Vec::new(), HashSet::new());
        for one in given.iter().filter_map(Value::as_object) {
            let key = args::text(one, "key").unwrap_or_default();
            if !keys.insert(key) {
                problems.push(Problem::new("configVariables", format!("{key}: It is given twice.")));
                continue;
            }
            let variable = wanted.get(key);
            let seen = |it: &Doc| policy::may(self.caller, self.writer, VARIABLE, VIEW, it);
            let found = match variable {
                Some(variable) if seen(variable)? => {
                    let before = text(variable, "id").and_then(|it| had.get(&it).cloned());
                    self.set(instance, variable, before.unwrap_or_else(|| begin(variable)), one)?
                }
                _ => Err(vec!["There is no such variable.".to_owned()]),
            };
            match found {
                Ok(value) => set.push(value),
                Err(found) => problems
                    .extend(found.iter().map(|it| Problem::new("configVariables", format!("{key}: {it}")))),
            }
        }
        Ok(if problems.is_empty() { Ok(set) } else { Err(problems) })
    }

    /// The value that one variable is to have, or what is wrong with it.
    fn set(
        &self,
        instance: &Doc,
        variable: &Doc,
        mut value: Doc,
        given: &Args,
    ) -> Result<Result<Doc, Vec<String>>, Failure> {
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
            if is_personal(variable) {
                return Ok(vec!["Fill in a connection of your own.".to_owned()]);
            }
            let shared = ids::uuid("CustomerConfigVariable", shared).ok_or(Failure::NotFound)?;
            let found = self.load("CustomerConfigVariable", &shared)?;
            let fits = found.get("customer") == instance.get("customer")
                && text(&found, "connection").as_deref() == Some(&connection);
            if !fits {
                return Ok(vec!["Choose a connection of this kind and customer.".to_owned()]);
            }
            value.insert("customerConfigVariable".to_owned(), json!(shared));
            value.insert("onPremiseResource".to_owned(), Value::Null);
        } else if let Some(said) = args::text(given, "values") {
            let Ok(Value::Array(said)) = serde_json::from_str::<Value>(said) else {
                return Ok(vec!["Enter a list of names and values.".to_owned()]);
            };
            let mut settled = settled(self.writer, self.caller, variable)?;
            let machine = match self.machine(instance, variable, given)? {
                Ok(machine) => machine,
                Err(problem) => return Ok(vec![problem.to_owned()]),
            };
            if machine.is_some() {
                let inputs = self.writer.find("InputField", "connection", &json!(connection))?;
                let known = inputs.iter().filter(|it| connections::is_on_premise(it));
                settled.extend(known.filter_map(|it| text(it, "key")));
            }
            value.insert("onPremiseResource".to_owned(), json!(machine));
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

impl Change<'_, '_> {
    /// The machine in the customer's own network that a connection is to go through, or why there is none.
    fn machine(
        &self,
        instance: &Doc,
        variable: &Doc,
        given: &Args,
    ) -> Result<Result<Option<String>, &'static str>, Failure> {
        let config = text(variable, "onPremiseConnectionConfig");
        let Some(named) = args::text(given, "onPremiseResourceId") else {
            let must = config.as_deref() == Some("REQUIRED");
            return Ok(if must { Err("Choose an on-premise resource.") } else { Ok(None) });
        };
        if !matches!(config.as_deref(), Some("ALLOWED" | "REQUIRED")) {
            return Ok(Err("This connection does not go through an on-premise resource."));
        }
        let id = ids::uuid("OnPremiseResource", named).ok_or(Failure::NotFound)?;
        let found = self.load("OnPremiseResource", &id)?;
        let fits = found.get("customer") == instance.get("customer");
        Ok(if fits { Ok(Some(id)) } else { Err("Choose an on-premise resource of this customer.") })
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
        for connection in [old, new].into_iter().flatten() {
            connections::note_use(writer, &connection, &id)?;
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
    let mut value = blank(variable);
    value.insert("instance".to_owned(), of(instance, "id"));
    value.insert("customer".to_owned(), of(instance, "customer"));
    value.insert("orgOnly".to_owned(), of(variable, "orgOnly"));
    value
}

/// The value of a variable before anybody gave one; whose it is is for the caller to add.
pub fn blank(variable: &Doc) -> Doc {
    let of = |name: &str| variable.get(name).cloned().unwrap_or_default();
    crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("requiredConfigVariable", of("id")),
        ("connection", of("connection")),
        ("component", of("component")),
        ("value", Value::Null),
        (CONSENT, json!(Uuid::new_v4().to_string())),
    ])
}

/// Whether each person settles a variable for themselves.
pub fn is_personal(variable: &Doc) -> bool {
    variable.get("userLevelConfigured") == Some(&Value::Bool(true))
}

/// How far the configuration has come.
pub fn state(reader: &Reader<'_>, instance: &Doc) -> Result<&'static str, StoreError> {
    let filled = values(reader, instance)?;
    let (own, shared): (Vec<Doc>, Vec<Doc>) = variables(reader, instance)?.into_iter().partition(is_personal);
    Ok(match (unfilled(&shared, &filled), own.is_empty()) {
        (Some(_), _) => INCOMPLETE,
        (None, false) => EACH_THEIR_OWN,
        (None, true) => COMPLETE,
    })
}

/// The first of some variables that is still to be filled in.
pub fn unfilled<'a>(variables: &'a [Doc], filled: &[Doc]) -> Option<&'a Doc> {
    let has = |doc: &Doc, name: &str| text(doc, name).is_some_and(|it| !it.is_empty());
    variables.iter().find(|variable| {
        let value = filled.iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
        let is_filled = match text(variable, "dataType").as_deref() {
            Some("CONNECTION") => {
                value.is_some_and(|it| has(it, "customerConfigVariable") || has(it, "status"))
            }
            Some("SCHEDULE") => {
                value.is_some_and(|it| has(it, "value") || has(it, "scheduleType"))
                    || has(variable, "scheduleType")
            }
            _ => value.is_some_and(|it| has(it, "value")) || has(variable, "defaultValue"),
        };
        !is_filled
    })
}

/// The key of the first of some variables whose connection does not work.
pub fn disconnected(
    reader: &Reader<'_>,
    variables: &[Doc],
    filled: &[Doc],
) -> Result<Option<String>, StoreError> {
    for variable in variables {
        let value = filled.iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
        let is_connection = text(variable, "dataType").as_deref() == Some("CONNECTION");
        if let Some(value) = value.filter(|_| is_connection)
            && connections::status(reader, value)?.as_deref() != Some("ACTIVE")
        {
            return Ok(text(variable, "key"));
        }
    }
    Ok(None)
}

/// Values follow their variables to another version, by their keys; what that version does not want goes.
/// Says how far the configuration has come then.
pub fn carry_over(writer: &mut Writer<'_>, instance: &Doc) -> Result<&'static str, StoreError> {
    let given = values(writer, instance)?;
    follow(writer, instance, VALUE, given)?;
    own_config::carry_over(writer, instance)?;
    state(writer, instance)
}

/// Lets values of a type follow their variables to the version that an instance has now.
pub fn follow(writer: &mut Writer<'_>, instance: &Doc, ty: &str, values: Vec<Doc>) -> Result<(), StoreError> {
    let wanted = variables(writer, instance)?;
    for mut value in values {
        let old = writer.get(VARIABLE, &text(&value, "requiredConfigVariable").unwrap_or_default())?;
        let same = |it: &&Doc| {
            old.as_ref().is_some_and(|old| {
                let alike = ["key", "dataType", "connection", "userLevelConfigured"];
                alike.iter().all(|name| it.get(*name) == old.get(*name))
            })
        };
        match wanted.iter().find(same) {
            Some(variable) => {
                value.insert(
                    "requiredConfigVariable".to_owned(),
                    variable.get("id").cloned().unwrap_or_default(),
                );
                value.insert("orgOnly".to_owned(), variable.get("orgOnly").cloned().unwrap_or_default());
                writer.update(ty, value)?;
            }
            None => {
                writer.delete(ty, &text(&value, "id").unwrap_or_default())?;
                if let Some(shared) = text(&value, "customerConfigVariable") {
                    connections::note_use(writer, &shared, &text(instance, "id").unwrap_or_default())?;
                }
            }
        }
    }
    Ok(())
}
