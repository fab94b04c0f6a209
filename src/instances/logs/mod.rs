//! The Logs tab: the lines that the runs of an instance wrote, the newest first.

mod span;

use js_sys::Date;
use leptos::prelude::*;

use super::{
    detail::InstanceRecord,
    head::Head,
    runs::{address, level, word},
};
use crate::{
    api::{self, Error, One, Paged, Slice},
    auth::use_session,
    document,
    embed::use_frame,
    phrases::{dynamic, runs as words, t},
    routes::InstanceTab,
    shell::query,
    ui::{
        Binding, Clock, Column, DataTable, Empty, EmptyKind, FilterBar, FilterChip, Notice, PlainButton,
        SearchField, Select, TextField, Tone,
    },
};
use instance_logs::{LogLine, Variables};
use span::Span;

document!(InstanceLogs, "src/instances/logs/list.graphql");
document!(LogLevels, "src/instances/logs/levels.graphql");

/// What the list is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Wish {
    search: Option<String>,
    /// The API's number of a level.
    level: Option<i64>,
    span: Option<Span>,
    from: Option<String>,
    to: Option<String>,
}

/// A row: the line, and where its run is; none where runs are not shown.
#[derive(Clone)]
struct Row {
    line: LogLine,
    run: Option<String>,
}

/// The tab.
#[component]
pub fn LogsTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let drops = Memo::new(move |_| newest.with(|it| it.logs_disabled));
    view! {
        <Head instance newest open=InstanceTab::Logs />
        {move || drops.get().then(|| view! {
            <div class="page-notice"><Notice tone=Tone::Info><p>{t(words::LOGS_DROPPED)}</p></Notice></div>
        })}
        {move || match session.hides_sensitive() {
            true => view! { <div class="page-body"><p class="muted">{t(words::LOGS_WITHHELD)}</p></div> }.into_any(),
            false => view! { <Lines instance newest /> }.into_any(),
        }}
    }
}

#[component]
fn Lines(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let (search, set_search) = query::<String>("q");
    let (level, set_level) = query::<i64>("level");
    let (span, set_span) = query::<String>("time");
    let (from, set_from) = query::<String>("from");
    let (to, set_to) = query::<String>("to");
    let wish = Memo::new(move |_| Wish {
        search: search.get(),
        level: level.get(),
        span: span.get().as_deref().and_then(Span::named),
        from: from.get(),
        to: to.get(),
    });
    let id = newest.with_untracked(|it| it.id.clone());
    let shows_runs = !use_frame().screen.with_untracked(|it| it.instance.hide_executions);
    let page = Paged::new(move || wish.get(), move |wish, after| fetch(id.clone(), wish, after, shows_runs));
    let levels = One::new(|| (), |()| fetch_levels());
    // A filter whose words cannot be had is no reason to hide the lines.
    let known = Memo::new(move |_| levels.answer.get().and_then(Result::ok).unwrap_or_default());
    let clear = move |()| {
        set_search.set(None);
        set_level.set(None);
        set_span.set(None);
        set_from.set(None);
        set_to.set(None);
    };
    let level_name = move |id: i64| {
        known.with(|all| all.iter().find(|it| it.0 == id).map_or_else(|| id.to_string(), |it| it.1.clone()))
    };
    let chips = move || {
        let level = level.get().map(|it| {
            let on_remove = Callback::new(move |()| set_level.set(None));
            FilterChip { name: t(words::LEVEL), value: level_name(it), on_remove }
        });
        let span = wish.with(|it| it.span).map(|it| {
            let on_remove = Callback::new(move |()| {
                set_span.set(None);
                set_from.set(None);
                set_to.set(None);
            });
            FilterChip { name: t(words::TIME), value: t(it.phrase()), on_remove }
        });
        level.into_iter().chain(span).collect::<Vec<_>>()
    };
    let levels = move || {
        let any = (String::new(), t(words::ANY_LEVEL));
        std::iter::once(any)
            .chain(known.get().into_iter().map(|(id, name)| (id.to_string(), name)))
            .collect::<Vec<_>>()
    };
    let spans = std::iter::once((String::new(), t(words::ANY_TIME)))
        .chain(Span::ALL.into_iter().map(|it| (it.name().to_owned(), t(it.phrase()))))
        .collect::<Vec<_>>();
    let spans = Signal::stored(spans);
    let moment = |value: Memo<Option<String>>, set: SignalSetter<Option<String>>| {
        Binding::new(Signal::derive(move || value.get().unwrap_or_default()), move |it: String| {
            set.set(Some(it).filter(|it| !it.is_empty()))
        })
    };
    let custom = move || {
        (wish.with(|it| it.span) == Some(Span::Custom)).then(|| {
            view! {
                <TextField label=t(words::FROM) value=moment(from, set_from) kind="datetime-local" optional=true />
                <TextField label=t(words::TO) value=moment(to, set_to) kind="datetime-local" optional=true />
            }
        })
    };
    let again = move |()| {
        page.refresh();
        instance.reload();
    };
    let nothing = |()| {
        view! { <Empty kind=EmptyKind::NothingYet title=t(words::NO_LINES) text=t(words::NO_LINES_TEXT) /> }
            .into_any()
    };
    view! {
        <FilterBar
            search=view! { <SearchField label=t(words::SEARCH_LOGS) value=search on_search=move |it| set_search.set(it) /> }
                .into_any()
            set=Signal::derive(chips)
            on_clear=clear
            end=view! { <PlainButton icon="refresh" on_click=again>{t(words::REFRESH)}</PlainButton> }.into_any()
        >
            <Select
                label=t(words::LEVEL)
                value=Signal::derive(move || level.get().map(|it| it.to_string()).unwrap_or_default())
                options=Signal::derive(levels)
                on_change=move |it: String| set_level.set(it.parse().ok())
            />
            <Select
                label=t(words::TIME)
                value=Signal::derive(move || span.get().unwrap_or_default())
                options=spans
                on_change=move |it: String| set_span.set(Some(it).filter(|it| !it.is_empty()))
            />
            {custom}
        </FilterBar>
        <DataTable
            page
            columns=COLUMNS
            key=|it| it.line.id.clone()
            label=t(words::LOGS)
            filtered=Signal::derive(move || wish.with(|it| (*it != Wish::default()).then(|| it.search.clone().unwrap_or_default())))
            on_clear=clear
            empty=Callback::new(nothing)
        />
    }
}

