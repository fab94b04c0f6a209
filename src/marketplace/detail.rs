//! What an integration does and what the customer has of it, in a dialog over the catalogue.

use leptos::prelude::*;

use super::{
    about::{About, Existing, about},
    activate::{ActivateButton, activation},
    catalogue::category_of,
    list::Offer,
    state::State,
};
use crate::{
    api::One,
    auth::{Viewer, use_session},
    instances::{InstanceState, OwnPart, OwnWords},
    phrases::{dynamic, fill, instances as instance_words, marketplace as words, t, ui as kit_words},
    routes::{InstanceTab, Route},
    ui::{
        Avatar, AvatarSize, Dialog, Failure, LinkButton, Look, Markdown, Notice, PlainButton, Shape, Status,
        Tone, when_closed,
    },
};

/// The dialog, open while there is an offer in `opened`.
#[component]
pub fn OfferDialog(opened: RwSignal<Option<Offer>>) -> impl IntoView {
    move || opened.get().map(|offer| view! { <Opened offer opened /> })
}

#[component]
fn Opened(offer: Offer, opened: RwSignal<Option<Offer>>) -> impl IntoView {
    let open = RwSignal::new(true);
    let activation = activation(offer.clone());
    let pending = activation.pending;
    let close = move || {
        if !pending.get_untracked() {
            open.set(false);
        }
    };
    // After the dialog, which gives the focus back to the card as it goes.
    when_closed(open, move || opened.set(None));
    let title = dynamic(&offer.name);
    let found = look_at(&offer);
    let offer = StoredValue::new(offer);
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| close()>{t(kit_words::CLOSE)}</PlainButton>
            <ActivateButton offer=offer.get_value() found activation />
        }
    };
    view! { <Dialog open title pending large=true foot>{move || view! { <OfferDetails offer=offer.get_value() found /> }}</Dialog> }
}

/// Reads what is known of an offer.
pub fn look_at(offer: &Offer) -> One<About> {
    let id = offer.id.clone();
    One::new(move || id.clone(), about)
}

/// All about an offer but its name.
#[component]
pub fn OfferDetails(offer: Offer, found: One<About>) -> impl IntoView {
    let state = State::of(&offer);
    let version = fill(words::VERSION, &[("version", &offer.version_number.to_string())]);
    let category = Some(category_of(&offer)).filter(|it| !it.is_empty()).map(dynamic);
    let description = offer.description.as_deref().map(dynamic);
    let kept = StoredValue::new(offer.clone());
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
        {description.map(|it| view! { <p dir="auto">{it}</p> })}
        {move || match found.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
            Some(Ok(it)) => kept.with_value(|offer| body(&it, offer)),
        }}
    }
}

fn body(about: &About, offer: &Offer) -> AnyView {
    let is_active = State::of(offer).glyph.is_some() || !about.instances.is_empty();
    let hint = if is_active || about.can_add(offer) {
        None
    } else if offer.is_customer_deployable == Some(true) {
        Some(t(words::ASK_SOMEBODY))
    } else {
        let organization = about.organization.clone().unwrap_or_else(|| t(words::SOMEBODY));
        Some(fill(words::CONTACT, &[("organization", &organization)]))
    };
    let overview = match about.text.as_str() {
        "" => view! { <p class="muted">{t(words::NO_OVERVIEW)}</p> }.into_any(),
        text => view! { <Markdown text=dynamic(text) /> }.into_any(),
    };
    view! {
        {hint.map(|it| view! { <Notice tone=Tone::Info><p>{it}</p></Notice> })}
        {(!about.instances.is_empty()).then(|| existing(about.instances.clone(), offer.user_level_configured))}
        {overview}
    }
    .into_any()
}

/// As hosts call the ways to what somebody settles for themselves.
const OWN: OwnWords = OwnWords(words::OWN_CONFIGURE, words::OWN_RECONFIGURE, words::OWN_VIEW);

/// The customer's instances, with the ways to them, and to what the reader settles for themselves where `is_personal`.
fn existing(instances: Vec<Existing>, is_personal: bool) -> impl IntoView {
    let is_theirs = untrack(|| use_session().access(Viewer::configure_oneself)).is_granted();
    let row = |it: Existing| {
        let glyph = it.state.glyph();
        let configure = it.may_configure.then(|| {
            let to = Route::ConfigureInstance { id: it.id.clone() };
            let name = match it.state {
                InstanceState::NotConfigured => instance_words::CONFIGURE,
                InstanceState::Suspended
                | InstanceState::Failed
                | InstanceState::NeverDeployed
                | InstanceState::NeedsDeploy
                | InstanceState::Paused
                | InstanceState::Enabled => instance_words::RECONFIGURE,
            };
            view! { <LinkButton to look=Look::Quiet>{t(name)}</LinkButton> }
        });
        let own = (is_personal && is_theirs).then(|| view! { <OwnPart id=it.id.clone() names=OWN /> });
        view! {
            <li class="offer-instance">
                <bdi class="offer-name">{dynamic(&it.name)}</bdi>
                <Status glyph>{t(it.state.phrase())}</Status>
                <span class="button-row">
                    {configure}
                    <LinkButton to=Route::instance(&it.id, InstanceTab::Summary)>{t(words::VIEW)}</LinkButton>
                </span>
                {own}
            </li>
        }
    };
    view! {
        <section>
            <h3>{t(words::INSTANCES)}</h3>
            <ul class="offer-instances">{instances.into_iter().map(row).collect_view()}</ul>
        </section>
    }
}
