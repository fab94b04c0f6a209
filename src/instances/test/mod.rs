//! The Test tab: a flow is called with a payload and headers; the answer and the run stand beside them.

mod draft;
mod headers;
mod outcome;
mod send;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    detail::InstanceRecord,
    flows::{FlowRow, flows_of},
    head::Head,
};
use crate::{
    api::{Mutation, One},
    auth::use_session,
    phrases::{dynamic, runs as words, t},
    routes::InstanceTab,
    shell::journal,
    ui::{Button, CodeArea, Failure, Look, Notice, Select, TextField, Tone, focus_first_problem},
};
use draft::{Draft, Problems};
use headers::HeaderRows;
use outcome::Outcome;
use send::{Answer, Test, run};

/// The tab. Only for those who may run flows.
#[component]
pub fn TestTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let flows = flows_of(newest);
    // What was read last: the form stays while the flows are read anew.
    let known = Memo::new(move |before: Option<&Vec<FlowRow>>| match flows.answer.get() {
        Some(Ok(rows)) => rows,
        Some(Err(_)) | None => before.cloned().unwrap_or_default(),
    });
    let has_some = Memo::new(move |_| known.with(|it| !it.is_empty()));
    let body = move || {
        if has_some.get() {
            return view! { <Bench instance newest known /> }.into_any();
        }
        match flows.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| flows.reload() /> }.into_any(),
            Some(Ok(_)) => view! { <p class="muted">{t(words::NO_FLOWS)}</p> }.into_any(),
        }
    };
    view! {
        <Head instance newest open=InstanceTab::Test />
        <div class="page-body">{body}</div>
    }
}

/// What outlives a reload. Not the headers: one of them may be a secret.
#[derive(Serialize, Deserialize)]
struct Kept {
    flow: String,
    content_type: String,
    payload: String,
}

/// The form at the start, what came of it at the end.
#[component]
fn Bench(
    instance: One<InstanceRecord>,
    newest: Memo<InstanceRecord>,
    known: Memo<Vec<FlowRow>>,
) -> impl IntoView {
    let session = use_session();
    let chosen =
        RwSignal::new(known.with_untracked(|it| it.first().map(|it| it.id.clone()).unwrap_or_default()));
    let flow = Memo::new(move |_| known.with(|all| all.iter().find(|it| it.id == chosen.get()).cloned()));
    let typed = RwSignal::new(flow.with_untracked(|it| it.as_ref().map(Draft::from).unwrap_or_default()));
    let problems = RwSignal::new(Problems::default());
    let answer = RwSignal::new(None::<Answer>);
    let choose = move |id: String| {
        chosen.set(id);
        typed.set(flow.with_untracked(|it| it.as_ref().map(Draft::from).unwrap_or_default()));
        problems.set(Problems::default());
        answer.set(None);
    };
    // Another version of the integration may not have the flow.
    Effect::new(move |_| {
        let first = known.with(|all| all.first().map(|it| it.id.clone()));
        if let Some(first) = first.filter(|_| flow.with(Option::is_none)) {
            choose(first);
        }
    });
    let is_changed = Memo::new(move |_| {
        flow.with(|it| it.as_ref().is_some_and(|flow| typed.with(|draft| draft.differs_from(flow))))
    });
    let reader = untrack(|| session.viewer()).map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("test of {} {reader}", newest.with_untracked(|it| it.id.clone())),
        move || {
            let Draft { content_type, payload, .. } = typed.get();
            Kept { flow: chosen.get(), content_type, payload }
        },
        is_changed.into(),
        |Kept { flow, content_type, payload }| {
            if known.with_untracked(|all| all.iter().any(|it| it.id == flow)) {
                choose(flow);
                typed.update(|it| *it = Draft { content_type, payload, headers: it.headers.clone() });
            }
        },
    );
    let test = Mutation::new(run);
    // Meanwhile another flow may be chosen, which nothing is known of.
    let tested = RwSignal::new(String::new());
    let is_about_this = Memo::new(move |_| tested.get() == chosen.get());
    let access =
        Signal::derive(move || newest.with(|it| it.may(session, it.customer.allow_execute_instance)));
    // Those who run flows need not be allowed to change what is kept with them.
    let keeps = Memo::new(move |_| {
        let allow = flow.with(|it| it.as_ref().map(|it| it.allow_update));
        newest.with(|it| it.may(session, allow)).is_granted()
    });
    let submit = move |()| {
        let draft = typed.get_untracked();
        let found = draft.problems();
        let is_fine = found == Problems::default();
        problems.set(found);
        let Some(flow) = flow.get_untracked().filter(|_| is_fine) else {
            focus_first_problem();
            return;
        };
        let keep = (keeps.get_untracked() && draft.differs_from(&flow)).then(|| flow.flow.id.clone());
        let test_of =
            Test { instance: newest.with_untracked(|it| it.id.clone()), config: flow.id, keep, draft };
        answer.set(None);
        tested.set(test_of.config.clone());
        test.send(test_of, move |came| {
            if is_about_this.get_untracked() {
                answer.set(Some(came));
            }
            instance.reload();
        });
    };
    let names = Memo::new(move |_| {
        known.with(|all| all.iter().map(|it| (it.id.clone(), dynamic(&it.flow.name))).collect::<Vec<_>>())
    });
    let part = move |read: fn(&Draft) -> &String, write: fn(&mut Draft) -> &mut String| {
        let value = Memo::new(move |_| typed.with(|it| read(it).clone()));
        crate::ui::Binding::new(value, move |it| typed.update(|draft| *write(draft) = it))
    };
    let wrong = move |read: fn(&Problems) -> &Option<String>| {
        Signal::derive(move || problems.with(|it| read(it).clone()))
    };
    let label = move || t(if keeps.get() { words::SAVE_RUN_TEST } else { words::RUN_TEST });
    view! {
        <div class="bench">
            <form
                class="form"
                novalidate=true
                on:submit=move |event| {
                    event.prevent_default();
                    submit(());
                }
            >
                <p class="muted">{t(words::TEST_TEXT)}</p>
                <Select label=t(words::FLOW) value=chosen options=names on_change=choose />
                <TextField
                    label=t(words::CONTENT_TYPE)
                    value=part(|it| &it.content_type, |it| &mut it.content_type)
                    problem=wrong(|it| &it.content_type)
                    mono=true
                />
                <HeaderRows typed problem=wrong(|it| &it.headers) />
                <CodeArea
                    label=t(words::PAYLOAD)
                    value=part(|it| &it.payload, |it| &mut it.payload)
                    problem=wrong(|it| &it.payload)
                    hint=if keeps.get_untracked() { t(words::PAYLOAD_KEPT) } else { String::new() }
                />
                <div class="button-row">
                    <Button look=Look::Primary access pending=test.pending submit=true>{label}</Button>
                </div>
                {move || test.error.get().filter(|_| is_about_this.get()).map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            </form>
            <Outcome instance newest answer pending=test.pending />
        </div>
    }
}
