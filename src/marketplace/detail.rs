//! What an integration does, in a dialog over the catalogue.

use leptos::prelude::*;

use super::{catalogue::category_of, list::Offer, state::State};
use crate::{
    api::{self, Error, One},
    document,
    phrases::{dynamic, fill, marketplace as words, t, ui as kit_words},
    ui::{Avatar, AvatarSize, Dialog, Failure, Markdown, Notice, PlainButton, Shape, Tone},
};

document!(MarketplaceDetail, "src/marketplace/detail.graphql");

/// What the dialog asks for beyond what the card knows.
#[derive(Clone, PartialEq, Eq)]
struct About {
    /// Markdown.
    text: String,
    /// Whose product the integrations belong to.
    organization: Option<String>,
}

/// The dialog, open while there is an offer in `opened`.
#[component]
pub fn OfferDialog(opened: RwSignal<Option<Offer>>) -> impl IntoView {
    move || opened.get().map(|offer| view! { <Opened offer opened /> })
}

#[component]
fn Opened(offer: Offer, opened: RwSignal<Option<Offer>>) -> impl IntoView {
    let open = RwSignal::new(true);
    let close = move || open.set(false);
    // After the dialog, which gives the focus back to the card as it goes.
    Effect::new(move |_| {
        if !open.get() {
            opened.set(None);
        }
    });
    let title = dynamic(&offer.name);
    let offer = StoredValue::new(offer);
    let foot = move || view! { <PlainButton on_click=move |()| close()>{t(kit_words::CLOSE)}</PlainButton> };
    view! { <Dialog open title large=true foot>{move || view! { <Inside offer=offer.get_value() /> }}</Dialog> }
}

#[component]
fn Inside(offer: Offer) -> impl IntoView {
    let id = offer.id.clone();
    let about = One::new(move || id.clone(), fetch);
    let state = State::of(&offer);
    let version = fill(words::VERSION, &[("version", &offer.version_number.to_string())]);
    let category = Some(category_of(&offer)).filter(|it| !it.is_empty()).map(dynamic);
    let needs_contact = state.glyph.is_none() && offer.is_customer_deployable != Some(true);
    view! {
        <div class="identity">
            <Avatar id=offer.id name=offer.name picture=offer.avatar_url size=AvatarSize::Head shape=Shape::Square />
            <span class="identity-text">
                {category.map(|it| view! { <bdi>{it}</bdi> })}
                <span class="identity-sub">{version}</span>
            </span>
        </div>
        {state.sentence.clone().map(|sentence| view! {
            <Notice tone=state.tone()>
                <p class="notice-title">{state.text.clone()}</p>
                <p class="muted">{sentence}</p>
            </Notice>
        })}
        {offer.description.as_deref().map(|it| view! { <p dir="auto">{dynamic(it)}</p> })}
        {move || match about.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| about.reload() /> }.into_any(),
            Some(Ok(it)) => body(&it, needs_contact),
        }}
    }
}

fn body(about: &About, needs_contact: bool) -> AnyView {
    let contact = needs_contact.then(|| {
        let organization = about.organization.clone().unwrap_or_else(|| t(words::SOMEBODY));
        let sentence = fill(words::CONTACT, &[("organization", &organization)]);
        view! { <Notice tone=Tone::Info><p>{sentence}</p></Notice> }
    });
    let overview = match about.text.as_str() {
        "" => view! { <p class="muted">{t(words::NO_OVERVIEW)}</p> }.into_any(),
        text => view! { <Markdown text=dynamic(text) /> }.into_any(),
    };
    view! {
        {contact}
        {overview}
    }
    .into_any()
}

async fn fetch(id: String) -> Result<About, Error> {
    let found = api::send::<MarketplaceDetail>(marketplace_detail::Variables { id }).await?;
    let integration = found.marketplace_integration.ok_or(Error::NotFound)?;
    let written = |it: Option<String>| it.filter(|it| !it.trim().is_empty());
    Ok(About {
        text: written(integration.overview).or(written(integration.documentation)).unwrap_or_default(),
        organization: found.authenticated_user.customer.map(|it| it.org.name),
    })
}
