//! The integration list.

use leptos::prelude::*;

use super::add::AddIntegrationDialog;
use crate::{
    api::{self, Error, Paged, Slice, sifted},
    auth::{LookingAs, Part, Viewer, is_third_party, use_session},
    document,
    phrases::{Phrase, integrations as words, t},
    routes::{IntegrationTab, Route},
    shell::query,
    ui::{
        Avatar, Chips, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, LinkButton, Look, Order,
        PageHead, PlainButton, QueryField, SearchField, Select, Shape, Time, count_of,
    },
};
use integration_list::{
    IntegrationOrder, IntegrationOrderField, IntegrationRow, MarketplaceConfiguration, OrderDirection,
    Variables,
};

document!(IntegrationList, "src/integrations/list.graphql");

/// What a person asked the list for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wish {
    search: Option<String>,
    category: Option<String>,
    label: Option<String>,
    sort: Option<String>,
}

/// The list, with its search and filters.
#[component]
pub fn IntegrationListPage() -> impl IntoView {
    let (search, set_search) = query::<String>("q");
    let (category, set_category) = query::<String>("category");
    let (label, set_label) = query::<String>("label");
    let (sort, set_sort) = query::<String>("sort");
    let wish = Memo::new(move |_| Wish {
        search: search.get(),
        category: category.get(),
        label: label.get(),
        sort: sort.get(),
    });
    let categories = RwSignal::new(Vec::<String>::new());
    let session = use_session();
    let page = Paged::new(
        move || (wish.get(), session.sieve()),
        move |(wish, sieve), after| found(wish, sieve, after, categories),
    );
    let clear = move |()| {
        set_search.set(None);
        set_category.set(None);
        set_label.set(None);
    };
    let chip = |name, value: Option<String>, set: SignalSetter<Option<String>>| {
        let on_remove = Callback::new(move |()| set.set(None));
        value.map(|value| FilterChip { name: t(name), value, on_remove })
    };
    let chips = move || {
        let category = chip(words::CATEGORY, category.get(), set_category);
        let label = chip(words::LABEL_IS, label.get(), set_label);
        category.into_iter().chain(label).collect::<Vec<_>>()
    };
    let filtered = move || {
        let is_all = wish.with(|it| it.search.is_none() && it.category.is_none() && it.label.is_none());
        (!is_all).then(|| search.get().unwrap_or_default())
    };
    let order = Order {
        by: Signal::derive(move || order_of(sort.get().as_deref())),
        on_change: Callback::new(move |(key, falls): (&'static str, bool)| {
            set_sort.set(Some(format!("{}{key}", if falls { "-" } else { "" })));
        }),
    };
    // Absent rather than locked for those who may not: nothing on this page would ever unlock it for them.
    let adding = RwSignal::new(false);
    let add = move || {
        session.access(Viewer::add_integration).is_granted().then(|| {
            let to = Route::ImportIntegration { into: None };
            view! {
                <LinkButton to>{t(words::IMPORT)}</LinkButton>
                <PlainButton look=Look::Primary icon="plus" on_click=move |()| adding.set(true)>
                    {t(words::ADD)}
                </PlainButton>
            }
        })
    };
    let options = move || {
        let known = categories.get();
        let missing = category.get().filter(|it| !known.contains(it));
        let any = (String::new(), t(words::ANY_CATEGORY));
        let named = missing.into_iter().chain(known).map(|it| (it.clone(), it));
        std::iter::once(any).chain(named).collect::<Vec<_>>()
    };
    view! {
        <PageHead
            title=t(words::TITLE)
            count=Signal::derive(move || page.total.get().map(|it| count_of(it, None)))
            actions=add.into_any()
        />
        <AddIntegrationDialog open=adding />
        <FilterBar
            search=view! { <SearchField label=t(words::SEARCH) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
        >
            <Select
                label=t(words::CATEGORY)
                value=Signal::derive(move || category.get().unwrap_or_default())
                options=Signal::derive(options)
                on_change=move |it: String| set_category.set(Some(it).filter(|it| !it.is_empty()))
            />
            <QueryField label=t(words::LABEL_IS) value=label on_change=move |it| set_label.set(it) />
        </FilterBar>
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.id.clone(), it.updated_at.clone())
            order
            label=t(words::TITLE)
            filtered=Signal::derive(filtered)
            on_clear=clear
            empty=Callback::new(nothing)
        />
    }
}

