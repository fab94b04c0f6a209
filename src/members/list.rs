//! The team member list: who works for the organization, and in which role.

use leptos::prelude::*;

use super::create::CreateMemberDialog;
use crate::{
    api::{self, Error, Paged, Slice},
    auth::{Viewer, use_session},
    document,
    phrases::{members as words, t},
    routes::{MemberTab, Route},
    shell::{query, settings_tabs},
    ui::{
        Avatar, Button, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Look, PageHead,
        QueryField, SearchField, Shape, count_of,
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
    let adding = RwSignal::new(false);
    let session = use_session();
    let may_add = Signal::derive(move || session.access(Viewer::add_user));
    let add = move || {
        may_add.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access=may_add on_click=move |()| adding.set(true)>
                    {t(words::ADD)}
                </Button>
            }
        })
    };
    let nothing = |()| {
        view! { <Empty kind=EmptyKind::NothingYet title=t(words::EMPTY_TITLE) text=t(words::EMPTY_TEXT) /> }
            .into_any()
    };
    view! {
        <PageHead title=t(words::TITLE)
            count=Signal::derive(move || page.total.get().map(|it| count_of(it, None)))
            actions=add.into_any()
            tabs=settings_tabs(Route::TeamMembers).into_any()
        />
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
            key=|it| (it.id.clone(), it.name.clone(), it.role.name.clone(), it.avatar_url.clone())
            label=t(words::TITLE)
            filtered=Signal::derive(filtered)
            on_clear=clear
            empty=Callback::new(nothing)
        />
        <CreateMemberDialog open=adding on_added=move |()| page.refresh() />
    }
}

const COLUMNS: &[Column<TeamMemberRow>] = &[
    Column { heading: words::NAME, cell: name_cell, sort: None, bare: false, class: "" },
    Column {
        heading: words::EMAIL,
        cell: |it| view! { <span class="cell-2">{it.email.clone()}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: words::ROLE,
        cell: |it| view! { <span class="cell-2">{it.role.name.clone()}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "w-5",
    },
];

fn name_cell(it: &TeamMemberRow) -> AnyView {
    view! {
        <span class="identity">
            <Avatar id=it.id.clone() name=it.name.clone() picture=it.avatar_url.clone() shape=Shape::Round />
            <span class="identity-text">
                <a
                    class="data-table-link"
                    href=Route::member(&it.id, MemberTab::Details).to_string()
                    title=it.name.clone()
                >
                    <bdi>{it.name.clone()}</bdi>
                </a>
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
