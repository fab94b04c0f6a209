//! One run: how it went, its steps and the lines it wrote; live for as long as it runs.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    state::{RunState, duration, started_by},
    steps::{logs, steps},
};
use crate::{
    api::{self, Error, One},
    document,
    embed::use_frame,
    phrases::{dynamic, fill, runs as words, t, ui as kit_words},
    ui::{Clock, Fact, Failure, Notice, PlainButton, Status, Tone, milliseconds_between},
};
use run_detail::{LogRow, RunRecord, StepRow, Variables};

document!(RunDetail, "src/instances/runs/panel.graphql");

/// Between two looks at a run that goes on.
const PAUSE: Duration = Duration::from_millis(1_000);

/// Pages of steps and of lines that are read; whoever needs more is looking for something, not reading.
const PAGES: usize = 10;

/// How many steps or lines that is.
const SHOWN: usize = PAGES * 100;

/// A run with what it did.
#[derive(Clone, PartialEq)]
pub struct Run {
    record: RunRecord,
    steps: Vec<StepRow>,
    logs: Vec<LogRow>,
    is_whole: bool,
}

impl Run {
    fn has_ended(&self) -> bool {
        self.record.ended_at.is_some()
    }

    fn state(&self) -> RunState {
        RunState::of(&self.record.status)
    }
}

/// The run with this id, if it is one of the instance's.
#[component]
pub fn RunPanel(
    id: String,
    instance: String,
    /// It ended while it was looked at.
    #[prop(into)]
    on_end: Callback<()>,
    /// At the end of its heading.
    #[prop(optional, into)]
    actions: ViewFn,
) -> impl IntoView {
    let question = (id, instance);
    let run = One::new(move || question.clone(), fetch);
    follow(run, on_end);
    // What was read last stays when the next look fails.
    let known = Memo::new(move |before: Option<&Option<Run>>| match run.answer.get() {
        Some(Ok(run)) => Some(run),
        Some(Err(_)) | None => before.cloned().flatten(),
    });
    let failure = move || match run.answer.get() {
        Some(Err(error)) => Some(error),
        Some(Ok(_)) | None => None,
    };
    let hides_logs = use_frame().screen.with_untracked(|it| it.instance.hide_logs);
    let body = move || match (known.get(), failure()) {
        (None, None) => view! { <span class="skeleton late"></span> }.into_any(),
        (None, Some(error)) => view! { <Failure error on_retry=move |()| run.reload() /> }.into_any(),
        (Some(known), failed) => view! {
            {failed.map(|error| stale(error.to_string(), run))}
            {shown(known, hides_logs)}
        }
        .into_any(),
    };
    let flow = move || {
        known.with(|it| it.as_ref().and_then(|it| it.record.flow.as_ref()).map(|it| dynamic(&it.name)))
    };
    let state = Memo::new(move |_| known.with(|it| it.as_ref().map(Run::state)));
    view! {
        <section class="run" aria-label=t(words::EXECUTION)>
            <header class="run-head">
                <h2 tabindex="-1"><bdi>{move || flow().unwrap_or_default()}</bdi></h2>
                <span role="status">
                    {move || state.get().map(|it| view! { <Status glyph=it.glyph()>{t(it.phrase())}</Status> })}
                </span>
                <div class="button-row">{actions.run()}</div>
            </header>
            {body}
        </section>
    }
}

fn stale(error: String, run: One<Run>) -> impl IntoView {
    view! {
        <Notice tone=Tone::Danger>
            <p>{error}</p>
            <PlainButton on_click=move |()| run.reload()>{t(kit_words::TRY_AGAIN)}</PlainButton>
        </Notice>
    }
}

fn shown(run: Run, hides_logs: bool) -> impl IntoView {
    let has_ended = run.has_ended();
    let Run { record, steps: ran, logs: lines, is_whole } = run;
    let took = milliseconds_between(&record.started_at, record.ended_at.as_deref()).map(duration);
    let by = started_by(record.invoke_type.as_ref(), record.is_test_execution);
    let error = record.error.filter(|it| !it.is_empty());
    let count = record.step_count.map_or_else(|| ran.len().to_string(), |it| it.to_string());
    view! {
        {error.map(|it| view! { <Notice tone=Tone::Danger><p dir="auto">{it}</p></Notice> })}
        <dl class="facts" data-look="strip">
            <div><Fact name=t(words::STARTED)><Clock moment=record.started_at date=true /></Fact></div>
            <div><Fact name=t(words::DURATION)>{took}</Fact></div>
            <div><Fact name=t(words::STARTED_BY)>{t(by)}</Fact></div>
            <div><Fact name=t(words::STEPS)>{count}</Fact></div>
        </dl>
        <h3>{t(words::STEPS)}</h3>
        {steps(&ran, has_ended)}
        {(!hides_logs).then(|| view! {
            <h3>{t(words::LOGS)}</h3>
            {logs(lines, has_ended)}
        })}
        {(!is_whole).then(|| {
            let text = fill(words::MORE_STEPS, &[("count", &SHOWN.to_string())]);
            view! { <p class="muted">{text}</p> }
        })}
    }
}

/// Looks again until the run has ended. Leaving ends it as well.
fn follow(run: One<Run>, on_end: Callback<()>) {
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    on_cleanup(stop);
    Effect::new(move |was_running: Option<bool>| {
        stop();
        let has_ended = run.answer.with(|it| match it {
            Some(Ok(run)) => Some(run.has_ended()),
            Some(Err(_)) | None => None,
        });
        match (has_ended, was_running) {
            (Some(false), _) => timer.set_value(set_timeout_with_handle(move || run.reload(), PAUSE).ok()),
            (Some(true), Some(true)) => on_end.run(()),
            (Some(true), _) | (None, _) => {}
        }
        match has_ended {
            Some(has_ended) => !has_ended,
            None => was_running.unwrap_or_default(),
        }
    });
}

async fn fetch((id, instance): (String, String)) -> Result<Run, Error> {
    let (mut steps, mut logs) = (Vec::new(), Vec::new());
    let mut after = (None, None);
    let mut open = (true, true);
    for page in 1.. {
        let variables =
            Variables { id: id.clone(), steps_after: after.0.clone(), logs_after: after.1.clone() };
        let found = api::send::<RunDetail>(variables).await?.execution_result.ok_or(Error::NotFound)?;
        // An address may name the run of another instance.
        if found.run_record.instance.as_ref().is_none_or(|it| it.id != instance) {
            return Err(Error::NotFound);
        }
        if open.0 {
            steps.extend(found.step_results.nodes.into_iter().flatten());
            after.0 = found.step_results.page_info.end_cursor;
            open.0 = found.step_results.page_info.has_next_page;
        }
        if open.1 {
            logs.extend(found.logs.nodes.into_iter().flatten());
            after.1 = found.logs.page_info.end_cursor;
            open.1 = found.logs.page_info.has_next_page;
        }
        let is_whole = open == (false, false);
        if is_whole || page == PAGES {
            return Ok(Run { record: found.run_record, steps, logs, is_whole });
        }
    }
    Err(Error::NotFound)
}
