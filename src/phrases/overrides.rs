//! The words a host product puts in the place of ours.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::{Phrase, common::TERMS};

/// Read from the host's `{"phrases": {…}, "debugMode": bool}`. What makes no sense in it is passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    phrases: HashMap<String, Wording>,
    dynamic: HashMap<String, String>,
    show_keys: bool,
    screen: &'static str,
}

/// A host's replacement for one phrase: the text, the values of its variables, or both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wording {
    template: Option<String>,
    values: HashMap<String, String>,
}

/// Longer replacements are passed over: nothing on a screen is longer, and a host's mistake must not stall it.
const LONGEST: usize = 2_000;

impl Overrides {
    /// Reads what a host sent.
    #[must_use]
    pub fn read(sent: &Value) -> Self {
        let mut found = Self { show_keys: sent["debugMode"] == true, ..Self::default() };
        for (key, value) in sent["phrases"].as_object().unwrap_or(&Map::new()) {
            match value {
                Value::Object(map) if key == "dynamicPhrase" => {
                    let texts = map.iter().filter_map(|(from, to)| Some((from.clone(), short(to)?)));
                    found.dynamic = texts.collect();
                }
                Value::Object(map) => {
                    let mut wording = Wording::default();
                    for (name, value) in map {
                        match (name.as_str(), short(value)) {
                            ("_", template) => wording.template = template,
                            (_, Some(value)) => drop(wording.values.insert(name.clone(), value)),
                            (_, None) => {}
                        }
                    }
                    found.phrases.insert(key.clone(), wording);
                }
                Value::String(_) => {
                    let wording = Wording { template: short(value), values: HashMap::new() };
                    found.phrases.insert(key.clone(), wording);
                }
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {}
            }
        }
        found
    }

    /// The same words, read on another screen: `screen__key` goes before `key`.
    #[must_use]
    pub fn on_screen(self, screen: &'static str) -> Self {
        Self { screen, ..self }
    }

    pub(super) fn text(&self, phrase: Phrase, values: &[(&str, &str)]) -> String {
        let text = if self.phrases.is_empty() {
            interpolate(phrase.text, |name| lookup(values, name))
        } else {
            let (own, shared) = self.wordings(phrase.key);
            let template =
                own.and_then(|it| it.template.as_deref()).or(shared.and_then(|it| it.template.as_deref()));
            interpolate(template.unwrap_or(phrase.text), |name| {
                let given = [own, shared].into_iter().flatten().find_map(|it| it.values.get(name));
                given.map(String::as_str).or_else(|| lookup(values, name))
            })
        };
        if self.show_keys { format!("{}: {text}", phrase.key) } else { text }
    }

    /// What the host says about a key on the screen, and everywhere. A key that names its screen is that screen's.
    fn wordings(&self, key: &str) -> (Option<&Wording>, Option<&Wording>) {
        match key.split_once("__") {
            Some((_, shared)) => (self.phrases.get(key), self.phrases.get(shared)),
            None => {
                let own = format!("{}__{key}", self.screen);
                (self.phrases.get(&own), self.phrases.get(key))
            }
        }
    }

    pub(super) fn dynamic<'a>(&'a self, text: &'a str) -> &'a str {
        self.dynamic.get(text).map_or(text, String::as_str)
    }
}

fn short(value: &Value) -> Option<String> {
    value.as_str().filter(|it| it.len() <= LONGEST).map(str::to_owned)
}

fn lookup<'a>(values: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    values.iter().chain(TERMS).find(|(it, _)| *it == name).map(|(_, value)| *value)
}

