//! The ways in which a customer can be connected to other systems.

use super::inputs::{Input, Kind};
use crate::{
    api::{self, Error},
    document,
};
use connection_kinds::{ConnectionKindConnectionInputsNodes as Node, InputFieldType};

document!(ConnectionKinds, "src/customers/connections/kinds.graphql");

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub id: String,
    /// What the organization calls it.
    pub name: String,
    pub inputs: Vec<Input>,
}

/// All that customers fill in themselves, by name.
///
/// # Errors
/// As [`api::send`].
pub async fn ways() -> Result<Vec<Way>, Error> {
    let found = api::send::<ConnectionKinds>(connection_kinds::Variables {}).await?.scoped_config_variables;
    let way = |it: connection_kinds::ConnectionKind| {
        let inputs = it.connection.map(|it| it.inputs.nodes).unwrap_or_default();
        Way { id: it.id, name: it.key, inputs: inputs.into_iter().flatten().map(input).collect() }
    };
    let mut ways: Vec<Way> = found.nodes.into_iter().flatten().map(way).collect();
    ways.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ways)
}

fn input(it: Node) -> Input {
    let kind = match it.type_ {
        InputFieldType::PASSWORD => Kind::Secret,
        InputFieldType::BOOLEAN => Kind::YesOrNo,
        InputFieldType::TEXT | InputFieldType::CODE | InputFieldType::DATA => Kind::Lines,
        InputFieldType::CONDITIONAL
        | InputFieldType::CONNECTION
        | InputFieldType::DATE
        | InputFieldType::DYNAMICFIELDSELECTION
        | InputFieldType::DYNAMICOBJECTSELECTION
        | InputFieldType::FLOW
        | InputFieldType::JSONFORM
        | InputFieldType::OBJECTFIELDMAP
        | InputFieldType::OBJECTSELECTION
        | InputFieldType::STRING
        | InputFieldType::TEMPLATE
        | InputFieldType::TIMESTAMP
        | InputFieldType::Other(_) => Kind::Line,
    };
    let default = match it.default {
        Some(serde_json::Value::String(text)) => text,
        Some(serde_json::Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let comments = it.comments.unwrap_or_default();
    Input { key: it.key, label: it.label, kind, required: it.required, default, comments }
}
