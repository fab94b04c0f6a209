//! Whether an instance writes down what it does: the host decides, or leaves it to whoever configures the instance.

use leptos::prelude::*;

use crate::{
    api::{self, Error},
    document,
    embed::{Kept, use_frame},
    phrases::{configure as words, t},
    settled,
    ui::{Binding, Check},
};

document!(SetOutputs, "src/configure/outputs.graphql");

/// What is switched off: log lines, and results of steps.
pub type Off = (bool, bool);

/// What is to be switched off.
#[derive(Clone, Copy)]
pub struct Outputs {
    /// As the instance has it.
    before: StoredValue<Off>,
    logs: RwSignal<bool>,
    step_results: RwSignal<bool>,
}

impl Outputs {
    /// As the host wants it; where it wants nothing, as the instance has it.
    pub fn new(before: Off) -> Self {
        let wanted = use_frame().screen.with_untracked(|it| it.wizard);
        Self {
            before: StoredValue::new(before),
            logs: RwSignal::new(wanted_off(wanted.logs, before.0)),
            step_results: RwSignal::new(wanted_off(wanted.step_results, before.1)),
        }
    }

    /// What is to be changed; none when all is as it is to be.
    pub fn change(self) -> Option<Off> {
        let now = (self.logs.get_untracked(), self.step_results.get_untracked());
        (now != self.before.get_value()).then_some(now)
    }

    /// Takes in that the instance has it so, also where what follows fails.
    pub fn changed(self, to: Off) {
        self.before.set_value(to);
    }

    /// The choices that are left to whoever configures the instance.
    pub fn view(self) -> AnyView {
        let wanted = use_frame().screen.with_untracked(|it| it.wizard);
        let choice = |kept: Kept, off: RwSignal<bool>, label| {
            (kept == Kept::Optional).then(|| {
                let value = Binding::new(Memo::new(move |_| off.get()), move |it| off.set(it));
                view! { <Check label=t(label) value /> }
            })
        };
        view! {
            {choice(wanted.logs, self.logs, words::NO_LOGS)}
            {choice(wanted.step_results, self.step_results, words::NO_STEP_RESULTS)}
        }
        .into_any()
    }
}

fn wanted_off(kept: Kept, before: bool) -> bool {
    match kept {
        Kept::AsItIs | Kept::Optional => before,
        Kept::Always => false,
        Kept::Never => true,
    }
}

/// Switches it off, or on.
///
/// # Errors
/// As [`api::send`].
pub async fn switch(id: String, (logs, step_results): Off) -> Result<(), Error> {
    let variables =
        set_outputs::Variables { id, logs_disabled: Some(logs), step_results_disabled: Some(step_results) };
    let payload = api::send::<SetOutputs>(variables).await?.update_instance;
    settled!(payload, instance).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_switched_off_can_be_switched_on_again() {
        Owner::new().with(|| {
            let (logs, step_results) = (RwSignal::new(true), RwSignal::new(false));
            let outputs = Outputs { before: StoredValue::new((false, false)), logs, step_results };
            assert_eq!(outputs.change(), Some((true, false)));
            outputs.changed((true, false));
            assert_eq!(outputs.change(), None);
            logs.set(false);
            assert_eq!(outputs.change(), Some((false, false)));
        });
    }

    #[test]
    fn what_a_host_does_not_mention_stays() {
        for before in [false, true] {
            assert_eq!(wanted_off(Kept::AsItIs, before), before);
            assert_eq!(wanted_off(Kept::Optional, before), before);
            assert!(wanted_off(Kept::Never, before) && !wanted_off(Kept::Always, before));
        }
    }
}
