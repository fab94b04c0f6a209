//! Whether a definition makes sense: everything it names is there.

use std::collections::BTreeSet;

use serde_json::json;

use super::read::{Component, Definition, Fault, Reference, Step, Variable};
use crate::{
    policy::{self, Caller, rules::VIEW, text},
    store::{Doc, Reader, StoreError},
};

/// What variables hold, as definitions write it, and as the API does.
const HOLDS: [(&str, &str); 13] = [
    ("string", "STRING"),
    ("number", "NUMBER"),
    ("boolean", "BOOLEAN"),
    ("date", "DATE"),
    ("timestamp", "TIMESTAMP"),
    ("picklist", "PICKLIST"),
    ("code", "CODE"),
    ("schedule", "SCHEDULE"),
    ("connection", "CONNECTION"),
    ("objectSelection", "OBJECTSELECTION"),
    ("objectFieldMap", "OBJECTFIELDMAP"),
    ("jsonForm", "JSONFORM"),
    ("credential", "CREDENTIAL"),
];

const COLLECTIONS: [&str; 2] = ["valuelist", "keyvaluelist"];
const LANGUAGES: [&str; 3] = ["json", "xml", "html"];
const ON_PREMISE: [&str; 3] = ["allowed", "disallowed", "required"];
const RHYTHMS: [&str; 6] = ["none", "custom", "minute", "hour", "day", "week"];
const SECURITIES: [&str; 4] = ["customer_optional", "customer_required", "organization", "unsecured"];
const ELEMENTS: [&str; 3] = ["configVar", "htmlElement", "jsonForm"];

/// What the API calls what a variable holds.
pub fn holds(variable: &Variable) -> Option<&'static str> {
    HOLDS.iter().find(|(written, _)| *written == variable.data_type.value).map(|(_, name)| *name)
}

/// The newest version of a component that `caller` may see.
pub fn component(reader: &Reader<'_>, caller: &Caller, key: &str) -> Result<Option<Doc>, StoreError> {
    for doc in reader.find("Component", "key", &json!(key))? {
        let is_newest = doc.get("versionIsLatest") == Some(&json!(true));
        if is_newest && policy::may(caller, reader, "Component", VIEW, &doc)? {
            return Ok(Some(doc));
        }
    }
    Ok(None)
}

/// Something of a component, by its key: a `Connection` or an `Action`.
pub fn part(
    reader: &Reader<'_>,
    caller: &Caller,
    ty: &str,
    reference: &Reference,
) -> Result<Option<Doc>, StoreError> {
    let Some(of) = component(reader, caller, &reference.component.key.value)? else { return Ok(None) };
    let all = reader.find(ty, "component", of.get("id").unwrap_or(&json!(null)))?;
    Ok(all.into_iter().find(|it| text(it, "key").as_deref() == Some(&reference.key.value)))
}

struct Check<'a> {
    reader: &'a Reader<'a>,
    caller: &'a Caller,
    faults: Vec<Fault>,
}

/// Everything that is wrong, by line.
pub fn faults(
    reader: &Reader<'_>,
    caller: &Caller,
    definition: &Definition,
) -> Result<Vec<Fault>, StoreError> {
    let mut check = Check { reader, caller, faults: Vec::new() };
    if definition.name.value.trim().is_empty() {
        check.fault(&definition.name, "Give the integration a name.");
    }
    check.variables(definition)?;
    check.pages(definition);
    check.flows(definition)?;
    let mut faults = check.faults;
    faults.sort_by_key(|it| it.line);
    Ok(faults)
}

