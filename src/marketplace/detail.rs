//! What an integration does, in a dialog over the catalogue.

use leptos::prelude::*;

use super::list::{Offer, state_of};
use crate::{
    api::{self, Error, One},
    document,
    phrases::{dynamic, marketplace as words, t},
    ui::{Avatar, AvatarSize, Dialog, Failure, Markdown, Notice, Shape, Tone},
};
use marketplace_detail::OfferDetail;

document!(MarketplaceDetail, "src/marketplace/detail.graphql");

/// The dialog, open while there is an offer in `opened`.
#[component]
pub fn OfferDialog(opened: RwSignal<Option<Offer>>) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(opened.with(Option::is_some)));
    Effect::new(move |_| {
        if !open.get() && opened.with_untracked(Option::is_some) {
            opened.set(None);
        }
    });
    let title =
        Signal::derive(move || opened.with(|it| it.as_ref().map(|it| dynamic(&it.name)).unwrap_or_default()));
    view! {
        <Dialog open title large=true>
            {move || opened.get().map(|offer| view! { <Inside offer /> })}
        </Dialog>
    }
}

#[component]
fn Inside(offer: Offer) -> impl IntoView {
    let id = offer.id.clone();
    let detail = One::new(move || id.clone(), fetch);
    let state = state_of(&offer);
    view! {
        <div class="identity">
            <Avatar id=offer.id name=offer.name picture=offer.avatar_url size=AvatarSize::Head shape=Shape::Square />
            <span class="identity-text">
                <bdi>{offer.category.as_deref().map(dynamic)}</bdi>
                <span class="offer-state">{state}</span>
            </span>
        </div>
        {offer.description.as_deref().map(|it| view! { <p dir="auto">{dynamic(it)}</p> })}
        {move || match detail.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| detail.reload() /> }.into_any(),
            Some(Ok(it)) => about(it),
        }}
    }
}

fn about(it: OfferDetail) -> AnyView {
    let text = it.overview.filter(|it| !it.trim().is_empty()).or(it.documentation).unwrap_or_default();
    let overview = match text.trim() {
        "" => view! { <p class="muted">{t(words::NO_OVERVIEW)}</p> }.into_any(),
        text => view! { <Markdown text=dynamic(text) /> }.into_any(),
    };
    view! {
        {(it.is_customer_deployable != Some(true))
            .then(|| view! { <Notice tone=Tone::Info><p>{t(words::CONTACT)}</p></Notice> })}
        {overview}
        <p class="faint">{t(words::VERSION)}" "<span class="version">{format!("v{}", it.version_number)}</span></p>
    }
    .into_any()
}

async fn fetch(id: String) -> Result<OfferDetail, Error> {
    let found = api::send::<MarketplaceDetail>(marketplace_detail::Variables { id }).await?;
    found.marketplace_integration.ok_or(Error::NotFound)
}
