//! A setting that is a connection: one that the customer has already, or one filled in for this instance alone.

use leptos::prelude::*;

use super::{
    agreement::{ConsentRow, status_of},
    asked::Reader,
    connection_log::ConnectionLogPanel,
    described::{Reusable, describe, reusable},
    draft::Answer,
    fields::Place,
    load::Link,
    machine::MachineChoice,
    mode::Mode,
    pretend::PretendConnection,
    trial::TrialRow,
    wizard::Question,
};
use crate::{
    api::{Error, One},
    auth::{Permission, use_session},
    connecting::AddDialog,
    embed::use_frame,
    phrases::{configure as words, dynamic, fill, t},
    routes::Route,
    ui::{Button, Failure, Icon, Look, Select, Status},
};

/// The field; in a rehearsal, what would be asked there.
#[component]
pub fn ConnectionField(question: Question, place: Place) -> impl IntoView {
    let is_customer = use_session().viewer().is_some_and(|it| it.own_customer().is_some());
    let reader = if is_customer { Reader::Customer } else { Reader::Organization };
    match place.mode {
        Mode::Rehearsal => {
            view! { <PretendConnection question integration=place.integration reader /> }.into_any()
        }
        Mode::Work | Mode::Reading => view! { <Fields question place reader /> }.into_any(),
    }
}

