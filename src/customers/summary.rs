//! The Summary tab: how a customer is doing, at a glance.

use leptos::prelude::*;

use super::{
    detail::{CustomerRecord, newest},
    head::{Head, instances_title, is_open},
};
use crate::{
    api::{self, Error, One},
    document,
    phrases::{Phrase, customers as words, instances, t},
    routes::{CustomerTab, InstanceTab, Route},
    ui::{Chips, Copyable, Fact, Failure, Glyph, Status, Time, Tone, grouped},
};

document!(CustomerInstanceCounts, "src/customers/counts.graphql");
document!(CustomerUserCount, "src/customers/users/count.graphql");

use customer_instance_counts::RanInstance;

/// How many instances a customer has, and those to look at first.
#[derive(Clone)]
pub struct InstanceCounts {
    pub all: u32,
    pub failing: u32,
    pub paused: u32,
    /// The first of those that fail.
    pub failed: Vec<RanInstance>,
    /// Those that ran last.
    pub recent: Vec<RanInstance>,
}

/// The tab. `customer` holds an answer.
#[component]
pub fn SummaryTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let id = record.with_untracked(|it| it.id.clone());
    // What somebody may not open is not counted for them either.
    let opens = Memo::new({
        let id = id.clone();
        move |_| [CustomerTab::Instances, CustomerTab::Users].map(|it| is_open(&id, it))
    });
    let glance = move || {
        let [instances, users] = opens.get();
        let counts = instances.then(|| {
            let id = id.clone();
            One::new(move || id.clone(), instance_counts)
        });
        let instances = counts.map(|counts| view! { <InstanceStats id=id.clone() counts /> });
        let ran = counts.map(|counts| view! { <RanInstances id=id.clone() counts /> });
        let users = users.then(|| view! { <UserStat id=id.clone() /> });
        view! {
            <div class="stats">{instances} {users}</div>
            {ran}
        }
    };
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Summary /> }}
        <div class="page-body">
            {glance}
            {move || view! { <About record=record.get() /> }}
        </div>
    }
    .into_any()
}

#[component]
fn InstanceStats(id: String, counts: One<InstanceCounts>) -> impl IntoView {
    let to = Route::customer(&id, CustomerTab::Instances).to_string();
    move || match counts.answer.get() {
        Some(Ok(it)) => view! {
            {stat(it.all, instances_title(), to.clone(), Tone::Neutral)}
            {stat(it.failing, words::FAILING, format!("{to}?state=failed"), Tone::Danger)}
            {stat(it.paused, words::PAUSED, format!("{to}?state=paused"), Tone::Neutral)}
        }
        .into_any(),
        Some(Err(Error::Forbidden)) => ().into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| counts.reload() /> }.into_any(),
        None => (0..3).map(|_| waiting()).collect_view().into_any(),
    }
}

/// What fails and what ran last, by name.
#[component]
fn RanInstances(id: String, counts: One<InstanceCounts>) -> impl IntoView {
    let to = Route::customer(&id, CustomerTab::Instances).to_string();
    let list = move |name: Phrase, rows: Vec<RanInstance>, glyph: Option<Glyph>, all: String| {
        (!rows.is_empty()).then(|| {
            let line = |it| line(it, glyph);
            view! {
                <section class="card">
                    <div class="card-head">
                        <h2>{t(name)}</h2>
                        <a href=all>{t(words::SHOW_ALL)}</a>
                    </div>
                    <ul class="recent">{rows.into_iter().map(line).collect_view()}</ul>
                </section>
            }
        })
    };
    move || {
        let Some(Ok(InstanceCounts { failed, recent, .. })) = counts.answer.get() else { return None };
        Some(view! {
            <div class="cards">
                {list(words::FAILING_NOW, failed, Some(Glyph::Failed), format!("{to}?state=failed"))}
                {list(words::RAN_LAST, recent, None, format!("{to}?sort=-run"))}
            </div>
        })
    }
}

