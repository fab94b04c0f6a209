//! What is asked to make a connection, and which of the customer's connections would do instead.

use super::asked::{Reader, Said, asked};
use crate::{
    api::{self, Error},
    connecting::Input,
    document,
};
use connection_to_fill::ConnectionToFillIntegrationRequiredConfigVariablesNodesConnectionInputsNodes as Node;
use reusable_connections::CustomerConfigVariableStatus;

document!(ConnectionToFill, "src/configure/connection.graphql");
document!(ReusableConnections, "src/configure/reusable.graphql");

/// What is asked to make the connection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Described {
    /// The other system, and the way to it.
    pub app: String,
    pub way: String,
    pub comments: String,
    pub inputs: Vec<Input>,
    /// The keys of the inputs that a machine in the customer's own network knows.
    pub on_premise: Vec<String>,
}

/// A connection of the customer's that fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Reusable {
    pub id: String,
    pub name: String,
    pub is_connected: bool,
    /// How many instances use it, of those that the reader sees.
    pub users: i64,
}

/// Reads what `reader` is asked for the setting of this integration and key.
///
/// # Errors
/// `NotFound` when there is no such connection; as [`api::send`].
pub async fn describe((integration, key): (String, String), reader: Reader) -> Result<Described, Error> {
    let mut found = Described::default();
    let (mut inputs, mut said) = (Vec::new(), Vec::new());
    let (mut after_input, mut after_said) = (None, None);
    loop {
        let variables = connection_to_fill::Variables {
            integration: integration.clone(),
            key: key.clone(),
            after_said: after_said.clone(),
            after_input: after_input.clone(),
        };
        let answer = api::send::<ConnectionToFill>(variables).await?.integration.ok_or(Error::NotFound)?;
        let variable = answer.required_config_variables.nodes.into_iter().flatten().next();
        let variable = variable.ok_or(Error::NotFound)?;
        let connection = variable.connection.ok_or(Error::NotFound)?;
        found.app = connection.component.label;
        found.way = connection.label;
        found.comments = connection.comments.unwrap_or_default();
        let page = connection.inputs;
        for it in page.nodes.into_iter().flatten() {
            if it.on_premise_controlled {
                found.on_premise.push(it.key.clone());
            }
            inputs.push(input(it));
        }
        let has_more_inputs = page.page_info.has_next_page;
        after_input = page.page_info.end_cursor.or(after_input);
        let mut has_more_said = false;
        if let Some(page) = variable.inputs {
            let one = page.nodes.into_iter().flatten();
            said.extend(one.map(|it| Said { name: it.name, value: it.value, meta: it.meta }));
            has_more_said = page.page_info.has_next_page;
            after_said = page.page_info.end_cursor.or(after_said);
        }
        if !has_more_inputs && !has_more_said {
            found.inputs = asked(inputs, &said, reader);
            return Ok(found);
        }
    }
}

fn input(it: Node) -> Input {
    Input::described(it.key, it.label, &it.type_, it.required, it.default, it.comments)
}

/// The customer's connections of one kind. Who may not see them fills in their own.
///
/// # Errors
/// As [`api::send`].
pub async fn reusable(customer: Option<String>, kind: String) -> Result<Vec<Reusable>, Error> {
    let Some(customer) = customer else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = reusable_connections::Variables { customer: customer.clone(), after };
        let page = api::send::<ReusableConnections>(variables).await?.customer_config_variables;
        let fits = page
            .nodes
            .into_iter()
            .flatten()
            .filter(|it| it.scoped_config_variable.connection.as_ref().is_some_and(|it| it.id == kind));
        found.extend(fits.map(|it| Reusable {
            id: it.id,
            name: it.key.unwrap_or_default(),
            is_connected: it.status == Some(CustomerConfigVariableStatus::ACTIVE),
            users: it.instances.total_count,
        }));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}
