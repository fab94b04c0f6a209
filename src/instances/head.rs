//! What stands above every tab of an instance's page: its name, what can be done with it, and how it is doing.

use leptos::prelude::*;

use super::{
    bar::StatusBar,
    deploy::DeployButton,
    detail::{InstanceRecord, finds},
    tabs::is_offered,
    version::VersionNotice,
};
use crate::{
    api::One,
    auth::use_session,
    boot,
    embed::use_frame,
    phrases::{dynamic, instances as words, integrations, marketplace, runs, t},
    routes::{CustomerTab, InstanceTab, IntegrationTab, Route},
    ui::{Avatar, AvatarSize, PageHead, Shape, Tab, Tabs},
};

/// The head. A change made here reads the `instance` anew.
#[component]
pub fn Head(
    instance: One<InstanceRecord>,
    newest: Memo<InstanceRecord>,
    open: InstanceTab,
    /// The buttons of the open tab.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    let screen = use_frame().screen.with_untracked(|it| it.instance);
    let session = use_session();
    let viewer = untrack(|| session.viewer());
    let is_own = viewer.is_some_and(|it| it.own_customer().is_some());
    let id = newest.with_untracked(|it| it.id.clone());
    let found = Memo::new(move |_| {
        newest.track();
        finds(newest)
    });
    let tabs = {
        let here = Route::instance(&id, open);
        move || {
            let offered = InstanceTab::ALL.iter().copied();
            let offered = offered.filter(|it| is_offered(*it, screen, found.get()));
            let tab = |it| Tab { to: Route::instance(&id, it), name: t(name(it)) };
            view! { <Tabs tabs=offered.map(tab).collect() open=here.clone() /> }
        }
    };
    let parent = newest.with_untracked(|it| above(it, is_own, screen.hide_back));
    // Only what is seen of it changes with the record: the buttons, and what they ask and wait for, outlive a run.
    view! {
        <PageHead
            title=Signal::derive(move || newest.with(|it| dynamic(&it.name)))
            parent
            avatar=view! { <Picture newest /> }.into_any()
            meta=view! { <MadeFrom newest is_own /> }.into_any()
            actions=view! {
                {actions.run()}
                <DeployButton instance newest />
            }
                .into_any()
            tabs=tabs.into_any()
        />
        <StatusBar instance newest />
        <VersionNotice instance newest />
    }
}

/// The page above this one, and what it is called for this reader.
fn above(it: &InstanceRecord, is_own: bool, hides_back: bool) -> Option<(Route, String)> {
    match (boot::is_embedded(), is_own) {
        (true, _) => (!hides_back).then(|| (Route::Marketplace, t(marketplace::BACK))),
        (false, true) => Some((own_list(&it.customer.id), t(integrations::TITLE))),
        (false, false) => Some((own_list(&it.customer.id), it.customer.name.clone())),
    }
}

/// The picture of what it is made from.
#[component]
fn Picture(newest: Memo<InstanceRecord>) -> impl IntoView {
    let shown = Memo::new(move |_| {
        newest.with(|it| {
            (it.integration.id.clone(), it.integration.name.clone(), it.integration.avatar_url.clone())
        })
    });
    move || {
        let (id, name, picture) = shown.get();
        view! { <Avatar id name picture size=AvatarSize::Head shape=Shape::Square /> }
    }
}

/// What it is made from, in which version, and for whom.
#[component]
fn MadeFrom(newest: Memo<InstanceRecord>, is_own: bool) -> impl IntoView {
    let session = use_session();
    let integration =
        Memo::new(move |_| newest.with(|it| (it.integration.id.clone(), it.integration.name.clone())));
    let name = move || {
        let (id, name) = integration.get();
        let of = Route::integration(&id, IntegrationTab::Summary);
        let name = dynamic(&name);
        if session.access(|it| it.may_enter(of.entry())).is_granted() {
            view! { <a href=of.to_string()><bdi>{name}</bdi></a> }.into_any()
        } else {
            view! { <bdi>{name}</bdi> }.into_any()
        }
    };
    view! {
        {name}
        <span>{move || newest.with(|it| format!("v{}", it.integration.version_number))}</span>
        {(!is_own).then(|| view! { <bdi>{move || newest.with(|it| it.customer.name.clone())}</bdi> })}
    }
}

fn own_list(customer: &str) -> Route {
    Route::customer(customer, CustomerTab::Instances)
}

fn name(tab: InstanceTab) -> crate::phrases::Phrase {
    match tab {
        InstanceTab::Summary => words::SUMMARY,
        InstanceTab::Test => runs::TEST,
        InstanceTab::Executions => runs::EXECUTIONS,
        InstanceTab::UserConfiguration => words::USER_CONFIGURATION,
        InstanceTab::Logs => runs::LOGS,
        InstanceTab::Details => words::DETAILS,
    }
}