impl Check<'_> {
    fn fault<T>(&mut self, at: &serde_saphyr::Spanned<T>, sentence: impl Into<String>) {
        self.faults.push(Fault::at(at, sentence));
    }

    fn one_of(&mut self, what: &str, said: Option<&serde_saphyr::Spanned<String>>, known: &[&str]) {
        if let Some(said) = said.filter(|it| !known.contains(&it.value.as_str())) {
            self.fault(said, format!("“{}” is no {what}. Use one of: {}.", said.value, known.join(", ")));
        }
    }

    fn variables(&mut self, definition: &Definition) -> Result<(), StoreError> {
        let mut keys = BTreeSet::new();
        for variable in &definition.required_config_vars.listed {
            if !keys.insert(variable.key.value.clone()) {
                self.fault(&variable.key, format!("“{}” is there twice.", variable.key.value));
            }
            let Some(holds) = holds(variable) else {
                let known: Vec<&str> = HOLDS.iter().map(|(written, _)| *written).collect();
                self.one_of("data type", Some(&variable.data_type), &known);
                continue;
            };
            self.one_of("kind of collection", variable.collection_type.as_ref(), &COLLECTIONS);
            self.one_of("language", variable.code_language.as_ref(), &LANGUAGES);
            self.one_of("kind of schedule", variable.schedule_type.as_ref(), &RHYTHMS);
            self.one_of("on-premise choice", variable.on_premise_connection_config.as_ref(), &ON_PREMISE);
            if holds == "CONNECTION" && variable.connection.is_none() {
                self.fault(&variable.key, format!("Say which connection “{}” is.", variable.key.value));
            }
            self.reference("Connection", "connection", variable.connection.as_ref())?;
            self.reference("Action", "data source", variable.data_source.as_ref())?;
        }
        Ok(())
    }

    fn reference(&mut self, ty: &str, what: &str, said: Option<&Reference>) -> Result<(), StoreError> {
        let Some(said) = said else { return Ok(()) };
        let Component { key } = &said.component;
        if component(self.reader, self.caller, &key.value)?.is_none() {
            self.fault(key, format!("There is no component “{}”.", key.value));
        } else if part(self.reader, self.caller, ty, said)?.is_none() {
            self.fault(
                &said.key,
                format!("The component “{}” has no {what} “{}”.", key.value, said.key.value),
            );
        }
        Ok(())
    }

    fn pages(&mut self, definition: &Definition) {
        let variables = &definition.required_config_vars;
        let listed = variables.listed.iter().map(|it| it.key.value.as_str());
        let keys: BTreeSet<&str> =
            listed.chain(variables.plain.iter().map(|(key, _)| key.as_str())).collect();
        let mut names = BTreeSet::new();
        for page in &definition.config_pages {
            if !names.insert(page.name.value.as_str()) {
                self.fault(&page.name, format!("There are two pages “{}”.", page.name.value));
            }
            for element in &page.elements {
                self.one_of("kind of element", Some(&element.kind), &ELEMENTS);
                if element.kind.value == "configVar" && !keys.contains(element.value.value.as_str()) {
                    let sentence = format!("There is no config variable “{}”.", element.value.value);
                    self.fault(&element.value, sentence);
                }
            }
        }
    }

    fn flows(&mut self, definition: &Definition) -> Result<(), StoreError> {
        let mut names = BTreeSet::new();
        for flow in &definition.flows {
            if !names.insert(flow.name.value.as_str()) {
                self.fault(&flow.name, format!("There are two flows “{}”.", flow.name.value));
            }
            self.one_of("endpoint security type", flow.endpoint_security_type.as_ref(), &SECURITIES);
            match flow.steps.first() {
                Some(first) if first.is_trigger == Some(true) => {}
                Some(first) => self.fault(&first.name, "A flow begins with a trigger."),
                None => self.fault(&flow.name, format!("The flow “{}” has no steps.", flow.name.value)),
            }
            self.steps(&flow.steps)?;
        }
        self.steps(&definition.steps)
    }

    fn steps(&mut self, steps: &[Step]) -> Result<(), StoreError> {
        for step in steps {
            match step.action.component() {
                Some(key) if component(self.reader, self.caller, &key.value)?.is_none() => {
                    self.fault(key, format!("There is no component “{}”.", key.value));
                }
                Some(_) => {}
                None => self.fault(&step.name, format!("Say what the step “{}” does.", step.name.value)),
            }
            self.steps(&step.steps)?;
            for branch in &step.branches {
                self.steps(&branch.steps)?;
            }
        }
        Ok(())
    }
}
