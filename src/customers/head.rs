//! What stands above every tab of a customer's page.

use leptos::prelude::*;

use super::{detail::CustomerRecord, star::StarButton};
use crate::{
    auth::{Part, use_session},
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
    let CustomerRecord { id, name, external_id, avatar_url, starred, .. } = record;
    let session = use_session();
    // A customer's own people have no list of customers to go back to. Where that changes, the head is made anew.
    let has_list =
        Memo::new(move |_| session.access(|it| it.may_enter(Route::Customers.entry())).is_granted());
    let parent = has_list.get().then(|| (Route::Customers, t(words::TITLE)));
    let tabs = {
        let id = id.clone();
        move || {
            let tab = |it| Tab { to: Route::customer(&id, it), name: title(it) };
            let tabs = CustomerTab::ALL.iter().copied().filter(|it| is_open(&id, *it)).map(tab).collect();
            view! { <Tabs tabs open=Route::customer(&id, open) /> }
        }
    };
    view! {
        <PageHead
            title=name.clone()
            parent
            avatar=view! {
                <Avatar id=id.clone() name=name.clone() picture=avatar_url size=AvatarSize::Head shape=Shape::Square />
            }
                .into_any()
            mark=view! { <StarButton id name starred=starred == Some(true) /> }.into_any()
            meta=external_id.map(|it| view! { <code class="mono">{it}</code> }).into_any()
            actions=actions.into_any()
            tabs=tabs.into_any()
        />
    }
}

/// What a tab shows of the customer.
pub fn part_of(tab: CustomerTab) -> Part {
    match tab {
        CustomerTab::Instances => Part::Instances,
        CustomerTab::Users => Part::Users,
        CustomerTab::Connections => Part::Connections,
        CustomerTab::Summary | CustomerTab::Attachments | CustomerTab::Details => Part::Itself,
    }
}

/// Whether the reader finds a tab. Follows a role that changes.
pub fn is_open(customer: &str, tab: CustomerTab) -> bool {
    let session = use_session();
    let enters = session.access(|it| it.may_enter(Route::customer(customer, tab).entry())).is_granted();
    enters && session.finds(customer, part_of(tab))
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
