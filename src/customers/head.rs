//! What stands above every tab of a customer's page.

use leptos::prelude::*;

use super::{detail::CustomerRecord, list::StarButton};
use crate::{
    auth::{Permission, use_session},
    instances::called,
    phrases::{Phrase, connections, customers as words, integrations, t},
    routes::{CustomerTab, Route},
    ui::{Avatar, AvatarSize, PageHead, Shape, Tab, Tabs},
};

/// The customer's name, and the way to the other tabs.
#[component]
pub fn Head(
    record: CustomerRecord,
    open: CustomerTab,
    #[prop(optional, into)] actions: Option<AnyView>,
) -> impl IntoView {
    let CustomerRecord { id, name, external_id, avatar_url, starred, allow_update, .. } = record;
    let session = use_session();
    let access = untrack(|| session.may(Permission::ManageCustomers, allow_update));
    let enters = |to: &Route| untrack(|| session.access(|it| it.may_enter(to.entry()))).is_granted();
    // A customer's own people have no list of customers to go back to.
    let parent = enters(&Route::Customers).then(|| (Route::Customers, t(words::TITLE)));
    let tab = |it| Tab { to: Route::customer(&id, it), name: title(it) };
    let tabs = CustomerTab::ALL.iter().copied().map(tab).filter(|it| enters(&it.to)).collect::<Vec<_>>();
    let here = Route::customer(&id, open);
    view! {
        <PageHead
            title=name.clone()
            parent
            avatar=view! {
                <Avatar id=id.clone() name=name.clone() picture=avatar_url size=AvatarSize::Head shape=Shape::Square />
            }
                .into_any()
            mark=view! { <StarButton id name starred=starred == Some(true) access /> }.into_any()
            meta=external_id.map(|it| view! { <code class="mono">{it}</code> }).into_any()
            actions=actions.into_any()
            tabs=view! { <Tabs tabs open=here /> }.into_any()
        />
    }
}

fn title(tab: CustomerTab) -> String {
    t(match tab {
        CustomerTab::Summary => words::SUMMARY,
        CustomerTab::Instances => instances_title(),
        CustomerTab::Users => words::USERS,
        CustomerTab::Attachments => words::ATTACHMENTS,
        CustomerTab::Connections => connections::TITLE,
        CustomerTab::Details => words::DETAILS,
    })
}

/// What instances are called: a customer's own people know them as their integrations.
pub fn instances_title() -> Phrase {
    called(words::INSTANCES, integrations::TITLE)
}
