//! The User configuration tab: who of the customer's people settled their own part, and since when. What they settled is
//! theirs alone.

use leptos::prelude::*;

use super::delete_own;
use crate::{
    api::{self, Error, Mutation, One, Paged, Slice},
    auth::{Permission, Viewer, use_session},
    document,
    instances::{detail::InstanceRecord, head::Head},
    phrases::{fill, instances as words, t},
    routes::InstanceTab,
    shell::query,
    ui::{
        AskDialog, Avatar, Column, DataTable, Empty, EmptyKind, IconButton, Look, SearchField, Shape, Time,
        use_toasts, when_closed,
    },
};
use user_configurations::{UserConfigurationRow, Variables};

document!(UserConfigurations, "src/instances/own/list.graphql");

/// The one to be forgotten, once somebody was asked.
#[derive(Clone, Copy)]
struct Removing(RwSignal<Option<UserConfigurationRow>>);

/// The tab.
#[component]
pub fn UserConfigurationTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let (search, set_search) = query::<String>("q");
    let id = newest.with_untracked(|it| it.id.clone());
    let page = Paged::new(move || (id.clone(), search.get()), fetch);
    let removing = RwSignal::new(None);
    provide_context(Removing(removing));
    let clear = move |()| set_search.set(None);
    let nothing = |()| {
        let (title, text) = (t(words::NO_USER_CONFIGURATIONS), t(words::NO_USER_CONFIGURATIONS_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    view! {
        <Head instance newest open=InstanceTab::UserConfiguration />
        <div class="toolbar">
            <SearchField label=t(words::SEARCH_USERS) value=search on_search=move |it| set_search.set(it) />
        </div>
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.id.clone(), it.updated_at.clone())
            label=t(words::USER_CONFIGURATION)
            filtered=Signal::derive(move || search.get())
            on_clear=clear
            empty=Callback::new(nothing)
        />
        <RemoveDialog removing on_removed=move |()| page.refresh() />
    }
}

const COLUMNS: &[Column<UserConfigurationRow>] = &[
    Column { heading: words::NAME, cell: name_cell, sort: None, bare: false, class: "" },
    Column {
        heading: words::CREATED,
        cell: |it| view! { <Time moment=it.created_at.clone() /> }.into_any(),
        sort: None,
        bare: false,
        class: "w-3 keep-3",
    },
    Column {
        heading: words::CHANGED,
        cell: |it| view! { <Time moment=it.updated_at.clone() /> }.into_any(),
        sort: None,
        bare: false,
        class: "w-3 keep-2",
    },
    Column { heading: words::DELETE_ONE, cell: delete_cell, sort: None, bare: true, class: "w-3" },
];

fn name_cell(it: &UserConfigurationRow) -> AnyView {
    let person = it.user.clone();
    // Who arrives through a host product has an identifier of the host's, which need not be an address.
    let known_as = person.external_id.filter(|it| !it.is_empty()).unwrap_or(person.email);
    view! {
        <span class="identity">
            <Avatar id=person.id name=person.name.clone() picture=person.avatar_url shape=Shape::Round />
            <span class="identity-text">
                <bdi>{person.name}</bdi>
                <bdi class="identity-sub">{known_as}</bdi>
            </span>
        </span>
    }
    .into_any()
}

fn delete_cell(it: &UserConfigurationRow) -> AnyView {
    let (session, Removing(removing)) = (use_session(), expect_context::<Removing>());
    let row = it.clone();
    let access = untrack(|| session.may(Permission::ManageInstances, it.allow_remove));
    let label = fill(words::DELETE_CONFIGURATION_OF, &[("name", &it.user.name)]);
    let on_click = move |()| removing.set(Some(row.clone()));
    access.is_granted().then(|| view! { <IconButton icon="trash" label on_click /> }).into_any()
}

/// Asks before it is gone, and says whose it is.
#[component]
fn RemoveDialog(
    removing: RwSignal<Option<UserConfigurationRow>>,
    #[prop(into)] on_removed: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let remove = Mutation::new(delete_own);
    let toasts = use_toasts();
    Effect::new(move |_| {
        remove.clear();
        open.set(removing.with(Option::is_some));
    });
    when_closed(open, move || removing.set(None));
    let name = move || removing.with(|it| it.as_ref().map(|it| it.user.name.clone())).unwrap_or_default();
    let confirm = move |()| {
        let Some(row) = removing.get_untracked() else { return };
        remove.send(row.id, move |()| {
            removing.set(None);
            toasts.success(fill(words::CONFIGURATION_DELETED, &[("name", &row.user.name)]));
            on_removed.run(());
        });
    };
    view! {
        <AskDialog
            open
            title=Signal::derive(move || fill(words::DELETE_CONFIGURATION_QUESTION, &[("name", &name())]))
            confirm=t(words::DELETE_CONFIGURATION)
            look=Look::Danger
            pending=remove.pending
            error=remove.error
            on_confirm=confirm
        >
            <p>{t(words::DELETE_CONFIGURATION_TEXT)}</p>
        </AskDialog>
    }
}

/// Whether the reader finds the tab: the team does, on an instance of which people settle a part for themselves.
#[must_use]
pub fn is_there(instance: &InstanceRecord) -> bool {
    let sees = untrack(|| use_session().access(Viewer::see_instances)).is_granted();
    let is_own = untrack(|| use_session().viewer()).is_some_and(|it| it.own_customer().is_some());
    instance.integration.user_level_configured && sees && !is_own
}

async fn fetch(
    (id, search): (String, Option<String>),
    after: Option<String>,
) -> Result<Slice<UserConfigurationRow>, Error> {
    let found = api::send::<UserConfigurations>(Variables { id, after, search }).await?;
    let found = found.instance.ok_or(Error::NotFound)?.user_level_configs;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
