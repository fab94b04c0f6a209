//! Integrations from their definitions: a new one, or what an existing one is to become with its next version.

mod check;
mod flows;
mod read;
mod rows;

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    args,
    failure::Failure,
    ids,
    mutation::{Change, Outcome, now},
    validate::{self, Problem},
};
use crate::{
    policy::{self, Caller, rules::VIEW, text},
    store::{Doc, StoreError, Writer},
};

const TYPE: &str = "Integration";

/// The field of an integration that holds the text of what its next version is made of.
pub const DRAFT: &str = "draft";

impl Change<'_, '_> {
    /// Reads a definition. Versions that are published stay as they are: what is imported comes with the next one.
    pub(super) fn import(&mut self) -> Result<Outcome, Failure> {
        let text_of = args::text(self.input, "definition").unwrap_or_default();
        let problem = |it: &read::Fault| Problem::new("definition", it.to_string());
        let definition = match read::read(text_of) {
            Ok(definition) => definition,
            Err(fault) => return Ok(Err(vec![problem(&fault)])),
        };
        let before = match args::text(self.input, "integrationId") {
            Some(id) => Some(self.load(TYPE, &ids::uuid(TYPE, id).ok_or(Failure::NotFound)?)?),
            None => self.namesake(definition.name.value.trim())?,
        };
        let is_meant = args::text(self.input, "integrationId").is_some()
            || args::flag(self.input, "replace") == Some(true);
        if let Some(before) = &before
            && !is_meant
        {
            let name = text(before, "name").unwrap_or_default();
            return Ok(Err(vec![Problem::new(
                "replace",
                format!("There is an integration “{name}” already."),
            )]));
        }
        match &before {
            Some(before) => self.gate(TYPE, "allowUpdate", before)?,
            None => {
                let org = self.caller.org.clone().ok_or(Failure::Denied)?;
                self.gate("Organization", "allowAddIntegration", &self.load("Organization", &org)?)?;
            }
        }
        let faults = check::faults(self.writer, self.caller, &definition)?;
        if !faults.is_empty() {
            return Ok(Err(faults.iter().map(problem).collect()));
        }
        let mut doc = before.clone().unwrap_or_else(|| new(self.caller));
        if doc.get("versionIsLatest") != Some(&json!(true)) {
            return Ok(Err(vec![Problem::all("A newer version of this integration was published.")]));
        }
        doc.insert("updatedAt".to_owned(), json!(now()));
        doc.insert("hasUnpublishedChanges".to_owned(), json!(true));
        if doc.get("versionNumber") == Some(&json!(0)) {
            rows::apply(self.writer, self.caller, &definition, &mut doc)?;
        } else {
            doc.insert(DRAFT.to_owned(), json!(text_of));
        }
        match before {
            Some(_) => self.writer.update(TYPE, doc.clone())?,
            None => self.writer.insert(TYPE, doc.clone())?,
        }
        Ok(Ok(doc))
    }

    /// A new integration: blank, or what a definition says, under the name that is given.
    pub(super) fn create_integration(&mut self) -> Result<Outcome, Failure> {
        let mut doc = match self.named()? {
            Ok(doc) => doc,
            Err(problems) => return Ok(Err(problems)),
        };
        if let Some(text_of) = args::text(self.input, "definition") {
            let problem = |it: &read::Fault| Problem::new("definition", it.to_string());
            let definition = match read::read(text_of) {
                Ok(definition) => definition,
                Err(fault) => return Ok(Err(vec![problem(&fault)])),
            };
            let faults = check::faults(self.writer, self.caller, &definition)?;
            if !faults.is_empty() {
                return Ok(Err(faults.iter().map(problem).collect()));
            }
            let named = doc.clone();
            rows::apply(self.writer, self.caller, &definition, &mut doc)?;
            doc.extend(self.said_of(&named));
        }
        self.writer.insert(TYPE, doc.clone())?;
        Ok(Ok(doc))
    }

