//! The Connections tab: which other systems a customer is connected to.

mod connection;
mod credentials;
mod edit;
mod kinds;
mod usage;

pub use connection::ConnectionPage;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    detail::{CustomerRecord, newest},
    head::Head,
};
use crate::{
    api::{self, Error, One, Paged, Slice},
    auth::{Permission, use_session},
    document,
    phrases::{Phrase, connections as words, t},
    routes::{CustomerTab, Route},
    shell::query,
    ui::{
        Button, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Glyph, Look, SearchField, Select,
        Status, Time,
    },
};
use credentials::Credentials;
use customer_connections::{ConnectionRow, CustomerConfigVariableStatus, Variables};
use edit::AddDialog;

document!(CustomerConnections, "src/customers/connections/list.graphql");

/// The statuses that can be asked for: what the API calls each, and its name.
const STATUSES: [(&str, Phrase); 3] =
    [("ACTIVE", words::CONNECTED), ("PENDING", words::NOT_CONNECTED), ("ERROR", words::FAILED)];

/// The tab. `customer` holds an answer.
#[component]
pub fn ConnectionsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let (search, set_search) = query::<String>("q");
    let (status, set_status) = query::<String>("status");
    let id = record.with_untracked(|it| it.id.clone());
    let customer_id = id.clone();
    let session = use_session();
    let may_add = Signal::derive(move || {
        session.may(Permission::ManageCustomers, record.with(|it| it.allow_add_customer_config_variable))
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
    let page = Paged::new(move || (id.clone(), search.get(), status.get()), fetch);
    let clear = move |()| {
        set_search.set(None);
        set_status.set(None);
    };
    let chips = move || {
        let name = |key: String| STATUSES.iter().find(|(it, _)| *it == key).map_or(key, |(_, name)| t(*name));
        let on_remove = Callback::new(move |()| set_status.set(None));
        let chip = status.get().map(|it| FilterChip { name: t(words::STATUS), value: name(it), on_remove });
        chip.into_iter().collect::<Vec<_>>()
    };
    let filtered = move || match (search.get(), status.get()) {
        (None, None) => None,
        (term, _) => Some(term.unwrap_or_default()),
    };
    let nothing = |()| {
        let (title, text) = (t(words::EMPTY_TITLE), t(words::EMPTY_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    let statuses = std::iter::once((String::new(), t(words::ANY_STATUS)))
        .chain(STATUSES.iter().map(|(key, name)| ((*key).to_owned(), t(*name))))
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
            key=|it| it.id.clone()
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

const COLUMNS: &[Column<ConnectionRow>] = &[
    Column {
        heading: words::NAME,
        cell: |it| {
            let customer = it.customer.as_ref().map(|it| it.id.clone()).unwrap_or_default();
            let to = Route::Connection { customer, id: it.id.clone() }.to_string();
            let name = it.key.clone();
            view! { <a class="data-table-link" href=to title=name><bdi>{it.key.clone()}</bdi></a> }.into_any()
        },
        sort: None,
        bare: false,
        class: "",
        keep: 1,
    },
    Column {
        heading: words::APP,
        cell: |it| {
            let of = it.scoped_config_variable.connection.as_ref();
            let app =
                of.map_or_else(|| it.scoped_config_variable.key.clone(), |it| it.component.label.clone());
            view! { <span class="cell-2"><bdi>{app}</bdi></span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "",
        keep: 2,
    },
    Column {
        heading: words::STATUS,
        cell: |it| {
            let (glyph, name) = status_of(Known::from(it.status.as_ref()));
            view! { <Status glyph>{t(name)}</Status> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-x",
        keep: 1,
    },
    Column {
        heading: words::IN_USE,
        cell: |it| {
            let text = t(if it.is_in_use { words::YES } else { words::NO });
            view! { <span class="cell-2">{text}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-3",
        keep: 3,
    },
    Column {
        heading: words::CONFIGURED,
        cell: |it| match it.last_configured_at.clone() {
            Some(moment) => view! { <span class="cell-2"><Time moment /></span> }.into_any(),
            None => view! { <span class="faint">{t(words::NEVER)}</span> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-3",
        keep: 3,
    },
];

/// How a connection is doing, as far as this app knows the word for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

async fn fetch(
    (customer, search, status): (String, Option<String>, Option<String>),
    after: Option<String>,
) -> Result<Slice<ConnectionRow>, Error> {
    let variables = Variables { customer, after, search, status };
    let found = api::send::<CustomerConnections>(variables).await?.customer_config_variables;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
