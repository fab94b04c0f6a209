//! The team member list: who works for the organization, and in which role.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Paged, Slice},
    document,
    phrases::{members as words, t},
    shell::query,
    ui::{
        Avatar, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, PageHead, QueryField,
        SearchField, Shape, count_of,
    },
};
use team_member_list::{OrderDirection, TeamMemberRow, UserOrder, UserOrderField, Variables};

document!(TeamMemberList, "src/members/list.graphql");

/// The list, with its search and its filter by email address.
#[component]
pub fn TeamMemberListPage() -> impl IntoView {
    let (search, set_search) = query::<String>("q");
    let (email, set_email) = query::<String>("email");
    let page =
        Paged::new(move || (search.get(), email.get()), |(search, email), after| fetch(search, email, after));
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
    let nothing = |()| {
        view! { <Empty kind=EmptyKind::NothingYet title=t(words::EMPTY_TITLE) text=t(words::EMPTY_TEXT) /> }
            .into_any()
    };
    view! {
        <PageHead title=t(words::TITLE) count=Signal::derive(move || page.total.get().map(|it| count_of(it, None))) />
        <FilterBar
            search=view! { <SearchField label=t(words::SEARCH) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
        >
            <QueryField label=t(words::EMAIL_CONTAINS) value=email on_change=move |it| set_email.set(it) />
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
    }
}

const COLUMNS: &[Column<TeamMemberRow>] = &[
    Column { heading: words::NAME, cell: name_cell, sort: None, bare: false, class: "", keep: 1 },
    Column {
        heading: words::EMAIL,
        cell: |it| view! { <span class="cell-2">{it.email.clone()}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "",
        keep: 2,
    },
    Column {
        heading: words::ROLE,
        cell: |it| view! { <span class="cell-2">{it.role.name.clone()}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "w-5",
        keep: 1,
    },
];

fn name_cell(it: &TeamMemberRow) -> AnyView {
    view! {
        <span class="identity">
            <Avatar id=it.id.clone() name=it.name.clone() picture=it.avatar_url.clone() shape=Shape::Round />
            <span class="identity-text">
                <strong><bdi>{it.name.clone()}</bdi></strong>
                <span class="identity-sub stack-only">{it.email.clone()}</span>
            </span>
        </span>
    }
    .into_any()
}

async fn fetch(
    search: Option<String>,
    email: Option<String>,
    after: Option<String>,
) -> Result<Slice<TeamMemberRow>, Error> {
    let by_name = UserOrder { direction: OrderDirection::ASC, field: UserOrderField::NAME };
    let variables = Variables { after, search, email, sort: Some(vec![Some(by_name)]) };
    let found = api::send::<TeamMemberList>(variables).await?.users;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