fn nothing((): ()) -> AnyView {
    let session = use_session();
    let is_granted = untrack(|| session.viewer()).is_some_and(|it| is_third_party(&it.role));
    let text = t(if is_granted { words::NOTHING_GRANTED } else { words::EMPTY_TEXT });
    view! { <Empty kind=EmptyKind::NothingYet title=t(words::EMPTY_TITLE) text /> }.into_any()
}

/// The order that an address asks for; by name when it asks for none that exists.
fn order_of(asked: Option<&str>) -> (&'static str, bool) {
    let asked = asked.unwrap_or_default();
    let (key, falls) = asked.strip_prefix('-').map_or((asked, false), |it| (it, true));
    match key {
        "category" => ("category", falls),
        "updated" => ("updated", falls),
        "name" => ("name", falls),
        _ => ("name", false),
    }
}

const COLUMNS: &[Column<IntegrationRow>] = &[
    Column { heading: words::NAME, cell: name_cell, sort: Some("name"), bare: false, class: "" },
    Column {
        heading: words::CATEGORY,
        cell: |it| {
            let category = it.category.clone();
            view! { <span class="cell-2"><bdi>{category}</bdi></span> }.into_any()
        },
        sort: Some("category"),
        bare: false,
        class: "w-5 keep-2",
    },
    Column {
        heading: words::VERSION,
        cell: |it| match it.version_number {
            0 => view! { <span class="faint">{t(words::DRAFT)}</span> }.into_any(),
            number => view! { <span class="cell-2">{format!("v{number}")}</span> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-3 keep-2",
    },
    Column {
        heading: words::MARKETPLACE,
        cell: |it| {
            let text = t(shown(&it.marketplace_configuration));
            view! { <span class="cell-2">{text}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-x keep-3",
    },
    Column {
        heading: words::LABELS,
        cell: |it| {
            view! { <Chips words=it.labels.clone().unwrap_or_default() limit=2 clip=true /> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-5 keep-4",
    },
    Column {
        heading: words::UPDATED,
        cell: |it| view! { <span class="cell-2"><Time moment=it.updated_at.clone() /></span> }.into_any(),
        sort: Some("updated"),
        bare: false,
        class: "w-3 keep-4",
    },
];

fn name_cell(it: &IntegrationRow) -> AnyView {
    let to = Route::integration(&it.id, IntegrationTab::Summary).to_string();
    let name = it.name.clone();
    view! {
        <span class="identity">
            <Avatar id=it.id.clone() name=name.clone() picture=it.avatar_url.clone() shape=Shape::Square />
            <span class="identity-text">
                <a class="data-table-link" href=to title=name.clone()><bdi>{it.name.clone()}</bdi></a>
                <span class="identity-sub stack-only">{it.category.clone()}</span>
            </span>
        </span>
    }
    .into_any()
}

fn shown(configuration: &MarketplaceConfiguration) -> Phrase {
    match configuration {
        MarketplaceConfiguration::AVAILABLE_AND_DEPLOYABLE => words::DEPLOYABLE,
        MarketplaceConfiguration::AVAILABLE_NOT_DEPLOYABLE => words::NOT_DEPLOYABLE,
        MarketplaceConfiguration::NOT_AVAILABLE_IN_MARKETPLACE => words::NOT_SHOWN,
        MarketplaceConfiguration::Other(_) => words::UNKNOWN,
    }
}

async fn found(
    wish: Wish,
    sieve: Option<LookingAs>,
    after: Option<String>,
    categories: RwSignal<Vec<String>>,
) -> Result<Slice<IntegrationRow>, Error> {
    let Some(other) = sieve else { return fetch(wish, after, categories).await };
    let is_found =
        |it: &IntegrationRow| it.version_sequence_id.as_ref().is_some_and(|it| other.finds(it, Part::Itself));
    sifted(|after| fetch(wish.clone(), after, categories), is_found).await
}

async fn fetch(
    wish: Wish,
    after: Option<String>,
    categories: RwSignal<Vec<String>>,
) -> Result<Slice<IntegrationRow>, Error> {
    let (key, falls) = order_of(wish.sort.as_deref());
    let field = match key {
        "category" => IntegrationOrderField::CATEGORY,
        "updated" => IntegrationOrderField::UPDATED_AT,
        _ => IntegrationOrderField::NAME,
    };
    let direction = if falls { OrderDirection::DESC } else { OrderDirection::ASC };
    let sort = Some(vec![Some(IntegrationOrder { direction, field })]);
    let Wish { search, category, label, .. } = wish;
    let found = api::send::<IntegrationList>(Variables { after, search, category, label, sort }).await?;
    let names = found.integration_categories.into_iter().flatten().map(|it| it.name).collect();
    let _ = categories.try_set(names);
    let found = found.integrations;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
