//! What stands below the last page of the wizard, and the end of a rehearsal.

use leptos::prelude::*;

use super::{
    mode::Mode,
    outputs::Outputs,
    own::Whose,
    review::{Review, Runs},
    wizard::Question,
};
use crate::{
    instances::TriggerDetails,
    phrases::{configure as words, t},
    routes::Route,
    ui::{Dialog, LinkButton, Look, PlainButton},
};

/// What there is to say and to choose before it is deployed.
#[component]
pub fn Ending(
    mode: Mode,
    whose: Whose,
    /// The instance's; empty where there is none.
    id: String,
    outputs: Outputs,
    questions: StoredValue<Vec<Question>, LocalStorage>,
    runs: Runs,
    /// Nothing was settled before.
    is_new: bool,
) -> impl IntoView {
    let has_flows = mode != Mode::Rehearsal && !whose.is_own();
    view! {
        {(has_flows && mode == Mode::Work).then(|| outputs.view())}
        {has_flows.then(|| view! { <TriggerDetails id /> })}
        {(mode != Mode::Reading).then(|| {
            view! { <Review questions runs=(!whose.is_own()).then_some(runs) is_first=is_new /> }
        })}
    }
}

/// The end of a rehearsal: what would be deployed.
#[component]
pub fn RehearsalEnd(
    open: RwSignal<bool>,
    questions: StoredValue<Vec<Question>, LocalStorage>,
    runs: Runs,
    /// Back to where it began.
    home: Route,
) -> impl IntoView {
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(words::REHEARSE_ON)}</PlainButton>
            <LinkButton to=home.clone() look=Look::Primary>{t(words::REHEARSAL_LEAVE)}</LinkButton>
        }
    };
    view! {
        <Dialog open title=t(words::REHEARSED) large=true foot>
            <p>{t(words::REHEARSED_TEXT)}</p>
            <Review questions runs=Some(runs) is_first=runs.version == 0 open=true />
        </Dialog>
    }
}
