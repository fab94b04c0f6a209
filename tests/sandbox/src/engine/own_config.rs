//! What people of a customer settle for themselves, on an instance that somebody set up for all of them.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args::{self, Args},
    failure::Failure,
    instance_config::{self, blank, disconnected, is_personal, unfilled},
    mutation::{Change, Outcome, now},
    validate::Problem,
};
use crate::{
    policy::{Caller, own::CONFIGURE_ONESELF, text},
    store::{Doc, Reader, StoreError, Writer},
};

const CONFIG: &str = "UserLevelConfig";
const VALUE: &str = "UserLevelConfigVariable";

/// Whether values are meant for the caller's own part.
pub fn is_meant(input: &Args) -> bool {
    args::text(input, "configMode").is_some_and(|it| it.eq_ignore_ascii_case("user"))
}

impl Change<'_, '_> {
    /// Fills in what the input names of the caller's own part, which begins with the first value. Of what is said to be
    /// complete nothing may be missing.
    pub(super) fn configure_oneself(&mut self, instance: Doc) -> Result<Outcome, Failure> {
        self.gate("Instance", CONFIGURE_ONESELF, &instance)?;
        let known = of(self.writer, &instance, &self.caller.id)?;
        let mut config = match &known {
            Some(config) => config.clone(),
            None => new(self.caller, &instance),
        };
        let mut filled = values(self.writer, &config)?;
        let set = match self.given(&instance, true, filled.clone(), |it| fresh(&config, it))? {
            Ok(set) => set,
            Err(problems) => return Ok(Err(problems)),
        };
        filled.retain(|it| set.iter().all(|other| other.get("id") != it.get("id")));
        filled.extend(set.clone());
        if args::flag(self.input, "configComplete") == Some(true)
            && let Some(problem) = unfinished(self.writer, &instance, &filled)?
        {
            return Ok(Err(vec![Problem::all(problem)]));
        }
        config.insert("updatedAt".to_owned(), json!(now()));
        match known {
            Some(_) => self.writer.update(CONFIG, config)?,
            None => self.writer.insert(CONFIG, config)?,
        }
        for value in set {
            match self.writer.get(VALUE, &text(&value, "id").unwrap_or_default())? {
                Some(_) => self.writer.update(VALUE, value)?,
                None => self.writer.insert(VALUE, value)?,
            }
        }
        Ok(Ok(instance))
    }
}

fn new(caller: &Caller, instance: &Doc) -> Doc {
    crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("instance", instance.get("id").cloned().unwrap_or_default()),
        ("user", json!(caller.id)),
        ("customer", json!(caller.customer)),
        ("createdAt", json!(now())),
    ])
}

fn fresh(config: &Doc, variable: &Doc) -> Doc {
    let of = |name: &str| config.get(name).cloned().unwrap_or_default();
    let mut value = blank(variable);
    value.insert("config".to_owned(), of("id"));
    value.insert("user".to_owned(), of("user"));
    value
}

/// What the caller's own part begins as; why it cannot.
pub fn begin(reader: &Reader<'_>, caller: &Caller, config: &mut Doc) -> Result<Option<Problem>, StoreError> {
    let instance = reader.get("Instance", &text(config, "instance").unwrap_or_default())?.unwrap_or_default();
    config.insert("user".to_owned(), json!(caller.id));
    config.insert("customer".to_owned(), json!(caller.customer));
    let is_taken = of(reader, &instance, &caller.id)?.is_some();
    Ok(is_taken.then(|| Problem::new("instance", "You have configured this already.")))
}

/// A person's own part of an instance.
pub fn of(reader: &Reader<'_>, instance: &Doc, user: &str) -> Result<Option<Doc>, StoreError> {
    let theirs = reader.find(CONFIG, "user", &json!(user))?;
    Ok(theirs.into_iter().find(|it| it.get("instance") == instance.get("id")))
}

fn values(reader: &Reader<'_>, config: &Doc) -> Result<Vec<Doc>, StoreError> {
    reader.find(VALUE, "config", config.get("id").unwrap_or(&Value::Null))
}

/// What a person has for a variable.
pub fn value_of(
    reader: &Reader<'_>,
    instance: &Doc,
    user: &str,
    variable: &Doc,
) -> Result<Option<Doc>, StoreError> {
    let Some(config) = of(reader, instance, user)? else { return Ok(None) };
    let all = values(reader, &config)?;
    Ok(all.into_iter().find(|it| it.get("requiredConfigVariable") == variable.get("id")))
}

/// Whether a person has nothing more to settle for themselves.
pub fn is_complete(reader: &Reader<'_>, instance: &Doc, user: &str) -> Result<bool, StoreError> {
    match of(reader, instance, user)? {
        Some(config) => Ok(unfinished(reader, instance, &values(reader, &config)?)?.is_none()),
        None => Ok(false),
    }
}

/// Why values are not all that a person has to give.
fn unfinished(reader: &Reader<'_>, instance: &Doc, filled: &[Doc]) -> Result<Option<String>, StoreError> {
    let asked: Vec<Doc> =
        instance_config::variables(reader, instance)?.into_iter().filter(is_personal).collect();
    if let Some(missing) = unfilled(&asked, filled) {
        return Ok(text(missing, "key").map(|key| format!("Fill in {key} first.")));
    }
    Ok(disconnected(reader, &asked, filled)?.map(|key| format!("Connect {key} first.")))
}

/// What people settled for themselves follows to another version, too.
pub fn carry_over(writer: &mut Writer<'_>, instance: &Doc) -> Result<(), StoreError> {
    for config in writer.find(CONFIG, "instance", instance.get("id").unwrap_or(&Value::Null))? {
        let given = values(writer, &config)?;
        instance_config::follow(writer, instance, VALUE, given)?;
    }
    Ok(())
}
