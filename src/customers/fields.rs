//! The fields of a customer, in the dialog that adds one and on its page.

use leptos::prelude::*;

use super::draft::{Draft, Field};
use crate::{
    phrases::{customers as words, t},
    ui::{Form, LabelsField, TextArea, TextField},
};

/// Name and external ID side by side, then description and labels.
#[component]
pub fn CustomerFields(form: Form<Draft>, labels: Signal<Vec<String>>) -> impl IntoView {
    view! {
        <div class="form-pair">
            <TextField label=t(words::NAME) value=form.bind(|it| &it.name, |it| &mut it.name) problem=form.problem(Field::Name) />
            <TextField
                label=t(words::EXTERNAL_ID)
                value=form.bind(|it| &it.external_id, |it| &mut it.external_id)
                problem=form.problem(Field::ExternalId)
                hint=t(words::EXTERNAL_ID_HINT)
                mono=true
                optional=true
            />
        </div>
        <TextArea
            label=t(words::DESCRIPTION)
            value=form.bind(|it| &it.description, |it| &mut it.description)
            problem=form.problem(Field::Description)
            optional=true
        />
        <LabelsField
            label=t(words::LABELS)
            value=form.bind(|it| &it.labels, |it| &mut it.labels)
            suggestions=labels
            problem=form.problem(Field::Labels)
            hint=t(words::LABELS_HINT)
        />
    }
}