/// Replaces every `%{name}` that has a value; the others stay as they are.
fn interpolate<'a>(template: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find("%{") {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let known = from.find('}').and_then(|end| Some((value(&from[2..end])?, end)));
        match known {
            Some((value, end)) => {
                out.push_str(value);
                rest = &from[end + 1..];
            }
            None => {
                out.push_str("%{");
                rest = &from[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const TITLE: Phrase = Phrase { key: "filterBar.title", text: "%{plural} of %{name}" };

    fn text(sent: &Value, values: &[(&str, &str)]) -> String {
        Overrides::read(sent).on_screen("integration-marketplace").text(TITLE, values)
    }

    #[test]
    fn own_text_without_overrides() {
        let values = [("plural", "Integrations"), ("name", "%{plural}")];
        assert_eq!(text(&json!({}), &values), "Integrations of %{plural}");
        assert_eq!(text(&json!({}), &[]), "%{plural} of %{name}");
        assert_eq!(text(&json!(null), &[("name", "$&")]), "%{plural} of $&");
    }

    #[test]
    fn a_screen_goes_before_everywhere() {
        let sent = json!({"phrases": {"filterBar.title": "All", "integration-marketplace__filterBar.title": "Apps"}});
        assert_eq!(text(&sent, &[]), "Apps");
        let sent = json!({"phrases": {"filterBar.title": "All", "dashboard__filterBar.title": "Apps"}});
        assert_eq!(text(&sent, &[]), "All");
    }

    #[test]
    fn a_key_of_one_screen_is_found_by_both_of_its_names() {
        const OWN: Phrase = Phrase { key: "integration-marketplace__filterBar.allButton", text: "All" };
        let text = |phrases: Value| Overrides::read(&json!({ "phrases": phrases })).text(OWN, &[]);
        let full = "integration-marketplace__filterBar.allButton";
        for (phrases, expected) in [
            (json!({ full: "Full" }), "Full"),
            (json!({ "filterBar.allButton": "Shared" }), "Shared"),
            (json!({ "filterBar.allButton": "Shared", full: "Full" }), "Full"),
            (json!({ "dashboard__filterBar.allButton": "Elsewhere" }), "All"),
        ] {
            assert_eq!(text(phrases.clone()), expected, "{phrases}");
        }
    }

    #[test]
    fn a_complex_phrase_keeps_what_the_host_leaves_out() {
        let values = [("plural", "Integrations"), ("name", "Progix")];
        let template = json!({"phrases": {"filterBar.title": {"_": "%{name}: %{plural}"}}});
        assert_eq!(text(&template, &values), "Progix: Integrations");
        let value = json!({"phrases": {"filterBar.title": {"plural": "Apps"}}});
        assert_eq!(text(&value, &values), "Apps of Progix");
    }

    #[test]
    fn a_host_may_use_our_terms_in_any_text() {
        let sent =
            json!({"phrases": {"filterBar.title": "%{integrationPlural} in the %{marketplaceSingular}"}});
        assert_eq!(text(&sent, &[]), "Integrations in the Marketplace");
        assert_eq!(text(&sent, &[("marketplaceSingular", "Store")]), "Integrations in the Store");
        let sent = json!({"phrases": {"filterBar.title": {"_": "%{integrationPlural}", "integrationPlural": "Apps"}}});
        assert_eq!(text(&sent, &[]), "Apps");
    }

    #[test]
    fn nonsense_is_passed_over() {
        let sent = json!({"phrases": {"filterBar.title": ["x"], "a": 1, "b": {"_": 2}}, "debugMode": "yes"});
        assert_eq!(text(&sent, &[]), TITLE.text);
        let long = json!({"phrases": {"filterBar.title": "x".repeat(LONGEST + 1)}});
        assert_eq!(text(&long, &[]), TITLE.text);
    }

    #[test]
    fn debug_mode_shows_the_key() {
        assert_eq!(text(&json!({"debugMode": true}), &[]), "filterBar.title: %{plural} of %{name}");
    }

    #[test]
    fn dynamic_text_is_replaced_whole() {
        let words = Overrides::read(&json!({"phrases": {"dynamicPhrase": {"Sales": "Ventas", "Hide": ""}}}));
        assert_eq!(words.dynamic("Sales"), "Ventas");
        assert_eq!(words.dynamic("Hide"), "");
        assert_eq!(words.dynamic("sales"), "sales");
    }
}
