//! Lists of instances: all that a person may see, or those of one customer.

use leptos::prelude::*;

use super::{
    create::CreateInstanceDialog,
    narrow::{Narrow, NarrowFields},
    state::{Flags, InstanceState, flags_from, version_text},
    wording::called,
};
use crate::{
    api::{self, Error, Paged, Slice, sifted},
    auth::{Part, Permission, is_third_party, use_session},
    document,
    phrases::{Phrase, instances as words, integrations, t},
    routes::{CustomerTab, InstanceTab, Route},
    shell::query,
    ui::{
        Avatar, Button, Chips, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Look, Order,
        PageHead, QueryField, SearchField, Select, Shape, Status, Time, count_of,
    },
};
use instance_rows::{
    InstanceConfigState, InstanceOrder, InstanceOrderField, InstanceRow, OrderDirection, Variables,
};

document!(InstanceRows, "src/instances/list.graphql");

flags_from!(InstanceRow, InstanceConfigState);

/// All instances that the person may see.
#[component]
pub fn InstanceListPage() -> impl IntoView {
    let total = RwSignal::new(None);
    let session = use_session();
    // Whose instances may be added is said by each customer.
    let access = Signal::derive(move || {
        session.may(
            Permission::ManageInstances,
            session.access(|it| it.can(Permission::ManageInstances)).is_granted(),
        )
    });
    let adding = RwSignal::new(false);
    let add = move || {
        access.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access on_click=move |()| adding.set(true)>
                    {t(words::ADD)}
                </Button>
            }
        })
    };
    view! {
        <PageHead
            title=t(words::TITLE)
            count=Signal::derive(move || total.get().map(|it| count_of(it, None)))
            actions=add.into_any()
        />
        <CreateInstanceDialog open=adding customer=None />
        <InstanceList total />
    }
}

/// What the list is asked for: what it is about, the filters, and the order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wish {
    customer: Option<String>,
    /// What all versions of the integration share.
    integration: Option<String>,
    /// One version's id.
    version: Option<String>,
    search: Option<String>,
    state: Option<String>,
    label: Option<String>,
    sort: Option<String>,
}

/// The states that can be asked for: what the address calls each, and its name.
const STATES: [(&str, Phrase); 4] = [
    ("enabled", words::ENABLED),
    ("paused", words::PAUSED),
    ("failed", words::FAILED),
    ("needs-deploy", words::NEEDS_DEPLOY),
];

