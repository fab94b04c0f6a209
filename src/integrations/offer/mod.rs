//! The Marketplace tab: whether and how customers find an integration.

mod draft;

use leptos::prelude::*;

use super::detail::{Head, IntegrationRecord, fetch, integration_detail::MarketplaceConfiguration};
use crate::{
    api::{self, Error, One},
    auth::{Permission, use_session},
    document,
    phrases::{Phrase, fill, integrations as words, t},
    routes::IntegrationTab,
    settled,
    shell::{Change, Editor, EditorActions, EditorForm, Outcome, edits},
    ui::{Check, Choice, ChoiceList, Fact, Form, Icon, Markdown, TextArea},
};
use draft::{Draft, Field, Offer};
use update_marketplace_configuration as saved_offer;

document!(UpdateMarketplaceConfiguration, "src/integrations/offer/update.graphql");

/// The tab. `integration` has answered with `first`.
#[component]
pub fn MarketplaceTab(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
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
    let Draft { offer, several, overview } = Draft::from(&record);
    let notice = other_version(&record);
    view! {
        <Head record open=IntegrationTab::Marketplace />
        {notice}
        <div class="page-body">
            <dl class="facts">
                <Fact name=t(words::OFFER_LABEL)>{t(offer.title())}</Fact>
                <Fact name=t(words::SEVERAL)>{t(if several { words::YES } else { words::NO })}</Fact>
                <Fact name=t(words::OVERVIEW_LABEL)>{written(overview)}</Fact>
            </dl>
        </div>
    }
}

/// The form of those who may change it.
#[component]
fn Editing(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let id = first.id.clone();
    let editor = Editor::<IntegrationRecord, Draft>::new("marketplace", id, integration, first, save);
    let Editor { form, saved, .. } = editor;
    let access =
        editor.access(Permission::ManageIntegrations, IntegrationRecord::sequence, |it| it.allow_update);
    let actions = move || view! { <EditorActions editor access /> }.into_any();
    view! {
        {move || view! { <Head record=saved.get() open=IntegrationTab::Marketplace actions=actions() /> }}
        {move || saved.with(other_version)}
        <div class="page-body">
            <EditorForm editor access>
                <Fields form />
            </EditorForm>
        </div>
    }
}

#[component]
fn Fields(form: Form<Draft>) -> impl IntoView {
    let choice = |(offer, hint): (Offer, Phrase)| Choice {
        value: offer.name().into(),
        name: t(offer.title()),
        hint: t(hint),
    };
    let choices = [
        (Offer::Hidden, words::OFFER_HIDDEN_HINT),
        (Offer::Deployable, words::OFFER_DEPLOYABLE_HINT),
        (Offer::Shown, words::OFFER_SHOWN_HINT),
    ];
    let offer = form.bind(|it| &it.offer, |it| &mut it.offer);
    let overview = form.bind(|it| &it.overview, |it| &mut it.overview);
    let text = Memo::new(move |_| overview.get());
    view! {
        <p class="muted">{t(words::OFFER_ELSEWHERE)}</p>
        <ChoiceList
            label=t(words::OFFER_LABEL)
            value=Signal::derive(move || offer.get().name().to_owned())
            options=Signal::stored(choices.map(choice).to_vec())
            on_change=move |it: String| offer.set(Offer::named(&it))
            problem=form.problem(Field::Offer)
        />
        <Check
            label=t(words::SEVERAL_ALLOW)
            value=form.bind(|it| &it.several, |it| &mut it.several)
            hint=t(words::SEVERAL_HINT)
        />
        <TextArea
            label=t(words::OVERVIEW_LABEL)
            value=overview
            problem=form.problem(Field::Overview)
            hint=t(words::OVERVIEW_HINT)
            optional=true
        />
        <section class="section">
            <h2>{t(words::PREVIEW)}</h2>
            {move || written(text.get())}
        </section>
    }
}

fn written(text: String) -> AnyView {
    match text.trim().is_empty() {
        true => view! { <p class="muted">{t(words::NO_OVERVIEW)}</p> }.into_any(),
        false => view! { <Markdown text /> }.into_any(),
    }
}

/// Says so when customers find another version than the one that is set up here.
fn other_version(record: &IntegrationRecord) -> Option<impl IntoView + use<>> {
    let version = record.version_number.to_string();
    let other = record.version_at.as_ref().map(|it| it.version_number.to_string());
    (!record.version_is_available).then(move || {
        let text = match other {
            Some(other) => fill(words::OTHER_OFFERED_TEXT, &[("version", &version), ("other", &other)]),
            None => fill(words::NONE_OFFERED_TEXT, &[("version", &version)]),
        };
        view! {
            <div class="notice page-notice">
                <Icon name="info" />
                <div>
                    <strong>{fill(words::OTHER_OFFERED, &[("version", &version)])}</strong>
                    <p>{text}</p>
                </div>
            </div>
        }
    })
}

impl From<&IntegrationRecord> for Draft {
    fn from(record: &IntegrationRecord) -> Self {
        let offer = match record.marketplace_configuration {
            MarketplaceConfiguration::AVAILABLE_AND_DEPLOYABLE => Offer::Deployable,
            MarketplaceConfiguration::AVAILABLE_NOT_DEPLOYABLE => Offer::Shown,
            MarketplaceConfiguration::NOT_AVAILABLE_IN_MARKETPLACE => Offer::Hidden,
            MarketplaceConfiguration::Other(_) => Offer::Unknown,
        };
        Self {
            offer,
            several: record.allow_multiple_marketplace_instances,
            overview: record.overview.clone().unwrap_or_default(),
        }
    }
}

/// What the server says it is now, in the words of the record.
fn as_read(saved: saved_offer::MarketplaceConfiguration) -> MarketplaceConfiguration {
    match saved {
        saved_offer::MarketplaceConfiguration::AVAILABLE_AND_DEPLOYABLE => {
            MarketplaceConfiguration::AVAILABLE_AND_DEPLOYABLE
        }
        saved_offer::MarketplaceConfiguration::AVAILABLE_NOT_DEPLOYABLE => {
            MarketplaceConfiguration::AVAILABLE_NOT_DEPLOYABLE
        }
        saved_offer::MarketplaceConfiguration::NOT_AVAILABLE_IN_MARKETPLACE => {
            MarketplaceConfiguration::NOT_AVAILABLE_IN_MARKETPLACE
        }
        saved_offer::MarketplaceConfiguration::Other(other) => MarketplaceConfiguration::Other(other),
    }
}

/// Saves what differs from what the form was filled from, unless somebody else changed the same.
async fn save(change: Change<Draft>) -> Result<Outcome<IntegrationRecord>, Error> {
    let mut now = fetch(change.id.clone()).await?;
    if change.clashes(&now) {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let mut changes = change.checked.changes(&change.base);
    let Draft { offer, several, overview } = change.checked.into_draft();
    let variables = saved_offer::Variables {
        id: change.id,
        configuration: Some(offer.name().into()),
        several: Some(several),
        overview: Some(overview),
    };
    changes.push("id");
    let payload = api::send_only::<UpdateMarketplaceConfiguration>(variables, &changes).await?;
    let payload = payload.update_integration_marketplace_configuration;
    settled!(payload, integration).map(|saved| {
        now.marketplace_configuration = as_read(saved.marketplace_configuration);
        now.allow_multiple_marketplace_instances = saved.allow_multiple_marketplace_instances;
        now.overview = saved.overview;
        now.updated_at = saved.updated_at;
        Outcome::Saved(now)
    })
}
