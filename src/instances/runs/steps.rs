//! The steps of a run, and the lines it wrote.

use leptos::prelude::*;

use super::{
    outline::{Line, Place, outline},
    panel::run_detail::{LogRow, LogSeverityLevel, StepRow},
    state::duration,
};
use crate::{
    phrases::{Phrase, dynamic, fill, runs as words, t},
    ui::{Clock, Glyph, Status, milliseconds_between},
};

/// The steps in the order in which they ran.
pub fn steps(rows: &[StepRow], has_ended: bool) -> AnyView {
    if rows.is_empty() {
        return view! { <p class="muted">{t(words::NO_STEPS)}</p> }.into_any();
    }
    let places: Vec<Place> = rows.iter().map(place).collect();
    let line = |line: Line| match line {
        Line::Round { depth, name, number } => {
            let text = fill(words::ROUND, &[("loop", &dynamic(&name)), ("number", &number.to_string())]);
            view! { <li class="step-round" data-depth=depth.to_string()><bdi>{text}</bdi></li> }.into_any()
        }
        Line::Step { depth, at } => rows.get(at).map(|it| step(it, depth, has_ended)).into_any(),
    };
    let lines = outline(&places).into_iter().map(line).collect_view();
    view! { <ol class="step-list">{lines}</ol> }.into_any()
}

fn place(it: &StepRow) -> Place {
    Place {
        name: it.step_name.clone().unwrap_or_else(|| shown_name(it)),
        is_loop: it.is_loop_step,
        inside: it.loop_step_name.clone(),
        round: it.loop_step_index,
    }
}

fn shown_name(it: &StepRow) -> String {
    it.display_step_name.clone().or_else(|| it.step_name.clone()).unwrap_or_default()
}

fn step(it: &StepRow, depth: usize, has_ended: bool) -> AnyView {
    let (glyph, state) = match (it.has_error, &it.ended_at) {
        (true, _) => (Glyph::Failed, words::FAILED),
        (false, None) if !has_ended => (Glyph::Running, words::RUNNING),
        (false, _) => (Glyph::Succeeded, words::SUCCEEDED),
    };
    let took = it.ended_at.as_deref().and_then(|end| milliseconds_between(&it.started_at, Some(end)));
    let branch = it.branch_name.as_deref().filter(|it| !it.is_empty());
    let branch = branch.map(|it| fill(words::BRANCH, &[("branch", &dynamic(it))]));
    view! {
        <li class="step-line" data-depth=depth.to_string()>
            <Status glyph><span class="visually-hidden">{t(state)}</span></Status>
            <span class="step-name">
                <bdi>{dynamic(&shown_name(it))}</bdi>
                {branch.map(|it| view! { <span class="faint">{it}</span> })}
            </span>
            <span class="step-time">{took.map(duration)}</span>
        </li>
    }
    .into_any()
}

/// The lines, the first one first.
pub fn logs(rows: Vec<LogRow>, has_ended: bool) -> AnyView {
    if rows.is_empty() {
        let text = if has_ended { words::NO_LOGS } else { words::NO_LOGS_YET };
        return view! { <p class="muted">{t(text)}</p> }.into_any();
    }
    let line = |it: LogRow| {
        let (level, name) = severity(&it.severity);
        view! {
            <li class="log-line">
                <span class="log-time"><Clock moment=it.timestamp /></span>
                <span class="severity" data-level=level>{t(name)}</span>
                <span class="log-message" dir="auto">{it.message}</span>
                <span class="log-where"><bdi>{it.step_name.map(|it| dynamic(&it))}</bdi></span>
            </li>
        }
    };
    view! { <ol class="log-list">{rows.into_iter().map(line).collect_view()}</ol> }.into_any()
}

fn severity(level: &LogSeverityLevel) -> (&'static str, Phrase) {
    match level {
        LogSeverityLevel::TRACE => ("trace", words::SEVERITY_TRACE),
        LogSeverityLevel::DEBUG => ("debug", words::SEVERITY_DEBUG),
        LogSeverityLevel::METRIC => ("metric", words::SEVERITY_METRIC),
        LogSeverityLevel::WARN => ("warn", words::SEVERITY_WARN),
        LogSeverityLevel::ERROR => ("error", words::SEVERITY_ERROR),
        LogSeverityLevel::FATAL => ("fatal", words::SEVERITY_FATAL),
        LogSeverityLevel::INFO | LogSeverityLevel::Other(_) => ("info", words::SEVERITY_INFO),
    }
}