/// The list with its search and filters. `total` is told how many match.
#[component]
pub fn InstanceList(
    /// Only those of this customer.
    #[prop(optional, into)]
    customer: Option<String>,
    /// Only those of this integration, in any version.
    #[prop(optional, into)]
    integration: Option<String>,
    total: RwSignal<Option<u32>>,
) -> impl IntoView {
    let (search, set_search) = query::<String>("q");
    let (state, set_state) = query::<String>("state");
    let (label, set_label) = query::<String>("label");
    let (sort, set_sort) = query::<String>("sort");
    let narrow = Narrow::new(customer.clone(), integration.clone());
    let columns = if customer.is_some() { OF_A_CUSTOMER } else { ALL };
    let wish = Memo::new(move |_| Wish {
        customer: customer.clone().or(narrow.customer.id.get()),
        integration: integration.clone().or(narrow.integration.id.get()),
        version: narrow.version.id.get(),
        search: search.get(),
        state: state.get(),
        label: label.get(),
        sort: sort.get(),
    });
    let session = use_session();
    let page = Paged::new(
        move || (wish.get(), session.sieve()),
        |(wish, sieve), after| async move {
            let Some(other) = sieve else { return fetch(wish, after).await };
            let is_found = |it: &InstanceRow| other.finds(&it.customer.id, Part::Instances);
            sifted(|after| fetch(wish.clone(), after), is_found).await
        },
    );
    Effect::new(move |_| total.set(page.total.get()));
    let clear = move |()| {
        set_search.set(None);
        set_state.set(None);
        set_label.set(None);
        narrow.clear();
    };
    let chips = move || {
        let state_name =
            move |key: String| STATES.iter().find(|(it, _)| *it == key).map_or(key, |(_, name)| t(*name));
        let chip = |name, value: Option<String>, set: SignalSetter<Option<String>>| {
            let on_remove = Callback::new(move |()| set.set(None));
            value.map(|value| FilterChip { name: t(name), value, on_remove })
        };
        let chips = [
            chip(words::STATUS, state.get().map(state_name), set_state),
            chip(words::LABEL_IS, label.get(), set_label),
        ];
        narrow.chips().into_iter().chain(chips.into_iter().flatten()).collect::<Vec<_>>()
    };
    let filtered = move || {
        let is_filtered = search.with(Option::is_some)
            | state.with(Option::is_some)
            | label.with(Option::is_some)
            | narrow.is_set();
        is_filtered.then(|| search.get().unwrap_or_default())
    };
    let order = Order {
        by: Signal::derive(move || order_of(sort.get().as_deref())),
        on_change: Callback::new(move |(key, falls): (&'static str, bool)| {
            set_sort.set(Some(format!("{}{key}", if falls { "-" } else { "" })));
        }),
    };
    let nothing = move |()| {
        let is_by_grant = untrack(|| session.viewer()).is_some_and(|it| is_third_party(&it.role));
        let title = t(called(words::EMPTY_TITLE, integrations::EMPTY_TITLE));
        let text = if is_by_grant {
            words::NOTHING_GRANTED
        } else {
            called(words::EMPTY_TEXT, words::OWN_EMPTY_TEXT)
        };
        view! { <Empty kind=EmptyKind::NothingYet title text=t(text) /> }.into_any()
    };
    let states = std::iter::once((String::new(), t(words::ANY_STATUS)))
        .chain(STATES.iter().map(|(key, name)| ((*key).to_owned(), t(*name))))
        .collect::<Vec<_>>();
    let states = Signal::stored(states);
    view! {
        <FilterBar
            search=view! { <SearchField label=t(called(words::SEARCH, integrations::SEARCH)) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
        >
            <NarrowFields narrow />
            <Select
                label=t(words::STATUS)
                value=Signal::derive(move || state.get().unwrap_or_default())
                options=states
                on_change=move |it: String| set_state.set(Some(it).filter(|it| !it.is_empty()))
            />
            <QueryField label=t(words::LABEL_IS) value=label on_change=move |it| set_label.set(it) />
        </FilterBar>
        <DataTable
            page
            columns
            // A run changes what is seen of an instance, but not when it was changed.
            key=|it| (it.id.clone(), it.updated_at.clone(), it.last_executed_at.clone(), state_of(it))
            order
            label=t(called(words::TITLE, integrations::TITLE))
            filtered=Signal::derive(filtered)
            on_clear=clear
            empty=Callback::new(nothing)
        />
    }
}

/// The order that an address asks for; by name when it asks for none that exists.
fn order_of(asked: Option<&str>) -> (&'static str, bool) {
    let asked = asked.unwrap_or_default();
    let (key, falls) = asked.strip_prefix('-').map_or((asked, false), |it| (it, true));
    match key {
        "customer" => ("customer", falls),
        "integration" => ("integration", falls),
        "run" => ("run", falls),
        "name" => ("name", falls),
        _ => ("name", false),
    }
}

const NAME: Column<InstanceRow> = Column {
    heading: words::NAME,
    cell: |it| name_cell(it, Some(&it.customer.name)),
    sort: Some("name"),
    bare: false,
    class: "",
};
const OWN_NAME: Column<InstanceRow> = Column { cell: |it| name_cell(it, None), ..NAME };
const CUSTOMER: Column<InstanceRow> = Column {
    heading: words::CUSTOMER,
    cell: |it| {
        let route = Route::customer(&it.customer.id, CustomerTab::Instances);
        view! { <a class="cell-link" href=route.to_string()><bdi>{it.customer.name.clone()}</bdi></a> }
            .into_any()
    },
    sort: Some("customer"),
    bare: false,
    class: "keep-2",
};
const INTEGRATION: Column<InstanceRow> = Column {
    heading: words::INTEGRATION,
    cell: |it| {
        let version = version_text(it.deployed_version, it.integration.version_number);
        view! { <span class="cell-2"><bdi>{it.integration.name.clone()}</bdi>" "<span class="faint">{version}</span></span> }
            .into_any()
    },
    sort: Some("integration"),
    bare: false,
    class: "keep-2",
};
const STATUS: Column<InstanceRow> = Column {
    heading: words::STATUS,
    cell: |it| {
        let state = state_of(it);
        view! { <Status glyph=state.glyph()>{t(state.phrase())}</Status> }.into_any()
    },
    sort: None,
    bare: false,
    class: "w-x",
};
const LAST_RUN: Column<InstanceRow> = Column {
    heading: words::LAST_RUN,
    cell: |it| match it.last_executed_at.clone() {
        Some(moment) => view! { <span class="cell-2"><Time moment /></span> }.into_any(),
        None => view! { <span class="faint">{t(words::NEVER)}</span> }.into_any(),
    },
    sort: Some("run"),
    bare: false,
    class: "w-3 keep-3",
};
const LABELS: Column<InstanceRow> = Column {
    heading: words::LABELS,
    cell: |it| view! { <Chips words=it.labels.clone().unwrap_or_default() limit=2 clip=true /> }.into_any(),
    sort: None,
    bare: false,
    class: "w-5 keep-4",
};
const ALL: &[Column<InstanceRow>] = &[NAME, CUSTOMER, INTEGRATION, STATUS, LAST_RUN, LABELS];
const OF_A_CUSTOMER: &[Column<InstanceRow>] = &[OWN_NAME, INTEGRATION, STATUS, LAST_RUN, LABELS];

/// `customer` is named where rows of several customers stand together.
fn name_cell(it: &InstanceRow, customer: Option<&str>) -> AnyView {
    let version = version_text(it.deployed_version, it.integration.version_number);
    let customer = customer.map(|it| view! { <bdi>{it.to_owned()}</bdi>" · " });
    let about = format!("{} {version}", it.integration.name);
    view! {
        <span class="identity">
            <Avatar
                id=it.integration.id.clone()
                name=it.integration.name.clone()
                picture=it.integration.avatar_url.clone()
                shape=Shape::Square
            />
            <span class="identity-text">
                <a class="data-table-link" href=Route::instance(&it.id, InstanceTab::Summary).to_string()>
                    <bdi title=it.name.clone()>{it.name.clone()}</bdi>
                </a>
                <span class="identity-sub stack-only">{customer}<bdi>{about}</bdi></span>
            </span>
        </span>
    }
    .into_any()
}

fn state_of(it: &InstanceRow) -> InstanceState {
    InstanceState::of(Flags::from(it))
}

async fn fetch(wish: Wish, after: Option<String>) -> Result<Slice<InstanceRow>, Error> {
    let (key, falls) = order_of(wish.sort.as_deref());
    let field = match key {
        "customer" => InstanceOrderField::CUSTOMER,
        "integration" => InstanceOrderField::INTEGRATION,
        "run" => InstanceOrderField::LAST_EXECUTED_AT,
        _ => InstanceOrderField::NAME,
    };
    let direction = if falls { OrderDirection::DESC } else { OrderDirection::ASC };
    let state = wish.state.as_deref();
    let variables = Variables {
        after,
        customer: wish.customer,
        integration: wish.integration,
        version: wish.version,
        search: wish.search,
        enabled: match state {
            Some("enabled") => Some(true),
            Some("paused") => Some(false),
            _ => None,
        },
        failed: (state == Some("failed")).then_some(true),
        needs_deploy: (state == Some("needs-deploy")).then_some(true),
        label: wish.label,
        sort: Some(vec![Some(InstanceOrder { direction, field })]),
    };
    let found = api::send::<InstanceRows>(variables).await?.instances;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
