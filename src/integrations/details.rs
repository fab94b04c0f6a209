//! The Details tab: what an integration is called and how it is found, to be changed by those who may.

use leptos::prelude::*;

use super::{
    detail::{Head, IntegrationRecord},
    draft::{Checked, Draft, Field},
};
use crate::{
    api::{self, Error, Mutation, One, Problem, outcome},
    auth::{Permission, use_session},
    document,
    phrases::{common, integrations as words, t},
    routes::IntegrationTab,
    shell::journal,
    ui::{
        Button, Chips, DirtyMark, Fact, Form, LabelsField, Look, Notice, PlainButton, TextArea, TextField,
        Tone, UnsavedGuard, use_toasts,
    },
};
use update_integration::SavedIntegration;

document!(UpdateIntegration, "src/integrations/update.graphql");

/// The tab. `integration` has answered with `first`.
#[component]
pub fn DetailsTab(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    if untrack(|| use_session().may(Permission::ManageIntegrations, first.allow_update)).is_visible() {
        view! { <Editor integration first /> }.into_any()
    } else {
        view! { <Facts record=first /> }.into_any()
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
fn Editor(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let session = use_session();
    let saved = RwSignal::new(first.clone());
    let form = Form::new(Draft::from(&first));
    let dirty = form.is_dirty();
    let restored = RwSignal::new(false);
    let owner = untrack(|| session.viewer()).map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("integration {} {owner}", first.id),
        move || form.draft(),
        dirty,
        |draft: Draft| {
            form.fill(draft);
            restored.set(dirty.get_untracked());
        },
    );
    let update = Mutation::new(send);
    Effect::new(move |_| {
        let error = update.error.get();
        if error == Some(Error::Forbidden) {
            // It was allowed when the page was opened.
            integration.reload();
        }
        form.show_refusal(error);
    });
    let may_save = Signal::derive(move || {
        let newest = integration.answer.with(|it| match it {
            Some(Ok(record)) => Some(record.allow_update),
            Some(Err(_)) | None => None,
        });
        session.may(Permission::ManageIntegrations, newest)
    });
    let toasts = use_toasts();
    let id = StoredValue::new(first.id);
    let save = move |()| {
        let Some(checked) = form.check() else { return };
        let changes = checked.changes(&form.saved());
        update.send((id.get_value(), checked, changes), move |answer: SavedIntegration| {
            let record = saved.get_untracked().with(answer);
            form.reset(Draft::from(&record));
            saved.set(record.clone());
            integration.set(record);
            restored.set(false);
            toasts.success(t(words::SAVED));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(());
    };
    let discard = move |()| {
        form.discard();
        restored.set(false);
    };
    let actions = move || {
        dirty.get().then(|| {
            view! {
                <DirtyMark dirty />
                <PlainButton look=Look::Quiet on_click=discard>{t(common::DISCARD)}</PlainButton>
                <Button look=Look::Primary access=may_save pending=update.pending on_click=save>
                    {t(common::SAVE)}
                </Button>
            }
        })
    };
    view! {
        {move || view! { <Head record=saved.get() open=IntegrationTab::Details actions=actions.into_any() /> }}
        <div class="page-body">
            <form class="form" novalidate on:submit=submit>
                {move || restored.get().then(|| view! { <Notice tone=Tone::Info><p>{t(words::RESTORED)}</p></Notice> })}
                {move || {
                    form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
                }}
                <Fields form />
                // Enter sends a form only when it has a button of its own; the one that is seen stands in the head.
                <button type="submit" hidden=true></button>
            </form>
        </div>
        <UnsavedGuard dirty on_discard=discard />
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

async fn send(
    (id, checked, mut changes): (String, Checked, Vec<&'static str>),
) -> Result<SavedIntegration, Error> {
    let Draft { name, description, category, labels } = checked.into_draft();
    let variables = update_integration::Variables {
        id,
        name: Some(name),
        description: Some(description),
        category: Some(category),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    changes.push("id");
    let payload = api::send_only::<UpdateIntegration>(variables, &changes).await?.update_integration;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.integration, problems.collect())
}
