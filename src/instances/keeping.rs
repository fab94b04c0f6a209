//! What is kept of the runs of an instance: its lines and the outputs of its steps, or not.

use leptos::prelude::*;

use super::draft::{Draft, Field, kept};
use crate::{
    api::{self, Error, One},
    document,
    phrases::{Phrase, instances as words, t},
    ui::{Binding, Check, Fact, Failure, Form},
};

document!(InstancePlan, "src/instances/plan.graphql");

/// Two boxes for those whose plan lets them choose; for others what is so, and why.
#[component]
pub fn Keeping(form: Form<Draft>) -> impl IntoView {
    let plan = One::new(|| (), |()| allows());
    move || match plan.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| plan.reload() /> }.into_any(),
        Some(Ok(true)) => view! {
            <fieldset class="field">
                <legend class="field-label">{t(words::KEEPING)}</legend>
                {keep(
                    form.bind(|it| &it.drops_logs, |it| &mut it.drops_logs),
                    [words::KEEP_LOGS, words::KEEP_LOGS_HINT],
                    form.problem(Field::Logs),
                )}
                {keep(
                    form.bind(|it| &it.drops_outputs, |it| &mut it.drops_outputs),
                    [words::KEEP_OUTPUTS, words::KEEP_OUTPUTS_HINT],
                    form.problem(Field::Outputs),
                )}
            </fieldset>
        }
        .into_any(),
        Some(Ok(false)) => {
            let Draft { drops_logs, drops_outputs, .. } = form.draft();
            view! {
                <dl class="facts">
                    <Fact name=t(words::LOG_LINES)>{kept(drops_logs)}</Fact>
                    <Fact name=t(words::OUTPUTS)>{kept(drops_outputs)}</Fact>
                </dl>
                <p class="field-hint">{t(words::KEEPING_PLANNED)}</p>
            }
            .into_any()
        }
    }
}

/// A box that is ticked while something is kept.
fn keep(
    dropped: Binding<bool>,
    [label, hint]: [Phrase; 2],
    problem: Signal<Option<String>>,
) -> impl IntoView {
    let is_kept = Signal::derive(move || !dropped.get());
    let value = Binding::new(is_kept, move |is_kept: bool| dropped.set(!is_kept));
    let is_wrong = Signal::derive(move || problem.with(Option::is_some));
    view! {
        <Check label=t(label) value hint=t(hint) is_wrong />
        {move || problem.get().map(|it| view! { <p class="field-problem">{it}</p> })}
    }
}

/// Whether the plan of the organization lets instances keep less.
async fn allows() -> Result<bool, Error> {
    let found = api::send::<InstancePlan>(instance_plan::Variables {}).await?.organization;
    Ok(found.is_some_and(|it| it.allow_disabling_instance_outputs))
}
