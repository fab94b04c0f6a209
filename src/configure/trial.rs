//! Trying a connection where it is filled in. The API has no question of its own for that: a data source of the
//! integration that asks with the connection is asked, and what it says is what the other system says.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    agreement::status_of,
    fields::Place,
    load::Link,
    saving::{Saving, check, save},
    wizard::Question,
};
use crate::{
    api::{self, Error, Mutation},
    auth::Access,
    document,
    phrases::{configure as words, dynamic, fill, t},
    ui::{Button, Look, Notice, Tone, focus_first_problem},
};
use asking_sources::ExpressionType;

document!(AskingSources, "src/configure/asking.graphql");
document!(TryConnection, "src/configure/trial.graphql");

/// How it went.
#[derive(Clone, Debug, PartialEq)]
enum Trial {
    /// A data source answered; its name.
    Works(String),
    /// What the other system said instead.
    Refused(String),
    /// Nothing of the integration asks with the connection.
    Unasked(Option<Link>),
}

/// A data source, and what it is asked with.
#[derive(Clone, Debug, PartialEq)]
struct Asking {
    source: String,
    name: String,
    inputs: Value,
}

/// The button, and how it went.
#[component]
pub fn TrialRow(question: Question, place: Place, access: Signal<Access>) -> impl IntoView {
    let kept = StoredValue::new_local(question.clone());
    let place = StoredValue::new_local(place);
    let outcome = RwSignal::new(None::<Trial>);
    let run = Mutation::new(move |values| attempt(kept.get_value(), place.get_value(), values));
    let press = move |()| {
        outcome.set(None);
        match check(&[kept.get_value()]) {
            Ok(values) => run.send(values, move |it| outcome.set(Some(it))),
            Err(_) => focus_first_problem(),
        }
    };
    // How it went is about what was there then.
    Effect::new(move |before: Option<bool>| {
        let is_dirty = kept.with_value(Question::is_dirty);
        if is_dirty && before == Some(false) {
            outcome.set(None);
            run.clear();
        }
        is_dirty
    });
    let is_dirty = move || kept.with_value(Question::is_dirty);
    let said = move || match (outcome.get(), run.error.get()) {
        (_, Some(error)) => Some((Tone::Danger, error.to_string())),
        (Some(Trial::Works(source)), None) => {
            Some((Tone::Success, fill(words::TRIAL_WORKS, &[("source", &dynamic(&source))])))
        }
        (Some(Trial::Refused(why)), None) => {
            Some((Tone::Danger, fill(words::TRIAL_REFUSED, &[("reason", &why)])))
        }
        (Some(Trial::Unasked(link)), None) => {
            let (_, state) = status_of(link);
            Some((Tone::Info, fill(words::TRIAL_UNASKED, &[("state", &t(state))])))
        }
        (None, None) => None,
    };
    let is_ready = Memo::new(move |_| kept.with_value(Question::is_ready));
    let button = move || {
        is_ready.get().then(|| {
            view! { <Button look=Look::Quiet access pending=run.pending on_click=press>{t(words::TRY)}</Button> }
        })
    };
    view! {
        <p class="connection-state">
            {button}
            {move || is_dirty().then(|| view! { <span class="muted">{t(words::TRY_SAVES)}</span> })}
        </p>
        <div role="status">
            {move || said().map(|(tone, text)| view! { <Notice tone><p dir="auto">{text}</p></Notice> })}
        </div>
    }
}

/// Saves what was typed, and asks the first data source that asks with the connection.
async fn attempt(question: Question, place: Place, values: Vec<Value>) -> Result<Trial, Error> {
    let key = question.setting.key.clone();
    let saving = Saving {
        id: place.instance.clone(),
        whose: place.whose,
        questions: vec![question.clone()],
        values,
        is_last: false,
    };
    let saved = save(saving).await;
    // Somebody who left asks for nothing more, and nobody reads how it went.
    if question.is_gone() {
        return Ok(Trial::Unasked(None));
    }
    match saved {
        // The server's sentence stands beside the field.
        Err(Error::Refused(rest)) if rest.is_empty() => {
            return Ok(Trial::Refused(question.problem.get_untracked().unwrap_or_default()));
        }
        other => drop(other?),
    }
    let is_shared = question.answer.with_untracked(|it| it.shared.is_some());
    let link = question.link.get_untracked();
    if question.setting.asks_consent && !is_shared && link != Some(Link::Connected) {
        return Ok(Trial::Refused(t(words::CONNECT_FIRST)));
    }
    match asking(&place.integration, &key).await? {
        Some(it) => ask(place.instance, it).await,
        None => Ok(Trial::Unasked(link)),
    }
}

/// The first data source of an integration that asks with the connection of this key.
async fn asking(integration: &str, key: &str) -> Result<Option<Asking>, Error> {
    let mut after = None;
    loop {
        let variables = asking_sources::Variables { integration: integration.to_owned(), after };
        let found = api::send::<AskingSources>(variables).await?.integration.ok_or(Error::NotFound)?;
        let page = found.required_config_variables;
        for it in page.nodes.into_iter().flatten() {
            let inputs: Vec<_> =
                it.inputs.map(|it| it.nodes).unwrap_or_default().into_iter().flatten().collect();
            let asks = inputs.iter().any(|it| it.type_ == ExpressionType::CONFIGVAR && it.value == key);
            if let Some(source) = it.data_source.filter(|_| asks) {
                let input =
                    |it: asking_sources::AskingSourcesIntegrationRequiredConfigVariablesNodesInputsNodes| json!({ "name": it.name, "type": written(&it.type_), "value": it.value });
                let inputs = inputs.into_iter().map(input).collect();
                return Ok(Some(Asking { source: source.id, name: source.label, inputs }));
            }
        }
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(None);
        }
    }
}

async fn ask(instance: String, asking: Asking) -> Result<Trial, Error> {
    let blank = try_connection::Variables { id: String::new(), data_source: String::new(), inputs: None };
    let variables = json!({ "id": instance, "dataSource": asking.source, "inputs": asking.inputs });
    let payload = api::send_json::<TryConnection>(blank, variables).await?.fetch_data_source_content;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let said: Vec<String> = payload.errors.into_iter().flat_map(|it| it.messages).collect();
    let has_answered = payload.fetch_data_source_content_result.is_some_and(|it| it.content.is_some());
    Ok(match (said.is_empty(), has_answered) {
        (true, true) => Trial::Works(asking.name),
        (true, false) => Trial::Refused(t(words::SOURCE_EMPTY)),
        (false, _) => Trial::Refused(said.join(" ")),
    })
}

/// The name that the API reads for what it writes in capitals.
fn written(kind: &ExpressionType) -> &'static str {
    match kind {
        ExpressionType::COMPLEX => "complex",
        ExpressionType::CONFIGVAR => "configVar",
        ExpressionType::REFERENCE => "reference",
        ExpressionType::TEMPLATE => "template",
        ExpressionType::VALUE | ExpressionType::Other(_) => "value",
    }
}
