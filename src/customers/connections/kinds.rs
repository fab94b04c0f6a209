//! The ways in which a customer can be connected to other systems.

use crate::{
    api::{self, Error},
    connecting::Input,
    document,
};
use connection_kinds::ConnectionKindConnectionInputsNodes as Node;

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
    let way = |it: connection_kinds::ConnectionKind| {
        let inputs = it.connection.map(|it| it.inputs.nodes).unwrap_or_default();
        Way { id: it.id, name: it.key, inputs: inputs.into_iter().flatten().map(input).collect() }
    };
    let mut ways: Vec<Way> = Vec::new();
    let mut after = None;
    loop {
        let variables = connection_kinds::Variables { after };
        let page = api::send::<ConnectionKinds>(variables).await?.scoped_config_variables;
        ways.extend(page.nodes.into_iter().flatten().map(way));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            break;
        }
    }
    ways.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(ways)
}

fn input(it: Node) -> Input {
    Input::described(it.key, it.label, &it.type_, it.required, it.default, it.comments)
}
