//! The ways in which a customer can be connected to other systems.

use super::Input;
use crate::{
    api::{self, Error},
    document,
};

document!(ConnectionKinds, "src/connecting/kinds.graphql");
document!(MoreInputs, "src/connecting/more_inputs.graphql");

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub id: String,
    /// What the organization calls it.
    pub name: String,
    /// The id of what is connected by it: several ways may lead there.
    pub connection: Option<String>,
    pub inputs: Vec<Input>,
}

/// All that customers fill in themselves, by name.
///
/// # Errors
/// As [`api::send`].
pub async fn ways() -> Result<Vec<Way>, Error> {
    let mut ways: Vec<Way> = Vec::new();
    let mut after = None;
    loop {
        let variables = connection_kinds::Variables { after };
        let page = api::send::<ConnectionKinds>(variables).await?.scoped_config_variables;
        for it in page.nodes.into_iter().flatten() {
            ways.push(way(it).await?);
        }
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            break;
        }
    }
    ways.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ways)
}

async fn way(it: connection_kinds::ConnectionKind) -> Result<Way, Error> {
    let mut way = Way { id: it.id, name: it.key, connection: None, inputs: Vec::new() };
    let Some(connection) = it.connection else { return Ok(way) };
    way.connection = Some(connection.id);
    let first = connection.inputs;
    let input = |it: connection_kinds::KindInput| {
        Input::described(it.key, it.label, &it.type_, it.required, it.default, it.comments)
    };
    way.inputs.extend(first.nodes.into_iter().flatten().map(input));
    let mut after = first.page_info.end_cursor.filter(|_| first.page_info.has_next_page);
    while after.is_some() {
        let variables = more_inputs::Variables { kind: way.id.clone(), after };
        let found = api::send::<MoreInputs>(variables).await?.scoped_config_variable;
        let page = found.and_then(|it| it.connection).ok_or(Error::NotFound)?.inputs;
        let input = |it: more_inputs::KindInput| {
            Input::described(it.key, it.label, &it.type_, it.required, it.default, it.comments)
        };
        way.inputs.extend(page.nodes.into_iter().flatten().map(input));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
    }
    Ok(way)
}
