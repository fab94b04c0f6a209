//! Finding a thing from anywhere: a customer by its name or external ID, an integration by its name.

use futures_util::future::try_join;
use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    api::{self, Error, One},
    auth::{LookingAs, Part, use_session},
    document,
    phrases::{customers, fill, find as words, integrations, t},
    routes::{CustomerTab, IntegrationTab, Route},
    ui::{Avatar, Dialog, Failure, SearchField, Shape},
};
use find_customers::FoundCustomer;

document!(FindCustomers, "src/find/customers.graphql");
document!(FindIntegrations, "src/find/integrations.graphql");

/// What was found for a text.
#[derive(Clone, PartialEq)]
struct Found {
    text: String,
    customers: Vec<Hit>,
    integrations: Vec<Hit>,
}

#[derive(Clone, PartialEq)]
struct Hit {
    to: Route,
    id: String,
    name: String,
    /// What tells it from others of its name.
    more: String,
    picture: Option<String>,
}

/// The search for anything.
#[component]
pub fn FindDialog(open: RwSignal<bool>) -> impl IntoView {
    view! { <Dialog open title=t(words::TITLE) large=true><FindPanel /></Dialog> }
}

/// A text and the links to what it finds. Enter follows the first, arrows move among them.
#[component]
fn FindPanel() -> impl IntoView {
    let session = use_session();
    let text = RwSignal::new(None::<String>);
    let enters = move |to: &Route| session.access(|it| it.may_enter(to.entry())).is_granted();
    let sees = Memo::new(move |_| (enters(&Route::Customers), enters(&Route::Integrations)));
    let asked = move || (text.get(), sees.get(), session.sieve());
    let found = One::new(asked, |(text, sees, sieve)| fetch(text, sees, sieve));
    let panel = NodeRef::<html::Div>::new();
    // Enter may come before the answer.
    let wants_first = RwSignal::new(false);
    Effect::new(move |_| {
        let is_answered = found
            .answer
            .with(|it| matches!(it, Some(Ok(Some(it))) if text.with(|text| text.as_ref() == Some(&it.text))));
        if wants_first.get() && is_answered {
            wants_first.set(false);
            request_animation_frame(move || follow_first(panel));
        }
    });
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if is_field(&event) && !event.is_composing() => wants_first.set(true),
        "ArrowDown" => walk(panel, 1, &event),
        "ArrowUp" => walk(panel, -1, &event),
        _ => {}
    };
    let search = move |it| {
        wants_first.set(false);
        text.set(it);
    };
    view! {
        <div class="find" node_ref=panel on:keydown=on_key>
            {move || {
                let hint = if sees.get().0 { words::HINT } else { words::HINT_INTEGRATIONS };
                view! { <SearchField label=t(hint) value=text on_search=search /> }
            }}
            {move || match found.answer.get() {
                Some(Ok(Some(found))) => results(found),
                Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
                Some(Ok(None)) | None => ().into_any(),
            }}
        </div>
    }
}

fn results(found: Found) -> AnyView {
    let Found { text, customers, integrations } = found;
    let count = customers.len() + integrations.len();
    let status = if count == 0 {
        fill(words::NOTHING, &[("term", &text)])
    } else {
        fill(words::COUNT, &[("count", &count.to_string())])
    };
    let look = if count > 0 { "visually-hidden" } else { "muted" };
    view! {
        <p class=look role="status">{status}</p>
        {group(t(customers::TITLE), customers)}
        {group(t(integrations::TITLE), integrations)}
    }
    .into_any()
}

fn group(name: String, hits: Vec<Hit>) -> Option<AnyView> {
    let line = |Hit { to, id, name, more, picture }: Hit| {
        view! {
            <li>
                <a class="menu-item" href=to.to_string()>
                    <Avatar id name=name.clone() picture shape=Shape::Square />
                    <span class="identity-text">
                        <bdi>{name}</bdi>
                        <span class="identity-sub"><bdi>{more}</bdi></span>
                    </span>
                </a>
            </li>
        }
    };
    (!hits.is_empty()).then(|| {
        view! {
            <section>
                <h3 class="find-group">{name}</h3>
                <ul class="find-list">{hits.into_iter().map(line).collect_view()}</ul>
            </section>
        }
        .into_any()
    })
}

