//! The Versions tab: what was published, the newest first.

use leptos::prelude::*;

use super::detail::{Head, IntegrationRecord};
use crate::{
    api::{self, Error, Paged, Slice},
    document,
    phrases::{integrations as words, t},
    routes::IntegrationTab,
    ui::{Column, DataTable, Empty, EmptyKind, Glyph, Status, Time},
};
use integration_versions::{Variables, VersionRow};

document!(IntegrationVersions, "src/integrations/versions.graphql");

/// The tab.
#[component]
pub fn VersionsTab(record: IntegrationRecord) -> impl IntoView {
    let sequence = record.version_sequence_id.clone().unwrap_or_default();
    let page = Paged::new(move || sequence.clone(), fetch);
    let nothing = |()| {
        let (title, text) = (t(words::NO_VERSIONS), t(words::NO_VERSIONS_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    view! {
        <Head record open=IntegrationTab::Versions />
        <DataTable
            page
            columns=COLUMNS
            key=|it| (it.id.clone(), it.updated_at.clone())
            label=t(words::VERSIONS)
            filtered=Signal::stored(None::<String>)
            on_clear=|()| ()
            empty=Callback::new(nothing)
        />
    }
}

const COLUMNS: &[Column<VersionRow>] = &[
    Column {
        heading: words::VERSION,
        cell: |it| match it.version_number {
            0 => t(words::DRAFT).into_any(),
            number => view! { <strong>{format!("v{number}")}</strong> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-3",
        keep: 1,
    },
    Column {
        heading: words::COMMENT,
        cell: |it| {
            let comment = it.version_comment.clone();
            view! { <span class="cell-2" dir="auto">{comment}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "",
        keep: 2,
    },
    Column {
        heading: words::STATE,
        cell: |it| match it.version_is_available {
            true => view! { <Status glyph=Glyph::Enabled>{t(words::AVAILABLE)}</Status> }.into_any(),
            false => view! { <Status glyph=Glyph::Paused>{t(words::UNAVAILABLE)}</Status> }.into_any(),
        },
        sort: None,
        bare: false,
        class: "w-x",
        keep: 1,
    },
    Column {
        heading: words::PUBLISHED,
        cell: |it| {
            let moment = it.version_created_at.clone();
            view! { <span class="cell-2">{moment.map(|moment| view! { <Time moment /> })}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-3",
        keep: 2,
    },
];

async fn fetch(sequence: String, after: Option<String>) -> Result<Slice<VersionRow>, Error> {
    let found = api::send::<IntegrationVersions>(Variables { sequence, after }).await?.integrations;
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}
