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
    let hides_back = screen.hide_back;
    let title = move || {
        let InstanceRecord { id, customer, integration, .. } = newest.get();
        let session = use_session();
        let viewer = untrack(|| session.viewer());
        let is_own = viewer.is_some_and(|it| it.own_customer().is_some());
        let above = match (boot::is_embedded(), is_own) {
            (true, _) => (!hides_back).then(|| (Route::Marketplace, t(marketplace::BACK))),
            (false, true) => Some((own_list(&customer.id), t(integrations::TITLE))),
            (false, false) => Some((own_list(&customer.id), customer.name.clone())),
        };
        let tab = |it| Tab { to: Route::instance(&id, it), name: t(name(it)) };
        let finds = finds(newest);
        let offered = InstanceTab::ALL.iter().copied().filter(|it| is_offered(*it, screen, finds));
        let tabs = offered.map(tab).collect();
        let here = Route::instance(&id, open);
        let of = Route::integration(&integration.id, IntegrationTab::Summary);
        let sees_it = session.access(|it| it.may_enter(of.entry())).is_granted();
        let made_from = dynamic(&integration.name);
        let meta = view! {
            {if sees_it {
                view! { <a href=of.to_string()><bdi>{made_from}</bdi></a> }.into_any()
            } else {
                view! { <bdi>{made_from}</bdi> }.into_any()
            }}
            <span>{format!("v{}", integration.version_number)}</span>
            {(!is_own).then(|| view! { <bdi>{customer.name.clone()}</bdi> })}
        };
        let avatar = view! {
            <Avatar
                id=integration.id
                name=integration.name
                picture=integration.avatar_url
                size=AvatarSize::Head
                shape=Shape::Square
            />
        };
        let actions = actions.clone();
        view! {
            <PageHead
                title=newest.with(|it| dynamic(&it.name))
                parent=above
                avatar=avatar.into_any()
                meta=meta.into_any()
                actions=view! {
                    {actions.run()}
                    <DeployButton instance newest />
                }
                    .into_any()
                tabs=view! { <Tabs tabs open=here /> }.into_any()
            />
        }
    };
    view! {
        {title}
        <StatusBar instance newest />
        <VersionNotice instance newest />
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
