//! The steps of a run, and the lines it wrote.

use leptos::prelude::*;

use super::{
    level::level,
    outline::{Line, Place, outline},
    output::{self, StepOutput},
    panel::{run_detail::StepRow, run_logs::LogRow},
    state::duration,
};
use crate::{
    phrases::{Phrase, dynamic, fill, runs as words, t},
    ui::{Clock, Glyph, Status, milliseconds_between, unique_id},
};

/// The steps in the order in which they ran, each with its output for those who ask for it.
#[component]
pub fn StepList(
    /// The run's id.
    run: String,
    steps: Memo<Vec<StepRow>>,
    has_ended: Memo<bool>,
    /// Why there are no outputs; none where there are.
    withheld: Memo<Option<Phrase>>,
) -> impl IntoView {
    let run = StoredValue::new(run);
    let lines = move || {
        let (rows, has_ended, keeps) = (steps.get(), has_ended.get(), withheld.get().is_none());
        let places: Vec<Place> = rows.iter().map(place).collect();
        let shown = |line: Line| match line {
            Line::Round { .. } => Shown { line, row: None, state: State::Succeeded, keeps },
            Line::Step { at, .. } => {
                let row = rows.get(at).cloned();
                let state = row
                    .as_ref()
                    .map_or(State::Succeeded, |it| State::of(it.has_error, it.ended_at.is_some(), has_ended));
                Shown { line, row, state, keeps }
            }
        };
        outline(&places).into_iter().map(shown).enumerate().collect::<Vec<_>>()
    };
    let line = move |(_, it): (usize, Shown)| match (it.line, it.row) {
        (Line::Round { depth, name, number }, _) => {
            let text = fill(words::ROUND, &[("loop", &dynamic(&name)), ("number", &number.to_string())]);
            view! { <li class="step-round" data-depth=depth.to_string()><bdi>{text}</bdi></li> }.into_any()
        }
        (Line::Step { depth, .. }, Some(row)) => step(row, depth, it.state, it.keeps, run.get_value()),
        (Line::Step { .. }, None) => ().into_any(),
    };
    move || {
        if steps.with(Vec::is_empty) {
            return view! { <p class="muted">{t(words::NO_STEPS)}</p> }.into_any();
        }
        view! {
            {move || withheld.get().map(|why| view! { <p class="muted">{t(why)}</p> })}
            <ol class="step-list"><For each=lines key=|(at, it)| (*at, it.key()) children=line /></ol>
        }
        .into_any()
    }
}

/// A line of the list.
#[derive(Clone)]
struct Shown {
    line: Line,
    row: Option<StepRow>,
    state: State,
    keeps: bool,
}

/// How a step is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum State {
    Failed,
    Running,
    Succeeded,
    /// The run ended before it did.
    Unfinished,
}

impl State {
    fn of(failed: bool, ended: bool, run_ended: bool) -> Self {
        match (failed, ended, run_ended) {
            (true, ..) => Self::Failed,
            (false, true, _) => Self::Succeeded,
            (false, false, false) => Self::Running,
            (false, false, true) => Self::Unfinished,
        }
    }
}

impl Shown {
    /// What is seen of the line. The address of an output is not: it may be another one each time it is asked for.
    fn key(&self) -> (Option<String>, Option<String>, State, bool) {
        let row = self.row.as_ref();
        (row.map(|it| it.id.clone()), row.and_then(|it| it.ended_at.clone()), self.state, self.keeps)
    }
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

fn step(it: StepRow, depth: usize, state: State, keeps: bool, run: String) -> AnyView {
    let (glyph, word) = match state {
        State::Failed => (Glyph::Failed, words::FAILED),
        State::Running => (Glyph::Running, words::RUNNING),
        State::Succeeded => (Glyph::Succeeded, words::SUCCEEDED),
        State::Unfinished => (Glyph::Paused, words::UNFINISHED),
    };
    let took = it.ended_at.as_deref().and_then(|end| milliseconds_between(&it.started_at, Some(end)));
    let branch = it.branch_name.as_deref().filter(|it| !it.is_empty());
    let branch = branch.map(|it| fill(words::BRANCH, &[("branch", &dynamic(it))]));
    let name = dynamic(&shown_name(&it));
    let place = output::Place {
        run,
        id: it.id,
        step: it.step_name,
        in_loop: it.loop_path.filter(|it| !it.is_empty()),
        url: it.results_url,
    };
    let is_open = RwSignal::new(false);
    let id = unique_id();
    let (of, controlled, opened) = (name.clone(), id.clone(), name.clone());
    let unfold = (keeps && state != State::Running).then(|| {
        view! {
            <button
                class="text-button"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=controlled
                on:click=move |_| is_open.update(|it| *it = !*it)
            >
                {t(words::OUTPUT)}
                <span class="visually-hidden">" "{fill(words::OF_STEP, &[("step", &of)])}</span>
            </button>
        }
    });
    view! {
        <li class="run-step" data-depth=depth.to_string()>
            <div class="step-line">
                <Status glyph><span class="visually-hidden">{t(word)}</span></Status>
                <span class="step-name">
                    <bdi>{name}</bdi>
                    {branch.map(|it| view! { <span class="faint">{it}</span> })}
                </span>
                <span class="step-time">{took.map(duration)}</span>
                {unfold}
            </div>
            <div class="step-output" id=id hidden=move || !is_open.get()>
                {move || is_open.get().then(|| view! { <StepOutput place=place.clone() name=opened.clone() /> })}
            </div>
        </li>
    }
    .into_any()
}

/// The lines, the first one first.
pub fn logs(rows: Vec<LogRow>, has_ended: bool, keeps: bool) -> AnyView {
    if rows.is_empty() {
        let text = match (keeps, has_ended) {
            (false, _) => words::LOGS_NOT_KEPT,
            (true, true) => words::NO_LOGS,
            (true, false) => words::NO_LOGS_YET,
        };
        return view! { <p class="muted">{t(text)}</p> }.into_any();
    }
    let line = |it: LogRow| {
        view! {
            <li class="log-line">
                <span class="log-time"><Clock moment=it.timestamp /></span>
                {level(&it.severity)}
                <span class="log-message" dir="auto">{it.message}</span>
                <span class="log-where"><bdi>{it.step_name.map(|it| dynamic(&it))}</bdi></span>
            </li>
        }
    };
    view! { <ol class="log-list">{rows.into_iter().map(line).collect_view()}</ol> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_without_an_end_did_not_succeed() {
        for (failed, ended, run_ended, state) in [
            (false, false, false, State::Running),
            (false, false, true, State::Unfinished),
            (false, true, true, State::Succeeded),
            (false, true, false, State::Succeeded),
            (true, false, true, State::Failed),
            (true, true, false, State::Failed),
        ] {
            assert_eq!(State::of(failed, ended, run_ended), state);
        }
    }
}
