//! What is typed about a person, and the proof that it may be sent. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    api::Problem,
    phrases::{Phrase, people as words, t},
    ui,
};

/// The fields of a person that people edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub email: String,
    /// The person exists, and with them the address: it is no longer judged. Who came through a host product has an
    /// identifier in its place.
    #[serde(default)]
    pub has_address: bool,
    /// E.164, or empty.
    pub phone: String,
    /// A role's id.
    pub role: String,
    /// What people call that role.
    pub role_name: String,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Email,
    Phone,
    Role,
}

/// Only checking a draft makes one, and only the mutations take one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Draft);

impl Checked {
    /// The draft with its outer blanks gone and the telephone number as machines write it.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.0
    }

    /// The variables of an update that differ from what is saved, by name.
    #[must_use]
    pub fn changes(&self, saved: &Draft) -> Vec<&'static str> {
        let Self(draft) = self;
        let changed = [
            (draft.name != saved.name, "name"),
            (draft.phone != saved.phone, "phone"),
            (draft.role != saved.role, "role"),
        ];
        changed.into_iter().filter_map(|(is_changed, name)| is_changed.then_some(name)).collect()
    }
}

/// Characters. The API's limits.
const LONGEST_NAME: usize = 255;
const LONGEST_EMAIL: usize = 254;

impl ui::Draft for Draft {
    type Field = Field;
    type Checked = Checked;

    fn check(&self) -> Result<Checked, Vec<(Field, String)>> {
        let draft = Self {
            name: self.name.trim().into(),
            email: self.email.trim().into(),
            has_address: self.has_address,
            phone: plain_phone(&self.phone),
            role: self.role.clone(),
            role_name: self.role_name.clone(),
        };
        let rule = |broken: bool, field, sentence: Phrase| broken.then(|| (field, t(sentence)));
        let problems: Vec<_> = [
            rule(draft.name.is_empty(), Field::Name, words::NAME_MISSING),
            rule(draft.name.chars().count() > LONGEST_NAME, Field::Name, words::NAME_LONG),
            rule(!draft.has_address && !is_email(&draft.email), Field::Email, words::EMAIL_WRONG),
            rule(!draft.phone.is_empty() && !is_phone(&draft.phone), Field::Phone, words::PHONE_WRONG),
            rule(draft.role.is_empty(), Field::Role, words::ROLE_MISSING),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() { Ok(Checked(draft)) } else { Err(problems) }
    }

    fn is_same(field: Field, one: &Self, other: &Self) -> bool {
        match field {
            Field::Name => one.name == other.name,
            Field::Email => one.email == other.email,
            Field::Phone => one.phone == other.phone,
            Field::Role => one.role == other.role,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "name" => Some(Field::Name),
            "email" => Some(Field::Email),
            "phone" => Some(Field::Phone),
            "role" => Some(Field::Role),
            _ => None,
        }
    }
}

impl ui::Versioned for Draft {
    const FIELDS: &'static [Field] = &[Field::Name, Field::Phone, Field::Role];

    fn label(field: Field) -> String {
        t(match field {
            Field::Name => words::NAME,
            Field::Email => words::EMAIL,
            Field::Phone => words::PHONE,
            Field::Role => words::ROLE,
        })
    }

    fn shown(&self, field: Field) -> String {
        match field {
            Field::Name => self.name.clone(),
            Field::Email => self.email.clone(),
            Field::Phone => self.phone.clone(),
            Field::Role => self.role_name.clone(),
        }
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Name => self.name.clone_from(&from.name),
            Field::Email => self.email.clone_from(&from.email),
            Field::Phone => self.phone.clone_from(&from.phone),
            Field::Role => {
                self.role.clone_from(&from.role);
                self.role_name.clone_from(&from.role_name);
            }
        }
    }
}

/// Good enough to catch what is mistyped; whether mail arrives only the server finds out.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else { return false };
    let is_plain =
        |it: &str| !it.is_empty() && !it.chars().any(|c| c.is_whitespace() || c.is_control() || c == '@');
    text.chars().count() <= LONGEST_EMAIL
        && is_plain(name)
        && is_plain(host)
        && host.contains('.')
        && !host.split('.').any(str::is_empty)
}

/// E.164: a plus, then up to fifteen digits.
fn is_phone(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (2..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|it| it.is_ascii_digit())
    })
}

/// Without what people put between the digits.
fn plain_phone(text: &str) -> String {
    text.chars().filter(|it| !it.is_whitespace() && !matches!(it, '-' | '(' | ')' | '.' | '/')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    fn good() -> Draft {
        Draft {
            name: "Susan Smith".into(),
            email: "susan@progix.io".into(),
            has_address: false,
            phone: String::new(),
            role: "r".into(),
            role_name: "R".into(),
        }
    }

    fn broken(draft: &Draft) -> Vec<Field> {
        draft.check().err().unwrap_or_default().into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn name_address_and_role_are_needed() {
        assert_eq!(broken(&good()), []);
        assert_eq!(broken(&Draft::default()), [Field::Name, Field::Email, Field::Role]);
    }

    #[test]
    fn addresses_look_like_addresses() {
        for bad in ["a", "a@b", "@b.cd", "a b@c.de", "a@b..c", "a@@b.cd", "a@.cd"] {
            assert_eq!(broken(&Draft { email: bad.into(), ..good() }), [Field::Email], "{bad}");
        }
        assert_eq!(broken(&Draft { email: "jörg+x@sub.exämple.org".into(), ..good() }), []);
    }

    #[test]
    fn who_came_through_a_host_product_keeps_their_identifier() {
        assert_eq!(broken(&Draft { email: "host-4711".into(), has_address: true, ..good() }), []);
    }

    #[test]
    fn telephone_numbers_are_international_however_they_are_written() {
        for fine in ["+1 (605) 555-1234", "+49 30/123456", "+1.605.555.1234"] {
            assert_eq!(broken(&Draft { phone: fine.into(), ..good() }), [], "{fine}");
        }
        for bad in ["605 555 1234", "+0 12", "call me", "+1234567890123456"] {
            assert_eq!(broken(&Draft { phone: bad.into(), ..good() }), [Field::Phone], "{bad}");
        }
        let typed = Draft { phone: "+1 (605) 555-1234".into(), ..good() };
        assert_eq!(typed.check().map(|it| it.into_draft().phone), Ok("+16055551234".into()));
    }

    #[test]
    fn only_what_differs_is_sent() {
        let changes = |draft: Draft| draft.check().map(|it| it.changes(&good()));
        assert_eq!(changes(good()), Ok(vec![]));
        assert_eq!(changes(Draft { role: "other".into(), ..good() }), Ok(vec!["role"]));
    }
}
