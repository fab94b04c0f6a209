//! What can be done to many customers at once: labels, and a file of them.

mod csv;
mod export;
mod labels;
mod work;

use std::collections::BTreeSet;

use leptos::{ev::BeforeUnloadEvent, prelude::*};

use self::{
    export::ExportDialog,
    labels::{LabelDialog, LabelMode},
    work::{Item, Progress, Stage, Work},
};
use super::{
    filter::Filter,
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
    labels: Signal<Vec<String>>,
    on_changed: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    // Which of them the reader may change, each of them says when it is tried.
    let may_change = Signal::derive(move || session.access(|it| it.can(Permission::ManageCustomers)));
    let mode = RwSignal::new(None::<LabelMode>);
    let exporting = RwSignal::new(false);
    let total = move || page.total.get().unwrap_or_default();
    let count = Signal::derive(move || selection.count(total()));
    let loaded = move || page.rows.with(|it| u32::try_from(it.len()).unwrap_or(u32::MAX));
    let offers_all = move || count.get() == loaded() && count.get() < total();
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
    let scope = Scope { selection, page, filter };
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
        <LabelDialog mode scope count known=labels on_changed />
        <ExportDialog open=exporting scope count />
    }
}

/// The customers that are meant.
#[derive(Clone, Copy)]
struct Scope {
    selection: Selection,
    page: Paged<CustomerRow>,
    filter: Signal<Filter>,
}

impl Scope {
    /// The rows that are meant. All that match are read anew, page by page, as `work` can be told to stop.
    async fn rows(self, work: Work) -> Result<Vec<CustomerRow>, Error> {
        let chosen = untrack(|| self.selection.chosen());
        match chosen {
            Chosen::Some(ids) => Ok(self.chosen_rows(&ids)),
            Chosen::All => self.every_row(work).await,
        }
    }

    fn chosen_rows(self, ids: &BTreeSet<String>) -> Vec<CustomerRow> {
        self.page.rows.with_untracked(|rows| rows.iter().filter(|it| ids.contains(&it.id)).cloned().collect())
    }

    async fn every_row(self, work: Work) -> Result<Vec<CustomerRow>, Error> {
        let filter = self.filter.get_untracked();
        let (mut rows, mut after) = (Vec::new(), None);
        while !work.is_stopped() {
            let slice = list::fetch(filter.clone(), after, None).await?;
            rows.extend(slice.rows);
            let found = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            let _ = work.stage.try_set(Stage::Reading(found, slice.total));
            match slice.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
        Ok(rows)
    }
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
        let count = grouped(u32::try_from(failed.len()).unwrap_or(u32::MAX));
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
