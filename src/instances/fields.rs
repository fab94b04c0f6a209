//! The fields of an instance, in the dialog that adds one and on its page.

use leptos::prelude::*;

use super::draft::{Draft, Field};
use crate::{
    phrases::{instances as words, t},
    ui::{Form, LabelsField, TextArea, TextField},
};

/// Name, description and labels.
#[component]
pub fn InstanceFields(form: Form<Draft>) -> impl IntoView {
    view! {
        <TextField
            label=t(words::NAME)
            value=form.bind(|it| &it.name, |it| &mut it.name)
            problem=form.problem(Field::Name)
        />
        <TextArea
            label=t(words::DESCRIPTION)
            value=form.bind(|it| &it.description, |it| &mut it.description)
            problem=form.problem(Field::Description)
            optional=true
        />
        <LabelsField
            label=t(words::LABELS)
            value=form.bind(|it| &it.labels, |it| &mut it.labels)
            suggestions=Signal::stored(Vec::new())
            problem=form.problem(Field::Labels)
            hint=t(words::LABELS_HINT)
        />
    }
}
