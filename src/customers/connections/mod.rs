//! The Connections tab: which other systems a customer is connected to.

mod connection;
mod credentials;
mod edit;
mod newer;
mod usage;

pub use connection::ConnectionPage;

use std::{collections::HashMap, hash::Hash};

use futures_util::future::join;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    detail::{CustomerRecord, newest},
    head::Head,
};
use crate::{
    api::{self, Error, One, Paged, Slice},
    auth::{Permission, use_session},
    connecting::AddDialog,
    document,
    phrases::{Phrase, connections as words, fill, t},
    routes::{CustomerTab, Entry, Route},
    shell::query,
    ui::{
        Button, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Glyph, Look, QueryField,
        SearchField, Select, Status, Time, grouped,
    },
};
use credentials::Credentials;
use customer_connections::{ConnectionRow, CustomerConfigVariableStatus, Variables};

document!(CustomerConnections, "src/customers/connections/list.graphql");
document!(ConnectionsInUse, "src/customers/connections/users.graphql");

/// The statuses that can be asked for: what links call each, its name, and what the API calls it.
const STATUSES: [(&str, Phrase, &[&str]); 3] = [
    ("ACTIVE", words::CONNECTED, &["ACTIVE"]),
    ("PENDING", words::NOT_CONNECTED, &["PENDING"]),
    ("ERROR", words::FAILED, &["ERROR", "FAILED"]),
];

/// A connection, and where it is used: by name of the first, and how many in all. None for those who see no instances.
#[derive(Clone)]
struct Row {
    connection: ConnectionRow,
    users: Option<(Vec<String>, u32)>,
}

/// Which connections are asked for.
#[derive(Clone, PartialEq)]
struct Question {
    customer: String,
    search: Option<String>,
    app: Option<String>,
    status: Option<String>,
    sees_instances: bool,
}

/// The tab. `customer` holds an answer.
#[component]
pub fn ConnectionsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let (search, set_search) = query::<String>("q");
    let (status, set_status) = query::<String>("status");
    let (app, set_app) = query::<String>("app");
    let id = record.with_untracked(|it| it.id.clone());
    let customer_id = id.clone();
    let session = use_session();
    let may_add = Signal::derive(move || {
        record.with(|it| {
            session.may_on(&it.id, Permission::ManageCustomers, it.allow_add_customer_config_variable)
        })
    });
    let adding = RwSignal::new(false);
    let add = move || {
        may_add.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access=may_add on_click=move |()| adding.set(true)>
                    {t(words::ADD)}
                </Button>
            }
        })
    };
    let navigate = use_navigate();
    let added = {
        let customer = id.clone();
        move |id: String| {
            let to = Route::Connection { customer: customer.clone(), id }.to_string();
            navigate(&to, NavigateOptions::default());
        }
    };
    let sees_instances = untrack(|| {
        let entry = Entry::Company(Permission::ViewInstances, Permission::ViewOwnInstances);
        session.access(|it| it.may_enter(entry)).is_granted()
    });
    let question = move || Question {
        customer: id.clone(),
        search: search.get(),
        app: app.get(),
        status: status.get(),
        sees_instances,
    };
    let page = Paged::new(question, fetch);
    let clear = move |()| {
        set_search.set(None);
        set_status.set(None);
        set_app.set(None);
    };
    let chips = move || {
        let name = |key: String| STATUSES.iter().find(|it| it.0 == key).map_or(key, |it| t(it.1));
        let on_remove = Callback::new(move |()| set_status.set(None));
        let chip = status.get().map(|it| FilterChip { name: t(words::STATUS), value: name(it), on_remove });
        let on_remove = Callback::new(move |()| set_app.set(None));
        let of_app = app.get().map(|value| FilterChip { name: t(words::APP), value, on_remove });
        of_app.into_iter().chain(chip).collect::<Vec<_>>()
    };
    let filtered = move || match (search.get(), status.get(), app.get()) {
        (None, None, None) => None,
        (term, ..) => Some(term.unwrap_or_default()),
    };
    let nothing = |()| {
        let (title, text) = (t(words::EMPTY_TITLE), t(words::EMPTY_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    let statuses = std::iter::once((String::new(), t(words::ANY_STATUS)))
        .chain(STATUSES.iter().map(|(key, name, _)| ((*key).to_owned(), t(*name))))
        .collect::<Vec<_>>();
    let statuses = Signal::stored(statuses);
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Connections actions=add.into_any() /> }}
        <FilterBar
            search=view! { <SearchField label=t(words::SEARCH) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
        >
            <QueryField label=t(words::APP) value=app on_change=move |it| set_app.set(it) />
            <Select
                label=t(words::STATUS)
                value=Signal::derive(move || status.get().unwrap_or_default())
                options=statuses
                on_change=move |it: String| set_status.set(Some(it).filter(|it| !it.is_empty()))
            />
        </FilterBar>
        <DataTable
            page
            columns=COLUMNS
            key=version
            label=t(words::TITLE)
            filtered=Signal::derive(filtered)
            on_clear=clear
            empty=Callback::new(nothing)
        />
        <Credentials customer=customer_id.clone() />
        <AddDialog customer=customer_id open=adding on_added=added />
    }
    .into_any()
}