#[component]
fn Fields(question: Question, place: Place, reader: Reader) -> impl IntoView {
    let (key, mode) = (question.setting.key.clone(), place.mode);
    let wanted = (place.integration.clone(), key.clone());
    let session = use_session();
    let described = One::new(move || wanted.clone(), move |it| describe(it, reader));
    let kind = question.setting.connection.clone().unwrap_or_default();
    // What people settle for themselves they share with nobody.
    let customer = (!place.whose.is_own()).then(|| place.customer.clone());
    let found = {
        let kind = kind.clone();
        One::new(move || (customer.clone(), kind.clone()), |(customer, kind)| reusable(customer, kind))
    };
    let Question { answer, problem, names, .. } = question.clone();
    let is_stored = {
        let question = question.clone();
        Memo::new(move |_| question.own_link().is_some())
    };
    let is_shared = Memo::new(move |_| answer.with(|it| it.shared.is_some()));
    // What a machine in the customer's own network knows is not asked for.
    let goes_through = Memo::new(move |_| answer.with(|it| it.on_premise.is_some()));
    let own = {
        let (question, customer) = (question.clone(), place.customer.clone());
        move || match described.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| described.reload() /> }.into_any(),
            Some(Ok(it)) => {
                let (question, customer) = (question.clone(), customer.clone());
                let kept = is_stored.get() && !it.inputs.is_empty();
                let known = if goes_through.get() { it.on_premise } else { Vec::new() };
                let fields = question.fields(it.inputs, known);
                let comments = Some(dynamic(&it.comments)).filter(|it| !it.is_empty());
                let ways = format!("{} – {}", dynamic(&it.app), dynamic(&it.way));
                view! {
                    <p class="muted"><bdi>{ways}</bdi></p>
                    {comments.map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
                    <MachineChoice question=question customer=customer mode />
                    {kept.then(|| view! { <p class="field-hint">{t(words::KEPT)}</p> })}
                    {mode.fields(fields)}
                }
                .into_any()
            }
        }
    };
    let shared = {
        let (customer, question) = (place.customer.clone(), question.clone());
        move || {
            let id = answer.with(|it| it.shared.clone())?;
            let it = found.answer.get()?.ok()?.into_iter().find(|it| it.id == id)?;
            // This instance is one of those that use it once that is stored.
            let is_ours =
                question.stored.with(|it| it.as_ref().is_some_and(|it| it.shared.as_ref() == Some(&id)));
            Some(shared_state(it, is_ours, &customer))
        }
    };
    Effect::new(move |_| {
        if let Some(Ok(found)) = found.answer.get() {
            names.update(|all| all.extend(found.into_iter().map(|it| (it.id, it.name))));
        }
    });
    let choices = Signal::derive(move || {
        let found = found.answer.get().and_then(Result::ok).unwrap_or_default();
        let state = |it: &Reusable| match it.is_connected {
            true => it.name.clone(),
            false => fill(words::NOT_CONNECTED_YET, &[("name", &it.name)]),
        };
        let own = (String::new(), t(words::FILL_IN_HERE));
        std::iter::once(own).chain(found.iter().map(|it| (it.id.clone(), state(it)))).collect::<Vec<_>>()
    });
    let choose = move |id: String| {
        let shared = Some(id).filter(|it| !it.is_empty());
        answer.update(|it| *it = Answer { shared, on_premise: None, ..it.clone() });
        problem.set(None);
    };
    let is_inline = use_frame().screen.with_untracked(|it| it.wizard.is_inline);
    let may_add = Signal::derive(move || session.may(Permission::ManageCustomers, place.may_add_connection));
    let works = mode == Mode::Work;
    let adding = RwSignal::new(false);
    let added = move |id: String| {
        found.reload();
        choose(id);
    };
    let choice = move || {
        let is_offered = choices.with(|it| it.len() > 1) && (!is_inline || is_shared.get());
        let offers_more = works && !place.whose.is_own() && !is_inline && may_add.get().is_visible();
        view! {
            {is_offered.then(|| {
                let value = Signal::derive(move || answer.with(|it| it.shared.clone().unwrap_or_default()));
                mode.fields(view! { <Select label=t(words::USE) value options=choices on_change=choose /> }.into_any())
            })}
            {offers_more.then(|| view! {
                <p class="connection-state">
                    <Button look=Look::Quiet access=may_add on_click=move |()| adding.set(true)>
                        <Icon name="plus" small=true />{t(words::ADD_SHARED)}
                    </Button>
                </p>
            })}
        }
    };
    // Only who may configure the instance sees the wizard.
    let (whose, of) = (place.whose, StoredValue::new(place.customer.clone()));
    let access = Signal::derive(move || of.with_value(|it| whose.access(session, it, true)));
    // It goes on while what stands above it is shown anew.
    let consent = {
        let (question, place) = (question.clone(), place.clone());
        move || {
            let (question, place) = (question.clone(), place.clone());
            let asks = question.setting.asks_consent && !is_shared.get();
            asks.then(|| match works {
                true => view! { <ConsentRow question place access /> }.into_any(),
                false => view! { <p>{move || state_of(question.own_link())}</p> }.into_any(),
            })
        }
    };
    // Who may not see shared connections fills in their own.
    let unread = move || match found.answer.get() {
        Some(Err(error)) if error != Error::Forbidden && (!is_inline || is_shared.get()) => {
            Some(view! { <Failure error on_retry=move |()| found.reload() /> })
        }
        Some(Ok(_) | Err(_)) | None => None,
    };
    view! {
        <fieldset class="field connection-block">
            <legend class="field-label">{dynamic(&key)}</legend>
            <p class="field-hint" dir="auto">{dynamic(&question.setting.about)}</p>
            {choice}
            {unread}
            {move || if is_shared.get() { shared().into_any() } else { own().into_any() }}
            {consent}
            {works.then(|| view! { <TrialRow question=question.clone() place=place.clone() access /> })}
            <ConnectionLogPanel instance=place.instance.clone() key />
            {move || problem.get().map(|it| {
                view! { <p class="field-problem" role="alert"><Icon name="alert" small=true />{it}</p> }
            })}
        </fieldset>
        <AddDialog customer=place.customer.clone() open=adding to=Some(kind) on_added=added />
    }
}

fn state_of(link: Option<Link>) -> impl IntoView {
    let (glyph, status) = status_of(link);
    view! { <Status glyph>{t(status)}</Status> }
}

/// How a shared connection is doing, and what else depends on it.
fn shared_state(it: Reusable, is_ours: bool, customer: &str) -> AnyView {
    let to = Route::Connection { customer: customer.to_owned(), id: it.id };
    let state = state_of(Some(if it.is_connected { Link::Connected } else { Link::Waiting }));
    let others = it.users.saturating_sub(i64::from(is_ours));
    view! {
        <p class="connection-state">
            {state}
            <a href=to.to_string() target="_blank">{t(words::OPEN_CONNECTION)}</a>
        </p>
        {(others > 0).then(|| {
            view! { <p class="field-hint">{fill(words::SHARED_WITH, &[("count", &others.to_string())])}</p> }
        })}
    }
    .into_any()
}
