//! One credential: its method, what is filled in, and why it does not work.

use leptos::prelude::*;

use super::{super::newer, Credential, CredentialFieldType, fetch};
use crate::{
    api::{self, Error, Mutation},
    auth::{Permission, use_session},
    connecting::{Input, Inputs, Kind, Stored, Value},
    document,
    phrases::{common, connections as words, t},
    settled,
    ui::{Button, Dialog, Fact, Look, Notice, PlainButton, TextField, Tone, use_toasts, when_closed},
};

document!(UpdateCredential, "src/customers/connections/credentials/update.graphql");

/// The dialog: a form for those who may change it, facts for the others. It is open from the start.
#[component]
pub fn EditDialog(
    customer: String,
    credential: Credential,
    #[prop(into)] on_close: Callback<()>,
    #[prop(into)] on_saved: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(true);
    when_closed(open, move || on_close.run(()));
    let session = use_session();
    let access = Signal::derive({
        let (customer, allowed) = (customer.clone(), credential.allow_update);
        move || session.may_on(&customer, Permission::ManageCustomers, allowed)
    });
    let Credential { label, authorization_method, authorization_error, .. } = credential.clone();
    let problem = RwSignal::new(None::<String>);
    let (before, name) = (label.clone(), RwSignal::new(label.clone()));
    let is_hidden = untrack(|| session.hides_sensitive());
    let stored = if is_hidden { Stored::Hidden } else { Stored::Told };
    let inputs = StoredValue::new_local(Inputs::new(inputs_of(&credential), stored));
    // What the form was filled from, or what somebody else saved since and was shown here.
    let base = StoredValue::new(credential.clone());
    let newer = RwSignal::new(Vec::new());
    let update =
        Mutation::new(move |(label, values)| save(customer.clone(), base.get_value(), label, values));
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
        let label = base.with_value(|it| it.label != typed).then_some(typed);
        if label.is_none() && values.is_empty() {
            open.set(false);
            return;
        }
        update.send((label, values), move |theirs| match theirs {
            None => {
                toasts.success(t(words::CREDENTIAL_SAVED));
                on_saved.run(());
                open.set(false);
            }
            Some((now, clashes)) => {
                // A name that was not changed here is theirs.
                if base.with_value(|it| it.label == name.get_untracked().trim()) {
                    name.set(now.label.clone());
                }
                base.set_value(now);
                newer.set(clashes);
            }
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
    let facts = StoredValue::new(facts_of(&credential, is_hidden));
    let about = StoredValue::new((authorization_method.label, authorization_error));
    let body = move || {
        if access.get().is_visible() {
            view! {
                <TextField label=t(words::NAME) value=name problem />
                {is_hidden.then(|| view! { <Notice tone=Tone::Info><p>{t(words::CHANGE_NOTE)}</p></Notice> })}
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
            {move || newer::notice(newer.get())}
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

/// Labels and values for those who only read. A secret is never given back, and to some nothing is.
fn facts_of(credential: &Credential, is_hidden: bool) -> Vec<(String, String)> {
    let fields = credential.authorization_method.fields.nodes.iter().flatten();
    let fact = |it: &super::customer_credentials::CredentialAuthorizationMethodFieldsNodes| {
        let is_secret = is_hidden || it.type_ == CredentialFieldType::PASSWORD;
        let value = if is_secret { None } else { stored(credential, &it.key).filter(|it| !it.is_empty()) };
        let otherwise = if is_secret { words::STORED } else { words::CREDENTIAL_EMPTY };
        (it.label.clone(), value.unwrap_or_else(|| t(otherwise)))
    };
    fields.map(fact).collect()
}

/// Sends what was changed. Or gives what somebody else made of the same fields since `base`, and sends nothing.
async fn save(
    customer: String,
    base: Credential,
    label: Option<String>,
    values: Vec<Value>,
) -> Result<Option<(Credential, newer::Newer)>, Error> {
    use update_credential::{InputCredentialFieldValue, Variables};
    let id = base.id.clone();
    let now = fetch(customer).await?.into_iter().find(|it| it.id == id).ok_or(Error::NotFound)?;
    let clashes = clashes(&base, &now, label.as_deref(), &values);
    if !clashes.is_empty() {
        return Ok(Some((now, clashes)));
    }
    let names: &[&str] = match (&label, values.is_empty()) {
        (Some(_), true) => &["id", "label"],
        (Some(_), false) => &["id", "label", "values"],
        (None, _) => &["id", "values"],
    };
    let value = |(key, value)| Some(InputCredentialFieldValue { key, value: Some(value) });
    let values = Some(values.into_iter().map(value).collect());
    let payload = api::send_only::<UpdateCredential>(Variables { id, label, values }, names).await?;
    settled!(payload.update_credential, credential).map(|_| None)
}

/// The fields that are changed here and were changed elsewhere, with what they hold now.
fn clashes(base: &Credential, now: &Credential, label: Option<&str>, values: &[Value]) -> newer::Newer {
    let name = label.filter(|mine| now.label != base.label && now.label != *mine);
    let name = name.map(|_| (t(words::NAME), now.label.clone()));
    let field = |(key, mine): &Value| {
        let (before, theirs) = (stored(base, key), stored(now, key));
        let is_clash = theirs != before && theirs.as_deref().unwrap_or_default() != mine;
        let label = || inputs_of(now).into_iter().find(|it| it.key == *key).map(|it| it.label);
        is_clash.then(|| (label().unwrap_or_default(), theirs.unwrap_or_default()))
    };
    name.into_iter().chain(values.iter().filter_map(field)).collect()
}