/// What a row shows.
fn version(it: &Row) -> impl Clone + Eq + Hash + use<> {
    let Row { connection, users } = it.clone();
    let status = Known::from(connection.status.as_ref());
    (connection.id, connection.key, status, connection.is_in_use, connection.last_configured_at, users)
}

/// Where a connection is used.
fn use_of(it: &Row) -> String {
    match &it.users {
        None => t(if it.connection.is_in_use { words::IN_USE } else { words::NOT_IN_USE }),
        Some((names, _)) if names.is_empty() => t(words::NOWHERE),
        Some((names, total)) => {
            let (names, shown) = (names.join(", "), u32::try_from(names.len()).unwrap_or(*total));
            match total.saturating_sub(shown) {
                0 => names,
                more => fill(words::AND_MORE, &[("names", &names), ("count", &grouped(more))]),
            }
        }
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        heading: words::NAME,
        cell: |Row { connection: it, .. }| {
            let customer = it.customer.as_ref().map(|it| it.id.clone()).unwrap_or_default();
            let to = Route::Connection { customer, id: it.id.clone() }.to_string();
            let name = it.key.clone();
            view! { <a class="data-table-link" href=to title=name><bdi>{it.key.clone()}</bdi></a> }.into_any()
        },
        sort: None,
        bare: false,
        class: "",
    },
    Column {
        heading: words::APP,
        cell: |it| {
            let it = &it.connection;
            let of = it.scoped_config_variable.connection.as_ref();
            let app =
                of.map_or_else(|| it.scoped_config_variable.key.clone(), |it| it.component.label.clone());
            view! { <span class="cell-2"><bdi>{app}</bdi></span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: words::STATUS,
        cell: |it| {
            let (glyph, name) = status_of(Known::from(it.connection.status.as_ref()));
            view! { <Status glyph>{t(name)}</Status> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-x",
    },
    Column {
        heading: words::USED_BY,
        cell: |it| {
            let text = use_of(it);
            let title = text.clone();
            view! { <span class="cell-2" title=title><bdi>{text}</bdi></span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "keep-3",
    },
    Column {
        heading: words::CONFIGURED,
        cell: |it| match it.connection.last_configured_at.clone() {
            Some(moment) => view! { <span class="cell-2"><Time moment /></span> }.into_any(),
            None => view! { <span class="faint">{t(words::NEVER)}</span> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-3 keep-3",
    },
];

/// How a connection is doing, as far as this app knows the word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Known {
    Connected,
    NotConnected,
    Failed,
}

impl From<Option<&CustomerConfigVariableStatus>> for Known {
    fn from(status: Option<&CustomerConfigVariableStatus>) -> Self {
        match status {
            Some(CustomerConfigVariableStatus::ACTIVE) => Self::Connected,
            Some(CustomerConfigVariableStatus::ERROR | CustomerConfigVariableStatus::FAILED) => Self::Failed,
            Some(CustomerConfigVariableStatus::PENDING | CustomerConfigVariableStatus::Other(_)) | None => {
                Self::NotConnected
            }
        }
    }
}

/// The sign and the word for it.
fn status_of(status: Known) -> (Glyph, Phrase) {
    match status {
        Known::Connected => (Glyph::Enabled, words::CONNECTED),
        Known::NotConnected => (Glyph::NotConfigured, words::NOT_CONNECTED),
        Known::Failed => (Glyph::Failed, words::FAILED),
    }
}

async fn fetch(asked: Question, after: Option<String>) -> Result<Slice<Row>, Error> {
    let Question { customer, search, app, status, sees_instances } = asked;
    let statuses = status.map(|status| {
        let known = STATUSES.iter().find(|it| it.0 == status);
        known.map_or_else(|| vec![Some(status)], |it| it.2.iter().map(|it| Some((*it).to_owned())).collect())
    });
    let variables = Variables {
        customer: customer.clone(),
        after: after.clone(),
        search: search.clone(),
        app: app.clone(),
        statuses: statuses.clone(),
    };
    let in_use = connections_in_use::Variables { customer, after, search, app, statuses };
    let users = async move { if sees_instances { users(in_use).await.ok() } else { None } };
    let (found, users) = join(api::send::<CustomerConnections>(variables), users).await;
    let found = found?.customer_config_variables;
    let row = |connection: ConnectionRow| {
        let users = users.as_ref().and_then(|it| it.get(&connection.id).cloned());
        Row { connection, users }
    };
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().map(row).collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

/// Where connections are used, by their ids.
async fn users(asked: connections_in_use::Variables) -> Result<HashMap<String, (Vec<String>, u32)>, Error> {
    let found = api::send::<ConnectionsInUse>(asked).await?.customer_config_variables;
    let users = |it: connections_in_use::ConnectionsInUseCustomerConfigVariablesNodes| {
        let names = it.instances.nodes.into_iter().flatten().map(|it| it.name).collect();
        (it.id, (names, u32::try_from(it.instances.total_count).unwrap_or_default()))
    };
    Ok(found.nodes.into_iter().flatten().map(users).collect())
}
