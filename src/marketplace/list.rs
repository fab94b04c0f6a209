//! The marketplace's screen: what is offered, narrowed by the host and by the person.

use leptos::prelude::*;

use super::{
    catalogue::{catalogue, category_of},
    wish::wish,
};
use crate::{
    api::{self, Error, Paged, Slice, Status as Loading},
    auth::use_session,
    document,
    embed::{Filters, use_frame},
    parts::offer_dialog,
    phrases::{dynamic, fill, marketplace as words, t, ui as kit_words},
    ui::{
        Empty, EmptyKind, Failure, Notice, PlainButton, SearchField, Segmented, Select, Tone, count_of, lazy,
    },
};
use marketplace_integrations::Variables;
pub use marketplace_integrations::{AggregateDeploymentStatus, DeployedInstancesQuantity, Offer};

document!(MarketplaceIntegrations, "src/marketplace/list.graphql");

/// The value of the choice that shows activated integrations only.
const ACTIVATED: &str = "activated";

/// The catalogue of the reader's customer.
#[component]
pub fn MarketplacePage() -> impl IntoView {
    let (session, frame) = (use_session(), use_frame());
    let (search, set_search) = wish("q");
    let (which, set_which) = wish("show");
    let (category, set_category) = wish("category");
    let page = Paged::new(
        move || (search.get(), which.get().as_deref() == Some(ACTIVATED), frame.filters.get()),
        |(search, activated, filters), after| fetch(search, activated, filters, after),
    );
    let opened = RwSignal::new(None::<Offer>);
    // Fetched as soon as somebody comes near a card.
    let (is_near, come_near) = signal(false);
    let is_wanted = move || is_near.get() || opened.with(Option::is_some);
    let dialog = lazy::overlay(is_wanted, offer_dialog::load, move || offer_dialog::view(opened));

    // The catalogue is one list: the next page comes without a press.
    Effect::new(move |_| {
        if page.has_more.get() && page.status.get() == Loading::Ready {
            page.more();
        }
    });
    // What failed for want of a good token goes on with the next one.
    Effect::new(move |was_expired: Option<bool>| {
        let is_expired = session.expired().get();
        let failed = page.status.with_untracked(|it| *it == Loading::Failed(Error::SignedOut));
        if was_expired == Some(true) && !is_expired && failed {
            page.retry();
        }
        is_expired
    });

    let shown = Memo::new(move |_| {
        let category = category.get();
        let is_wanted = |it: &&Offer| category.as_deref().is_none_or(|wanted| wanted == category_of(it));
        page.rows.with(|rows| rows.iter().filter(is_wanted).cloned().collect::<Vec<_>>())
    });
    let categories = Memo::new(move |_| {
        let listed =
            page.rows.with(|rows| rows.iter().map(|it| category_of(it).to_owned()).collect::<Vec<_>>());
        let mut all: Vec<String> =
            listed.into_iter().chain(category.get()).filter(|it| !it.is_empty()).collect();
        all.sort_unstable();
        all.dedup();
        all
    });
    let clear = move |()| {
        set_search.set(None);
        set_which.set(None);
        set_category.set(None);
    };
    let stage = Memo::new(move |_| match (page.status.get(), shown.with(Vec::is_empty)) {
        (Loading::First, _) => Stage::Loading,
        (Loading::Failed(error), true) => Stage::Failed(error),
        (Loading::Ready, true) if (search.get(), which.get(), category.get()) == (None, None, None) => {
            Stage::Nothing
        }
        (Loading::Ready, true) => Stage::NoMatch,
        _ => Stage::Cards,
    });

    let search_field = move || {
        (!frame.screen.with(|it| it.hide_search)).then(|| {
            let label = t(words::SEARCH);
            view! { <SearchField label value=search on_search=move |it| set_search.set(it) /> }
        })
    };
    let which_field = move || {
        (!frame.screen.with(|it| it.hide_active_integrations_filter)).then(|| {
            let value = Signal::derive(move || which.get().unwrap_or_default());
            let options =
                vec![(String::new(), t(words::ALL)), (ACTIVATED.to_owned(), t(words::ACTIVATED_ONLY))];
            let on_change = move |it: String| set_which.set(Some(it).filter(|it| !it.is_empty()));
            view! { <Segmented label=t(words::SHOW) value options on_change /> }
        })
    };
    let category_field = move || {
        frame.filters.with(|it| it.category.is_none()).then(|| {
            let value = Signal::derive(move || category.get().unwrap_or_default());
            let options = Signal::derive(move || {
                let any = (String::new(), t(words::ANY_CATEGORY));
                let known = categories.get().into_iter().map(|it| (it.clone(), dynamic(&it)));
                std::iter::once(any).chain(known).collect::<Vec<_>>()
            });
            let on_change = move |it: String| set_category.set(Some(it).filter(|it| !it.is_empty()));
            view! { <Select label=t(words::CATEGORY) bare=true value options on_change /> }
        })
    };
    let title = move || match session.viewer().map(|it| it.marketplace_name) {
        Some(name) if !name.is_empty() => fill(words::TITLE, &[("marketplaceSingular", &name)]),
        Some(_) | None => t(words::TITLE),
    };
    view! {
        <div class="market" data-popover=move || frame.screen.with(|it| it.is_in_popover).then_some("")>
            <header class="market-head">
                <h1 tabindex="-1"><bdi>{title}</bdi></h1>
                <div class="market-bar">{search_field} {which_field} {category_field}</div>
                {move || (page.status.get() == Loading::Updating).then(|| view! { <div class="loading-bar late"></div> })}
            </header>
            <div
                class="market-body"
                on:pointerover=move |_| come_near.set(true)
                on:focusin=move |_| come_near.set(true)
                aria-busy=move || (page.status.get() != Loading::Ready).then_some("true")
            >
                <p class="visually-hidden" role="status">{move || (stage.get() == Stage::Cards).then(|| said(&shown))}</p>
                {move || match stage.get() {
                    Stage::Loading => skeleton().into_any(),
                    Stage::Cards => (move || {
                        let details = frame.screen.with(|it| it.details);
                        catalogue(shown.get(), details, opened)
                    })
                        .into_any(),
                    Stage::Nothing => {
                        let (title, text) = (t(words::EMPTY_TITLE), t(words::EMPTY_TEXT));
                        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
                    }
                    Stage::NoMatch => {
                        let (title, text) = (t(words::NO_MATCH_TITLE), t(words::NO_MATCH_TEXT));
                        view! {
                            <Empty kind=EmptyKind::NoMatch title text>
                                <PlainButton on_click=clear>{t(kit_words::CLEAR_FILTERS)}</PlainButton>
                            </Empty>
                        }
                            .into_any()
                    }
                    Stage::Failed(error) => view! { <Failure error on_retry=move |()| page.retry() /> }.into_any(),
                }}
                {move || {
                    let Loading::Failed(error) = page.status.get() else { return None };
                    (stage.get() == Stage::Cards)
                        .then(|| {
                            view! {
                                <Notice tone=Tone::Danger>
                                    <p>{error.to_string()}</p>
                                    <PlainButton on_click=move |()| page.retry()>{t(kit_words::TRY_AGAIN)}</PlainButton>
                                </Notice>
                            }
                        })
                }}
            </div>
            {dialog}
        </div>
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

/// How many cards there are, for those who cannot see them appear.
fn said(shown: &Memo<Vec<Offer>>) -> String {
    let count = u32::try_from(shown.with(Vec::len)).unwrap_or(u32::MAX);
    fill(kit_words::ALL_SHOWN, &[("count", &count_of(count, None))])
}

fn skeleton() -> impl IntoView {
    let card = |_| {
        view! {
            <div class="offer">
                <span class="skeleton"></span>
                <span class="skeleton"></span>
            </div>
        }
    };
    view! { <div class="market-grid late" aria-hidden="true">{(0..6).map(card).collect_view()}</div> }
}

async fn fetch(
    search: Option<String>,
    activated: bool,
    filters: Filters,
    after: Option<String>,
) -> Result<Slice<Offer>, Error> {
    let variables = Variables {
        after,
        search,
        category: filters.category,
        label: filters.label,
        activated: activated.then_some(true),
        include_active: Some(filters.include_active_integrations),
        filter_query: filters.filter_query,
        strict: filters.strict_match_filter_query,
    };
    let found = api::send::<MarketplaceIntegrations>(variables).await?.marketplace_integrations;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

/// The offers with exactly this name, whatever the host's filters say.
///
/// # Errors
/// As [`api::send`].
pub async fn named(name: &str) -> Result<Vec<Offer>, Error> {
    let query = serde_json::json!(["equal", "name", name]).to_string();
    let filters = Filters { filter_query: Some(query), ..Filters::default() };
    Ok(fetch(None, false, filters, None).await?.rows)
}

#[cfg(test)]
pub mod tests {
    use super::marketplace_integrations::OfferFirstDeployedInstance;
    use super::*;

    /// An offer nobody has taken.
    pub fn offer() -> Offer {
        Offer {
            id: "1".into(),
            name: "Ledgerline".into(),
            avatar_url: None,
            category: None,
            description: None,
            version_number: 1,
            version_sequence_id: None,
            is_customer_deployable: Some(true),
            deployed_instances: DeployedInstancesQuantity::ZERO,
            deployment_status: None,
            user_level_configured: false,
            ulc_deployment_status: None,
            first_deployed_instance: None,
        }
    }

    /// The first instance of an offer.
    pub fn first(enabled: bool, fails: bool) -> OfferFirstDeployedInstance {
        OfferFirstDeployedInstance { enabled, in_failed_state: Some(fails) }
    }
}
