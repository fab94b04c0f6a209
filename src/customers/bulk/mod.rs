//! What can be done to many customers at once: labels, and a file of them.

mod csv;
mod export;
mod labels;
mod work;

use std::collections::{BTreeSet, HashSet};

use leptos::{ev::BeforeUnloadEvent, prelude::*};

use self::{
    export::ExportDialog,
    labels::{LabelDialog, LabelMode},
    work::{Item, Progress, Stage, Work},
};
use super::{
    detail::fetch,
    filter::Filter,
    labels::known_labels,
    list::{self, CustomerRow},
};
use crate::{
    api::{Error, Paged},
    auth::{Permission, use_session},
    phrases::{customers as words, fill, t},
    ui::{Button, Chosen, Notice, PlainButton, Selection, TextButton, Tone, grouped},
};

/// The bar that shows while rows are chosen, with what can be done to them.
#[component]
pub fn BulkBar(
    selection: Selection,
    page: Paged<CustomerRow>,
    filter: Signal<Filter>,
    /// Counts what may have changed the labels.
    changes: RwSignal<u32>,
) -> impl IntoView {
    let session = use_session();
    // Which of them the reader may change, each of them says when it is tried.
    let may_change = Signal::derive(move || session.access(|it| it.can(Permission::ManageCustomers)));
    let known = known_labels(move || changes.get());
    let on_changed = Callback::new(move |()| {
        page.refresh();
        changes.update(|it| *it += 1);
    });
    let mode = RwSignal::new(None::<LabelMode>);
    let exporting = RwSignal::new(false);
    let total = move || page.total.get().unwrap_or_default();
    let rows = Memo::new(move |before: Option<&Vec<CustomerRow>>| match selection.chosen() {
        Chosen::Some(ids) => page.rows.with(|shown| chosen_rows(&ids, shown, before)),
        Chosen::All => Vec::new(),
    });
    // What is said is what is acted on.
    let count = Signal::derive(move || match selection.chosen() {
        Chosen::Some(_) => rows.with(|it| number(it.len())),
        Chosen::All => total(),
    });
    let loaded = move || page.rows.with(|it| number(it.len()));
    let offers_all = move || count.get() >= loaded() && count.get() < total();
    let all = move || {
        let name = fill(words::SELECT_ALL, &[("count", &grouped(total()))]);
        view! { <TextButton on_click=move |()| selection.choose_all()>{name}</TextButton> }
    };
    let change = move |name, to| {
        view! {
            <Button access=may_change on_click=move |()| mode.set(Some(to))>{t(name)}</Button>
        }
    };
    let changes = move || {
        may_change.get().is_visible().then(|| {
            view! {
                {change(words::ADD_LABELS, LabelMode::Add)}
                {change(words::REMOVE_LABELS, LabelMode::Remove)}
            }
        })
    };
    let scope = Scope { selection, rows, page, filter };
    view! {
        <section class="bulk-bar" aria-label=t(words::SELECTION)>
            <p role="status">{move || fill(words::SELECTED, &[("count", &grouped(count.get()))])}</p>
            {move || offers_all().then(all)}
            <div class="bulk-actions">
                {changes}
                <PlainButton on_click=move |()| exporting.set(true)>{t(words::EXPORT)}</PlainButton>
                <TextButton on_click=move |()| selection.clear()>{t(words::CLEAR_SELECTION)}</TextButton>
            </div>
        </section>
        <LabelDialog mode scope count known on_changed />
        <ExportDialog open=exporting scope count />
    }
}

/// The customers that are meant.
#[derive(Clone, Copy)]
struct Scope {
    selection: Selection,
    /// Those that were chosen one by one.
    rows: Memo<Vec<CustomerRow>>,
    page: Paged<CustomerRow>,
    filter: Signal<Filter>,
}

impl Scope {
    /// The rows that are meant. All that match are read anew, page by page, as `work` can be told to stop.
    async fn rows(self, work: Work) -> Result<Vec<CustomerRow>, Error> {
        let chosen = untrack(|| self.selection.chosen());
        match chosen {
            Chosen::Some(_) => Ok(self.rows.get_untracked()),
            Chosen::All => self.every_row(work).await,
        }
    }

