//! The customer list: who uses the organization's integrations.

use leptos::prelude::*;

use super::{
    create::is_begun,
    filter::{Column as SortColumn, Filter, Sort},
    filters::Terms,
    star::StarButton,
};
use crate::{
    api::{self, Error, Paged, Slice, sifted},
    auth::{Part, Viewer, is_third_party, use_session},
    document,
    parts::{create_customer, customer_filter_fields, customers_bulk},
    phrases::{customers as words, t},
    routes::{CustomerTab, Route},
    shell::{Query, query},
    ui::{
        Avatar, Button, Chips, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Look, Order,
        PageHead, SearchField, Selectable, Selection, Shape, Time, count_of, lazy,
    },
};
pub use customer_list::CustomerRow;
use customer_list::{CustomerOrder, CustomerOrderField, OrderDirection, Variables};

document!(CustomerList, "src/customers/list.graphql");

/// The list, with its search, filters and the way to add a customer.
#[component]
pub fn CustomerListPage() -> impl IntoView {
    let session = use_session();
    let (search, set_search) = query::<String>("q");
    let terms =
        Terms { description: query("description"), external_id: query("externalId"), label: query("label") };
    let (sort, set_sort) = query::<Sort>("sort");
    let adding = RwSignal::new(false);

    let filter = Memo::new(move |_| Filter {
        search: search.get(),
        description: terms.description.0.get(),
        external_id: terms.external_id.0.get(),
        label: terms.label.0.get(),
        sort: sort.get().unwrap_or_default(),
    });
    // How many there are without any filter.
    let all = RwSignal::new(None);
    let page = Paged::new(
        move || (filter.get(), session.sieve()),
        move |(filter, sieve), after| async move {
            let Some(other) = sieve else { return fetch(filter, after, Some(all)).await };
            let is_found = |it: &CustomerRow| other.finds(&it.id, Part::Itself);
            sifted(|after| fetch(filter.clone(), after, None), is_found).await
        },
    );
    let selection = Selection::new(move || filter.get());
    // Counts what may have changed the labels.
    let changes = RwSignal::new(0);

    let clear = move || {
        set_search.set(None);
        for (_, set) in [terms.description, terms.external_id, terms.label] {
            set.set(None);
        }
    };
    let chip = |name, (value, set): Query<String>| {
        value.get().map(|value| FilterChip {
            name: t(name),
            value,
            on_remove: Callback::new(move |()| set.set(None)),
        })
    };
    let chips = move || {
        let chips = [
            chip(words::DESCRIPTION_CONTAINS, terms.description),
            chip(words::EXTERNAL_ID_IS, terms.external_id),
            chip(words::LABEL_IS, terms.label),
        ];
        chips.into_iter().flatten().collect::<Vec<_>>()
    };
    let order = Order {
        by: Signal::derive(move || {
            let Sort { by, descending } = filter.with(|it| it.sort);
            (by.key(), descending)
        }),
        on_change: Callback::new(move |(key, descending)| {
            set_sort.set(SortColumn::from_key(key).map(|by| Sort { by, descending }));
        }),
    };
    // Absent rather than locked for those who may not: nothing on this page would ever unlock it for them.
    let may_add = Signal::derive(move || session.access(Viewer::add_customer));
    let add = move || {
        may_add.get().is_visible().then(|| {
            view! {
                <Button
                    look=Look::Primary
                    icon="plus"
                    access=may_add
                    on_click=move |()| adding.set(true)
                >
                    {t(words::ADD)}
                </Button>
            }
        })
    };
    let nothing = move |()| {
        let is_by_grant = untrack(|| session.viewer()).is_some_and(|it| is_third_party(&it.role));
        let text = t(if is_by_grant { words::NOTHING_GRANTED } else { words::EMPTY_TEXT });
        view! {
            <Empty kind=EmptyKind::NothingYet title=t(words::EMPTY_TITLE) text>{add()}</Empty>
        }
        .into_any()
    };

    let is_choosing = Memo::new(move |_| !selection.is_empty());
    let is_begun = is_begun();
    let add_dialog = lazy::overlay(
        move || is_begun || adding.get(),
        create_customer::load,
        move || create_customer::view(adding),
    );
    let bulk = move || {
        lazy::piece(customers_bulk::load, move || {
            customers_bulk::view(selection, page, filter.into(), changes)
        })
    };

    view! {
        <PageHead
            title=t(words::TITLE)
            count=Signal::derive(move || page.total.get().map(|it| count_of(it, all.get())))
            actions=add.into_any()
        />
        <FilterBar
            search=view! { <SearchField label=t(words::SEARCH) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=move |()| clear()
        >
            {lazy::piece(customer_filter_fields::load, move || customer_filter_fields::view(terms, changes.into()))}
        </FilterBar>
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.id.clone(), it.updated_at.clone(), it.starred)
            order
            label=t(words::TITLE)
            filtered=Signal::derive(move || filter.with(Filter::term))
            on_clear=move |()| clear()
            empty=Callback::new(nothing)
            selectable=Selectable { selection, id: |it| it.id.clone(), name: |it| it.name.clone() }
        />
        {move || is_choosing.get().then(bulk)}
        {add_dialog}
    }
}

