//! The machine in the customer's own network that a connection goes through.

use leptos::prelude::*;

use super::{
    draft::{OnPremise, Setting},
    mode::Mode,
    wizard::Question,
};
use crate::{
    api::{self, Error, One},
    document,
    phrases::{Phrase, configure as words, fill, t},
    ui::{Failure, Select},
};
use on_premise_machines::OnPremiseResourceStatus as State;

document!(OnPremiseMachines, "src/configure/machines.graphql");

/// The choice, where there is one.
#[component]
pub fn MachineChoice(question: Question, customer: String, mode: Mode) -> impl IntoView {
    let Setting { on_premise, .. } = *question.setting;
    if on_premise == OnPremise::Never {
        return ().into_any();
    }
    let found = One::new(move || customer.clone(), machines);
    let Question { answer, problem, .. } = question;
    let options = Signal::derive(move || {
        let none = match on_premise {
            OnPremise::Required => words::CHOOSE,
            OnPremise::Allowed | OnPremise::Never => words::DIRECT,
        };
        let found = found.answer.get().and_then(Result::ok).unwrap_or_default();
        std::iter::once((String::new(), t(none))).chain(found).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || answer.with(|it| it.on_premise.clone().unwrap_or_default()));
    let choose = move |id: String| {
        answer.update(|it| it.on_premise = Some(id).filter(|it| !it.is_empty()));
        problem.set(None);
    };
    let choice = view! {
        <Select label=t(words::MACHINE) hint=t(words::MACHINE_HINT) value options on_change=choose />
    };
    view! {
        {mode.fields(choice.into_any())}
        {move || match found.answer.get() {
            Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
            Some(Ok(_)) | None => ().into_any(),
        }}
    }
    .into_any()
}

/// The customer's machines: id, and name with what is wrong with it.
async fn machines(customer: String) -> Result<Vec<(String, String)>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = on_premise_machines::Variables { customer: customer.clone(), after };
        let page = api::send::<OnPremiseMachines>(variables).await?.on_premise_resources;
        let named = |name: String, state: State| match trouble(&state) {
            Some(phrase) => fill(phrase, &[("name", &name)]),
            None => name,
        };
        found.extend(page.nodes.into_iter().flatten().map(|it| (it.id, named(it.name, it.status))));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

fn trouble(state: &State) -> Option<Phrase> {
    match state {
        State::AVAILABLE => None,
        State::PENDING => Some(words::MACHINE_PENDING),
        State::UNAVAILABLE => Some(words::MACHINE_AWAY),
        State::UNKNOWN | State::Other(_) => Some(words::MACHINE_UNKNOWN),
    }
}
