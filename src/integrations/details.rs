//! The Details tab: what an integration is called and how it is found, to be changed by those who may.

use leptos::prelude::*;

use super::{
    detail::{Head, IntegrationRecord, fetch, newest},
    draft::{Draft, Field},
};
use crate::{
    api::{self, Error, One, Problem, outcome},
    auth::{Permission, use_session},
    document,
    phrases::{integrations as words, t},
    routes::IntegrationTab,
    shell::{Change, Editor, EditorActions, EditorForm, Outcome, edits},
    ui::{Chips, Fact, Form, LabelsField, TextArea, TextField},
};
use update_integration::SavedIntegration;

document!(UpdateIntegration, "src/integrations/update.graphql");

/// The tab. `integration` has answered with `first`.
#[component]
pub fn DetailsTab(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let newest = newest(integration, first);
    let session = use_session();
    let edits = edits(move || session.may(Permission::ManageIntegrations, newest.with(|it| it.allow_update)));
    move || {
        if edits.get() {
            view! { <Editing integration first=newest.get_untracked() /> }.into_any()
        } else {
            view! { <Facts record=newest.get() /> }.into_any()
        }
    }
}

/// The same for those who may only read.
#[component]
fn Facts(record: IntegrationRecord) -> impl IntoView {
    let Draft { name, description, category, labels } = Draft::from(&record);
    let written = |text: String| if text.is_empty() { t(words::NONE) } else { text };
    let labels = match labels.is_empty() {
        false => view! { <Chips words=labels /> }.into_any(),
        true => t(words::NONE).into_any(),
    };
    view! {
        <Head record open=IntegrationTab::Details />
        <div class="page-body">
            <dl class="facts">
                <Fact name=t(words::NAME)><bdi>{name}</bdi></Fact>
                <Fact name=t(words::CATEGORY)><bdi>{written(category)}</bdi></Fact>
                <Fact name=t(words::DESCRIPTION)>
                    <span class="prose" dir="auto">{written(description)}</span>
                </Fact>
                <Fact name=t(words::LABELS)>{labels}</Fact>
            </dl>
        </div>
    }
}

/// The form of those who may change the integration.
#[component]
fn Editing(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let id = first.id.clone();
    let editor = Editor::<IntegrationRecord, Draft>::new("integration", id, integration, first, save);
    let Editor { form, saved, .. } = editor;
    let access = editor.access(Permission::ManageIntegrations, |it| it.allow_update);
    let actions = move || view! { <EditorActions editor access /> }.into_any();
    view! {
        {move || view! { <Head record=saved.get() open=IntegrationTab::Details actions=actions() /> }}
        <div class="page-body">
            <EditorForm editor>
                <Fields form />
            </EditorForm>
        </div>
    }
}

#[component]
fn Fields(form: Form<Draft>) -> impl IntoView {
    view! {
        <div class="form-pair">
            <TextField
                label=t(words::NAME)
                value=form.bind(|it| &it.name, |it| &mut it.name)
                problem=form.problem(Field::Name)
            />
            <TextField
                label=t(words::CATEGORY)
                value=form.bind(|it| &it.category, |it| &mut it.category)
                problem=form.problem(Field::Category)
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
            suggestions=Signal::stored(Vec::new())
            problem=form.problem(Field::Labels)
            hint=t(words::LABELS_HINT)
        />
    }
}

impl From<&IntegrationRecord> for Draft {
    fn from(record: &IntegrationRecord) -> Self {
        Self {
            name: record.name.clone(),
            description: record.description.clone().unwrap_or_default(),
            category: record.category.clone().unwrap_or_default(),
            labels: record.labels.clone().unwrap_or_default(),
        }
    }
}

impl IntegrationRecord {
    /// The record with what the server saved.
    fn with(mut self, saved: SavedIntegration) -> Self {
        self.name = saved.name;
        self.description = saved.description;
        self.category = saved.category;
        self.labels = saved.labels;
        self.updated_at = saved.updated_at;
        self
    }
}

/// Saves the fields that differ from those the form was filled from, unless somebody else changed the same ones.
async fn save(change: Change<Draft>) -> Result<Outcome<IntegrationRecord>, Error> {
    let now = fetch(change.id.clone()).await?;
    if change.clashes(&now) {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let mut changes = change.checked.changes(&change.base);
    let Draft { name, description, category, labels } = change.checked.into_draft();
    let variables = update_integration::Variables {
        id: change.id,
        name: Some(name),
        description: Some(description),
        category: Some(category),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    changes.push("id");
    let payload = api::send_only::<UpdateIntegration>(variables, &changes).await?.update_integration;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.integration, problems.collect()).map(|saved| Outcome::Saved(now.with(saved)))
}
