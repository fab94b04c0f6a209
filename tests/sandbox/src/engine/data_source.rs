//! What data sources answer: the choices of a list, the questions of a form. A data source of this sandbox always
//! answers the same, once what it asks with is there.

use async_graphql::Value as Const;
use serde_json::{Value, json};

use super::{
    args, connections,
    execution::{Part, Resolved},
    failure::Failure,
    ids, instance_config,
    mutation::Change,
    own_config,
    validate::Problem,
};
use crate::{
    policy::{self, own::CONFIGURE_ONESELF, rules::VIEW, text},
    store::Doc,
};

impl Change<'_, '_> {
    /// What the variables of one page are to be chosen from, by their keys.
    pub(super) fn page_content(&mut self) -> Result<(Option<Part>, Vec<Problem>), Failure> {
        let instance = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok((None, vec![problem])),
        };
        let name = args::text(self.input, "pageName").unwrap_or_default();
        let version = text(&instance, "integration").unwrap_or_default();
        let version = self.writer.get("Integration", &version)?.unwrap_or_default();
        let page = page(&version, name);
        let is_own = page.as_ref().is_some_and(|it| it.get("userLevelConfigured") == Some(&json!(true)));
        let right = if is_own { CONFIGURE_ONESELF } else { "allowUpdateConfigVariables" };
        self.gate("Instance", right, &instance)?;
        let Some(keys) = page.map(|it| keys(&it)) else {
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
            let asked_with = instance_config::inputs(self.writer, &variable)?;
            let asked_with =
                asked_with.iter().filter_map(|it| asked_of(&text(it, "type")?, text(it, "value")));
            if let Some(why) = self.unanswered(&instance, asked_with)? {
                problems.push(Problem::new("content", format!("{key}: {why}")));
                continue;
            }
            let answer = self.writer.get("Action", &source)?.and_then(|it| it.get("content").cloned());
            content.insert(key, answer.unwrap_or_default());
        }
        let content = Value::Object(content).to_string();
        let part = Part::from([("content".into(), Resolved::Leaf(Const::from(content)))]);
        Ok((Some(part), problems))
    }

    /// What one data source answers, asked with what the instance has.
    pub(super) fn source_content(&mut self) -> Result<(Option<Part>, Vec<Problem>), Failure> {
        let instance = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok((None, vec![problem])),
        };
        self.gate("Instance", "allowUpdateConfigVariables", &instance)?;
        let source = args::text(self.input, "dataSource").and_then(|it| ids::uuid("Action", it));
        let Some(source) = source else { return Ok((None, vec![Problem::unknown("dataSource")])) };
        let source = self.load("Action", &source)?;
        let inputs = self.input.get("inputs").and_then(Value::as_array).cloned().unwrap_or_default();
        let asked_with = inputs.iter().filter_map(|it| {
            let part = |name: &str| it.get(name).and_then(Value::as_str).map(str::to_owned);
            asked_of(&part("type")?, part("value"))
        });
        if let Some(why) = self.unanswered(&instance, asked_with)? {
            return Ok((None, vec![Problem::new("content", why)]));
        }
        let content = source.get("content").cloned().unwrap_or_default().to_string();
        Ok((Some(Part::from([("content".into(), Resolved::Leaf(Const::from(content)))])), Vec::new()))
    }

    /// Why a data source does not answer that asks with the values of these keys: a connection among them does not
    /// work, or the other system refuses it.
    fn unanswered(
        &mut self,
        instance: &Doc,
        keys: impl Iterator<Item = String>,
    ) -> Result<Option<String>, Failure> {
        for key in keys {
            let all = instance_config::variables(self.writer, instance)?;
            let asked = all.iter().find(|it| text(it, "key").as_deref() == Some(&key));
            let is_connection = |it: &&Doc| text(it, "dataType").as_deref() == Some("CONNECTION");
            let Some(asked) = asked.filter(is_connection) else { continue };
            let value = match instance_config::is_personal(asked) {
                true => own_config::value_of(self.writer, instance, &self.caller.id, asked)?,
                false => instance_config::value_of(self.writer, instance, asked)?,
            };
            let status = value.as_ref().map(|it| connections::status(self.writer, it)).transpose()?.flatten();
            if status.as_deref() != Some("ACTIVE") {
                return Ok(Some(format!("Connect {key} first.")));
            }
            let Some(mut value) = value else { continue };
            if let Some(why) = connections::refusal(self.writer, &value)? {
                // What somebody filled in for themselves names only them.
                for (name, from) in [("instance", "id"), ("customer", "customer")] {
                    value.insert(name.to_owned(), instance.get(from).cloned().unwrap_or_default());
                }
                connections::log(self.writer, &value, "ERROR", &why)?;
                return Ok(Some(why));
            }
        }
        Ok(None)
    }
}

/// The key of the variable that an input takes its value from.
fn asked_of(kind: &str, value: Option<String>) -> Option<String> {
    value.filter(|_| kind.eq_ignore_ascii_case("configVar"))
}

/// The page of this name.
fn page(version: &Doc, name: &str) -> Option<Value> {
    let pages: Vec<Value> = serde_json::from_str(&text(version, "configPages")?).ok()?;
    pages.into_iter().find(|it| it.get("name") == Some(&json!(name)))
}

/// The keys of the variables on a page.
fn keys(page: &Value) -> Vec<String> {
    let elements = page.get("elements").and_then(Value::as_array).into_iter().flatten();
    let variables = elements.filter(|it| it.get("type") == Some(&json!("configVar")));
    variables.filter_map(|it| it.get("value")?.as_str().map(str::to_owned)).collect()
}
