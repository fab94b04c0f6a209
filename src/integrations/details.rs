//! The Details tab: what an integration is called and how it is found, to be changed by those who may.

use leptos::prelude::*;

use super::{
    detail::{Head, IntegrationRecord, fetch},
    draft::{Draft, Field},
    fields::{DescriptionField, IntegrationLabels, NameField},
};
use crate::{
    api::{self, Error, One},
    auth::{Permission, use_session},
    document,
    people::PictureField,
    phrases::{integrations as words, t},
    routes::IntegrationTab,
    settled,
    shell::{Change, Editor, EditorActions, EditorForm, Outcome, edits},
    ui::{Check, Chips, Fact, Form, Shape, TextField},
};
use update_integration::SavedIntegration;

document!(UpdateIntegration, "src/integrations/update.graphql");

/// The tab. `integration` has answered with `first`.
#[component]
pub fn DetailsTab(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let newest = integration.newest(first);
    let session = use_session();
    let edits = edits(move || newest.with(|it| it.may_update(session)));
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
    let Draft { name, description, category, labels, is_template } = Draft::from(&record);
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
                <Fact name=t(words::TEMPLATE)>
                    {t(if is_template { words::IS_TEMPLATE } else { words::NO_TEMPLATE })}
                </Fact>
            </dl>
        </div>
    }
}

/// The form of those who may change the integration.
#[component]
fn Editing(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let id = first.id.clone();
    let editor = Editor::<IntegrationRecord, Draft>::new("integration", id.clone(), integration, first, save);
    let Editor { form, saved, .. } = editor;
    let access =
        editor.access(Permission::ManageIntegrations, IntegrationRecord::sequence, |it| it.allow_update);
    let actions = move || view! { <EditorActions editor access /> }.into_any();
    let take_picture = move |picture: SavedIntegration| {
        editor.take(|record| {
            record.avatar_url = picture.avatar_url;
            record.updated_at = picture.updated_at;
        });
    };
    view! {
        {move || view! { <Head record=saved.get() open=IntegrationTab::Details actions=actions() /> }}
        <div class="page-body">
            <div class="form">
                <PictureField
                    id
                    name=Signal::derive(move || saved.with(|it| it.name.clone()))
                    picture=Signal::derive(move || saved.with(|it| it.avatar_url.clone()))
                    shape=Shape::Square
                    access
                    save=save_picture
                    on_saved=take_picture
                    on_gone=move |()| integration.reload()
                />
                <EditorForm editor access>
                    <Fields form />
                    <Check
                        label=t(words::USE_AS_TEMPLATE)
                        value=form.bind(|it| &it.is_template, |it| &mut it.is_template)
                        hint=t(words::USE_AS_TEMPLATE_HINT)
                    />
                </EditorForm>
            </div>
        </div>
    }
}

#[component]
fn Fields(form: Form<Draft>) -> impl IntoView {
    view! {
        <div class="form-pair">
            <NameField form />
            <TextField
                label=t(words::CATEGORY)
                value=form.bind(|it| &it.category, |it| &mut it.category)
                problem=form.problem(Field::Category)
                optional=true
            />
        </div>
        <DescriptionField form />
        <IntegrationLabels form />
    }
}

impl From<&IntegrationRecord> for Draft {
    fn from(record: &IntegrationRecord) -> Self {
        Self {
            name: record.name.clone(),
            description: record.description.clone().unwrap_or_default(),
            category: record.category.clone().unwrap_or_default(),
            labels: record.labels.clone().unwrap_or_default(),
            is_template: record.use_as_template,
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
        self.use_as_template = saved.use_as_template;
        self.avatar_url = saved.avatar_url;
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
    let Draft { name, description, category, labels, is_template } = change.checked.into_draft();
    let variables = update_integration::Variables {
        id: change.id,
        name: Some(name),
        description: Some(description),
        category: Some(category),
        labels: Some(labels.into_iter().map(Some).collect()),
        use_as_template: Some(is_template),
        avatar_url: None,
    };
    changes.push("id");
    send(variables, &changes).await.map(|saved| Outcome::Saved(now.with(saved)))
}

/// Stores the address of an uploaded picture; empty takes the picture away.
async fn save_picture(id: String, avatar_url: String) -> Result<SavedIntegration, Error> {
    let variables = update_integration::Variables {
        id,
        avatar_url: Some(avatar_url),
        name: None,
        description: None,
        category: None,
        labels: None,
        use_as_template: None,
    };
    send(variables, &["id", "avatarUrl"]).await
}

async fn send(variables: update_integration::Variables, names: &[&str]) -> Result<SavedIntegration, Error> {
    let payload = api::send_only::<UpdateIntegration>(variables, names).await?.update_integration;
    settled!(payload, integration)
}
