//! The Users tab: a customer's people, those who sign in and those who arrive through a host product.

use leptos::prelude::*;

use super::create::CreateUserDialog;
use crate::{
    api::{self, Error, One, Paged, Slice},
    auth::{Permission, use_session},
    customers::{
        detail::{CustomerRecord, newest},
        head::Head,
    },
    document,
    phrases::{customers as words, people, t},
    routes::{CustomerTab, Route, UserTab},
    shell::query,
    ui::{
        Avatar, Badge, Button, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Look, QueryField,
        SearchField, Shape,
    },
};
use customer_users::{CustomerUserRow, OrderDirection, UserOrder, UserOrderField, Variables};

document!(CustomerUsers, "src/customers/users/list.graphql");

/// The tab. `customer` holds an answer.
#[component]
pub fn UsersTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let (search, set_search) = query::<String>("q");
    let (email, set_email) = query::<String>("email");
    let id = record.with_untracked(|it| it.id.clone());
    let page = {
        let id = id.clone();
        Paged::new(move || (id.clone(), search.get(), email.get()), fetch)
    };
    let clear = move |()| {
        set_search.set(None);
        set_email.set(None);
    };
    let chips = move || {
        let on_remove = Callback::new(move |()| set_email.set(None));
        let chip = email.get().map(|value| FilterChip { name: t(words::EMAIL_CONTAINS), value, on_remove });
        chip.into_iter().collect::<Vec<_>>()
    };
    let filtered = move || match (search.get(), email.get()) {
        (None, None) => None,
        (term, _) => Some(term.unwrap_or_default()),
    };
    let adding = RwSignal::new(false);
    let session = use_session();
    let may_add = Signal::derive(move || {
        record.with(|it| session.may_on(&it.id, Permission::ManageCustomerUsers, it.allow_add_user))
    });
    let add = move || {
        may_add.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access=may_add on_click=move |()| adding.set(true)>
                    {t(words::ADD_USER)}
                </Button>
            }
        })
    };
    let nothing = |()| {
        view! { <Empty kind=EmptyKind::NothingYet title=t(words::NO_USERS) text=t(words::NO_USERS_TEXT) /> }
            .into_any()
    };
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Users actions=add.into_any() /> }}
        <FilterBar
            search=view! {
                <SearchField label=t(words::SEARCH_USERS) value=search on_search=move |it| set_search.set(it) />
            }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
        >
            <QueryField label=t(words::EMAIL_CONTAINS) value=email on_change=move |it| set_email.set(it) />
        </FilterBar>
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.id.clone(), it.updated_at.clone())
            label=t(words::USERS)
            filtered=Signal::derive(filtered)
            on_clear=clear
            empty=Callback::new(nothing)
        />
        <CreateUserDialog customer=id open=adding on_added=move |()| page.refresh() />
    }
    .into_any()
}

const COLUMNS: &[Column<CustomerUserRow>] = &[
    Column { heading: people::NAME, cell: name_cell, sort: None, bare: false, class: "" },
    Column {
        heading: words::EMAIL_OR_IDENTIFIER,
        cell: |it| view! { <span class="cell-2">{address(it)}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: people::ROLE,
        cell: |it| {
            let (session, role) = (use_session(), it.role.name.clone());
            let name = move || session.viewer().map(|it| it.role_name(&role));
            view! { <Badge>{name}</Badge> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-5",
    },
];

/// Who arrives through a host product has an identifier of the host's, which need not be an address.
fn address(it: &CustomerUserRow) -> String {
    it.external_id.clone().filter(|it| !it.is_empty()).unwrap_or_else(|| it.email.clone())
}

fn name_cell(it: &CustomerUserRow) -> AnyView {
    let customer = it.customer.as_ref().map(|it| it.id.clone()).unwrap_or_default();
    let route = Route::customer_user(&customer, &it.id, UserTab::Details);
    view! {
        <span class="identity">
            <Avatar id=it.id.clone() name=it.name.clone() picture=it.avatar_url.clone() shape=Shape::Round />
            <span class="identity-text">
                <a class="data-table-link" href=route.to_string() title=it.name.clone()><bdi>{it.name.clone()}</bdi></a>
                <span class="identity-sub stack-only">{address(it)}</span>
            </span>
        </span>
    }
    .into_any()
}

async fn fetch(
    (customer, search, email): (String, Option<String>, Option<String>),
    after: Option<String>,
) -> Result<Slice<CustomerUserRow>, Error> {
    let by_name = UserOrder { direction: OrderDirection::ASC, field: UserOrderField::NAME };
    let variables = Variables { customer, after, search, email, sort: Some(vec![Some(by_name)]) };
    let found = api::send::<CustomerUsers>(variables).await?.users;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
