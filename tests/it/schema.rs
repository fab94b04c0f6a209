//! The contract: it is valid, it says what its types are, and it holds nothing that nobody needs.

use std::collections::BTreeSet;

use apollo_compiler::{
    ExecutableDocument, Schema, ast::Type, introspection, response::JsonMap, schema::ExtendedType,
    validation::Valid,
};
use gantry_sandbox::{
    engine::{Engine, Options},
    media::Media,
    store::Store,
};
use serde_json::Value;

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

#[tokio::test]
async fn schema_is_what_the_sandbox_serves() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let media = Media::open(folder.path().join("media")).unwrap();
    let options = Options { dev: true, ..Options::default() };
    let engine = Engine::new(store, media.into(), options).unwrap();
    let served = serde_json::to_value(engine.execute(None, INTROSPECTION.into()).await).unwrap();

    let schema = schema();
    let document = ExecutableDocument::parse_and_validate(&schema, INTROSPECTION, "introspection").unwrap();
    let written = introspection::partial_execute(
        &schema,
        &schema.implementers_map(),
        &document,
        document.operations.get(None).unwrap(),
        &Valid::assume_valid(JsonMap::default()),
    );
    let written = serde_json::to_value(written.unwrap()).unwrap();

    let (served, written) = (told(&served), told(&written));
    assert!(written.len() > 500, "introspection tells what the file says: {written:#?}");
    let missing: Vec<_> = written.difference(&served).cloned().collect();
    none("The contract has these and the sandbox does not:", &missing);
    let more: Vec<_> = served.difference(&written).cloned().collect();
    none("The sandbox has these and the contract does not:", &more);
}

const INTROSPECTION: &str = "{ __schema { types {
    kind name
    fields(includeDeprecated: true) { name args { ...Input } type { ...Type } }
    inputFields { ...Input }
    enumValues(includeDeprecated: true) { name }
    interfaces { name }
    possibleTypes { name }
  } } }
  fragment Input on __InputValue { name type { ...Type } }
  fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// What an answer to introspection says, a line each: types, their fields and values, and the types of these.
fn told(answer: &Value) -> BTreeSet<String> {
    let all = |of: &Value| of.as_array().cloned().unwrap_or_default();
    let mut told = BTreeSet::new();
    for of in all(&answer["data"]["__schema"]["types"]) {
        let (kind, name) = (text(&of["kind"]), text(&of["name"]));
        // The specification's own.
        if name.starts_with("__") || ["Boolean", "Float", "ID", "Int", "String"].contains(&name) {
            continue;
        }
        told.insert(format!("{kind} {name}"));
        for field in all(&of["fields"]) {
            let path = format!("{name}.{}", text(&field["name"]));
            told.insert(format!("{path}: {}", spelled(&field["type"])));
            let argument = |it: &Value| format!("{path}({}: {})", text(&it["name"]), spelled(&it["type"]));
            told.extend(all(&field["args"]).iter().map(argument));
        }
        let input = |it: &Value| format!("{name}.{}: {}", text(&it["name"]), spelled(&it["type"]));
        told.extend(all(&of["inputFields"]).iter().map(input));
        for list in ["enumValues", "interfaces", "possibleTypes"] {
            told.extend(all(&of[list]).iter().map(|it| format!("{name} {list} {}", text(&it["name"]))));
        }
    }
    told
}

/// A type as the contract spells it.
fn spelled(ty: &Value) -> String {
    match text(&ty["kind"]) {
        "NON_NULL" => format!("{}!", spelled(&ty["ofType"])),
        "LIST" => format!("[{}]", spelled(&ty["ofType"])),
        _ => text(&ty["name"]).into(),
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
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
