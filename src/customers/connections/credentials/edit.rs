//! One credential: its method, what is filled in, and why it does not work.

use leptos::prelude::*;

use super::{Credential, CredentialFieldType};
use crate::{
    api::{self, Error, Mutation, Problem, outcome},
    auth::{Permission, use_session},
    connecting::{Input, Inputs, Kind, Stored, Value},
    document,
    phrases::{common, connections as words, t},
    ui::{Button, Dialog, Fact, Look, Notice, PlainButton, TextField, Tone, use_toasts},
};

document!(UpdateCredential, "src/customers/connections/credentials/update.graphql");

/// The dialog: a form for those who may change it, facts for the others. It is open from the start.
#[component]
pub fn EditDialog(
    credential: Credential,
    #[prop(into)] on_close: Callback<()>,
    #[prop(into)] on_saved: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    Effect::new(move |_| {
        if !open.get() {
            on_close.run(());
        }
    });
    let session = use_session();
    let access = Signal::derive({
        let allowed = credential.allow_update;
        move || session.may(Permission::ManageCustomers, allowed)
    });
    let Credential { id, label, authorization_method, authorization_error, .. } = credential.clone();
    let problem = RwSignal::new(None::<String>);
    let (before, name) = (label.clone(), RwSignal::new(label.clone()));
    let inputs = StoredValue::new_local(Inputs::new(inputs_of(&credential), Stored::Told));
    let update = Mutation::new(move |(label, values)| save(id.clone(), label, values));
    let failure = move || {
        let error = update.error.get()?;
        let rest = inputs.with_value(|it| it.show(Some(error.clone())));
        let is_placed = matches!(error, Error::Refused(_)) && rest.is_empty();
        (!is_placed).then(|| view! { <Notice tone=Tone::Danger><p>{error.to_string()}</p></Notice> })
    };
    let toasts = use_toasts();
    let submit = move |()| {
        let typed = name.get_untracked().trim().to_owned();
        problem.set(typed.is_empty().then(|| t(words::NAME_MISSING)));
        let Some(values) = inputs.with_value(Inputs::check).filter(|_| !typed.is_empty()) else { return };
        update.send((typed, values), move |()| {
            toasts.success(t(words::CREDENTIAL_SAVED));
            on_saved.run(());
            open.set(false);
        });
    };
    let dirty = Signal::derive(move || name.with(|it| *it != before) || inputs.with_value(Inputs::is_dirty));
    let buttons = move || {
        access.get().is_visible().then(|| {
            view! {
                <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
                <Button look=Look::Primary access pending=update.pending submit=true>{t(common::SAVE)}</Button>
            }
        })
    };
    let foot = move || view! { {buttons} };
    let facts = StoredValue::new(facts_of(&credential));
    let about = StoredValue::new((authorization_method.label, authorization_error));
    let body = move || {
        if access.get().is_visible() {
            view! {
                <TextField label=t(words::NAME) value=name problem />
                {inputs.with_value(Inputs::view)}
            }
            .into_any()
        } else {
            let fact = |(name, value): (String, String)| view! { <Fact name><bdi>{value}</bdi></Fact> };
            view! { <dl class="facts">{facts.get_value().into_iter().map(fact).collect_view()}</dl> }
                .into_any()
        }
    };
    view! {
        <Dialog open title=label.clone() dirty pending=update.pending on_submit=submit foot>
            {failure}
            {about.with_value(|(_, error)| trouble(error))}
            <dl class="facts"><Fact name=t(words::CREDENTIAL_METHOD)>{about.with_value(|(method, _)| method.clone())}</Fact></dl>
            {body}
        </Dialog>
    }
}

/// Why it does not work.
fn trouble(error: &str) -> Option<AnyView> {
    let text = error.to_owned();
    (!error.is_empty()).then(|| view! { <Notice tone=Tone::Warn><p>{text}</p></Notice> }.into_any())
}

fn stored(credential: &Credential, key: &str) -> Option<String> {
    credential.values.iter().flatten().flatten().find(|it| it.key == key)?.value.clone()
}

fn inputs_of(credential: &Credential) -> Vec<Input> {
    let fields = credential.authorization_method.fields.nodes.iter().flatten();
    let input = |it: &super::customer_credentials::CredentialAuthorizationMethodFieldsNodes| Input {
        key: it.key.clone(),
        label: it.label.clone(),
        kind: match it.type_ {
            CredentialFieldType::PASSWORD => Kind::Secret,
            CredentialFieldType::TEXT | CredentialFieldType::KEYVALUE => Kind::Lines,
            CredentialFieldType::STRING | CredentialFieldType::Other(_) => Kind::Line,
        },
        required: it.required,
        default: stored(credential, &it.key).unwrap_or_default(),
        comments: it.comments.clone(),
    };
    fields.map(input).collect()
}

/// Labels and values for those who only read. A secret is never given back.
fn facts_of(credential: &Credential) -> Vec<(String, String)> {
    let fields = credential.authorization_method.fields.nodes.iter().flatten();
    let fact = |it: &super::customer_credentials::CredentialAuthorizationMethodFieldsNodes| {
        let is_secret = it.type_ == CredentialFieldType::PASSWORD;
        let value = if is_secret { None } else { stored(credential, &it.key).filter(|it| !it.is_empty()) };
        let otherwise = if is_secret { words::CREDENTIAL_SECRET } else { words::CREDENTIAL_EMPTY };
        (it.label.clone(), value.unwrap_or_else(|| t(otherwise)))
    };
    fields.map(fact).collect()
}

async fn save(id: String, label: String, values: Vec<Value>) -> Result<(), Error> {
    use update_credential::{InputCredentialFieldValue, Variables};
    let value = |(key, value)| Some(InputCredentialFieldValue { key, value: Some(value) });
    let values = Some(values.into_iter().map(value).collect());
    let payload = api::send::<UpdateCredential>(Variables { id, label, values }).await?.update_credential;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.credential, problems.collect()).map(drop)
}