/// The links of the panel, in the order in which they are read.
fn links(panel: NodeRef<html::Div>) -> Vec<web_sys::HtmlElement> {
    let Some(found) = panel.try_get_untracked().flatten().and_then(|it| it.query_selector_all("a").ok())
    else {
        return Vec::new();
    };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn follow_first(panel: NodeRef<html::Div>) {
    if let Some(link) = links(panel).first() {
        link.click();
    }
}

/// Moves the focus to the next link or the one before; from the first one back into the field.
fn walk(panel: NodeRef<html::Div>, step: isize, event: &KeyboardEvent) {
    let links = links(panel);
    let active = document().active_element();
    let here = links.iter().position(|it| active.as_ref() == Some(it.as_ref()));
    let target = match here {
        None if step > 0 => links.first(),
        None => links.last(),
        Some(at) => at.checked_add_signed(step).and_then(|it| links.get(it)),
    };
    event.prevent_default();
    let field =
        || panel.get_untracked()?.query_selector("input").ok()??.dyn_into::<web_sys::HtmlElement>().ok();
    match target {
        Some(link) => drop(link.focus()),
        None if step < 0 => drop(field().map(|it| it.focus())),
        None => {}
    }
}

fn is_field(event: &KeyboardEvent) -> bool {
    event.target().is_some_and(|it| it.has_type::<web_sys::HtmlInputElement>())
}

/// As many are shown at most.
const CUSTOMERS: usize = 8;
const INTEGRATIONS: usize = 5;

/// Nothing is asked for nothing, nor for what the reader may not see.
async fn fetch(
    text: Option<String>,
    (customers, integrations): (bool, bool),
    sieve: Option<LookingAs>,
) -> Result<Option<Found>, Error> {
    let Some(text) = text else { return Ok(None) };
    let sieve = sieve.as_ref();
    let (customers, integrations) = try_join(
        async { if customers { find_the_customers(&text, sieve).await } else { Ok(Vec::new()) } },
        async { if integrations { find_the_integrations(&text, sieve).await } else { Ok(Vec::new()) } },
    )
    .await?;
    Ok(Some(Found { text, customers, integrations }))
}

/// How many to ask for at a time, to have `wanted` in the end: where most are left out, more at once.
fn page_size(wanted: usize, sieve: Option<&LookingAs>) -> i64 {
    if sieve.is_some() { 100 } else { i64::try_from(wanted).unwrap_or(i64::MAX) }
}

fn is_found(sieve: Option<&LookingAs>, object: &str) -> bool {
    sieve.is_none_or(|it| it.finds(object, Part::Itself))
}

/// Those whose external ID it is come first.
async fn find_the_customers(text: &str, sieve: Option<&LookingAs>) -> Result<Vec<Hit>, Error> {
    let mut hits = Vec::<Hit>::new();
    let mut after = None;
    loop {
        let variables =
            find_customers::Variables { text: text.to_owned(), first: page_size(CUSTOMERS, sieve), after };
        let find_customers::ResponseData { identified, named } =
            api::send::<FindCustomers>(variables).await?;
        for it in identified.nodes.into_iter().chain(named.nodes).flatten() {
            let FoundCustomer { id, name, external_id, avatar_url } = it;
            if is_found(sieve, &id) && hits.iter().all(|hit| hit.id != id) {
                let to = Route::customer(&id, CustomerTab::Summary);
                hits.push(Hit { to, id, name, more: external_id.unwrap_or_default(), picture: avatar_url });
            }
        }
        after = named.page_info.end_cursor.filter(|_| named.page_info.has_next_page);
        if after.is_none() || hits.len() >= CUSTOMERS {
            hits.truncate(CUSTOMERS);
            return Ok(hits);
        }
    }
}

async fn find_the_integrations(text: &str, sieve: Option<&LookingAs>) -> Result<Vec<Hit>, Error> {
    let hit = |it: find_integrations::FindIntegrationsIntegrationsNodes| Hit {
        to: Route::integration(&it.id, IntegrationTab::Summary),
        id: it.id,
        name: it.name,
        more: it.category.unwrap_or_default(),
        picture: it.avatar_url,
    };
    let mut hits = Vec::new();
    let mut after = None;
    loop {
        let variables = find_integrations::Variables {
            text: text.to_owned(),
            first: page_size(INTEGRATIONS, sieve),
            after,
        };
        let found = api::send::<FindIntegrations>(variables).await?.integrations;
        let nodes = found.nodes.into_iter().flatten();
        let nodes = nodes.filter(|it| is_found(sieve, it.version_sequence_id.as_deref().unwrap_or_default()));
        hits.extend(nodes.map(hit));
        after = found.page_info.end_cursor.filter(|_| found.page_info.has_next_page);
        if after.is_none() || hits.len() >= INTEGRATIONS {
            hits.truncate(INTEGRATIONS);
            return Ok(hits);
        }
    }
}
