//! The text of a definition: YAML, as integrations are exported and kept in repositories. Reading tells the line of
//! whatever cannot be read.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Value};
use serde_saphyr::Spanned;

/// What is wrong with a definition, and in which line; lines are counted from 1, 0 is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: u64,
    pub sentence: String,
}

impl Fault {
    /// A fault of the thing that stands at `at`.
    pub fn at<T>(at: &Spanned<T>, sentence: impl Into<String>) -> Self {
        Self { line: at.referenced.line(), sentence: sentence.into() }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.sentence),
            line => write!(f, "Line {line}: {}", self.sentence),
        }
    }
}

/// An integration as its makers wrote it down.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    pub name: Spanned<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub documentation: Option<String>,
    #[serde(default)]
    pub category: Option<String>,
    #[serde(default)]
    pub labels: Option<Vec<String>>,
    #[serde(default)]
    pub config_pages: Vec<Page>,
    #[serde(default)]
    pub required_config_vars: Variables,
    #[serde(default)]
    pub flows: Vec<Flow>,
    /// Of the first kind of definition: what starts the one flow.
    #[serde(default)]
    pub trigger: Option<Trigger>,
    /// Of the first kind of definition: the rest of the one flow.
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// A page of the configuration.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Page {
    pub name: Spanned<String>,
    #[serde(default)]
    pub tagline: Option<String>,
    #[serde(default)]
    pub user_level_configured: Option<bool>,
    #[serde(default)]
    pub elements: Vec<Element>,
}

/// Something on a page: a variable by its key, or help.
#[derive(Debug, Deserialize)]
pub struct Element {
    #[serde(rename = "type")]
    pub kind: Spanned<String>,
    pub value: Spanned<String>,
}

/// What a definition asks for: a list, or in the first kind of definition keys with what they are at first.
#[derive(Debug, Default)]
pub struct Variables {
    pub listed: Vec<Variable>,
    pub plain: Vec<(String, String)>,
}

/// Something to be settled for each instance.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Variable {
    pub key: Spanned<String>,
    #[serde(default)]
    pub stable_key: Option<String>,
    pub data_type: Spanned<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub header: Option<String>,
    #[serde(default)]
    pub has_divider: Option<bool>,
    #[serde(default)]
    pub default_value: Value,
    #[serde(default)]
    pub pick_list: Option<Vec<String>>,
    #[serde(default)]
    pub collection_type: Option<Spanned<String>>,
    #[serde(default)]
    pub code_language: Option<Spanned<String>>,
    #[serde(default)]
    pub schedule_type: Option<Spanned<String>>,
    #[serde(default)]
    pub time_zone: Option<String>,
    #[serde(default)]
    pub org_only: Option<bool>,
    #[serde(default)]
    pub on_premise_connection_config: Option<Spanned<String>>,
    #[serde(default)]
    pub connection: Option<Reference>,
    #[serde(default)]
    pub data_source: Option<Reference>,
    #[serde(default)]
    pub inputs: Map<String, Value>,
}

/// Something of a component.
#[derive(Debug, Deserialize)]
pub struct Reference {
    pub key: Spanned<String>,
    pub component: Component,
}

#[derive(Debug, Deserialize)]
pub struct Component {
    pub key: Spanned<String>,
}

/// What starts the one flow of the first kind of definition: a call.
#[derive(Debug, Deserialize)]
pub struct Trigger {
    pub name: String,
    #[serde(default)]
    pub description: Option<String>,
}

/// What runs.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Flow {
    pub name: Spanned<String>,
    #[serde(default)]
    pub stable_key: Option<String>,
    #[serde(default)]
    pub description: Option<String>,
    #[serde(default)]
    pub is_synchronous: Option<bool>,
    #[serde(default)]
    pub organization_api_keys: Option<Vec<String>>,
    #[serde(default)]
    pub endpoint_security_type: Option<Spanned<String>>,
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// One thing a flow does, perhaps with others in it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Step {
    pub name: Spanned<String>,
    #[serde(default)]
    pub is_trigger: Option<bool>,
    #[serde(default)]
    pub description: Option<String>,
    pub action: Action,
    #[serde(default)]
    pub inputs: Map<String, Value>,
    /// When what triggers does so: a cron expression, or the variable that holds one.
    #[serde(default)]
    pub schedule: Option<Map<String, Value>>,
    #[serde(default)]
    pub steps: Vec<Step>,
    #[serde(default)]
    pub branches: Vec<Branch>,
}

#[derive(Debug, Deserialize)]
pub struct Branch {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// What a step does. In the first kind of definition the component stands beside it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Action {
    #[serde(default)]
    pub key: Option<String>,
    #[serde(default)]
    component: Option<Component>,
    #[serde(default)]
    component_key: Option<Spanned<String>>,
}

impl Action {
    /// The key of the component it belongs to.
    pub fn component(&self) -> Option<&Spanned<String>> {
        self.component.as_ref().map(|it| &it.key).or(self.component_key.as_ref())
    }
}

impl<'de> Deserialize<'de> for Variables {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Variables;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of config variables")
            }

            fn visit_unit<E>(self) -> Result<Variables, E> {
                Ok(Variables::default())
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Variables, A::Error> {
                let mut found = Variables::default();
                while let Some(one) = items.next_element()? {
                    found.listed.push(one);
                }
                Ok(found)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut items: A) -> Result<Variables, A::Error> {
                let mut found = Variables::default();
                while let Some(one) = items.next_entry()? {
                    found.plain.push(one);
                }
                Ok(found)
            }
        }
        deserializer.deserialize_any(Either)
    }
}

/// Reads a definition.
///
/// # Errors
/// The first thing that cannot be read.
pub fn read(text: &str) -> Result<Definition, Fault> {
    serde_saphyr::from_str(text).map_err(|error| Fault {
        line: error.location().map_or(0, |it| it.line()),
        sentence: sentence(&error),
    })
}

/// What the reader says, without its picture of the text and the place, which are told in another way.
fn sentence(error: &serde_saphyr::Error) -> String {
    let said = error.without_snippet().to_string();
    let said = said.lines().next().unwrap_or_default();
    let said = said.split(" at line ").next().unwrap_or_default().trim();
    let said = said.strip_prefix("error: ").unwrap_or(said);
    let mut letters = said.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}
