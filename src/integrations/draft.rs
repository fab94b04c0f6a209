//! What a person types about an integration, and the proof that it may be sent. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    api::Problem,
    phrases::{Phrase, integrations as words, t},
    ui,
};

/// The fields of an integration that people edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub description: String,
    pub category: String,
    /// Lower case, trimmed, each once: the field that edits them sees to it, and so does the API.
    pub labels: Vec<String>,
    /// Others can be made from it.
    #[serde(default)]
    pub is_template: bool,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Description,
    Category,
    Labels,
    Template,
}

/// Only checking a draft makes one, and only the mutation takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Draft);

impl Checked {
    /// The draft with its outer blanks gone.
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
            (draft.description != saved.description, "description"),
            (draft.category != saved.category, "category"),
            (draft.labels != saved.labels, "labels"),
            (draft.is_template != saved.is_template, "useAsTemplate"),
        ];
        changed.into_iter().filter_map(|(is_changed, name)| is_changed.then_some(name)).collect()
    }
}

/// Characters. The API's limit.
const LONGEST_NAME: usize = 255;

impl ui::Draft for Draft {
    type Field = Field;
    type Checked = Checked;

    fn check(&self) -> Result<Checked, Vec<(Field, String)>> {
        let draft = Self {
            name: self.name.trim().into(),
            description: self.description.trim().into(),
            category: self.category.trim().into(),
            labels: self.labels.clone(),
            is_template: self.is_template,
        };
        let rule = |broken: bool, sentence: Phrase| broken.then(|| (Field::Name, t(sentence)));
        let missing = rule(draft.name.is_empty(), words::NAME_MISSING);
        let long = rule(draft.name.chars().count() > LONGEST_NAME, words::NAME_LONG);
        let problems: Vec<_> = [missing, long].into_iter().flatten().collect();
        if problems.is_empty() { Ok(Checked(draft)) } else { Err(problems) }
    }

    fn is_same(field: Field, one: &Self, other: &Self) -> bool {
        match field {
            Field::Name => one.name == other.name,
            Field::Description => one.description == other.description,
            Field::Category => one.category == other.category,
            Field::Labels => one.labels == other.labels,
            Field::Template => one.is_template == other.is_template,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "name" => Some(Field::Name),
            "description" => Some(Field::Description),
            "category" => Some(Field::Category),
            "labels" => Some(Field::Labels),
            "useAsTemplate" => Some(Field::Template),
            _ => None,
        }
    }
}

impl ui::Versioned for Draft {
    const FIELDS: &'static [Field] =
        &[Field::Name, Field::Category, Field::Description, Field::Labels, Field::Template];

    fn label(field: Field) -> String {
        t(match field {
            Field::Name => words::NAME,
            Field::Description => words::DESCRIPTION,
            Field::Category => words::CATEGORY,
            Field::Labels => words::LABELS,
            Field::Template => words::TEMPLATE,
        })
    }

    fn shown(&self, field: Field) -> String {
        match field {
            Field::Name => self.name.clone(),
            Field::Description => self.description.clone(),
            Field::Category => self.category.clone(),
            Field::Labels => self.labels.join(", "),
            Field::Template => t(if self.is_template { words::IS_TEMPLATE } else { words::NO_TEMPLATE }),
        }
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Name => self.name.clone_from(&from.name),
            Field::Description => self.description.clone_from(&from.description),
            Field::Category => self.category.clone_from(&from.category),
            Field::Labels => self.labels.clone_from(&from.labels),
            Field::Template => self.is_template = from.is_template,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    #[test]
    fn only_what_differs_is_sent_and_blanks_are_not() {
        let saved = Draft { name: "Ledgerline".into(), category: "ERP".into(), ..Draft::default() };
        let changes = |draft: Draft| draft.check().map(|it| it.changes(&saved));
        assert_eq!(changes(Draft { name: " Ledgerline ".into(), ..saved.clone() }), Ok(vec![]));
        let changed = Draft { category: String::new(), labels: vec!["new".into()], ..saved.clone() };
        assert_eq!(changes(changed), Ok(vec!["category", "labels"]));
    }

    #[test]
    fn a_name_is_needed_and_has_a_longest_length() {
        for name in [String::new(), " ".into(), "ü".repeat(LONGEST_NAME + 1)] {
            let problems = Draft { name, ..Draft::default() }.check().err().unwrap_or_default();
            assert_eq!(problems.into_iter().map(|(field, _)| field).collect::<Vec<_>>(), [Field::Name]);
        }
    }
}
