//! What a person types about a customer, and the proof that it may be sent. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    api::Problem,
    phrases::{Phrase, customers, t},
    ui,
};

/// The fields of a customer that people edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub description: String,
    pub external_id: String,
    /// Lower case, trimmed, each once: the field that edits them sees to it, and so does the API.
    pub labels: Vec<String>,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Description,
    ExternalId,
    Labels,
}

/// Only checking a draft makes one, and only the mutations take one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Draft);

impl Checked {
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The draft with its outer blanks gone.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.0
    }
}

/// Characters. The API's limit for names.
const LONGEST_NAME: usize = 255;

impl ui::Draft for Draft {
    type Field = Field;
    type Checked = Checked;

    fn check(&self) -> Result<Checked, Vec<(Field, String)>> {
        let draft = Self {
            name: self.name.trim().into(),
            description: self.description.trim().into(),
            external_id: self.external_id.trim().into(),
            labels: self.labels.clone(),
        };
        let rule = |broken: bool, field, sentence: Phrase| broken.then(|| (field, t(sentence)));
        let problems: Vec<_> = [
            rule(draft.name.is_empty(), Field::Name, customers::NAME_MISSING),
            rule(draft.name.chars().count() > LONGEST_NAME, Field::Name, customers::NAME_LONG),
            rule(
                draft.external_id.chars().count() > LONGEST_NAME,
                Field::ExternalId,
                customers::EXTERNAL_ID_LONG,
            ),
        ]
        .into_iter()
        .flatten()
        .collect();
        if problems.is_empty() { Ok(Checked(draft)) } else { Err(problems) }
    }
    fn is_same(field: Field, one: &Self, other: &Self) -> bool {
        match field {
            Field::Name => one.name == other.name,
            Field::Description => one.description == other.description,
            Field::ExternalId => one.external_id == other.external_id,
            Field::Labels => one.labels == other.labels,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "name" => Some(Field::Name),
            "description" => Some(Field::Description),
            "externalId" => Some(Field::ExternalId),
            "labels" => Some(Field::Labels),
            _ => None,
        }
    }
}

impl ui::Versioned for Draft {
    const FIELDS: &'static [Field] = &[Field::Name, Field::ExternalId, Field::Description, Field::Labels];

    fn label(field: Field) -> String {
        t(match field {
            Field::Name => customers::NAME,
            Field::Description => customers::DESCRIPTION,
            Field::ExternalId => customers::EXTERNAL_ID,
            Field::Labels => customers::LABELS,
        })
    }

    fn shown(&self, field: Field) -> String {
        match field {
            Field::Name => self.name.clone(),
            Field::Description => self.description.clone(),
            Field::ExternalId => self.external_id.clone(),
            Field::Labels => self.labels.join(", "),
        }
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Name => self.name.clone_from(&from.name),
            Field::Description => self.description.clone_from(&from.description),
            Field::ExternalId => self.external_id.clone_from(&from.external_id),
            Field::Labels => self.labels.clone_from(&from.labels),
        }
    }
}

impl Checked {
    /// The variables of an update that differ from what is saved, by name: what somebody else changed meanwhile in
    /// other fields stays.
    #[must_use]
    pub fn changes(&self, saved: &Draft) -> Vec<&'static str> {
        let Self(draft) = self;
        let changed = [
            (draft.name != saved.name, "name"),
            (draft.description != saved.description, "description"),
            (draft.external_id != saved.external_id, "externalId"),
            (draft.labels != saved.labels, "labels"),
        ];
        changed.into_iter().filter_map(|(is_changed, name)| is_changed.then_some(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    fn broken(draft: &Draft) -> Vec<Field> {
        draft.check().err().unwrap_or_default().into_iter().map(|(field, _)| field).collect()
    }

    #[test]
    fn a_name_is_needed_and_may_not_be_blank() {
        for name in ["", " ", "\t\n"] {
            assert_eq!(broken(&Draft { name: name.into(), ..Draft::default() }), [Field::Name]);
        }
    }

    #[test]
    fn names_and_external_ids_have_a_longest_length() {
        let at = |length: usize| Draft {
            name: "ü".repeat(length),
            external_id: "x".repeat(length),
            ..Draft::default()
        };
        assert_eq!(broken(&at(LONGEST_NAME)), []);
        assert_eq!(broken(&at(LONGEST_NAME + 1)), [Field::Name, Field::ExternalId]);
    }

    #[test]
    fn blanks_around_a_value_are_not_sent() {
        let typed = Draft { name: " FTL ".into(), external_id: " 1 ".into(), ..Draft::default() };
        let sent = typed.check().map(Checked::into_draft);
        assert_eq!(sent, Ok(Draft { name: "FTL".into(), external_id: "1".into(), ..Draft::default() }));
    }

    #[test]
    fn only_what_differs_is_sent() {
        let saved = Draft { name: "FTL".into(), external_id: "1".into(), ..Draft::default() };
        let changes = |draft: Draft| draft.check().map(|it| it.changes(&saved));
        assert_eq!(changes(saved.clone()), Ok(vec![]));
        assert_eq!(changes(Draft { name: " FTL ".into(), ..saved.clone() }), Ok(vec![]));
        let cleared = Draft { external_id: String::new(), labels: vec!["paid".into()], ..saved.clone() };
        assert_eq!(changes(cleared), Ok(vec!["externalId", "labels"]));
    }

    #[test]
    fn problems_of_unknown_fields_belong_to_the_form() {
        let of = |field: &str| Draft::field_of(&Problem { field: field.into(), messages: vec![] });
        assert_eq!(of("externalId"), Some(Field::ExternalId));
        assert_eq!(of("__all__"), None);
        assert_eq!(of("warp"), None);
    }
}
