//! Headers as rows to type in, and as the JSON object that the API keeps. Pure.

use serde_json::{Map, Value};

use crate::phrases::{fill, runs as words};

/// A name and a value.
pub type Header = (String, String);

/// The rows of what is kept; none of what cannot be read.
#[must_use]
pub fn rows(kept: Option<&str>) -> Vec<Header> {
    let found: Option<Map<String, Value>> = kept.and_then(|it| serde_json::from_str(it).ok());
    let text = |value: Value| value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
    found.into_iter().flatten().map(|(name, value)| (name, text(value))).collect()
}

/// Rows in which something is typed, with the blanks around it gone.
#[must_use]
pub fn filled(rows: &[Header]) -> Vec<Header> {
    let tidy = |(name, value): &Header| (name.trim().to_owned(), value.trim().to_owned());
    rows.iter().map(tidy).filter(|(name, value)| !name.is_empty() || !value.is_empty()).collect()
}

/// What the API keeps and sends.
#[must_use]
pub fn json(rows: &[Header]) -> String {
    let all: Map<String, Value> =
        rows.iter().map(|(name, value)| (name.clone(), value.clone().into())).collect();
    Value::Object(all).to_string()
}

/// The first thing about the rows that cannot be sent.
#[must_use]
pub fn problem(rows: &[Header]) -> Option<String> {
    for (at, (name, value)) in rows.iter().enumerate() {
        let say = |phrase| Some(fill(phrase, &[("name", name)]));
        if !is_token(name) {
            return say(words::HEADER_ODD);
        }
        if value.chars().any(|it| !matches!(it, ' '..='~' | '\t' | '\u{a0}'..='\u{ff}')) {
            return say(words::HEADER_VALUE_ODD);
        }
        if rows.iter().take(at).any(|(other, _)| other.eq_ignore_ascii_case(name)) {
            return say(words::HEADER_TWICE);
        }
    }
    None
}

/// Whether a text is a type such as `application/json; charset=utf-8`.
#[must_use]
pub fn is_content_type(text: &str) -> bool {
    let essence = text.split(';').next().unwrap_or_default().trim();
    let is_printable = text.chars().all(|it| matches!(it, ' '..='~'));
    is_printable && essence.split_once('/').is_some_and(|(kind, form)| is_token(kind) && is_token(form))
}

/// Whether what is of this type is to be JSON.
#[must_use]
pub fn is_json(content_type: &str) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.split_once('/').is_some_and(|(_, form)| form == "json" || form.ends_with("+json"))
}

/// What RFC 9110 lets a name be.
fn is_token(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| it.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(it))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(name: &str, value: &str) -> Header {
        (name.into(), value.into())
    }

    #[test]
    fn what_is_kept_is_read_and_what_is_odd_is_nothing() {
        assert_eq!(rows(Some(r#"{"X-A": "1", "X-B": 2}"#)), [row("X-A", "1"), row("X-B", "2")]);
        for odd in [None, Some(""), Some("[]"), Some("{")] {
            assert_eq!(rows(odd), [], "{odd:?}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_named() {
        let fine = [row("X-A", "1"), row("x-b", "ä")];
        assert_eq!(problem(&fine), None);
        for (name, value) in
            [("", "1"), ("X A", "1"), ("X:A", "1"), ("X-C", "a\nb"), ("X-C", "火"), ("x-a", "2")]
        {
            let rows = [fine.to_vec(), vec![row(name, value)]].concat();
            assert!(problem(&rows).is_some(), "{name}: {value}");
        }
    }

    #[test]
    fn types_are_told_from_other_words() {
        for fine in ["application/json", "text/plain; charset=utf-8", "application/vnd.api+json"] {
            assert!(is_content_type(fine), "{fine}");
        }
        for odd in ["", "json", "application/", "a b/c", "text/plain;\n"] {
            assert!(!is_content_type(odd), "{odd}");
        }
        assert!(is_json("Application/JSON; charset=utf-8") && is_json("application/ld+json"));
        assert!(!is_json("text/plain") && !is_json("application/jsonp"));
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were_kept(all in proptest::collection::btree_map("[a-z]{1,8}", ".{0,12}", 0..5)) {
            let typed: Vec<Header> = all.into_iter().collect();
            prop_assert_eq!(rows(Some(&json(&typed))), typed);
        }
    }
}
