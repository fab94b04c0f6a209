//! The Summary tab: what an integration does, and what it is made of.

use leptos::prelude::*;

use super::{
    detail::{Head, IntegrationRecord},
    fork::Fork,
};
use crate::{
    auth::{Permission, use_session},
    phrases::{configure, integrations as words, t},
    routes::{IntegrationTab, Route},
    ui::{Badge, Chips, Copyable, Fact, Markdown, Time},
};

/// The tab.
#[component]
pub fn SummaryTab(record: IntegrationRecord) -> impl IntoView {
    let (head, of) = (record.clone(), record.clone());
    let IntegrationRecord { id, description, labels, overview, documentation, components, flows, .. } =
        record;
    let written = |it: Option<String>| it.filter(|it| !it.trim().is_empty());
    let overview = match written(overview).or(written(documentation)) {
        Some(text) => view! { <Markdown text /> }.into_any(),
        None => view! { <p class="muted">{t(words::NO_OVERVIEW)}</p> }.into_any(),
    };
    let labels = match labels.filter(|it| !it.is_empty()) {
        Some(words) => view! { <Chips words /> }.into_any(),
        None => t(words::NONE).into_any(),
    };
    let used = components.nodes.into_iter().flatten().map(|it| {
        let mark = it.public.then(|| view! { " "<span class="faint">"("{t(words::BUILT_IN)}")"</span> });
        let old = (!it.version_is_latest).then(|| view! { " "<Badge>{t(words::OUTDATED)}</Badge> });
        view! { <li><bdi>{it.label}</bdi>" "<span class="faint">{format!("v{}", it.version_number)}</span>{mark}{old}</li> }
    });
    let flows = flows.nodes.into_iter().flatten().map(|it| {
        let about = written(it.description);
        view! {
            <li>
                <bdi>{it.name}</bdi>" "<span class="faint">{it.trigger.action.label}</span>
                {about.map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
            </li>
        }
    });
    let flows = flows.collect::<Vec<_>>();
    let flows = if flows.is_empty() {
        view! { <p class="muted">{t(words::NO_FLOWS)}</p> }.into_any()
    } else {
        view! { <ul class="plain-list">{flows}</ul> }.into_any()
    };
    // What those who make instances of it would go through.
    let session = use_session();
    let rehearse = {
        let to = Route::ConfigureInstance { id: id.clone() };
        move || {
            session.access(|it| it.can(Permission::ManageInstances)).is_granted().then(|| {
                let href = format!("{to}?rehearse=integration");
                view! { <a class="button" href=href>{t(configure::REHEARSE)}</a> }
            })
        }
    };
    view! {
        <Head
            record=head
            open=IntegrationTab::Summary
            actions=view! {
                {rehearse}
                <Fork of />
            }
                .into_any()
        />
        <div class="page-body split">
            <div class="form">
                <section class="section">
                    <h2>{t(words::DESCRIPTION)}</h2>
                    <p class="prose" dir="auto">{written(description).unwrap_or_else(|| t(words::NONE))}</p>
                </section>
                <section class="section">
                    <h2>{t(words::OVERVIEW)}</h2>
                    {overview}
                </section>
                <section class="section">
                    <h2>{t(words::FLOWS)}</h2>
                    {flows}
                </section>
                <section class="section">
                    <h2>{t(words::COMPONENTS)}</h2>
                    <ul class="plain-list">{used.collect_view()}</ul>
                </section>
            </div>
            <aside class="aside">
                <dl class="facts">
                    <Fact name=t(words::LABELS)>{labels}</Fact>
                    <Fact name=t(words::CREATED)><Time moment=record.created_at /></Fact>
                    <Fact name=t(words::CHANGED)><Time moment=record.updated_at /></Fact>
                    <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
                </dl>
            </aside>
        </div>
    }
}
