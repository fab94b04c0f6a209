//! What the engine promises, asked over a small company.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod automatic;
mod beginnings;
mod changes;
mod company;
mod connections;
mod errors;
mod filter_query;
mod flows;
mod grants;
mod import;
mod limits;
mod lists;
mod marketplace;
mod passwords;
mod publish;
mod speed;

use serde_json::{Value, json};

pub use company::{Company, id, put};

impl Company {
    /// The response of a request, as clients read it.
    pub async fn ask(&self, who: &str, query: &str, variables: Value) -> Value {
        let variables = async_graphql::Variables::from_json(variables);
        let request = async_graphql::Request::new(query).variables(variables);
        let caller = (!who.is_empty()).then(|| self.id(who));
        serde_json::to_value(self.engine.execute(caller.as_deref(), request).await).unwrap()
    }

    /// The data of a request that has no errors.
    pub async fn data(&self, who: &str, query: &str, variables: Value) -> Value {
        let response = self.ask(who, query, variables).await;
        assert_eq!(response.get("errors"), None, "{query}");
        response["data"].clone()
    }

    /// The messages of a request that has errors.
    pub async fn errors(&self, who: &str, query: &str, variables: Value) -> Vec<String> {
        let response = self.ask(who, query, variables).await;
        let errors = response["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|it| it["message"].as_str().unwrap().to_owned()).collect()
    }

    /// The names in a list.
    pub async fn names(&self, who: &str, list: &str, arguments: &str) -> Vec<String> {
        let arguments = if arguments.is_empty() { String::new() } else { format!("({arguments})") };
        let data =
            self.data(who, &format!("{{ {list}{arguments} {{ nodes {{ name }} }} }}"), json!({})).await;
        let nodes = data[list]["nodes"].as_array().unwrap();
        nodes.iter().map(|it| it["name"].as_str().unwrap().to_owned()).collect()
    }
}