const COLUMNS: &[Column<CustomerRow>] = &[
    Column { heading: words::NAME, cell: name_cell, sort: Some("name"), bare: false, class: "" },
    Column {
        heading: words::DESCRIPTION,
        cell: |it| view! { <span class="cell-2" dir="auto">{it.description.clone()}</span> }.into_any(),
        sort: Some("description"),
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: words::EXTERNAL_ID,
        cell: |it| view! { <span class="cell-2 mono">{it.external_id.clone()}</span> }.into_any(),
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
        class: "w-5 keep-2",
    },
    Column {
        heading: words::CREATED,
        cell: |it| view! { <span class="cell-2"><Time moment=it.created_at.clone() /></span> }.into_any(),
        sort: Some("created"),
        bare: false,
        class: "w-3 keep-5",
    },
    Column {
        heading: words::UPDATED,
        cell: |it| view! { <span class="cell-2"><Time moment=it.updated_at.clone() /></span> }.into_any(),
        sort: Some("updated"),
        bare: false,
        class: "w-3 keep-4",
    },
    Column { heading: words::STAR_COLUMN, cell: star_cell, sort: None, bare: true, class: "row-actions-col" },
];

fn name_cell(it: &CustomerRow) -> AnyView {
    let facts = [it.external_id.clone(), it.labels.as_ref().and_then(|it| it.first().cloned())];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    view! {
        <span class="identity">
            <Avatar id=it.id.clone() name=it.name.clone() picture=it.avatar_url.clone() shape=Shape::Square />
            <span class="identity-text">
                <a class="data-table-link" href=Route::customer(&it.id, CustomerTab::Summary).to_string() title=it.name.clone()>
                    <bdi>{it.name.clone()}</bdi>
                </a>
                <span class="identity-sub stack-only">{facts.join(" · ")}</span>
            </span>
        </span>
    }
    .into_any()
}

fn star_cell(it: &CustomerRow) -> AnyView {
    view! { <StarButton id=it.id.clone() name=it.name.clone() starred=it.starred == Some(true) /> }.into_any()
}

/// Reads a page of the list; `all` gets how many there are without any filter.
///
/// # Errors
/// See [`Error`].
pub async fn fetch(
    filter: Filter,
    after: Option<String>,
    all: Option<RwSignal<Option<u32>>>,
) -> Result<Slice<CustomerRow>, Error> {
    let Filter { search, description, external_id, label, sort } = filter;
    let field = match sort.by {
        SortColumn::Name => CustomerOrderField::NAME,
        SortColumn::Description => CustomerOrderField::DESCRIPTION,
        SortColumn::Created => CustomerOrderField::CREATED_AT,
        SortColumn::Updated => CustomerOrderField::UPDATED_AT,
    };
    let direction = if sort.descending { OrderDirection::DESC } else { OrderDirection::ASC };
    let sort = Some(vec![Some(CustomerOrder { direction, field })]);
    let variables = Variables { after, search, description, external_id, label, sort };
    let found = api::send::<CustomerList>(variables).await?;
    if let Some(all) = all {
        let _ = all.try_set(u32::try_from(found.all.total_count).ok());
    }
    let found = found.customers;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
