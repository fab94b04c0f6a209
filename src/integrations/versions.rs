//! The Versions tab: what was published, the newest first, and what instances can be made of.

use leptos::prelude::*;

use super::{
    detail::{Head, IntegrationRecord},
    everybody::MoveEverybody,
    publish::PublishNotice,
};
use crate::{
    api::{self, Error, Mutation, One, Paged, Slice},
    auth::{Permission, use_session},
    document,
    phrases::{Phrase, fill, integrations as words, t},
    routes::{IntegrationTab, Route},
    settled,
    ui::{
        AskDialog, Column, DataTable, Empty, EmptyKind, Glyph, LinkButton, Look, PlainButton, Status, Time,
        use_toasts, when_closed,
    },
};
use integration_versions::{Variables, VersionRow};

document!(IntegrationVersions, "src/integrations/versions.graphql");
document!(SetVersionAvailability, "src/integrations/availability.graphql");

/// A row: the version, and what its button asks.
#[derive(Clone)]
struct Version {
    row: VersionRow,
    /// What all versions share.
    sequence: String,
    ask: Callback<VersionRow>,
}

/// The tab. `integration` has answered with `first`.
#[component]
pub fn VersionsTab(integration: One<IntegrationRecord>, first: IntegrationRecord) -> impl IntoView {
    let session = use_session();
    let asking = RwSignal::new(false);
    let asked = RwSignal::new(None::<VersionRow>);
    let ask = Callback::new(move |row| {
        asked.set(Some(row));
        asking.set(true);
    });
    let sequence = first.version_sequence_id.clone().unwrap_or_default();
    let page = Paged::new(
        move || sequence.clone(),
        move |sequence, after| async move {
            let slice = fetch(sequence.clone(), after).await?;
            let version = |row| Version { row, sequence: sequence.clone(), ask };
            Ok(Slice {
                rows: slice.rows.into_iter().map(version).collect(),
                total: slice.total,
                next: slice.next,
            })
        },
    );
    let newest = integration.newest(first);
    let again = move |()| {
        page.refresh();
        integration.reload();
    };
    let import = move || {
        newest.with(|it| it.may_update(session)).is_granted().then(|| {
            let to = Route::ImportIntegration { into: Some(newest.with(|it| it.id.clone())) };
            view! { <LinkButton to>{t(words::IMPORT_NEXT)}</LinkButton> }
        })
    };
    let actions = view! {
        <MoveEverybody newest on_moved=again />
        {import}
    };
    let nothing = |()| {
        let (title, text) = (t(words::NO_VERSIONS), t(words::NO_VERSIONS_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    view! {
        <Head record=newest open=IntegrationTab::Versions actions=actions.into_any() />
        <PublishNotice
            integration
            newest
            on_published=again
        />
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.row.id.clone(), it.row.updated_at.clone())
            label=t(words::VERSIONS)
            filtered=Signal::stored(None::<String>)
            on_clear=|()| ()
            empty=Callback::new(nothing)
        />
        <AvailabilityDialog
            open=asking
            version=asked
            on_change=again
        />
    }
}

/// Asks before a version is offered or no longer offered.
#[component]
fn AvailabilityDialog(
    open: RwSignal<bool>,
    version: RwSignal<Option<VersionRow>>,
    /// It was changed, or refused: what is shown may be old.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let change = Mutation::new(set_availability);
    let toasts = use_toasts();
    let is_available = move || version.with(|it| it.as_ref().is_some_and(|it| it.version_is_available));
    let say = move |taken: Phrase, offered: Phrase| {
        let number = version.with(|it| it.as_ref().map(|it| it.version_number)).unwrap_or_default();
        fill(if is_available() { taken } else { offered }, &[("version", &number.to_string())])
    };
    let confirm = move |()| {
        let Some(row) = version.get_untracked() else { return };
        change.send((row.id, !row.version_is_available), move |()| {
            open.set(false);
            toasts.success(untrack(|| say(words::TAKEN_BACK, words::OFFERED)));
            on_change.run(());
        });
    };
    when_closed(open, move || change.clear());
    Effect::new(move |_| {
        if change.error.get().is_some() {
            on_change.run(());
        }
    });
    view! {
        <AskDialog
            open
            title=Signal::derive(move || say(words::TAKE_BACK_QUESTION, words::OFFER_QUESTION))
            confirm=Signal::derive(move || say(words::TAKE_BACK, words::OFFER))
            look=Look::Primary
            pending=change.pending
            error=change.error
            on_confirm=confirm
        >
            <p>{move || say(words::TAKE_BACK_TEXT, words::OFFER_TEXT)}</p>
        </AskDialog>
    }
}

const COLUMNS: &[Column<Version>] = &[
    Column {
        heading: words::VERSION,
        cell: |it| match it.row.version_number {
            0 => t(words::DRAFT).into_any(),
            number => view! { <strong>{format!("v{number}")}</strong> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-3",
    },
    Column {
        heading: words::COMMENT,
        cell: |it| {
            let comment = it.row.version_comment.clone();
            view! { <span class="cell-2" dir="auto">{comment}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: words::STATE,
        cell: |it| match it.row.version_is_available {
            true => view! { <Status glyph=Glyph::Enabled>{t(words::AVAILABLE)}</Status> }.into_any(),
            false => view! { <Status glyph=Glyph::Paused>{t(words::UNAVAILABLE)}</Status> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-x",
    },
    Column {
        heading: words::PUBLISHED,
        cell: |it| {
            let moment = it.row.version_created_at.clone();
            view! { <span class="cell-2">{moment.map(|moment| view! { <Time moment /> })}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-3 keep-2",
    },
    Column {
        heading: words::PUBLISHER,
        cell: |it| {
            let name = it.row.version_created_by.as_ref().map(|it| it.name.clone());
            view! { <span class="cell-2"><bdi>{name}</bdi></span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-5 keep-3",
    },
    Column {
        heading: words::ACTION,
        cell: |it| {
            let Version { row, sequence, ask } = it.clone();
            let session = use_session();
            let name = if row.version_is_available { words::TAKE_BACK } else { words::OFFER };
            let button = move || {
                let (row, number) = (row.clone(), row.version_number);
                let may = session.may_on(&sequence, Permission::ManageIntegrations, row.allow_update);
                (may.is_granted() && number != 0).then(|| {
                    view! {
                        <PlainButton look=Look::Quiet on_click=move |()| ask.run(row.clone())>
                            {t(name)}<span class="visually-hidden">{format!(" v{number}")}</span>
                        </PlainButton>
                    }
                })
            };
            button.into_any()
        },
        sort: None,
        bare: true,
        class: "w-5",
    },
];

async fn fetch(sequence: String, after: Option<String>) -> Result<Slice<VersionRow>, Error> {
    let found = api::send::<IntegrationVersions>(Variables { sequence, after }).await?.integrations;
    // A draft that was never published is no version yet.
    let (rows, drafts): (Vec<_>, Vec<_>) =
        found.nodes.into_iter().flatten().partition(|it| it.version_number > 0);
    let drafts = u32::try_from(drafts.len()).unwrap_or_default();
    Ok(Slice {
        rows,
        total: u32::try_from(found.total_count).unwrap_or_default().saturating_sub(drafts),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

async fn set_availability((id, available): (String, bool)) -> Result<(), Error> {
    let variables = set_version_availability::Variables { id, available };
    let payload = api::send::<SetVersionAvailability>(variables).await?;
    let payload = payload.update_integration_version_availability;
    settled!(payload, integration).map(drop)
}
