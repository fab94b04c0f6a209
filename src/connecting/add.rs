//! Adding a connection that instances of a customer can share.

use leptos::prelude::*;

use super::{
    Inputs, Stored, Value,
    kinds::{Way, ways},
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::Access,
    document,
    phrases::{common, connections as words, t},
    settled,
    ui::{
        Button, Choice, ChoiceList, Dialog, Failure, Look, Notice, PlainButton, TextField, Tone,
        focus_first_problem, use_toasts, when_closed,
    },
};

document!(CreateConnection, "src/connecting/create.graphql");

/// The dialog. `on_added` is told the new one's id.
#[component]
pub fn AddDialog(
    customer: String,
    open: RwSignal<bool>,
    /// Only ways to this, by its id; every way where there is none.
    #[prop(optional_no_strip)]
    to: Option<String>,
    #[prop(into)] on_added: Callback<String>,
) -> impl IntoView {
    let name = RwSignal::new(String::new());
    let problem = RwSignal::new(None::<String>);
    let chosen = RwSignal::new(None::<(String, StoredValue<Inputs, LocalStorage>)>);
    let failure = RwSignal::new(None::<Error>);
    when_closed(open, move || {
        name.set(String::new());
        problem.set(None);
        chosen.set(None);
        failure.set(None);
    });
    let to = StoredValue::new(to);
    let create = Mutation::new(move |(kind, name, inputs)| add(customer.clone(), kind, name, inputs));
    Effect::new(move |_| {
        let error = create.error.get();
        let Some((_, inputs)) = chosen.get_untracked() else { return failure.set(error) };
        inputs.with_value(|it| it.show_named(error, problem, failure));
    });
    let toasts = use_toasts();
    let submit = move |()| {
        let Some((kind, inputs)) = chosen.get_untracked() else {
            problem.set(None);
            failure.set(None);
            return;
        };
        let typed = name.get_untracked().trim().to_owned();
        problem.set(typed.is_empty().then(|| t(words::NAME_MISSING)));
        let values = inputs.with_value(Inputs::check);
        match values {
            Some(values) if !typed.is_empty() => create.send((kind, typed, values), move |id| {
                open.set(false);
                toasts.success(t(words::ADDED));
                on_added.run(id);
            }),
            _ => focus_first_problem(),
        }
    };
    // What is chosen because there is nothing else is nobody's work.
    let is_one_of_several = to.with_value(Option::is_none);
    let dirty = Signal::derive(move || {
        let has_typed = |it: &Option<(String, StoredValue<Inputs, LocalStorage>)>| {
            it.as_ref().is_some_and(|(_, inputs)| is_one_of_several || inputs.with_value(Inputs::is_dirty))
        };
        !name.with(String::is_empty) || chosen.with(has_typed)
    });
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(words::ADD)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD) dirty pending=create.pending on_submit=submit foot>
            {move || failure.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <Choose chosen to=to.get_value() />
            {move || {
                chosen
                    .get()
                    .map(|(_, inputs)| {
                        view! {
                            <TextField label=t(words::NAME) value=name problem hint=t(words::NAME_HINT) />
                            {inputs.with_value(Inputs::view)}
                        }
                    })
            }}
        </Dialog>
    }
}

/// Which other system it is about. What there is, is asked for when the dialog opens.
#[component]
fn Choose(
    chosen: RwSignal<Option<(String, StoredValue<Inputs, LocalStorage>)>>,
    #[prop(optional_no_strip)] to: Option<String>,
) -> impl IntoView {
    let found = One::new(
        move || to.clone(),
        |to: Option<String>| async move {
            let all = ways().await?;
            let fits = |it: &Way| to.is_none() || it.connection == to;
            Ok(all.into_iter().filter(fits).collect::<Vec<_>>())
        },
    );
    let known = Signal::derive(move || match found.answer.get() {
        Some(Ok(ways)) => ways,
        Some(Err(_)) | None => Vec::new(),
    });
    let options = Signal::derive(move || {
        let choice = |it: Way| Choice { value: it.id, name: it.name, hint: String::new() };
        known.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let choose = move |id: String| {
        let way = known.get_untracked().into_iter().find(|it| it.id == id);
        chosen.set(way.map(|it| (id, StoredValue::new_local(Inputs::new(it.inputs, Stored::Nothing)))));
    };
    // Where there is one way there is nothing to choose.
    Effect::new(move |_| {
        if let [only] = known.get().as_slice() {
            choose(only.id.clone());
        }
    });
    let value = move || chosen.with(|it| it.as_ref().map(|(id, _)| id.clone()).unwrap_or_default());
    move || match found.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        Some(Ok(all)) if all.is_empty() => view! { <p class="muted">{t(words::NO_WAYS)}</p> }.into_any(),
        Some(Ok(_)) => {
            view! { <ChoiceList label=t(words::APP) value=Signal::derive(value) options on_change=choose /> }
                .into_any()
        }
    }
}

async fn add(customer: String, kind: String, name: String, values: Vec<Value>) -> Result<String, Error> {
    use create_connection::{InputExpression, Variables};
    let expression = |(name, value)| {
        Some(InputExpression { name, value: Some(value), type_: Some("value".into()), meta: None })
    };
    let inputs = Some(values.into_iter().map(expression).collect());
    let payload = api::send::<CreateConnection>(Variables { customer, kind, name, inputs }).await?;
    settled!(payload.create_customer_config_variable, customer_config_variable).map(|it| it.id)
}
