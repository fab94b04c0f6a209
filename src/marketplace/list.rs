//! The catalogue: cards by category, each with its state.

use leptos::prelude::*;

use super::{
    detail::OfferDialog,
    state::{Aggregate, Deployed, Reported, State},
};
use crate::{
    api::{self, Error, Paged, Slice, Status as Loading},
    document,
    embed::{Details, Filters, use_frame},
    phrases::{dynamic, fill, marketplace as words, t, ui as kit_words},
    ui::{
        Avatar, AvatarSize, Empty, EmptyKind, Failure, PageHead, PlainButton, SearchField, Segmented, Select,
        Shape, Status, TextButton,
    },
};
use marketplace_list::{AggregateDeploymentStatus, DeployedInstancesQuantity, Variables};

pub use marketplace_list::Offer;

document!(MarketplaceList, "src/marketplace/list.graphql");

/// What a person asks for; the host's filters come on top.
#[derive(Clone, Default, PartialEq, Eq)]
struct Wish {
    search: Option<String>,
    category: Option<String>,
    activated_only: bool,
}

/// The catalogue of the reader's customer.
#[component]
pub fn MarketplacePage() -> impl IntoView {
    let frame = use_frame();
    let wish = RwSignal::new(Wish::default());
    let page = Paged::new(
        move || (wish.get(), frame.filters.get()),
        |(wish, filters), after| fetch(wish, filters, after),
    );
    let opened = RwSignal::new(None::<Offer>);

    // Categories stay on offer once they were seen, whatever is searched for.
    let categories = RwSignal::new(Vec::<String>::new());
    Effect::new(move |_| {
        let seen =
            page.rows.with(|rows| rows.iter().filter_map(|it| it.category.clone()).collect::<Vec<_>>());
        categories.update(|all| {
            all.extend(seen);
            all.sort_unstable();
            all.dedup();
        });
    });
    // The catalogue is one list: the next page comes without a press.
    Effect::new(move |_| {
        if page.has_more.get() && page.status.get() == Loading::Ready {
            page.more();
        }
    });

    let clear = move |()| wish.set(Wish::default());
    let is_everything = move || wish.get() == Wish::default();
    let title = fill(words::TITLE, &[("integrationPlural", &t(words::INTEGRATIONS))]);
    let search = move || {
        (!frame.screen.with(|it| it.hide_search)).then(|| {
            let value = Signal::derive(move || wish.get().search);
            let on_search = move |term| wish.update(|it| it.search = term);
            view! { <SearchField label=t(words::SEARCH) value on_search /> }
        })
    };
    let which = move || {
        (!frame.screen.with(|it| it.hide_active_integrations_filter)).then(|| {
            let value = Signal::derive(move || {
                if wish.get().activated_only { "activated" } else { "all" }.to_owned()
            });
            let options =
                vec![("all".to_owned(), t(words::ALL)), ("activated".to_owned(), t(words::ACTIVATED_ONLY))];
            let on_change = move |chosen: String| wish.update(|it| it.activated_only = chosen == "activated");
            view! { <Segmented label=t(words::WHICH) value options on_change /> }
        })
    };
    let category = move || {
        let is_choice = frame.filters.with(|it| it.category.is_none()) && categories.with(|it| it.len() > 1);
        is_choice.then(|| {
            let value = Signal::derive(move || wish.get().category.unwrap_or_default());
            let options = Signal::derive(move || {
                let any = (String::new(), t(words::ANY_CATEGORY));
                let known = categories.get().into_iter().map(|it| (it.clone(), dynamic(&it)));
                std::iter::once(any).chain(known).collect::<Vec<_>>()
            });
            let on_change = move |chosen: String| {
                wish.update(|it| it.category = Some(chosen).filter(|it| !it.is_empty()));
            };
            view! { <Select label=t(words::CATEGORY) bare=true value options on_change /> }
        })
    };
    let stage = Memo::new(move |_| match (page.status.get(), page.rows.with(Vec::is_empty)) {
        (Loading::First, _) => Stage::Loading,
        (Loading::Failed(error), true) => Stage::Failed(error),
        (Loading::Ready, true) if is_everything() => Stage::Nothing,
        (Loading::Ready, true) => Stage::NoMatch,
        _ => Stage::Cards,
    });
    view! {
        <div class="market">
            <PageHead title />
            <div class="market-bar">{search} {which} {category}</div>
            <div class="market-body" aria-busy=move || (page.status.get() != Loading::Ready).then_some("true")>
                {move || match stage.get() {
                    Stage::Loading => skeleton().into_any(),
                    Stage::Cards => (move || groups(page.rows.get(), opened)).into_any(),
                    Stage::Nothing => {
                        let (title, text) = (t(words::EMPTY_TITLE), t(words::EMPTY_TEXT));
                        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
                    }
                    Stage::NoMatch => {
                        let (title, text) = (t(words::NO_MATCH_TITLE), t(words::NO_MATCH_TEXT));
                        view! {
                            <Empty kind=EmptyKind::NoMatch title text>
                                <TextButton on_click=clear>{t(words::CLEAR)}</TextButton>
                            </Empty>
                        }
                            .into_any()
                    }
                    Stage::Failed(error) => view! { <Failure error on_retry=move |()| page.retry() /> }.into_any(),
                }}
                {move || {
                    let failed = matches!(page.status.get(), Loading::Failed(_)) && !page.rows.with(Vec::is_empty);
                    failed
                        .then(|| {
                            view! {
                                <PlainButton on_click=move |()| page.retry()>{t(kit_words::TRY_AGAIN)}</PlainButton>
                            }
                        })
                }}
            </div>
        </div>
        <OfferDialog opened />
    }
}

