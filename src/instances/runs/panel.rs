//! One run: how it went, its steps and the lines it wrote; live for as long as it runs.

use std::time::Duration;

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::{
    state::{RunState, duration, started_by},
    steps::{StepList, logs},
};
use crate::{
    api::{self, Error, One},
    auth::use_session,
    document,
    embed::use_frame,
    phrases::{dynamic, fill, runs as words, t, ui as kit_words},
    ui::{Clock, Fact, Failure, Notice, PlainButton, Status, Tone, milliseconds_between},
};
use run_detail::{RunRecord, StepRow, Variables};
use run_logs::LogRow;

document!(RunDetail, "src/instances/runs/panel.graphql");
document!(RunLogs, "src/instances/runs/logs.graphql");

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
    /// None where they are not there to be read.
    logs: Option<Vec<LogRow>>,
    is_whole: bool,
}

impl Run {
    fn has_ended(&self) -> bool {
        self.record.ended_at.is_some()
    }

    /// Whether the lines and the outputs of its instance are kept.
    fn keeps(&self) -> (bool, bool) {
        self.record
            .instance
            .as_ref()
            .map_or((true, true), |it| (!it.logs_disabled, !it.step_results_disabled))
    }

    fn state(&self) -> RunState {
        RunState::of(&self.record.status)
    }
}

/// Whether the lines that a run wrote are there to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    Shown,
    /// The host does not want them.
    LeftOut,
    /// They are kept from the reader.
    Withheld,
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
    let of = StoredValue::new(id.clone());
    let hides_logs = use_frame().screen.with_untracked(|it| it.instance.hide_logs);
    let session = use_session();
    let written = Memo::new(move |_| match () {
        () if hides_logs => Lines::LeftOut,
        () if session.hides_sensitive() => Lines::Withheld,
        () => Lines::Shown,
    });
    let run = One::new(
        move || (id.clone(), instance.clone(), written.get()),
        |(id, instance, lines)| fetch(id, instance, lines),
    );
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
    let is_known = Memo::new(move |_| known.with(Option::is_some));
    let lost = Memo::new(move |_| if is_known.get() { None } else { failure() });
    // What is unfolded stays unfolded while a run that goes on is read again and again.
    let steps =
        Memo::new(move |_| known.with(|it| it.as_ref().map(|it| it.steps.clone()).unwrap_or_default()));
    let has_ended = Memo::new(move |_| known.with(|it| it.as_ref().is_some_and(Run::has_ended)));
    let keeps = Memo::new(move |_| known.with(|it| it.as_ref().is_some_and(|it| it.keeps().1)));
    let withheld = Memo::new(move |_| match () {
        () if session.hides_sensitive() => Some(words::OUTPUTS_WITHHELD),
        () if !keeps.get() => Some(words::OUTPUTS_NOT_KEPT),
        () => None,
    });
    let body = move || match (is_known.get(), lost.get()) {
        (false, None) => view! { <span class="skeleton late"></span> }.into_any(),
        (false, Some(error)) => view! { <Failure error on_retry=move |()| run.reload() /> }.into_any(),
        (true, _) => view! {
            {move || failure().map(|error| stale(error.to_string(), run))}
            {move || known.get().map(facts)}
            <h3>{t(words::STEPS)}</h3>
            <StepList run=of.get_value() steps has_ended withheld />
            {move || known.get().filter(|_| written.get() != Lines::LeftOut).map(lines)}
            {move || known.with(|it| it.as_ref().is_some_and(|it| !it.is_whole)).then(more)}
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

fn facts(run: Run) -> impl IntoView {
    let Run { record, steps: ran, .. } = run;
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
    }
}

fn lines(run: Run) -> impl IntoView {
    let (has_ended, (keeps, _)) = (run.has_ended(), run.keeps());
    view! {
        <h3>{t(words::LOGS)}</h3>
        {match run.logs {
            Some(lines) => logs(lines, has_ended, keeps),
            None => view! { <p class="muted">{t(words::LOGS_WITHHELD)}</p> }.into_any(),
        }}
    }
}

fn more() -> impl IntoView {
    let text = fill(words::MORE_STEPS, &[("count", &SHOWN.to_string())]);
    view! { <p class="muted">{text}</p> }
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

/// The run and its steps, and then its lines, so that no line of a run that has ended is missing.
async fn fetch(id: String, instance: String, lines: Lines) -> Result<Run, Error> {
    let (mut steps, mut after) = (Vec::new(), None);
    let mut pages = 0;
    let (record, has_all_steps) = loop {
        let variables = Variables { id: id.clone(), after };
        let found = api::send::<RunDetail>(variables).await?.execution_result.ok_or(Error::NotFound)?;
        // An address may name the run of another instance.
        if found.run_record.instance.as_ref().is_none_or(|it| it.id != instance) {
            return Err(Error::NotFound);
        }
        steps.extend(found.step_results.nodes.into_iter().flatten());
        after = found.step_results.page_info.end_cursor;
        pages += 1;
        let has_more = found.step_results.page_info.has_next_page;
        if !has_more || pages == PAGES {
            break (found.run_record, !has_more);
        }
    };
    let logs = match lines {
        Lines::Shown => read_logs(id).await,
        Lines::LeftOut | Lines::Withheld => Err(Error::Forbidden),
    };
    let (logs, has_all_logs) = match logs {
        Ok((logs, has_all)) => (Some(logs), has_all),
        Err(Error::Forbidden) => (None, true),
        Err(error) => return Err(error),
    };
    Ok(Run { record, steps, logs, is_whole: has_all_steps && has_all_logs })
}

/// The lines, and whether these are all.
async fn read_logs(id: String) -> Result<(Vec<LogRow>, bool), Error> {
    let (mut logs, mut after) = (Vec::new(), None);
    for _ in 0..PAGES {
        let variables = run_logs::Variables { id: id.clone(), after };
        let found = api::send::<RunLogs>(variables).await?.execution_result.ok_or(Error::NotFound)?.logs;
        logs.extend(found.nodes.into_iter().flatten());
        if !found.page_info.has_next_page {
            return Ok((logs, true));
        }
        after = found.page_info.end_cursor;
    }
    Ok((logs, false))
}