const COLUMNS: &[Column<Row>] = &[
    Column {
        heading: words::WRITTEN,
        cell: |it| {
            let moment = it.line.timestamp.clone();
            let clock = view! { <Clock moment date=true /> };
            match it.run.clone() {
                Some(run) => view! { <a class="data-table-link log-moment" href=run>{clock}</a> }.into_any(),
                None => view! { <span class="log-moment">{clock}</span> }.into_any(),
            }
        },
        sort: None,
        bare: false,
        class: "w-time",
    },
    Column {
        heading: words::LEVEL,
        cell: |it| level(&it.line.severity),
        sort: None,
        bare: false,
        class: "w-3",
    },
    Column {
        heading: words::MESSAGE,
        cell: |it| {
            let message = it.line.message.clone();
            view! { <span class="log-message" dir="auto">{message}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "log-cell",
    },
    Column {
        heading: words::WHERE,
        cell: |it| {
            let flow = it.line.flow.as_ref().map(|it| dynamic(&it.name));
            let step = it.line.step_name.as_deref().map(dynamic);
            let step = step.map(|it| view! { " "<bdi class="faint">{it}</bdi> });
            view! { <span class="cell-2"><bdi>{flow}</bdi>{step}</span> }.into_any()
        },
        sort: None,
        bare: false,
        class: "w-5 keep-3",
    },
];

async fn fetch(
    instance: String,
    wish: Wish,
    after: Option<String>,
    shows_runs: bool,
) -> Result<Slice<Row>, Error> {
    let Wish { search, level, span, from, to } = wish;
    let past = span.and_then(Span::length).map(|it| moment(Date::now() - it));
    let (since, until) = match span {
        Some(Span::Custom) => (from.as_deref().and_then(entered), to.as_deref().and_then(entered)),
        Some(_) | None => (past, None),
    };
    let of = instance.clone();
    let variables = Variables { instance, after, search, severity: level, since, until };
    let found = api::send::<InstanceLogs>(variables).await?.logs;
    let row = |line: LogLine| {
        let run = line.execution_result.as_ref().filter(|_| shows_runs).map(|it| address(&of, None, &it.id));
        Row { line, run }
    };
    Ok(Slice {
        rows: found.nodes.into_iter().flatten().map(row).collect(),
        total: u32::try_from(found.total_count).unwrap_or_default(),
        next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
    })
}

/// A moment as the API takes it, from milliseconds since 1970.
fn moment(at: f64) -> String {
    Date::new(&at.into()).to_iso_string().into()
}

/// What was entered by the reader's own clock; none while it is no moment.
fn entered(text: &str) -> Option<String> {
    let at = Date::parse(text);
    (!at.is_nan()).then(|| moment(at))
}

/// Number and word of each level.
async fn fetch_levels() -> Result<Vec<(i64, String)>, Error> {
    let found = api::send::<LogLevels>(log_levels::Variables {}).await?.log_severity_levels;
    let each = found.into_iter().flatten();
    Ok(each.filter_map(|it| Some((it.id?, t(word(&it.name?.to_ascii_lowercase()))))).collect())
}