    /// The same as they are now: what the list no longer shows is read anew, and left out when it is gone.
    async fn newest_rows(self, work: Work) -> Result<Vec<CustomerRow>, Error> {
        // Asked first: whoever leaves meanwhile takes the selection along.
        let is_all = untrack(|| self.selection.chosen()) == Chosen::All;
        let rows = self.rows(work).await?;
        if is_all {
            return Ok(rows);
        }
        let total = number(rows.len());
        let mut newest = Vec::new();
        for row in rows {
            if work.is_stopped() {
                break;
            }
            let is_shown = self.page.rows.with_untracked(|it| it.iter().any(|it| it.id == row.id));
            if is_shown {
                newest.push(row);
                continue;
            }
            match fetch(row.id.clone()).await {
                Ok(now) => newest.push(CustomerRow {
                    name: now.name,
                    description: now.description,
                    external_id: now.external_id,
                    labels: now.labels,
                    updated_at: now.updated_at,
                    ..row
                }),
                Err(Error::NotFound) => {}
                Err(error) => return Err(error),
            }
            let _ = work.stage.try_set(Stage::Reading(number(newest.len()), total));
        }
        Ok(newest)
    }

    async fn every_row(self, work: Work) -> Result<Vec<CustomerRow>, Error> {
        let filter = self.filter.get_untracked();
        let (mut rows, mut after) = (Vec::new(), None);
        // What is added meanwhile moves a row to the next page once more.
        let mut known = BTreeSet::new();
        while !work.is_stopped() {
            let slice = list::fetch(filter.clone(), after, None).await?;
            rows.extend(slice.rows.into_iter().filter(|it| known.insert(it.id.clone())));
            let _ = work.stage.try_set(Stage::Reading(number(rows.len()), slice.total));
            match slice.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        Ok(rows)
    }
}

/// The rows of these ids: as the list shows them, and as they were when it no longer does.
fn chosen_rows(
    ids: &HashSet<String>,
    shown: &[CustomerRow],
    before: Option<&Vec<CustomerRow>>,
) -> Vec<CustomerRow> {
    let mut missing = ids.clone();
    // Each once: the list may have a row twice.
    let mut rows: Vec<_> = shown.iter().filter(|it| missing.remove(&it.id)).cloned().collect();
    let kept = before.into_iter().flatten().filter(|it| missing.contains(&it.id));
    rows.extend(kept.cloned());
    rows
}

fn number(of: usize) -> u32 {
    u32::try_from(of).unwrap_or(u32::MAX)
}

/// Asks before the tab is closed while work is under way.
fn guard(work: Work) {
    let listener = window_event_listener(leptos::ev::beforeunload, move |event: BeforeUnloadEvent| {
        if untrack(|| work.is_running()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        listener.remove();
        work.stop();
    });
}

/// How far the work is, and how it ended.
fn stage_view(work: Work, on_retry: Callback<Vec<Item>>) -> impl IntoView {
    let counted = |done: u32, total: u32| {
        let text = fill(words::WORK_DONE, &[("count", &grouped(done)), ("total", &grouped(total))]);
        view! {
            <div class="work">
                <progress aria-label=t(words::WORK_LABEL) value=done.to_string() max=total.max(1).to_string()></progress>
                <p class="muted">{text}</p>
            </div>
        }
        .into_any()
    };
    move || match work.stage.get() {
        Stage::Idle => ().into_any(),
        Stage::Reading(found, total) => counted(found, total),
        Stage::Working(progress) => counted(progress.done(), progress.total),
        Stage::Ended(progress) => summary(progress, on_retry),
        Stage::Failed(error) => {
            view! { <Notice tone=Tone::Danger><p>{error.to_string()}</p></Notice> }.into_any()
        }
    }
}

fn summary(progress: Progress, on_retry: Callback<Vec<Item>>) -> AnyView {
    let left = progress.total - progress.done();
    let Progress { changed, unchanged, failed, .. } = progress;
    let sentence = |phrase, count: u32| {
        (count > 0).then(|| view! { <p>{fill(phrase, &[("count", &grouped(count))])}</p> })
    };
    let items: Vec<_> = failed.iter().map(|(item, _)| item.clone()).collect();
    let problems = (!failed.is_empty()).then(|| {
        let line = |(item, error): (Item, Error)| {
            view! {
                <li>
                    <bdi>{item.name}</bdi>
                    " — "
                    {error.to_string()}
                </li>
            }
        };
        let count = grouped(number(failed.len()));
        view! {
            <Notice tone=Tone::Danger>
                <p>{fill(words::WORK_FAILED, &[("count", &count)])}</p>
                <ul class="work-problems">{failed.into_iter().map(line).collect_view()}</ul>
                <PlainButton on_click=move |()| on_retry.run(items.clone())>{t(words::WORK_RETRY)}</PlainButton>
            </Notice>
        }
    });
    view! {
        <div class="work" role="status">
            <p>{fill(words::WORK_CHANGED, &[("count", &grouped(changed))])}</p>
            {sentence(words::WORK_UNCHANGED, unchanged)}
            {sentence(words::WORK_LEFT, left)}
        </div>
        {problems}
    }
    .into_any()
}
