//! The Summary tab: how an instance is doing, at a glance.

use leptos::prelude::*;

use super::{
    detail::{InstanceRecord, finds, instance_detail::InstanceConfigState},
    flows::FlowsSection,
    head::Head,
    own::OwnSection,
};
use crate::{
    api::One,
    phrases::{dynamic, instances as words, t},
    routes::InstanceTab,
    ui::{Chips, Fact, Time},
};

/// The tab.
#[component]
pub fn SummaryTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let (id, is_personal) = newest.with_untracked(|it| (it.id.clone(), it.integration.user_level_configured));
    view! {
        <Head instance newest open=InstanceTab::Summary />
        <div class="page-body">
            {move || view! { <Glance record=newest.get() /> }}
            {is_personal.then(|| view! { <OwnSection id /> })}
            {finds(newest).everything.then(|| view! { <FlowsSection newest /> })}
        </div>
    }
}

#[component]
fn Glance(record: InstanceRecord) -> impl IntoView {
    let moment = |it: Option<String>| match it {
        Some(moment) => view! { <Time moment /> }.into_any(),
        None => t(words::NEVER).into_any(),
    };
    let configuration = t(match (record.flags().is_configured, &record.config_state) {
        (false, _) => words::INCOMPLETE,
        (true, Some(InstanceConfigState::NEEDS_USER_LEVEL_CONFIGURATION)) => words::USERS_INCOMPLETE,
        (true, _) => words::COMPLETE,
    });
    let deployed = match record.deployed_version {
        0 => t(words::NEVER_DEPLOYED).into_any(),
        number => format!("v{number}").into_any(),
    };
    let labels = match record.labels.filter(|it| !it.is_empty()) {
        Some(all) => {
            let words = all.iter().map(|it| dynamic(it)).collect::<Vec<_>>();
            view! { <Chips words /> }.into_any()
        }
        None => t(words::NONE).into_any(),
    };
    let description = Some(dynamic(&record.description)).filter(|it| !it.is_empty());
    view! {
        <dl class="facts" data-look="strip">
            <div><Fact name=t(words::LAST_RUN)>{moment(record.last_executed_at)}</Fact></div>
            <div><Fact name=t(words::RUNS_VERSION)>{deployed}</Fact></div>
            <div><Fact name=t(words::LAST_DEPLOYED)>{moment(record.last_deployed_at)}</Fact></div>
            <div><Fact name=t(words::CONFIGURATION)>{configuration}</Fact></div>
            <div><Fact name=t(words::LABELS)>{labels}</Fact></div>
        </dl>
        <section class="section">
            <h2>{t(words::DESCRIPTION)}</h2>
            <p class="prose" dir="auto">{description.unwrap_or_else(|| t(words::NONE))}</p>
        </section>
    }
}
