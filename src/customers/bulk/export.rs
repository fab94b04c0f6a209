//! Customers as a CSV file.

use leptos::{prelude::*, task::spawn_local};

use super::{
    Scope,
    csv::{self, Line},
    guard, stage_view,
    work::{Progress, Stage, Work},
};
use crate::{
    api::Error,
    customers::list::CustomerRow,
    phrases::{common, customers as words, fill, t},
    ui::{Dialog, Look, PlainButton, grouped, save_file},
};

/// The dialog: reads what is missing, then hands over the file.
#[component]
pub fn ExportDialog(open: RwSignal<bool>, scope: Scope, count: Signal<u32>) -> impl IntoView {
    let work = Work::new();
    guard(work);
    let running = Signal::derive(move || work.is_running());
    let begin = move |()| {
        if untrack(|| work.is_running()) {
            return;
        }
        work.start();
        spawn_local(async move {
            let end = match export(scope, work).await {
                Ok(progress) => Stage::Ended(progress),
                Err(error) => Stage::Failed(error),
            };
            let _ = work.stage.try_set(end);
        });
    };
    Effect::new(move |_| {
        if open.get() {
            work.stage.set(Stage::Idle);
        }
    });
    let buttons = move || {
        match work.stage.get() {
        Stage::Idle | Stage::Failed(_) => view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <PlainButton look=Look::Primary on_click=begin>{t(words::EXPORT)}</PlainButton>
        }
        .into_any(),
        Stage::Reading(..) | Stage::Working(_) => {
            view! { <PlainButton on_click=move |()| work.stop()>{t(words::WORK_STOP)}</PlainButton> }.into_any()
        }
        Stage::Ended(_) => view! {
            <PlainButton look=Look::Primary on_click=move |()| open.set(false)>{t(words::WORK_CLOSE)}</PlainButton>
        }
        .into_any(),
    }
    };
    let foot = move || view! { {buttons} };
    let about =
        move || work.stage.with(|it| *it == Stage::Idle).then(|| view! { <p>{t(words::EXPORT_TEXT)}</p> });
    let told = move || match work.stage.get() {
        Stage::Ended(progress) => {
            let phrase =
                if progress.changed == progress.total { words::EXPORTED } else { words::EXPORT_STOPPED };
            view! { <p role="status">{fill(phrase, &[("count", &grouped(progress.changed))])}</p> }.into_any()
        }
        Stage::Idle | Stage::Reading(..) | Stage::Working(_) | Stage::Failed(_) => {
            stage_view(work, Callback::new(|_| ())).into_any()
        }
    };
    let title = Signal::derive(move || fill(words::EXPORT_TITLE, &[("count", &grouped(count.get()))]));
    view! {
        <Dialog open title pending=running foot>
            {about}
            {told}
        </Dialog>
    }
}

/// A file is made of all of them or not at all.
async fn export(scope: Scope, work: Work) -> Result<Progress, Error> {
    let rows = scope.newest_rows(work).await?;
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    if work.is_stopped() {
        return Ok(Progress { total: total.max(1), ..Progress::default() });
    }
    let headings = [
        words::ID,
        words::NAME,
        words::DESCRIPTION,
        words::EXTERNAL_ID,
        words::LABELS,
        words::CREATED,
        words::UPDATED,
    ];
    let lines: Vec<_> = rows.into_iter().map(line).collect();
    let unreadable = Error::Malformed { reference: String::new() };
    let bytes = csv::file(headings.map(t), &lines).map_err(|_| unreadable.clone())?;
    let today = String::from(js_sys::Date::new_0().to_iso_string()).chars().take(10).collect::<String>();
    save_file(&format!("customers-{today}.csv"), "text/csv;charset=utf-8", &bytes).map_err(|_| unreadable)?;
    Ok(Progress { total, changed: total, ..Progress::default() })
}

fn line(row: CustomerRow) -> Line {
    Line {
        id: row.id,
        name: row.name,
        description: row.description,
        external_id: row.external_id.unwrap_or_default(),
        labels: row.labels.unwrap_or_default(),
        created_at: row.created_at,
        updated_at: row.updated_at,
    }
}
