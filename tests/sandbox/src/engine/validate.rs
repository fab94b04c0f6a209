//! What input must look like, and the sentences that say so.

use serde_json::{Value, json};

use crate::{
    policy::{self, Caller, rules::VIEW, text},
    store::{Doc, Reader, StoreError},
};

/// Why a mutation changed nothing: which field, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub field: String,
    pub message: String,
}

impl Problem {
    /// A problem of one input field.
    #[must_use]
    pub fn new(field: &str, message: impl Into<String>) -> Self {
        Self { field: field.to_owned(), message: message.into() }
    }

    /// A problem of the whole.
    #[must_use]
    pub fn all(message: impl Into<String>) -> Self {
        Self::new("__all__", message)
    }

    /// The field was left empty.
    #[must_use]
    pub fn required(field: &str) -> Self {
        Self::new(field, "This field is required.")
    }

    /// The field names an object that is not there.
    #[must_use]
    pub fn unknown(field: &str) -> Self {
        Self::new(field, "Select a valid choice. That choice is not one of the available choices.")
    }
}

enum Check {
    Required,
    /// No two objects of the type have the same, capitals aside or not.
    Unique,
    UniqueFolded,
    Email,
    Phone,
    Most(usize),
}

use Check::{Email, Most, Phone, Required, Unique, UniqueFolded};

/// What each field must pass.
const CHECKS: &[(&str, &str, &[Check])] = &[
    ("Credential", "label", &[Required, Most(255)]),
    ("Customer", "name", &[Required, Most(255), Unique]),
    ("Customer", "externalId", &[Most(255), Unique]),
    ("CustomerConfigVariable", "key", &[Required, Most(255)]),
    ("Instance", "name", &[Required, Most(255)]),
    ("Integration", "name", &[Required, Most(255)]),
    ("Organization", "name", &[Required, Most(255)]),
    ("User", "email", &[Required, Most(254), Email, UniqueFolded]),
    ("User", "externalId", &[Most(255)]),
    ("User", "name", &[Most(255)]),
    ("User", "phone", &[Most(255), Phone]),
    ("User", "role", &[Required]),
];

/// The longest a label may be.
const LABEL: usize = 255;

/// Checks those fields of an object that are about to change; one problem a field.
pub fn check(
    caller: &Caller,
    reader: &Reader<'_>,
    ty: &str,
    doc: &Doc,
    changed: impl Fn(&str) -> bool,
) -> Result<Vec<Problem>, StoreError> {
    let mut problems = Vec::new();
    let checks = CHECKS.iter().filter(|(of, field, _)| *of == ty && changed(field));
    for (_, field, checks) in checks {
        for check in *checks {
            if let Some(message) = failed(caller, reader, ty, doc, field, check)? {
                problems.push(Problem::new(field, message));
                break;
            }
        }
    }
    let labels = doc.get("labels").and_then(Value::as_array).filter(|_| changed("labels"));
    if labels.is_some_and(|it| it.iter().any(|one| one.as_str().is_some_and(|it| it.chars().count() > LABEL)))
    {
        problems.push(Problem::new("labels", format!("Ensure each label has at most {LABEL} characters.")));
    }
    Ok(problems)
}

fn failed(
    caller: &Caller,
    reader: &Reader<'_>,
    ty: &str,
    doc: &Doc,
    field: &str,
    check: &Check,
) -> Result<Option<String>, StoreError> {
    let value = text(doc, field).unwrap_or_default();
    let said = |wrong: bool, message: String| Ok(wrong.then_some(message));
    if value.is_empty() {
        return said(matches!(check, Required), "This field is required.".to_owned());
    }
    // Who does not see the other one is not told that there is one.
    let taken = |same: Vec<Doc>| -> Result<Option<String>, StoreError> {
        let others = same.into_iter().filter(|it| it.get("id") != doc.get("id"));
        let mut message = None;
        for other in others {
            if policy::may(caller, reader, ty, VIEW, &other)? {
                return Ok(Some(format!("{ty} with this {} already exists.", title(field))));
            }
            message = Some("This cannot be used. Choose something else.".to_owned());
        }
        Ok(message)
    };
    match check {
        Required => Ok(None),
        Unique => taken(reader.find(ty, field, &json!(value))?),
        UniqueFolded => {
            let sql = format!(r#"SELECT doc FROM "{ty}" WHERE "{field}__folded" = ?"#);
            taken(reader.docs(&sql, &[rusqlite::types::Value::Text(crate::store::tables::fold(&value))])?)
        }
        Email => said(!is_email(&value), "Enter a valid email address.".to_owned()),
        Phone => said(!is_phone(&value), "Enter a valid phone number.".to_owned()),
        Most(most) => {
            let length = value.chars().count();
            let message = format!("Ensure this value has at most {most} characters (it has {length}).");
            said(length > *most, message)
        }
    }
}

/// `externalId` as people read it: External Id.
fn title(field: &str) -> String {
    let mut title = String::new();
    for (index, letter) in field.chars().enumerate() {
        match (index, letter.is_uppercase()) {
            (0, _) => title.extend(letter.to_uppercase()),
            (_, true) => title.extend([' ', letter]),
            (_, false) => title.push(letter),
        }
    }
    title
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let plain = |it: &str| {
        !it.is_empty()
            && !it.chars().any(|c| c.is_whitespace() || c.is_control() || "<>(),;:\\\"[]@".contains(c))
    };
    let dots = |it: &str| !it.starts_with('.') && !it.ends_with('.') && !it.contains("..");
    plain(name) && plain(host) && dots(name) && dots(host) && host.contains('.')
}

/// E.164: a plus, then up to fifteen digits.
fn is_phone(text: &str) -> bool {
    let Some(digits) = text.strip_prefix('+') else {
        return false;
    };
    (2..=15).contains(&digits.len())
        && !digits.starts_with('0')
        && digits.bytes().all(|it| it.is_ascii_digit())
}

/// Labels as they are kept: lower case, trimmed, each once, in the order given.
#[must_use]
pub fn labels(given: &Value) -> Value {
    let mut kept: Vec<String> = Vec::new();
    for label in given.as_array().into_iter().flatten().filter_map(Value::as_str) {
        let label = label.trim().to_lowercase();
        if !label.is_empty() && !kept.contains(&label) {
            kept.push(label);
        }
    }
    json!(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_look_like_addresses() {
        for good in ["a@b.cd", "jörg.o'neil+x@sub.exämple.org"] {
            assert!(is_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.cd", "a@.cd", "a b@c.de", "a@b..c", "a@@b.cd", "<a@b.cd>"] {
            assert!(!is_email(bad), "{bad}");
        }
    }

    #[test]
    fn phone_numbers_are_international() {
        assert!(is_phone("+16055551234"));
        for bad in ["605", "+0605", "+1 605", "+", "+1234567890123456"] {
            assert!(!is_phone(bad), "{bad}");
        }
    }

    #[test]
    fn labels_are_kept_once_and_in_lower_case() {
        assert_eq!(labels(&json!([" VIP ", "vip", "", "ÜBER", null])), json!(["vip", "über"]));
    }

    #[test]
    fn titles_are_spaced() {
        assert_eq!((title("name"), title("externalId")), ("Name".to_owned(), "External Id".to_owned()));
    }
}
