//! What starts an instance's flows, for those who configure it and are not on its page.

use leptos::prelude::*;

use super::{detail::fetch, flows::FlowsSection};
use crate::{
    api::One,
    embed::{Triggers, use_frame},
    phrases::{instances as words, t},
    ui::{Failure, is_open},
};

/// The addresses, keys and schedules of an instance, read when they are looked at. A host may leave them out.
#[component]
pub fn TriggerDetails(id: String) -> impl IntoView {
    let wanted = use_frame().screen.with_untracked(|it| it.wizard.triggers);
    let id = StoredValue::new(id);
    let shown = RwSignal::new(wanted == Triggers::Open);
    let body = move || shown.get().then(|| view! { <Read id=id.get_value() /> });
    (wanted != Triggers::Hidden).then(|| {
        view! {
            <details
                class="changes"
                open=wanted == Triggers::Open
                on:toggle=move |event| shown.set(is_open(&event))
            >
                <summary>{t(words::TRIGGERS)}</summary>
                <div class="changes-body">{body}</div>
            </details>
        }
    })
}

#[component]
fn Read(id: String) -> impl IntoView {
    let instance = One::new(move || id.clone(), fetch);
    move || match instance.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| instance.reload() /> }.into_any(),
        Some(Ok(record)) => {
            let newest = Memo::new(move |_| record.clone());
            view! { <FlowsSection newest /> }.into_any()
        }
    }
}
