//! The way to the screens: a sidebar, and below 768 pixels a bar with a menu.

use leptos::prelude::*;

use super::{account::AccountMenu, finder::Finder};
use crate::{
    auth::{Belonging, Viewer, use_session},
    parts::navigation_drawer,
    phrases::{Phrase, customers, instances, integrations, shell as words, t},
    routes::{CustomerTab, Route},
    ui::{Avatar, Dialog, Icon, IconButton, Shape, lazy},
};

/// One line of the navigation.
#[derive(Clone, Copy)]
struct Item {
    phrase: Phrase,
    icon: &'static str,
    /// None for whom there is no such place.
    route: fn(&Viewer) -> Option<Route>,
    place: Place,
}

/// Where a line stands in the sidebar.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    Build,
    Run,
    End,
}

const ITEMS: [Item; 7] = [
    Item { phrase: words::DASHBOARD, icon: "home", route: |_| Some(Route::Dashboard), place: Place::Top },
    Item {
        phrase: words::MARKETPLACE,
        icon: "store",
        route: |_| Some(Route::Marketplace),
        place: Place::Top,
    },
    Item { phrase: words::COMPANY, icon: "customers", route: own_company, place: Place::Top },
    Item {
        phrase: integrations::TITLE,
        icon: "cube",
        route: |_| Some(Route::Integrations),
        place: Place::Build,
    },
    Item {
        phrase: customers::TITLE,
        icon: "customers",
        route: |_| Some(Route::Customers),
        place: Place::Run,
    },
    Item { phrase: instances::TITLE, icon: "layers", route: |_| Some(Route::Instances), place: Place::Run },
    Item { phrase: words::SETTINGS, icon: "gear", route: |_| Some(Route::TeamMembers), place: Place::End },
];

fn own_company(viewer: &Viewer) -> Option<Route> {
    viewer.own_customer().map(|it| Route::customer(it, CustomerTab::Summary))
}

/// Whether a line is lit while a screen is open.
fn leads_to(target: &Route, open: &Route) -> bool {
    match (target, open) {
        (
            Route::Customers | Route::Customer { .. },
            Route::Customer { .. } | Route::CustomerUser { .. } | Route::Connection { .. },
        )
        | (Route::Integrations, Route::Integration { .. })
        // A customer's own people come to an instance from their company's page.
        | (Route::Instances | Route::Customer { .. }, Route::Instance { .. } | Route::ConfigureInstance { .. })
        | (Route::TeamMembers, Route::TeamMember { .. } | Route::Roles) => true,
        (target, open) => target == open,
    }
}

/// The lines of one place that this person finds.
fn links(route: Memo<Route>, place: Place) -> impl IntoView {
    let session = use_session();
    let line = move |(item, target): (Item, Route)| {
        let address = target.to_string();
        let is_here = move || route.with(|open| leads_to(&target, open)).then_some("page");
        view! {
            <a class="nav-link" href=address aria-current=is_here title=t(item.phrase)>
                <Icon name=item.icon />
                <span class="nav-text">{t(item.phrase)}</span>
            </a>
        }
    };
    move || {
        let found = |viewer: Viewer| {
            let lines = ITEMS.into_iter().filter(|it| it.place == place);
            let targets = lines.filter_map(|it| Some((it, (it.route)(&viewer)?)));
            targets.filter(|(_, to)| viewer.may_enter(to.entry()).is_granted()).collect::<Vec<_>>()
        };
        let items = session.viewer().map(found).unwrap_or_default();
        let group = match place {
            Place::Build => Some(words::GROUP_BUILD),
            Place::Run => Some(words::GROUP_RUN),
            Place::Top | Place::End => None,
        };
        let group = group.filter(|_| !items.is_empty());
        let heading = group.map(|name| view! { <div class="sidebar-group">{t(name)}</div> });
        view! {
            {heading}
            {items.into_iter().map(line).collect_view()}
        }
    }
}

#[component]
pub fn Sidebar(route: Memo<Route>, finder: Finder) -> impl IntoView {
    view! {
        <nav class="sidebar" aria-label=t(words::MAIN_NAVIGATION)>
            <Owner />
            {finder.button()}
            {links(route, Place::Top)}
            {links(route, Place::Build)}
            {links(route, Place::Run)}
            <div class="sidebar-end">
                {links(route, Place::End)}
                <AccountMenu id="account" />
            </div>
        </nav>
    }
}

#[component]
pub fn MobileBar(route: Memo<Route>, finder: Finder) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        route.track();
        open.set(false);
    });
    view! {
        <header class="mobile-bar">
            <IconButton icon="menu" label=t(words::OPEN_NAVIGATION) on_click=move |()| open.set(true) />
            <strong>{move || t(route.get().title())}</strong>
            {finder.sign()}
            <AccountMenu id="mobile-account" />
        </header>
        {lazy::overlay(move || open.get(), navigation_drawer::load, move || navigation_drawer::view(open, route))}
    }
}

/// The lines of the sidebar where there is no room for one.
#[component]
pub fn NavigationDrawer(open: RwSignal<bool>, route: Memo<Route>) -> impl IntoView {
    view! {
        <Dialog open title=t(words::MAIN_NAVIGATION) drawer=true>
            <nav class="mobile-nav" aria-label=t(words::MAIN_NAVIGATION)>{[Place::Top, Place::Build, Place::Run, Place::End].map(|it| links(route, it)).into_iter().collect_view()}</nav>
        </Dialog>
    }
}

/// Whose place this is: the organization, or the customer.
#[component]
fn Owner() -> impl IntoView {
    let session = use_session();
    move || {
        let (id, name, picture) = match session.viewer()?.belongs_to {
            Belonging::Organization { id, name, avatar_url, .. } => (id, name, avatar_url),
            Belonging::Customer { id, name } => (id, name, None),
            Belonging::Nobody => return None,
        };
        Some(view! {
            <div class="sidebar-org">
                <Avatar id name=name.clone() picture shape=Shape::Square />
                <bdi class="nav-text">{name}</bdi>
            </div>
        })
    }
}
