//! The fields of a customer, in the dialog that adds one and on its page.

use leptos::prelude::*;

use super::draft::{Checked, Draft, Field};
use crate::{
    api::Error,
    phrases::{customers as words, t},
    ui::{LabelsField, TextArea, TextField, focus_first_problem},
};

/// What is typed, against what is saved, and what is wrong with it.
#[derive(Clone, Copy)]
pub struct FormState {
    pub name: RwSignal<String>,
    pub description: RwSignal<String>,
    pub external_id: RwSignal<String>,
    pub labels: RwSignal<Vec<String>>,
    saved: RwSignal<Draft>,
    problems: RwSignal<Vec<(Field, String)>>,
    /// What was typed when the problems were found.
    judged: RwSignal<Draft>,
    /// What is wrong with the form as a whole, and whether the same can be tried again.
    pub refusal: RwSignal<Option<Error>>,
}

impl FormState {
    #[must_use]
    pub fn new(saved: Draft) -> Self {
        let Draft { name, description, external_id, labels } = saved.clone();
        Self {
            name: RwSignal::new(name),
            description: RwSignal::new(description),
            external_id: RwSignal::new(external_id),
            labels: RwSignal::new(labels),
            saved: RwSignal::new(saved),
            problems: RwSignal::new(Vec::new()),
            judged: RwSignal::default(),
            refusal: RwSignal::new(None),
        }
    }

    /// What is typed.
    #[must_use]
    pub fn draft(self) -> Draft {
        Draft {
            name: self.name.get(),
            description: self.description.get(),
            external_id: self.external_id.get(),
            labels: self.labels.get(),
        }
    }

    /// Puts other values in the fields.
    pub fn fill(self, draft: Draft) {
        let Draft { name, description, external_id, labels } = draft;
        self.name.set(name);
        self.description.set(description);
        self.external_id.set(external_id);
        self.labels.set(labels);
    }

    /// Takes what is saved now, and shows it.
    pub fn reset(self, saved: Draft) {
        self.saved.set(saved.clone());
        self.problems.set(Vec::new());
        self.refusal.set(None);
        self.fill(saved);
    }

    /// Goes back to what is saved.
    pub fn discard(self) {
        self.reset(self.saved.get_untracked());
    }

    #[must_use]
    pub fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || self.saved.with(|saved| *saved != self.draft()))
    }

    /// The proof that what is typed may be sent, or none; the problems then stand beside their fields.
    pub fn check(self) -> Option<Checked> {
        let checked = untrack(|| self.draft().check());
        if checked.is_err() {
            focus_first_problem();
        }
        self.refusal.set(None);
        self.judged.set(untrack(|| self.draft()));
        self.problems.set(checked.as_ref().err().cloned().unwrap_or_default());
        checked.ok()
    }

    /// Shows why the server refused: beside the fields at fault, the rest above the form.
    pub fn show_refusal(self, error: Option<Error>) {
        let Some(error) = error else { return };
        let Error::Refused(problems) = &error else {
            self.refusal.set(Some(error));
            return;
        };
        let (fields, rest): (Vec<_>, Vec<_>) =
            problems.iter().cloned().partition(|it| Field::of(it).is_some());
        let beside = |it: crate::api::Problem| Some((Field::of(&it)?, it.messages.join(" ")));
        self.problems.set(fields.into_iter().filter_map(beside).collect());
        focus_first_problem();
        self.refusal.set((!rest.is_empty()).then_some(Error::Refused(rest)));
    }

    /// What is wrong with a field. Once it was wrong it is judged again at every key press; a server's word counts
    /// until the field changes.
    fn problem(self, field: Field) -> Signal<Option<String>> {
        let of = move |problems: &[(Field, String)]| {
            problems.iter().find(|(at, _)| *at == field).map(|(_, sentence)| sentence.clone())
        };
        Signal::derive(move || {
            let found = self.problems.with(|all| of(all))?;
            let draft = self.draft();
            if self.judged.with(|judged| field.is_same(judged, &draft)) {
                return Some(found);
            }
            of(&draft.check().err()?)
        })
    }
}

/// Name and external ID side by side, then description and labels.
#[component]
pub fn CustomerFields(form: FormState, labels: Signal<Vec<String>>) -> impl IntoView {
    view! {
        <div class="form-pair">
            <TextField label=t(words::NAME) value=form.name problem=form.problem(Field::Name) />
            <TextField
                label=t(words::EXTERNAL_ID)
                value=form.external_id
                problem=form.problem(Field::ExternalId)
                hint=t(words::EXTERNAL_ID_HINT)
                mono=true
                optional=true
            />
        </div>
        <TextArea
            label=t(words::DESCRIPTION)
            value=form.description
            problem=form.problem(Field::Description)
            optional=true
        />
        <LabelsField
            label=t(words::LABELS)
            value=form.labels
            suggestions=labels
            problem=form.problem(Field::Labels)
            hint=t(words::LABELS_HINT)
        />
    }
}
