//! The contract: it is valid, it says what its types are, and it holds nothing that nobody needs.

use std::collections::BTreeSet;

use apollo_compiler::{Schema, ast::Type, schema::ExtendedType, validation::Valid};

use crate::{
    documents::{self, Used},
    source::{file, none},
};

/// The contract, checked by the rules of the specification.
pub fn schema() -> Valid<Schema> {
    let contract = file("src/api/schema.graphql");
    Schema::parse_and_validate(&contract.text, &contract.path)
        .unwrap_or_else(|error| panic!("{}", error.errors))
}

/// Lists come with these by convention of the API; the sandbox makes them all the same way.
const BY_CONVENTION: [&str; 9] =
    ["edges", "cursor", "node", "nodes", "pageInfo", "totalCount", "id", "clientMutationId", "errors"];

/// What the embedding SDK and the sandbox's own rules (permissions, grants, the marketplace) need beyond documents.
const NEEDED_BY_OTHERS: &str = include_str!("needed_by_others.txt");

#[test]
fn schema_is_valid_and_describes_its_types() {
    let schema = schema();
    let mut found = Vec::new();
    for (name, definition) in schema.types.iter().filter(|(_, it)| !it.is_built_in()) {
        if definition.description().is_none_or(|it| it.trim().is_empty()) {
            found.push(name.to_string());
        }
    }
    none("These types of the contract have no description:", &found);
}

#[test]
fn schema_holds_nothing_that_nobody_needs() {
    let schema = schema();
    let used = Used::by_all(&documents::all(&schema));
    let excused: BTreeSet<_> =
        NEEDED_BY_OTHERS.lines().filter(|it| !it.is_empty() && !it.starts_with('#')).collect();
    let mut unneeded = Vec::new();
    let mut stale: BTreeSet<_> = excused.clone();
    for (name, fields) in output_fields(&schema) {
        for field in fields {
            let path = format!("{name}.{field}");
            let is_excused = excused.contains(&*path) || excused.contains(&*format!("{name}.*"));
            let is_used = used.fields.contains(&path);
            if is_used {
                continue;
            }
            stale.remove(&*path);
            stale.remove(&*format!("{name}.*"));
            if !is_excused && !BY_CONVENTION.contains(&&*field) {
                unneeded.push(path);
            }
        }
    }
    none(
        "No document asks for these; use them, take them out, or say in needed_by_others.txt who needs them:",
        &unneeded,
    );
    let stale: Vec<_> = stale.into_iter().map(Into::into).collect();
    none("needed_by_others.txt excuses what documents use, or what is gone:", &stale);
}

#[test]
fn schema_lists_page_the_same_way() {
    let schema = schema();
    let mut found = Vec::new();
    for (name, definition) in &schema.types {
        let ExtendedType::Object(object) = definition else {
            continue;
        };
        for field in object.fields.values() {
            let is_paged = |name: &str| match schema.types.get(name) {
                Some(ExtendedType::Object(it)) => it.fields.contains_key("pageInfo"),
                _ => false,
            };
            let is_list = matches!(&field.ty, Type::Named(it) | Type::NonNullNamed(it) if is_paged(it));
            for argument in ["after", "before", "first", "last", "offset"] {
                // The one list of the API that cannot be entered in the middle.
                if (name.as_str(), field.name.as_str(), argument)
                    == ("RequiredConfigVariable", "inputs", "offset")
                {
                    continue;
                }
                if is_list && !field.arguments.iter().any(|it| it.name == argument) {
                    found.push(format!("{name}.{} takes no {argument}", field.name));
                }
            }
        }
    }
    none("Every list is paged by the same arguments:", &found);
}

fn output_fields(schema: &Schema) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for (name, definition) in schema.types.iter().filter(|(_, it)| !it.is_built_in()) {
        let ExtendedType::Object(object) = definition else {
            continue;
        };
        found.push((name.to_string(), object.fields.keys().map(ToString::to_string).collect()));
    }
    found
}