#[derive(Clone, PartialEq, Eq)]
enum Stage {
    Loading,
    Cards,
    Nothing,
    NoMatch,
    Failed(Error),
}

fn skeleton() -> impl IntoView {
    let card =
        |_| view! { <div class="offer"><span class="skeleton"></span><span class="skeleton"></span></div> };
    view! { <div class="market-grid late" aria-hidden="true">{(0..6).map(card).collect_view()}</div> }
}

/// The cards under their categories. Rows come sorted by category.
fn groups(rows: Vec<Offer>, opened: RwSignal<Option<Offer>>) -> impl IntoView {
    let details = use_frame().screen.with(|it| it.details);
    let same = |one: &Offer, other: &Offer| one.category == other.category;
    let group = |rows: &[Offer]| {
        let category = rows.first().and_then(|it| it.category.clone()).filter(|it| !it.is_empty());
        let heading = category.map_or_else(|| t(words::NO_CATEGORY), |it| dynamic(&it));
        let cards = rows.iter().map(|it| card(it.clone(), details, opened)).collect_view();
        view! {
            <section class="market-group">
                <h2><bdi>{heading}</bdi>" "<span>{rows.len()}</span></h2>
                <div class="market-grid">{cards}</div>
            </section>
        }
    };
    rows.chunk_by(same).map(group).collect_view()
}

fn card(offer: Offer, details: Details, opened: RwSignal<Option<Offer>>) -> AnyView {
    let inside = view! {
        <Avatar
            id=offer.id.clone()
            name=offer.name.clone()
            picture=offer.avatar_url.clone()
            size=AvatarSize::Head
            shape=Shape::Square
        />
        <bdi class="offer-name">{dynamic(&offer.name)}</bdi>
        <span class="offer-state">{state_of(&offer)}</span>
        <span class="offer-text" dir="auto">{offer.description.as_deref().map(dynamic)}</span>
    };
    if details == Details::Disallow {
        return view! { <div class="offer">{inside}</div> }.into_any();
    }
    let open = move |_| opened.set(Some(offer.clone()));
    view! { <button class="offer" type="button" on:click=open>{inside}</button> }.into_any()
}

/// The state of an offer as a shape and a word.
pub fn state_of(offer: &Offer) -> AnyView {
    let State { glyph, text } = State::of(reported(offer));
    match glyph {
        Some(glyph) => view! { <Status glyph>{text}</Status> }.into_any(),
        None => text.into_any(),
    }
}

fn reported(offer: &Offer) -> Reported {
    let aggregate = |it: &AggregateDeploymentStatus| match it {
        AggregateDeploymentStatus::ACTIVATED => Aggregate::Activated,
        AggregateDeploymentStatus::PAUSED => Aggregate::Paused,
        AggregateDeploymentStatus::UNCONFIGURED => Aggregate::Unconfigured,
        AggregateDeploymentStatus::Other(_) => Aggregate::Unknown,
    };
    Reported {
        deployed: match offer.deployed_instances {
            DeployedInstancesQuantity::ZERO | DeployedInstancesQuantity::Other(_) => Deployed::None,
            DeployedInstancesQuantity::ONE => Deployed::One,
            DeployedInstancesQuantity::MULTIPLE => {
                Deployed::Several(u32::try_from(offer.instances.total_count).unwrap_or(0))
            }
        },
        status: offer.deployment_status.as_ref().map(aggregate),
        own: offer.user_level_configured.then(|| offer.ulc_deployment_status.as_ref().map(aggregate)),
        is_failing: offer.first_deployed_instance.as_ref().is_some_and(|it| it.in_failed_state == Some(true)),
    }
}

async fn fetch(wish: Wish, filters: Filters, after: Option<String>) -> Result<Slice<Offer>, Error> {
    let variables = Variables {
        after,
        search: wish.search,
        category: filters.category.or(wish.category),
        label: filters.label,
        activated: wish.activated_only.then_some(true),
        include_active: Some(filters.include_active_integrations),
        filter_query: filters.filter_query,
        strict: filters.strict_match_filter_query,
    };
    let found = api::send::<MarketplaceList>(variables).await?.marketplace_integrations;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
