//! Which integrations a host lets people see. Pure.

use serde_json::Value;

/// A host's filters for the marketplace. People can narrow further, and never widen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filters {
    pub category: Option<String>,
    pub label: Option<String>,
    /// Also integrations that are active and not, or no longer, in the marketplace.
    pub include_active_integrations: bool,
    /// The host's expression as JSON text, for the API to read.
    pub filter_query: Option<String>,
    pub strict_match_filter_query: Option<bool>,
}

impl Default for Filters {
    fn default() -> Self {
        Self {
            category: None,
            label: None,
            include_active_integrations: true,
            filter_query: None,
            strict_match_filter_query: None,
        }
    }
}

impl Filters {
    /// Reads what a host sent.
    #[must_use]
    pub fn read(sent: &Value) -> Self {
        let marketplace = &sent["marketplace"];
        let text = |name: &str| marketplace[name].as_str().filter(|it| !it.is_empty()).map(str::to_owned);
        let query = &marketplace["filterQuery"];
        Self {
            category: text("category"),
            label: text("label"),
            include_active_integrations: marketplace["includeActiveIntegrations"].as_bool().unwrap_or(true),
            filter_query: (query.is_array() && depth(query) <= DEEPEST).then(|| query.to_string()),
            strict_match_filter_query: marketplace["strictMatchFilterQuery"].as_bool(),
        }
    }
}

/// No host nests deeper by intent, and the API would refuse it.
const DEEPEST: usize = 32;

fn depth(value: &Value) -> usize {
    match value {
        Value::Array(inside) => 1 + inside.iter().map(depth).max().unwrap_or(0),
        Value::Object(_) | Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_host_sets() {
        let query = json!([
            "and",
            ["equal", "category", "ERP"],
            ["or", ["in", "labels", "a"], ["notIn", "labels", "b"]]
        ]);
        let sent = json!({"marketplace": {
            "category": "ERP", "label": "paid", "includeActiveIntegrations": false,
            "filterQuery": query, "strictMatchFilterQuery": true,
        }});
        let expected = Filters {
            category: Some("ERP".into()),
            label: Some("paid".into()),
            include_active_integrations: false,
            filter_query: Some(query.to_string()),
            strict_match_filter_query: Some(true),
        };
        assert_eq!(Filters::read(&sent), expected);
    }

    #[test]
    fn an_expression_without_end_is_left_out() {
        let mut query = json!(["equal", "name", "x"]);
        for _ in 0..DEEPEST {
            query = json!(["and", query]);
        }
        assert_eq!(Filters::read(&json!({"marketplace": {"filterQuery": query}})), Filters::default());
    }
}
