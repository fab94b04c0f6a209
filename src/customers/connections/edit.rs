//! Entering anew what is stored about a connection.

use leptos::prelude::*;

use super::{
    connection::{ConnectionRecord, fetch},
    newer,
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::Access,
    connecting::{Inputs, Stored, Value, ways},
    document,
    phrases::{common, connections as words, t},
    settled,
    ui::{
        Button, Dialog, Failure, Look, Notice, PlainButton, TextField, Tone, focus_first_problem, use_toasts,
    },
};

document!(UpdateConnection, "src/customers/connections/update.graphql");

/// The dialog in which a connection is renamed, and what is stored is entered anew. What is left empty stays.
#[component]
pub fn ChangeDialog(
    record: Memo<ConnectionRecord>,
    open: RwSignal<bool>,
    #[prop(into)] on_changed: Callback<()>,
) -> impl IntoView {
    let ready = RwSignal::new(None::<StoredValue<Inputs, LocalStorage>>);
    let failure = RwSignal::new(None::<Error>);
    let first = record.get_untracked();
    let typed = RwSignal::new(String::new());
    // What the form was filled from, or what somebody else saved since and was shown here.
    let base = RwSignal::new(first.clone());
    let newer = RwSignal::new(Vec::new());
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        if open.get() {
            let now = record.get_untracked();
            typed.set(now.key.clone().unwrap_or_default());
            base.set(now);
        } else {
            ready.set(None);
            failure.set(None);
            problem.set(None);
            newer.set(Vec::new());
        }
    });
    let renamed = move || {
        let now = typed.get().trim().to_owned();
        base.with(|it| it.key.as_ref() != Some(&now)).then_some(now)
    };
    let update = Mutation::new(move |(name, values)| change(base.get_untracked(), name, values));
    Effect::new(move |_| {
        let error = update.error.get();
        let Some(inputs) = ready.get_untracked() else { return failure.set(error) };
        inputs.with_value(|it| it.show_named(error, problem, failure));
    });
    let toasts = use_toasts();
    let submit = move |()| {
        // A name can be changed before it is known, or whether it is known at all, what there is to fill in.
        let values = ready.get_untracked().map_or(Some(Vec::new()), |it| it.with_value(Inputs::check));
        let Some(values) = values else { return };
        let name = untrack(renamed);
        problem.set(name.as_ref().filter(|it| it.is_empty()).map(|_| t(words::NAME_MISSING)));
        if problem.with_untracked(Option::is_some) {
            focus_first_problem();
            return;
        }
        if name.is_none() && values.is_empty() {
            open.set(false);
            return;
        }
        update.send((name, values), move |theirs| match theirs {
            None => {
                open.set(false);
                toasts.success(t(words::CHANGED));
                on_changed.run(());
            }
            Some((now, clashes)) => {
                // A name that was not changed here is theirs.
                if untrack(renamed).is_none() {
                    typed.set(now.key.clone().unwrap_or_default());
                }
                base.set(now);
                newer.set(clashes);
            }
        });
    };
    let dirty = Signal::derive(move || {
        renamed().is_some() || ready.get().is_some_and(|it| it.with_value(Inputs::is_dirty))
    });
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=update.pending submit=true>{t(common::SAVE)}</Button>
        }
    };
    let way = StoredValue::new(first.scoped_config_variable.id);
    let in_use = move || record.with(|it| it.is_in_use);
    view! {
        <Dialog open title=t(words::CHANGE) dirty pending=update.pending on_submit=submit foot>
            {move || failure.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {move || newer::notice(newer.get())}
            <TextField label=t(words::NAME) value=typed problem hint=t(words::NAME_HINT) />
            <Notice tone=Tone::Info>
                <p>{t(words::CHANGE_NOTE)}" "{move || in_use().then(|| t(words::CHANGE_IN_USE))}</p>
            </Notice>
            <Entry way=way.get_value() ready />
        </Dialog>
    }
}

#[component]
fn Entry(way: String, ready: RwSignal<Option<StoredValue<Inputs, LocalStorage>>>) -> impl IntoView {
    let found = One::new(|| (), |()| ways());
    Effect::new(move |_| {
        if let Some(Ok(all)) = found.answer.get() {
            let inputs = all.into_iter().find(|it| it.id == way).map(|it| it.inputs).unwrap_or_default();
            ready.set(Some(StoredValue::new_local(Inputs::new(inputs, Stored::Hidden))));
        }
    });
    move || match (found.answer.get(), ready.get()) {
        (Some(Err(error)), _) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        (_, Some(inputs)) if inputs.with_value(Inputs::is_empty) => {
            view! { <p class="muted">{t(words::NOTHING_TO_ENTER)}</p> }.into_any()
        }
        (_, Some(inputs)) => inputs.with_value(Inputs::view),
        (_, None) => view! { <span class="skeleton late"></span> }.into_any(),
    }
}

/// Sends what was changed. Or gives what somebody else made of the same since `base`, and sends nothing.
async fn change(
    base: ConnectionRecord,
    name: Option<String>,
    values: Vec<Value>,
) -> Result<Option<(ConnectionRecord, newer::Newer)>, Error> {
    use update_connection::{InputExpression, Variables};
    let id = base.id.clone();
    let customer = base.customer.as_ref().map(|it| it.id.clone()).unwrap_or_default();
    let now = fetch((customer, id.clone())).await?;
    let is_renamed = name.is_some() && now.key != base.key && now.key != name;
    let is_entered = !values.is_empty() && now.last_configured_at != base.last_configured_at;
    let other_name = is_renamed.then(|| (t(words::NAME), now.key.clone().unwrap_or_default()));
    let other_values = is_entered.then(|| (t(words::NEWER_STORED), t(words::NEWER_ENTERED)));
    let clashes: newer::Newer = other_name.into_iter().chain(other_values).collect();
    if !clashes.is_empty() {
        return Ok(Some((now, clashes)));
    }
    let expression = |(name, value)| {
        Some(InputExpression { name, value: Some(value), type_: Some("value".into()), meta: None })
    };
    // A new name alone changes nothing for the instances.
    let names: &[&str] = match (&name, values.is_empty()) {
        (Some(_), true) => &["id", "key"],
        (Some(_), false) => &["id", "key", "inputs", "redeploy"],
        (None, _) => &["id", "inputs", "redeploy"],
    };
    let inputs = Some(values.into_iter().map(expression).collect());
    let variables = Variables { id, key: name, inputs, redeploy: Some(true) };
    let payload = api::send_only::<UpdateConnection>(variables, names).await?;
    settled!(payload.update_customer_config_variable, customer_config_variable).map(|_| None)
}
