//! What a step came to: fetched when somebody asks for it, shown as what it is.

mod decode;

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    api::{self, Error, One, files},
    document,
    phrases::{fill, runs as words, t, ui as kit_words},
    ui::{
        CopyButton, Json, JsonTree, LongText, Notice, PictureOf, PlainButton, TextButton, Tone, save_file,
        use_toasts,
    },
};
use decode::{Content, Output, extension, read, size};
use step_address::Variables;

document!(StepAddress, "src/instances/runs/output/address.graphql");

/// Where the output of a step is.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    pub run: String,
    /// The step's id.
    pub id: String,
    /// Its name in the flow, and the rounds of the loops around it.
    pub step: Option<String>,
    pub in_loop: Option<String>,
    /// Good for a while.
    pub url: String,
}

/// What is known of an output.
#[derive(Clone, PartialEq)]
enum Found {
    Read(Output),
    /// Bytes that nobody can read.
    Unreadable(Arc<[u8]>),
    /// It was not kept, or is not kept any longer.
    Gone,
}

/// The output of a step of that name.
#[component]
pub fn StepOutput(place: Place, name: String) -> impl IntoView {
    let found = One::new(move || place.clone(), fetch);
    move || match found.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Ok(found)) => shown(found, &name),
        Some(Err(error)) => view! {
            <Notice tone=Tone::Danger>
                <p>{error.to_string()}</p>
                <PlainButton on_click=move |()| found.reload()>{t(kit_words::TRY_AGAIN)}</PlainButton>
            </Notice>
        }
        .into_any(),
    }
}

fn shown(found: Found, name: &str) -> AnyView {
    let label = fill(words::OUTPUT_OF, &[("step", name)]);
    let output = match found {
        Found::Gone => return view! { <p class="muted">{t(words::OUTPUT_GONE)}</p> }.into_any(),
        Found::Unreadable(bytes) => {
            let save = download(name, "msgpack", "application/msgpack", Taken::Bytes(bytes));
            return view! { <p class="muted">{t(words::OUTPUT_UNREADABLE)}</p>{save} }.into_any();
        }
        Found::Read(output) => output,
    };
    let end = extension(&output);
    let Output { content, kind } = output;
    let copy = |text: Signal<String>| {
        view! { <CopyButton text label=fill(words::COPY_OUTPUT_OF, &[("step", name)])>{t(words::COPY_OUTPUT)}</CopyButton> }
    };
    let about = |bytes: usize| {
        let kind = if kind.is_empty() { t(words::UNKNOWN_TYPE) } else { kind.clone() };
        view! { <p class="muted"><bdi>{kind}</bdi>", "{size(bytes)}</p> }
    };
    match content {
        Content::Data(json) => {
            let save = download(name, end, "application/json", Taken::Data(json.clone()));
            // As text only for those who take it along.
            let text = json.clone();
            view! {
                <div class="output-actions">{copy(Signal::derive(move || text.to_text()))}{save}</div>
                <JsonTree value=json label />
            }
            .into_any()
        }
        Content::Text(text) => {
            let save = download(name, end, &kind, Taken::Text(text.clone()));
            view! {
                <div class="output-actions">{copy(Signal::stored(text.clone()))}{save}</div>
                <LongText text label />
            }
            .into_any()
        }
        Content::Image(bytes) => {
            let save = download(name, end, &kind, Taken::Bytes(Arc::clone(&bytes)));
            view! {
                <div class="output-actions">{about(bytes.len())}{save}</div>
                <PictureOf bytes kind=kind.clone() label />
            }
            .into_any()
        }
        Content::Bytes(bytes) => {
            let save = download(name, end, &kind, Taken::Bytes(Arc::clone(&bytes)));
            view! { <div class="output-actions">{about(bytes.len())}{save}</div> }.into_any()
        }
    }
}

/// What a file is made of.
#[derive(Clone)]
enum Taken {
    Data(Json),
    Text(String),
    Bytes(Arc<[u8]>),
}

/// A button that saves the output as a file.
fn download(name: &str, end: &str, kind: &str, what: Taken) -> impl IntoView + use<> {
    let toasts = use_toasts();
    let file = format!("{}.{end}", name.replace(|it: char| !it.is_alphanumeric(), "-").trim_matches('-'));
    // The browser must not take it for a page of its own.
    let kind = if kind.starts_with("text/html") { "text/plain" } else { kind }.to_owned();
    let save = move |()| {
        let saved = match &what {
            Taken::Data(json) => save_file(&file, &kind, json.to_text().as_bytes()),
            Taken::Text(text) => save_file(&file, &kind, text.as_bytes()),
            Taken::Bytes(bytes) => save_file(&file, &kind, bytes),
        };
        if saved.is_err() {
            toasts.failure(t(words::NOT_SAVED));
        }
    };
    let of = fill(words::DOWNLOAD_OF, &[("step", name)]);
    view! { <TextButton on_click=save>{t(words::DOWNLOAD)}<span class="visually-hidden">" "{of}</span></TextButton> }
}

/// An address is good for a while: one that is no longer is asked for anew, once.
async fn fetch(place: Place) -> Result<Found, Error> {
    let mut answer = files::read(&place.url).await;
    if answer == Err(Error::NotFound)
        && let Some(url) = address(&place).await?
    {
        answer = files::read(&url).await;
    }
    match answer {
        Ok(bytes) => Ok(read(&bytes).map_or_else(|| Found::Unreadable(bytes.into()), Found::Read)),
        Err(Error::NotFound) => Ok(Found::Gone),
        Err(error) => Err(error),
    }
}

/// The address of now.
async fn address(place: &Place) -> Result<Option<String>, Error> {
    let Place { run, id, step, in_loop, .. } = place.clone();
    let variables = Variables { run, step, in_loop };
    let found = api::send::<StepAddress>(variables).await?.execution_result;
    let steps = found.into_iter().flat_map(|it| it.step_results.nodes).flatten();
    Ok(steps.into_iter().find(|it| it.id == id).map(|it| it.results_url))
}
