//! What a test is made of, and what is wrong with it. Pure.

use super::super::flows::{
    FlowRow, USUAL_TYPE,
    headers::{Header, filled, is_content_type, is_json, problem, rows},
};
use crate::phrases::{fill, runs as words, t};

/// What a person types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    pub content_type: String,
    pub headers: Vec<Header>,
    pub payload: String,
}

/// What is wrong, where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    pub content_type: Option<String>,
    pub headers: Option<String>,
    pub payload: Option<String>,
}

impl From<&FlowRow> for Draft {
    fn from(flow: &FlowRow) -> Self {
        let kept = flow.test_content_type.clone().filter(|it| !it.is_empty());
        Self {
            content_type: kept.unwrap_or_else(|| USUAL_TYPE.to_owned()),
            headers: rows(flow.test_headers.as_deref()),
            payload: flow.test_payload.clone().unwrap_or_default(),
        }
    }
}

impl Draft {
    /// Whether the flow keeps something else.
    #[must_use]
    pub fn differs_from(&self, flow: &FlowRow) -> bool {
        let kept = Self::from(flow);
        let is_same = self.content_type.trim() == kept.content_type
            && filled(&self.headers) == kept.headers
            && self.payload == kept.payload;
        !is_same
    }

    /// What keeps it from being sent.
    #[must_use]
    pub fn problems(&self) -> Problems {
        let content_type = self.content_type.trim();
        Problems {
            content_type: (!is_content_type(content_type)).then(|| t(words::CONTENT_TYPE_ODD)),
            headers: problem(&filled(&self.headers)),
            payload: is_json(content_type).then(|| broken(&self.payload)).flatten(),
        }
    }
}

/// Where a text stops to be JSON. No text at all is fine: not every call has a payload.
fn broken(text: &str) -> Option<String> {
    if text.trim().is_empty() {
        return None;
    }
    let error = serde_json::from_str::<serde::de::IgnoredAny>(text).err()?;
    let place = [("line", error.line().to_string()), ("column", error.column().to_string())];
    let [line, column] = &place;
    Some(fill(words::PAYLOAD_BROKEN, &[(line.0, &line.1), (column.0, &column.1)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(content_type: &str, payload: &str) -> Draft {
        Draft { content_type: content_type.into(), headers: vec![], payload: payload.into() }
    }

    #[test]
    fn json_is_checked_where_it_is_said_to_be_json() {
        let said = |content_type, payload| draft(content_type, payload).problems().payload;
        assert_eq!(said("application/json", "{\"a\": 1}"), None);
        assert_eq!(said("application/json", "  "), None);
        assert_eq!(said("text/plain", "{"), None);
        let broken = said("application/json; charset=utf-8", "{\n  \"a\": ,\n}").unwrap_or_default();
        assert!(broken.contains("line 2"), "{broken}");
        assert!(said("application/json", "{} {}").is_some(), "one value only");
    }

    #[test]
    fn types_and_headers_are_checked() {
        let odd = Draft { headers: vec![("a b".into(), "1".into()), <_>::default()], ..draft("json", "") }
            .problems();
        assert!(odd.content_type.is_some() && odd.headers.is_some() && odd.payload.is_none());
        let fine = Draft {
            headers: vec![(" X-A ".into(), "1".into()), <_>::default()],
            ..draft(" text/plain ", "")
        };
        assert_eq!(fine.problems(), Problems::default());
    }
}
