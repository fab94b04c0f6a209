//! Every document fits the contract.

use std::collections::BTreeSet;

use apollo_compiler::{
    ExecutableDocument, Schema,
    executable::{Selection, SelectionSet},
    validation::Valid,
};

use crate::{
    schema::schema,
    source::{files, none},
};

/// A valid document and where it is.
pub struct Document {
    pub path: String,
    pub text: String,
    pub parsed: Valid<ExecutableDocument>,
}

impl Document {
    /// The name of its one operation.
    pub fn operation(&self) -> String {
        let operation = self.parsed.operations.iter().next().unwrap();
        operation
            .name
            .clone()
            .map(|it| it.to_string())
            .unwrap_or_default()
    }

    pub fn is_mutation(&self) -> bool {
        self.parsed.operations.iter().any(|it| it.is_mutation())
    }
}

/// All documents of the app; fails on one that is not valid.
pub fn all(schema: &Valid<Schema>) -> Vec<Document> {
    let mut found = files("src", &["graphql"]);
    found.retain(|it| it.path != "src/api/schema.graphql");
    let parse = |it: crate::source::File| {
        let parsed = ExecutableDocument::parse_and_validate(schema, &it.text, &it.path);
        let parsed = parsed.unwrap_or_else(|error| panic!("{}", error.errors));
        Document {
            path: it.path,
            text: it.text,
            parsed,
        }
    };
    found.into_iter().map(parse).collect()
}

/// The fields that documents ask for, as `Type.field`.
#[derive(Default)]
pub struct Used {
    pub fields: BTreeSet<String>,
}

impl Used {
    pub fn by_all(documents: &[Document]) -> Self {
        let mut used = Self::default();
        for document in documents {
            for operation in document.parsed.operations.iter() {
                used.note(&operation.selection_set);
            }
            for fragment in document.parsed.fragments.values() {
                used.note(&fragment.selection_set);
            }
        }
        used
    }

    fn note(&mut self, set: &SelectionSet) {
        for selection in &set.selections {
            match selection {
                Selection::Field(field) => {
                    self.fields.insert(format!("{}.{}", set.ty, field.name));
                    self.note(&field.selection_set);
                }
                Selection::InlineFragment(fragment) => self.note(&fragment.selection_set),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
}

#[test]
fn documents_fit_the_contract() {
    assert!(!all(&schema()).is_empty());
}

#[test]
fn documents_hold_one_operation_with_a_name_of_its_own() {
    let mut names = BTreeSet::new();
    let mut found = Vec::new();
    for document in all(&schema()) {
        let count = document.parsed.operations.iter().count();
        if count != 1 || document.operation().is_empty() || !names.insert(document.operation()) {
            found.push(document.path);
        }
    }
    none(
        "Faults, tests and logs name operations, so each file has one and its name is unique:",
        &found,
    );
}

#[test]
fn documents_of_changes_ask_why_nothing_changed() {
    let mut found = Vec::new();
    for document in all(&schema()).into_iter().filter(Document::is_mutation) {
        if !document.text.contains("errors {") {
            found.push(document.path);
        }
    }
    none(
        "A change that the API refuses comes back in `errors { field messages }`; these do not ask:",
        &found,
    );
}
