//! The customer list: who uses the organization's integrations.

use leptos::{prelude::*, task::spawn_local};

use super::{
    create::is_begun,
    detail::CustomerRecord,
    filter::{Column as SortColumn, Filter, Sort},
};
use crate::{
    api::{self, Error, One, Paged, Slice, sifted},
    auth::{Part, Viewer, is_third_party, use_session},
    document,
    parts::{create_customer, customers_bulk},
    phrases::{customers as words, fill, t},
    routes::{CustomerTab, Route},
    settled,
    shell::query,
    ui::{
        Avatar, Button, Chips, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, IconButton, Look,
        Order, PageHead, QueryField, SearchField, Select, Selectable, Selection, Shape, Time, count_of, lazy,
        use_toasts,
    },
};
pub use customer_list::CustomerRow;
use customer_list::{CustomerOrder, CustomerOrderField, OrderDirection, Variables};

document!(CustomerList, "src/customers/list.graphql");
document!(CustomerLabels, "src/customers/labels.graphql");
document!(StarCustomer, "src/customers/star.graphql");

/// The list, with its search, filters and the way to add a customer.
#[component]
pub fn CustomerListPage() -> impl IntoView {
    let session = use_session();
    let (search, set_search) = query::<String>("q");
    let (description, set_description) = query::<String>("description");
    let (external_id, set_external_id) = query::<String>("externalId");
    let (label, set_label) = query::<String>("label");
    let (sort, set_sort) = query::<Sort>("sort");
    let adding = RwSignal::new(false);

    let filter = Memo::new(move |_| Filter {
        search: search.get(),
        description: description.get(),
        external_id: external_id.get(),
        label: label.get(),
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
    let labels = One::new(|| (), |()| fetch_labels());
    let known_labels = Signal::derive(move || match labels.answer.get() {
        Some(Ok(names)) => names,
        Some(Err(_)) | None => Vec::new(),
    });

    let clear = move || {
        set_search.set(None);
        set_description.set(None);
        set_external_id.set(None);
        set_label.set(None);
    };
    let chip = |name, value: Option<String>, set: SignalSetter<Option<String>>| {
        value.map(|value| FilterChip {
            name: t(name),
            value,
            on_remove: Callback::new(move |()| set.set(None)),
        })
    };
    let chips = move || {
        let chips = [
            chip(words::DESCRIPTION_CONTAINS, description.get(), set_description),
            chip(words::EXTERNAL_ID_IS, external_id.get(), set_external_id),
            chip(words::LABEL_IS, label.get(), set_label),
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
    let on_changed = Callback::new(move |()| {
        page.refresh();
        labels.reload();
    });
    let add_dialog = {
        let is_begun = is_begun();
        let is_wanted =
            Memo::new(move |before: Option<&bool>| before == Some(&true) || is_begun || adding.get());
        move || {
            let view = move || create_customer::view(adding, known_labels);
            is_wanted.get().then(|| lazy::overlay(create_customer::load, view))
        }
    };
    let bulk = move || {
        lazy::piece(customers_bulk::load, move || {
            customers_bulk::view(selection, page, filter.into(), known_labels, on_changed)
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
            <QueryField label=t(words::DESCRIPTION_CONTAINS) value=description on_change=move |it| set_description.set(it) />
            <QueryField
                label=t(words::EXTERNAL_ID_IS)
                placeholder=t(words::EXTERNAL_ID_EXAMPLE)
                value=external_id
                on_change=move |it| set_external_id.set(it)
            />
            <Select
                label=t(words::LABEL_IS)
                value=Signal::derive(move || label.get().unwrap_or_default())
                options=Signal::derive(move || label_options(known_labels.get(), label.get()))
                on_change=move |it: String| set_label.set(Some(it).filter(|it| !it.is_empty()))
            />
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

/// Marks a customer as one to find again, for all who have the list: the mark is the reader's own. Acts at once, and
/// goes back when the server refuses.
#[component]
pub fn StarButton(id: String, name: String, starred: bool) -> impl IntoView {
    let session = use_session();
    let is_offered = move || {
        let has_list = session.access(|it| it.may_enter(Route::Customers.entry())).is_granted();
        has_list && session.looking_as().with(Option::is_none)
    };
    let is_starred = RwSignal::new(starred);
    let toasts = use_toasts();
    let page = use_context::<One<CustomerRecord>>();
    let label = fill(words::STAR, &[("name", &name)]);
    // Every row of a long list has this button, so it does without a `Mutation` and an effect.
    let is_pending = StoredValue::new(false);
    let press = Callback::new(move |()| {
        if is_pending.get_value() {
            return;
        }
        is_pending.set_value(true);
        is_starred.update(|it| *it = !*it);
        let sent = send_star(id.clone(), is_starred.get_untracked());
        spawn_local(async move {
            let answer = sent.await;
            // The row may be gone meanwhile.
            if is_pending.try_set_value(false).is_some() {
                return;
            }
            if let Err(error) = answer {
                if let Some(page) = page.filter(|_| error == Error::NotFound) {
                    page.reload();
                }
                is_starred.update(|it| *it = !*it);
                toasts.failure(error.to_string());
            }
        });
    });
    move || {
        let label = label.clone();
        is_offered().then(
            || view! { <IconButton icon="star" label pressed=Signal::from(is_starred) on_click=press /> },
        )
    }
}

fn label_options(known: Vec<String>, chosen: Option<String>) -> Vec<(String, String)> {
    let missing = chosen.filter(|it| !known.contains(it));
    let any = (String::new(), t(words::ANY_LABEL));
    std::iter::once(any).chain(missing.into_iter().chain(known).map(|it| (it.clone(), it))).collect()
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

/// The labels of all customers, for whoever picks one.
pub async fn fetch_labels() -> Result<Vec<String>, Error> {
    let found = api::send::<CustomerLabels>(customer_labels::Variables {}).await?;
    Ok(found.customer_labels.into_iter().flatten().map(|it| it.name).collect())
}

async fn send_star(id: String, starred: bool) -> Result<(), Error> {
    let payload = api::send::<StarCustomer>(star_customer::Variables { id, starred }).await?.update_customer;
    settled!(payload, customer).map(drop)
}
