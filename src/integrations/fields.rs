//! The fields of an integration, in the dialogs that make one and on its page.

use leptos::prelude::*;

use super::draft::{Draft, Field};
use crate::{
    phrases::{integrations as words, t},
    ui::{Form, LabelsField, TextArea, TextField},
};

#[component]
pub fn NameField(form: Form<Draft>) -> impl IntoView {
    view! {
        <TextField
            label=t(words::NAME)
            value=form.bind(|it| &it.name, |it| &mut it.name)
            problem=form.problem(Field::Name)
        />
    }
}

#[component]
pub fn DescriptionField(form: Form<Draft>) -> impl IntoView {
    view! {
        <TextArea
            label=t(words::DESCRIPTION)
            value=form.bind(|it| &it.description, |it| &mut it.description)
            problem=form.problem(Field::Description)
            optional=true
        />
    }
}

#[component]
pub fn IntegrationLabels(form: Form<Draft>) -> impl IntoView {
    view! {
        <LabelsField
            label=t(words::LABELS)
            value=form.bind(|it| &it.labels, |it| &mut it.labels)
            suggestions=Signal::stored(Vec::new())
            problem=form.problem(Field::Labels)
            hint=t(words::LABELS_HINT)
        />
    }
}
