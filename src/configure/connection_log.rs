//! What was noted about a connection, for whoever wonders why it does not work.

use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    document,
    embed::use_frame,
    instances::level,
    phrases::{configure as words, fill, t},
    ui::{Clock, Failure, PlainButton, is_open},
};
use connection_log::{ConnectionLogLogsNodes as Line, Variables};

document!(ConnectionLog, "src/configure/connection_log.graphql");

/// The newest lines, read when they are asked for. A host may hide what instances log.
#[component]
pub fn ConnectionLogPanel(instance: String, key: String) -> impl IntoView {
    let is_hidden = use_frame().screen.with_untracked(|it| it.instance.hide_logs);
    let question = StoredValue::new((instance, key));
    let shown = RwSignal::new(false);
    let body = move || {
        shown
            .get()
            .then(|| view! { <div class="connection-log-body"><Lines question=question.get_value() /></div> })
    };
    (!is_hidden).then(|| {
        view! {
            <details class="connection-log" on:toggle=move |event| shown.set(is_open(&event))>
                <summary>{t(words::CONNECTION_LOG)}</summary>
                {body}
            </details>
        }
    })
}

#[component]
fn Lines(question: (String, String)) -> impl IntoView {
    let found = One::new(move || question.clone(), read);
    let line = |it: Line| {
        view! {
            <li class="log-line">
                <span class="log-time"><Clock moment=it.timestamp date=true /></span>
                {level(&it.severity)}
                <span class="log-message" dir="auto">{it.message}</span>
            </li>
        }
    };
    move || match found.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(Error::Forbidden)) => view! { <p class="muted">{t(words::LOG_HIDDEN)}</p> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        Some(Ok((lines, total))) => {
            let rest = total.saturating_sub(i64::try_from(lines.len()).unwrap_or_default());
            let lines = if lines.is_empty() {
                view! { <p class="muted">{t(words::LOG_EMPTY)}</p> }.into_any()
            } else {
                view! { <ol class="log-list">{lines.into_iter().map(line).collect_view()}</ol> }.into_any()
            };
            view! {
                {lines}
                {(rest > 0).then(|| view! { <p class="muted">{fill(words::LOG_OLDER, &[("count", &rest.to_string())])}</p> })}
                <PlainButton on_click=move |()| found.reload()>{t(words::SOURCE_AGAIN)}</PlainButton>
            }
            .into_any()
        }
    }
}

/// The newest lines about a connection, and how many there are in all.
async fn read((instance, key): (String, String)) -> Result<(Vec<Line>, i64), Error> {
    let page = api::send::<ConnectionLog>(Variables { instance, key }).await?.logs;
    Ok((page.nodes.into_iter().flatten().collect(), page.total_count))
}
