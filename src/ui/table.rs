//! A list as a table: sortable, loading, empty, failed, page by page.

use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use leptos::{ev::MouseEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::{
    Button, Empty, EmptyKind, Failure, Icon, Notice, PlainButton, Selectable, TextButton, Tone,
    page::grouped,
    selection::{head_box, row_box},
};
use crate::{
    api::{Error, Paged, Status},
    auth::Access,
    phrases::{Phrase, fill, t, ui as words},
};

/// One column. Cells are built once a row and hold no signals, so that a thousand rows stay quick.
pub struct Column<T> {
    pub heading: Phrase,
    pub cell: fn(&T) -> AnyView,
    /// What the order is called when rows are sorted by this column.
    pub sort: Option<&'static str>,
    /// Keeps the heading for screen readers: the cells hold signs.
    pub bare: bool,
    /// Classes for its width, and for how long it is kept when there is little room: `keep-5` goes first, then `keep-4`
    /// and so on; what has none of them stays. One attribute, because every row of a long list has it.
    pub class: &'static str,
}

/// The order of the rows.
#[derive(Clone, Copy)]
pub struct Order {
    /// The column's `sort` and whether it falls.
    pub by: Signal<(&'static str, bool)>,
    pub on_change: Callback<(&'static str, bool)>,
}

/// The table. The first cell of a row holds the row's link (`class="data-table-link"`); a click elsewhere follows it.
#[component]
pub fn DataTable<T, K>(
    page: Paged<T>,
    columns: &'static [Column<T>],
    /// Tells rows apart; two versions of one thing must differ.
    key: fn(&T) -> K,
    #[prop(optional)] order: Option<Order>,
    /// The name of the table for screen readers.
    #[prop(into)]
    label: String,
    /// What was searched for, when a search or filter is set.
    #[prop(into)]
    filtered: Signal<Option<String>>,
    #[prop(into)] on_clear: Callback<()>,
    /// What stands there when there is nothing at all.
    empty: ViewFnOnce,
    /// Lets rows be chosen.
    #[prop(optional)]
    selectable: Option<Selectable<T>>,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    K: Hash + 'static,
{
    let ids =
        move |of: fn(&T) -> String| page.rows.with_untracked(|it| it.iter().map(of).collect::<Vec<_>>());
    let row = move |row: &T| {
        let select = selectable.map(|Selectable { selection, id, name }| {
            row_box(selection, id(row), &name(row), move || ids(id))
        });
        let cells = columns.iter().map(|it| cell(it.class, (it.cell)(row)));
        view! { <tr>{select}{cells.collect_view()}</tr> }
    };
    let count = Signal::derive(move || page.rows.with(Vec::len));
    let select_all = selectable.map(|Selectable { selection, id, .. }| {
        let chosen = move || page.rows.with(|it| it.iter().filter(|it| selection.contains(&id(it))).count());
        head_box(selection, count, chosen, move || ids(id))
    });
    let keys = move |()| page.rows.with(|it| it.iter().map(|it| number(&key(it))).collect());
    // A row may be gone meanwhile.
    let placed = move |at| page.rows.with_untracked(|it| it.get(at).map(row)).into_any();
    let body = rows(Callback::new(keys), Callback::new(placed));
    let heads =
        columns.iter().map(|it| Head { heading: it.heading, sort: it.sort, bare: it.bare, class: it.class });
    let controls = Controls {
        count,
        total: page.total,
        status: page.status,
        has_more: page.has_more,
        more: Callback::new(move |()| page.more()),
        retry: Callback::new(move |()| page.retry()),
    };
    shell(select_all, heads.collect(), order, label, controls, filtered, on_clear, body, empty)
}

/// The rows by their places: a list that grows is not copied whole for each page that comes. Pages are counted off from
/// the start, so that what comes before a row meanwhile brings it once more with the next page. Keys are numbers, and
/// nothing here is generic, so that all tables share one keyed list.
fn rows(keys: Callback<(), Vec<u64>>, placed: Callback<usize, AnyView>) -> AnyView {
    let places = move || {
        let mut seen = HashSet::new();
        keys.run(()).into_iter().enumerate().filter(|(_, key)| seen.insert(*key)).collect::<Vec<_>>()
    };
    view! { <For each=places key=|(_, key)| *key children=move |(at, _)| placed.run(at) /> }.into_any()
}

fn number(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// A view that is made once, when it is needed.
pub type ViewFnOnce = Callback<(), AnyView>;

struct Head {
    heading: Phrase,
    sort: Option<&'static str>,
    bare: bool,
    class: &'static str,
}

#[derive(Clone, Copy)]
struct Controls {
    count: Signal<usize>,
    total: Signal<Option<u32>>,
    status: Signal<Status>,
    has_more: Signal<bool>,
    more: Callback<()>,
    retry: Callback<()>,
}

/// What the table shows instead of rows.
#[derive(Clone, PartialEq)]
enum Stage {
    Loading,
    Rows,
    Nothing,
    NoMatch(String),
    Failed(Error),
}

fn cell(class: &'static str, content: AnyView) -> impl IntoView {
    view! { <td class=(!class.is_empty()).then_some(class)>{content}</td> }
}

#[expect(clippy::too_many_arguments, reason = "the one caller is the generic half of the same component")]
fn shell(
    select_all: Option<AnyView>,
    heads: Vec<Head>,
    order: Option<Order>,
    label: String,
    controls: Controls,
    filtered: Signal<Option<String>>,
    on_clear: Callback<()>,
    body: AnyView,
    empty: ViewFnOnce,
) -> AnyView {
    let Controls { count, total, status, retry, .. } = controls;
    let stage = Memo::new(move |before: Option<&Stage>| match status.get() {
        Status::First => Stage::Loading,
        // What said that there is nothing stays until the answer is there.
        Status::Updating if count.get() == 0 => before.cloned().unwrap_or(Stage::Loading),
        Status::Failed(error) if count.get() == 0 => Stage::Failed(error),
        Status::Ready if count.get() == 0 => match filtered.get() {
            Some(term) => Stage::NoMatch(term),
            None => Stage::Nothing,
        },
        Status::Ready | Status::Updating | Status::More | Status::Failed(_) => Stage::Rows,
    });
    let is_selectable = select_all.is_some();
    let classes: Vec<_> =
        is_selectable.then_some("select-col").into_iter().chain(heads.iter().map(|it| it.class)).collect();
    let shows_rows = move || matches!(stage.get(), Stage::Rows | Stage::Loading);
    view! {
        <div class="table-wrap" on:click=follow_row on:mouseover=name_cut_text>
            <p class="visually-hidden" role="status">
                {move || (status.get() == Status::Ready).then(|| shown(count.get(), total.get()))}
            </p>
            <table
                class="data-table"
                data-stack=""
                data-selectable=is_selectable.then_some("")
                aria-label=label
                hidden=move || !shows_rows()
                aria-busy=move || (status.get() != Status::Ready).then_some("true")
            >
                <thead>
                    <tr>{select_all}{heads.into_iter().map(|it| head(it, order)).collect_view()}</tr>
                </thead>
                <tbody>{body}</tbody>
                {move || (stage.get() == Stage::Loading).then(|| skeleton(&classes))}
            </table>
            {move || (status.get() == Status::Updating).then(|| view! { <div class="loading-bar late"></div> })}
        </div>
        {move || match stage.get() {
            Stage::Loading => ().into_any(),
            Stage::Rows => foot(controls),
            Stage::Nothing => empty.run(()),
            Stage::NoMatch(term) => no_match(term, on_clear),
            Stage::Failed(error) => view! { <Failure error on_retry=retry /> }.into_any(),
        }}
        {move || match status.get() {
            Status::Failed(error) if count.get() > 0 => Some(view! {
                <div class="table-problem">
                    <Notice tone=Tone::Danger>
                        <p>{error.to_string()}" "{t(words::MORE_FAILED)}</p>
                        <PlainButton on_click=retry>{t(words::TRY_AGAIN)}</PlainButton>
                    </Notice>
                </div>
            }),
            Status::First | Status::Updating | Status::More | Status::Ready | Status::Failed(_) => None,
        }}
    }
    .into_any()
}

fn head(it: Head, order: Option<Order>) -> AnyView {
    let name = t(it.heading);
    let Some((order, sort)) = order.zip(it.sort) else {
        return view! {
            <th class=it.class scope="col">
                <span class:visually-hidden=it.bare>{name}</span>
            </th>
        }
        .into_any();
    };
    let direction = move || order.by.with(|(by, falls)| (*by == sort).then_some(*falls));
    let turn = move |_| order.on_change.run((sort, direction() == Some(false)));
    view! {
        <th
            class=it.class
            scope="col"
            aria-sort=move || direction().map(|falls| if falls { "descending" } else { "ascending" })
        >
            <button class="data-table-sort" type="button" on:click=turn>
                {name}
                {move || direction().map(|falls| view! { <Icon name=if falls { "down" } else { "up" } small=true /> })}
            </button>
        </th>
    }
    .into_any()
}

/// Rows that are awaited, of cells with these classes.
fn skeleton(classes: &[&'static str]) -> AnyView {
    let bar = |class| cell(class, view! { <span class="skeleton"></span> }.into_any());
    let rows = (0..5).map(|_| view! { <tr>{classes.iter().copied().map(bar).collect_view()}</tr> });
    view! { <tbody class="late" aria-hidden="true">{rows.collect_view()}</tbody> }.into_any()
}

fn shown(count: usize, total: Option<u32>) -> String {
    let count = u32::try_from(count).unwrap_or(u32::MAX);
    match total {
        Some(total) if total > count => {
            fill(words::SOME_SHOWN, &[("count", &grouped(count)), ("total", &grouped(total))])
        }
        Some(_) | None => fill(words::ALL_SHOWN, &[("count", &grouped(count))]),
    }
}

fn foot(controls: Controls) -> AnyView {
    let Controls { count, total, status, has_more, more, .. } = controls;
    let pending = Signal::derive(move || status.get() == Status::More);
    let load_more = move || {
        view! { <Button access=Access::Granted pending on_click=more>{t(words::LOAD_MORE)}</Button> }
    };
    view! {
        <div class="table-foot">
            <p>{move || shown(count.get(), total.get())}</p>
            {move || has_more.get().then(load_more)}
        </div>
    }
    .into_any()
}

fn no_match(term: String, on_clear: Callback<()>) -> AnyView {
    let text = if term.is_empty() {
        t(words::NO_MATCH_TEXT)
    } else {
        fill(words::NO_MATCH_TERM, &[("term", &term)])
    };
    view! {
        <Empty kind=EmptyKind::NoMatch title=t(words::NO_MATCH_TITLE) text>
            <TextButton on_click=on_clear>{t(words::CLEAR_FILTERS)}</TextButton>
        </Empty>
    }
    .into_any()
}

/// Text that is cut off can be read whole in a tooltip. One listener for all cells.
fn name_cut_text(event: MouseEvent) {
    let target = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok());
    let Some(cell) = target.and_then(|it| it.closest("td").ok().flatten()) else {
        return;
    };
    if cell.scroll_width() > cell.client_width() && !cell.has_attribute("title") {
        // Only fails for names that are no names.
        drop(cell.set_attribute("title", &cell.text_content().unwrap_or_default()));
    }
}

/// One listener for all rows: a click beside the link does what a click on the link would.
fn follow_row(event: MouseEvent) {
    let Some(target) = event.target().and_then(|it| it.dyn_into::<web_sys::Element>().ok()) else {
        return;
    };
    let is_control = target.closest("a, button, input, label, select").is_ok_and(|it| it.is_some());
    let is_selecting = window().get_selection().ok().flatten().is_some_and(|it| !it.is_collapsed());
    if is_control || is_selecting || event.default_prevented() {
        return;
    }
    let link = target.closest("tbody tr").ok().flatten();
    let link = link.and_then(|row| row.query_selector("a.data-table-link").ok().flatten());
    let Some(link) = link.and_then(|it| it.dyn_into::<web_sys::HtmlAnchorElement>().ok()) else {
        return;
    };
    if event.ctrl_key() || event.meta_key() {
        // A blocked window is the reader's own setting.
        drop(window().open_with_url_and_target(&link.href(), "_blank"));
    } else {
        // Not inside this listener: the new click comes by here as well.
        queue_microtask(move || link.click());
    }
}
