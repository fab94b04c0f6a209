//! The Executions tab: what ran, how it went, and what each run did.

mod level;
mod outline;
mod output;
mod panel;
mod state;
mod steps;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{detail::InstanceRecord, head::Head};
use crate::{
    api::{self, Error, One, Paged, Slice},
    document,
    phrases::{Phrase, dynamic, runs as words, t},
    routes::{InstanceTab, Route},
    shell::query,
    ui::{
        Clock, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, IconButton, PlainButton, Select,
        Status, milliseconds_between,
    },
};
use instance_runs::{ExecutionStatus, RunRow, Variables};
use state::{duration, started_by};

pub use level::{level, word};
pub use panel::RunPanel;
pub use state::RunState;

document!(InstanceRuns, "src/instances/runs/list.graphql");

/// A row: the run, and what opens it.
#[derive(Clone)]
struct Row {
    run: RunRow,
    address: String,
    open: Memo<Option<String>>,
}

/// The tab.
#[component]
pub fn ExecutionsTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    view! {
        <Head instance newest open=InstanceTab::Executions />
        <Runs instance newest />
    }
}

#[component]
fn Runs(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let (status, set_status) = query::<String>("status");
    let (open, set_open) = query::<String>("run");
    let id = newest.with_untracked(|it| it.id.clone());
    let of = id.clone();
    let page = Paged::new(
        move || status.get().as_deref().and_then(RunState::named),
        move |state, after| fetch(of.clone(), state, after, open),
    );
    let again = move |()| {
        page.refresh();
        instance.reload();
    };
    let options = std::iter::once((String::new(), t(words::ANY_STATUS)))
        .chain(RunState::ALL.into_iter().map(|it| (it.name().to_owned(), t(it.phrase()))))
        .collect::<Vec<_>>();
    let chips = move || {
        let state = status.get().as_deref().and_then(RunState::named);
        let on_remove = Callback::new(move |()| set_status.set(None));
        state
            .map(|it| FilterChip { name: t(words::STATE), value: t(it.phrase()), on_remove })
            .into_iter()
            .collect()
    };
    let nothing = |()| {
        view! { <Empty kind=EmptyKind::NothingYet title=t(words::NO_RUNS) text=t(words::NO_RUNS_TEXT) /> }
            .into_any()
    };
    let panel = NodeRef::<leptos::html::Div>::new();
    // Whoever opens a run reads on there; whoever comes by a link starts at the top of the page.
    Effect::new(move |before: Option<Option<String>>| {
        let now = open.get();
        if before.is_some_and(|it| it != now) && now.is_some() {
            request_animation_frame(move || focus_heading(panel));
        }
        now
    });
    let close = move || view! { <IconButton icon="x" label=t(words::CLOSE_RUN) on_click=move |()| set_open.set(None) /> };
    let opened = move || {
        let instance = id.clone();
        open.get().map(|id| {
            view! {
                <div class="runs-one" node_ref=panel>
                    <RunPanel id instance on_end=again actions=close />
                </div>
            }
        })
    };
    view! {
        <div class="runs" data-open=move || open.with(Option::is_some).then_some("")>
            <div class="runs-list">
                <FilterBar
                    search=().into_any()
                    set=Signal::derive(chips)
                    on_clear=move |()| set_status.set(None)
                    end=view! { <PlainButton icon="refresh" on_click=again>{t(words::REFRESH)}</PlainButton> }.into_any()
                >
                    <Select
                        label=t(words::STATE)
                        value=Signal::derive(move || status.get().unwrap_or_default())
                        options=Signal::stored(options.clone())
                        on_change=move |it: String| set_status.set(Some(it).filter(|it| !it.is_empty()))
                    />
                </FilterBar>
                <DataTable
                    page
                    columns=COLUMNS
                    key=|it| (it.run.id.clone(), it.run.ended_at.clone(), RunState::of(&it.run.status).name(), it.address.clone())
                    label=t(words::EXECUTIONS)
                    filtered=Signal::derive(move || status.with(Option::is_some).then(String::new))
                    on_clear=move |()| set_status.set(None)
                    empty=Callback::new(nothing)
                />
            </div>
            {opened}
        </div>
    }
}

fn focus_heading(panel: NodeRef<leptos::html::Div>) {
    let heading = panel.get_untracked().and_then(|it| it.query_selector("h2").ok().flatten());
    if let Some(heading) = heading.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        drop(heading.focus());
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        heading: words::STARTED,
        cell: |it| {
            let Row { run, address, open } = it.clone();
            let about = about(&run);
            let id = run.id;
            view! {
                <span class="identity-text">
                    <a
                        class="data-table-link"
                        href=address
                        data-noscroll=""
                        aria-current=move || (open.get().as_ref() == Some(&id)).then_some("true")
                    >
                        <Clock moment=run.started_at date=true />
                    </a>
                    <span class="identity-sub stack-only">{about}</span>
                </span>
            }
            .into_any()
        },
        sort: None,
        bare: false,
        class: "",
    },
    Column {
        heading: words::FLOW_NAME,
        cell: |it| view! { <bdi>{it.run.flow.as_ref().map(|it| dynamic(&it.name))}</bdi> }.into_any(),
        sort: None,
        bare: false,
        class: "keep-2",
    },
    Column {
        heading: words::STARTED_BY,
        cell: |it| view! { <span class="cell-2">{t(by(&it.run))}</span> }.into_any(),
        sort: None,
        bare: false,
        class: "w-3 keep-3",
    },
    Column {
        heading: words::DURATION,
        cell: |it| {
            let end = it.run.ended_at.as_deref();
            let took = end.and_then(|end| milliseconds_between(&it.run.started_at, Some(end)));
            view! { <span class="cell-2">{took.map(duration)}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-3 keep-2",
    },
    Column {
        heading: words::STATE,
        cell: |it| {
            let state = RunState::of(&it.run.status);
            view! { <Status glyph=state.glyph()>{t(state.phrase())}</Status> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-x",
    },
];

fn about(run: &RunRow) -> String {
    let flow = run.flow.as_ref().map(|it| dynamic(&it.name));
    [Some(t(by(run))), flow].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn by(run: &RunRow) -> Phrase {
    started_by(run.invoke_type.as_ref(), run.is_test_execution)
}

async fn fetch(
    instance: String,
    state: Option<RunState>,
    after: Option<String>,
    open: Memo<Option<String>>,
) -> Result<Slice<Row>, Error> {
    let status = state.map(|it| match it {
        RunState::Succeeded => ExecutionStatus::SUCCESS,
        RunState::Failed => ExecutionStatus::ERROR,
        RunState::Running => ExecutionStatus::PENDING,
        RunState::Queued => ExecutionStatus::QUEUED,
    });
    let variables = Variables { instance: instance.clone(), after, status };
    let found = api::send::<InstanceRuns>(variables).await?.execution_results;
    let row = |run: RunRow| Row { address: address(&instance, state, &run.id), run, open };
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().map(row).collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

/// Where a run of an instance is looked at, in the list as it is filtered.
pub fn address(instance: &str, state: Option<RunState>, run: &str) -> String {
    let tab = Route::instance(instance, InstanceTab::Executions);
    let status = state.map(|it| format!("status={}&", it.name())).unwrap_or_default();
    format!("{tab}?{status}run={}", String::from(js_sys::encode_uri_component(run)))
}
