//! What a person types about an instance, and the proof that it may be sent. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    api::Problem,
    phrases::{Phrase, instances as words, t},
    ui,
};

/// The fields of an instance that people edit.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub name: String,
    pub description: String,
    /// Lower case, trimmed, each once: the field that edits them sees to it, and so does the API.
    pub labels: Vec<String>,
    /// Lines of its runs are not kept.
    #[serde(default)]
    pub drops_logs: bool,
    /// What the steps of its runs come to is not kept.
    #[serde(default)]
    pub drops_outputs: bool,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Name,
    Description,
    Labels,
    Logs,
    Outputs,
}

/// Only checking a draft makes one, and only the mutations take one.
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
            (draft.labels != saved.labels, "labels"),
            (draft.drops_logs != saved.drops_logs, "logsDisabled"),
            (draft.drops_outputs != saved.drops_outputs, "stepResultsDisabled"),
        ];
        changed.into_iter().filter_map(|(is_changed, name)| is_changed.then_some(name)).collect()
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
            labels: self.labels.clone(),
            ..*self
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
            Field::Labels => one.labels == other.labels,
            Field::Logs => one.drops_logs == other.drops_logs,
            Field::Outputs => one.drops_outputs == other.drops_outputs,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "name" => Some(Field::Name),
            "description" => Some(Field::Description),
            "labels" => Some(Field::Labels),
            "logsDisabled" => Some(Field::Logs),
            "stepResultsDisabled" => Some(Field::Outputs),
            _ => None,
        }
    }
}

impl ui::Versioned for Draft {
    const FIELDS: &'static [Field] =
        &[Field::Name, Field::Description, Field::Labels, Field::Logs, Field::Outputs];

    fn label(field: Field) -> String {
        t(match field {
            Field::Name => words::NAME,
            Field::Description => words::DESCRIPTION,
            Field::Labels => words::LABELS,
            Field::Logs => words::LOG_LINES,
            Field::Outputs => words::OUTPUTS,
        })
    }

    fn shown(&self, field: Field) -> String {
        match field {
            Field::Name => self.name.clone(),
            Field::Description => self.description.clone(),
            Field::Labels => self.labels.join(", "),
            Field::Logs => kept(self.drops_logs),
            Field::Outputs => kept(self.drops_outputs),
        }
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Name => self.name.clone_from(&from.name),
            Field::Description => self.description.clone_from(&from.description),
            Field::Labels => self.labels.clone_from(&from.labels),
            Field::Logs => self.drops_logs = from.drops_logs,
            Field::Outputs => self.drops_outputs = from.drops_outputs,
        }
    }
}

/// Whether something is kept, for people.
#[must_use]
pub fn kept(is_dropped: bool) -> String {
    t(if is_dropped { words::NOT_KEPT } else { words::KEPT })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    #[test]
    fn only_what_differs_is_sent_and_blanks_are_not() {
        let saved = Draft { name: "ERP".into(), description: "Orders".into(), ..Draft::default() };
        let changes = |draft: Draft| draft.check().map(|it| it.changes(&saved));
        assert_eq!(changes(Draft { name: " ERP ".into(), ..saved.clone() }), Ok(vec![]));
        let changed = Draft { description: String::new(), labels: vec!["new".into()], ..saved.clone() };
        assert_eq!(changes(changed), Ok(vec!["description", "labels"]));
        let dropped = Draft { drops_logs: true, ..saved.clone() };
        assert_eq!(changes(dropped), Ok(vec!["logsDisabled"]));
    }

    #[test]
    fn a_name_is_needed_and_has_a_longest_length() {
        for name in [String::new(), " ".into(), "ü".repeat(LONGEST_NAME + 1)] {
            let problems = Draft { name, ..Draft::default() }.check().err().unwrap_or_default();
            assert_eq!(problems.into_iter().map(|(field, _)| field).collect::<Vec<_>>(), [Field::Name]);
        }
    }
}