    /// An integration of its own from what another one is, with what its next version is made of.
    pub(super) fn fork(&mut self) -> Result<Outcome, Failure> {
        let id =
            args::text(self.input, "parent").and_then(|it| ids::uuid(TYPE, it)).ok_or(Failure::NotFound)?;
        let parent = self.load(TYPE, &id)?;
        self.gate(TYPE, "allowFork", &parent)?;
        let mut doc = match self.named()? {
            Ok(doc) => doc,
            Err(problems) => return Ok(Err(problems)),
        };
        let named = doc.clone();
        let copied =
            ["description", "documentation", "category", "labels", "overview", "configPages", "components"];
        for name in copied.into_iter().chain(["userLevelConfigured", DRAFT]) {
            doc.extend(parent.get(name).map(|it| (name.to_owned(), it.clone())));
        }
        doc.insert("parent".to_owned(), json!(id));
        if !take_draft(self.writer, self.caller, &mut doc)? {
            super::flows::copy(self.writer, &parent, &mut doc)?;
            rows::copy(self.writer, &parent, &doc)?;
        }
        doc.extend(self.said_of(&named));
        self.writer.insert(TYPE, doc.clone())?;
        Ok(Ok(doc))
    }

    /// A blank integration with what the input says of it, for those who may add one.
    fn named(&self) -> Result<Outcome, Failure> {
        let org = self.caller.org.clone().ok_or(Failure::Denied)?;
        self.gate("Organization", "allowAddIntegration", &self.load("Organization", &org)?)?;
        let mut doc = new(self.caller);
        doc.insert("name".to_owned(), json!(args::text(self.input, "name").unwrap_or_default().trim()));
        doc.insert(
            "description".to_owned(),
            json!(args::text(self.input, "description").unwrap_or_default()),
        );
        doc.insert("labels".to_owned(), validate::labels(self.input.get("labels").unwrap_or(&json!([]))));
        for (name, value) in [
            ("updatedAt", json!(now())),
            ("hasUnpublishedChanges", json!(true)),
            ("configPages", json!("[]")),
            ("components", json!([])),
            ("flows", json!([])),
        ] {
            doc.insert(name.to_owned(), value);
        }
        let problems = validate::check(self.caller, self.writer, TYPE, &doc, |_| true)?;
        Ok(if problems.is_empty() { Ok(doc) } else { Err(problems) })
    }

    /// Those fields that the input says something of; the name always.
    fn said_of(&self, named: &Doc) -> Vec<(String, Value)> {
        let said = ["name", "description", "labels"].into_iter().filter(|it| self.input.contains_key(*it));
        said.filter_map(|it| Some((it.to_owned(), named.get(it)?.clone()))).collect()
    }

    /// The integration of that name that the caller sees.
    fn namesake(&self, name: &str) -> Result<Option<Doc>, Failure> {
        for doc in self.writer.find(TYPE, "name", &json!(name))? {
            let is_newest = doc.get("versionIsLatest") == Some(&json!(true));
            if is_newest && policy::may(self.caller, self.writer, TYPE, VIEW, &doc)? {
                return Ok(Some(doc));
            }
        }
        Ok(None)
    }
}

/// Makes the next version what was imported for it; whether anything was.
pub fn take_draft(
    writer: &mut Writer<'_>,
    caller: &Caller,
    integration: &mut Doc,
) -> Result<bool, StoreError> {
    let Some(Value::String(draft)) = integration.remove(DRAFT) else { return Ok(false) };
    // It was read when it was imported.
    let Ok(definition) = read::read(&draft) else { return Ok(false) };
    rows::apply(writer, caller, &definition, integration)?;
    Ok(true)
}

fn new(caller: &Caller) -> Doc {
    let now = now();
    crate::store::doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("versionSequenceId", json!(Uuid::new_v4().to_string())),
        ("org", json!(caller.org)),
        ("customer", Value::Null),
        ("overview", json!("")),
        ("avatarUrl", Value::Null),
        ("marketplaceConfiguration", json!("NOT_AVAILABLE_IN_MARKETPLACE")),
        ("isCustomerDeployable", json!(false)),
        ("allowMultipleMarketplaceInstances", json!(false)),
        ("versionNumber", json!(0)),
        ("versionIsLatest", json!(true)),
        ("versionIsAvailable", json!(false)),
        ("createdAt", json!(now)),
    ])
}