fn line(it: RanInstance, glyph: Option<Glyph>) -> impl IntoView {
    let RanInstance { id, name, last_executed_at } = it;
    let mark = glyph.map(|glyph| view! { <Status glyph>{t(instances::FAILED)}</Status> });
    let ran = last_executed_at.map(|moment| view! { <span class="cell-2"><Time moment /></span> });
    view! {
        <li>
            <a class="recent-row" href=Route::instance(&id, InstanceTab::Summary).to_string()>
                <span class="identity-text"><bdi>{name}</bdi></span>
                {mark}
                {ran}
            </a>
        </li>
    }
}

#[component]
fn UserStat(id: String) -> impl IntoView {
    let to = Route::customer(&id, CustomerTab::Users).to_string();
    let found = One::new(move || id.clone(), user_count);
    move || match found.answer.get() {
        Some(Ok(number)) => stat(number, words::USERS, to.clone(), Tone::Neutral).into_any(),
        Some(Err(Error::Forbidden)) => ().into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        None => waiting().into_any(),
    }
}

fn waiting() -> impl IntoView {
    view! { <span class="stat late"><span class="skeleton"></span></span> }
}

fn stat(number: u32, name: Phrase, to: String, tone: Tone) -> impl IntoView {
    let mark = (number > 0 && tone == Tone::Danger).then_some("danger");
    view! {
        <a class="stat" href=to data-tone=mark>
            <strong>{grouped(number)}</strong>
            <span>{t(name)}</span>
        </a>
    }
}

#[component]
fn About(record: CustomerRecord) -> impl IntoView {
    let CustomerRecord { id, description, external_id, labels, created_at, updated_at, .. } = record;
    let written = |text: String| if text.is_empty() { t(words::NONE) } else { text };
    let external_id = match external_id.filter(|it| !it.is_empty()) {
        Some(text) => view! { <Copyable text label=t(words::EXTERNAL_ID) /> }.into_any(),
        None => t(words::NONE).into_any(),
    };
    let labels = match labels.filter(|it| !it.is_empty()) {
        Some(words) => view! { <Chips words /> }.into_any(),
        None => t(words::NONE).into_any(),
    };
    view! {
        <dl class="facts">
            <Fact name=t(words::DESCRIPTION)><span class="prose" dir="auto">{written(description)}</span></Fact>
            <Fact name=t(words::EXTERNAL_ID)>{external_id}</Fact>
            <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
            <Fact name=t(words::LABELS)>{labels}</Fact>
            <Fact name=t(words::CREATED)><Time moment=created_at /></Fact>
            <Fact name=t(words::CHANGED)><Time moment=updated_at /></Fact>
        </dl>
    }
}

/// The customer's instances now.
///
/// # Errors
/// As [`api::send`]; `NotFound` when the customer is gone.
pub async fn instance_counts(id: String) -> Result<InstanceCounts, Error> {
    let variables = customer_instance_counts::Variables { id };
    let found = api::send::<CustomerInstanceCounts>(variables).await?.customer.ok_or(Error::NotFound)?;
    let number = |it: i64| u32::try_from(it).unwrap_or_default();
    let recent = found.recent.nodes.into_iter().flatten();
    Ok(InstanceCounts {
        all: number(found.all.total_count),
        failing: number(found.failing.total_count),
        paused: number(found.paused.total_count),
        failed: found.failing.nodes.into_iter().flatten().collect(),
        recent: recent.filter(|it| it.last_executed_at.is_some()).collect(),
    })
}

/// How many people the customer has now.
///
/// # Errors
/// As [`api::send`]; `NotFound` when the customer is gone.
pub async fn user_count(id: String) -> Result<u32, Error> {
    let found = api::send::<CustomerUserCount>(customer_user_count::Variables { id }).await?.customer;
    Ok(u32::try_from(found.ok_or(Error::NotFound)?.users.total_count).unwrap_or_default())
}
