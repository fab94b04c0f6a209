//! What data sources answer: the choices of a list, the questions of a form. A data source of this sandbox always
//! answers the same, once what it asks with is there.

use async_graphql::Value as Const;
use serde_json::{Value, json};

use super::{
    args, connections,
    execution::{Part, Resolved},
    failure::Failure,
    instance_config,
    mutation::Change,
    validate::Problem,
};
use crate::{
    policy::{self, rules::VIEW, text},
    store::Doc,
};

impl Change<'_, '_> {
    /// What the variables of one page are to be chosen from, by their keys.
    pub(super) fn page_content(&mut self) -> Result<(Option<Part>, Vec<Problem>), Failure> {
        let instance = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok((None, vec![problem])),
        };
        self.gate("Instance", "allowUpdateConfigVariables", &instance)?;
        let name = args::text(self.input, "pageName").unwrap_or_default();
        let version = text(&instance, "integration").unwrap_or_default();
        let version = self.writer.get("Integration", &version)?.unwrap_or_default();
        let Some(keys) = on_page(&version, name) else {
            return Ok((None, vec![Problem::new("pageName", "There is no such page.")]));
        };
        let (mut content, mut problems) = (serde_json::Map::new(), Vec::new());
        for variable in instance_config::variables(self.writer, &instance)? {
            let key = text(&variable, "key").unwrap_or_default();
            let Some(source) = text(&variable, "dataSource") else { continue };
            let is_seen = policy::may(self.caller, self.writer, "RequiredConfigVariable", VIEW, &variable)?;
            if !keys.contains(&key) || !is_seen {
                continue;
            }
            if let Some(missing) = self.missing(&instance, &variable)? {
                problems.push(Problem::new("content", format!("{key}: Connect {missing} first.")));
                continue;
            }
            let answer = self.writer.get("Action", &source)?.and_then(|it| it.get("content").cloned());
            content.insert(key, answer.unwrap_or_default());
        }
        let content = Value::Object(content).to_string();
        let part = Part::from([("content".into(), Resolved::Leaf(Const::from(content)))]);
        Ok((Some(part), problems))
    }

    /// The connection that a variable's data source asks with and that does not work yet.
    fn missing(&self, instance: &Doc, variable: &Doc) -> Result<Option<String>, Failure> {
        for input in instance_config::inputs(self.writer, variable)? {
            if text(&input, "type").as_deref() != Some("CONFIGVAR") {
                continue;
            }
            let key = text(&input, "value").unwrap_or_default();
            let all = instance_config::variables(self.writer, instance)?;
            let Some(asked) = all.iter().find(|it| text(it, "key").as_deref() == Some(&key)) else {
                continue;
            };
            if text(asked, "dataType").as_deref() != Some("CONNECTION") {
                continue;
            }
            let value = instance_config::value_of(self.writer, instance, asked)?;
            let status = value.map(|it| connections::status(self.writer, &it)).transpose()?.flatten();
            if status.as_deref() != Some("ACTIVE") {
                return Ok(Some(key));
            }
        }
        Ok(None)
    }
}

/// The keys of the variables on a page; none if there is no such page.
fn on_page(version: &Doc, name: &str) -> Option<Vec<String>> {
    let pages: Vec<Value> = serde_json::from_str(&text(version, "configPages")?).ok()?;
    let page = pages.into_iter().find(|it| it.get("name") == Some(&json!(name)))?;
    let elements = page.get("elements")?.as_array()?.clone();
    let variables = elements.into_iter().filter(|it| it.get("type") == Some(&json!("configVar")));
    Some(variables.filter_map(|it| it.get("value")?.as_str().map(str::to_owned)).collect())
}
