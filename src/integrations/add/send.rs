//! Making an integration on the server, once even where the answer is lost.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::{
        self, Error, Mutation, Problem,
        once::{Unsure, once},
        outcome,
    },
    document,
    integrations::draft::{Checked, Draft},
    phrases::{fill, integrations as words},
    routes::{IntegrationTab, Route},
    ui::{Form, use_toasts},
};

document!(CreateIntegration, "src/integrations/add/create.graphql");
document!(ForkIntegration, "src/integrations/add/fork.graphql");
document!(IntegrationArrived, "src/integrations/add/arrived.graphql");

/// What a new integration begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    Blank,
    /// A copy of the integration of that id.
    Copy(String),
    /// What a definition says.
    Definition(String),
}

/// What is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wish {
    start: Start,
    checked: Checked,
}

/// What makes the integration that a dialog's form describes, closes the dialog and leads there; and whether that is on
/// its way.
pub fn use_adding(
    form: Form<Draft>,
    open: RwSignal<bool>,
) -> (impl Fn(Start) + Clone + Send + Sync + 'static, Signal<bool>) {
    let unsure = Unsure::default();
    let add = Mutation::new(move |wish| add_once(wish, unsure.clone()));
    Effect::new(move |_| form.show_refusal(add.error.get()));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let submit = move |start| {
        let Some(checked) = form.check() else { return };
        let name = checked.clone().into_draft().name;
        let navigate = navigate.clone();
        add.send(Wish { start, checked }, move |id| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            let to = Route::integration(&id, IntegrationTab::Summary);
            navigate(&to.to_string(), NavigateOptions::default());
        });
    };
    (submit, add.pending)
}

/// Makes an integration, unless an attempt whose answer was lost did so. Gives its id.
///
/// # Errors
/// `Refused` with what is wrong; `Unreachable` when nobody knows whether it was made. See [`Error`].
async fn add_once(wish: Wish, unsure: Unsure<Wish>) -> Result<String, Error> {
    once(wish, unsure, send, arrived).await
}

/// Looks for an integration that was just made. The API knows no key for a repeated change, so it is told by its name,
/// its description and its age.
async fn arrived(sent: &Wish, since: f64) -> Result<Option<String>, Error> {
    // Milliseconds by which the server's clock may be behind.
    const SKEW: f64 = 600_000.0;
    let Draft { name, description, .. } = sent.checked.clone().into_draft();
    let found = api::send::<IntegrationArrived>(integration_arrived::Variables { name }).await?.integrations;
    let is_same = |it: &integration_arrived::IntegrationArrivedIntegrationsNodes| {
        it.description.as_deref().unwrap_or_default() == description
            && js_sys::Date::parse(&it.created_at) >= since - SKEW
    };
    Ok(found.nodes.into_iter().flatten().next().filter(is_same).map(|it| it.id))
}

async fn send(Wish { start, checked }: Wish) -> Result<String, Error> {
    let Draft { name, description, labels, .. } = checked.into_draft();
    let missing = || Error::Malformed { reference: String::new() };
    if let Start::Copy(parent) = start {
        let variables = fork_integration::Variables { parent, name, description: Some(description) };
        let payload = api::send::<ForkIntegration>(variables).await?.fork_integration.ok_or_else(missing)?;
        let problems =
            payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
        return outcome(payload.integration, problems.collect()).map(|it| it.id);
    }
    let definition = match start {
        Start::Definition(text) => Some(text),
        Start::Blank | Start::Copy(_) => None,
    };
    let labels = Some(labels.into_iter().map(Some).collect());
    let variables =
        create_integration::Variables { name, description: Some(description), labels, definition };
    let payload = api::send::<CreateIntegration>(variables).await?.create_integration.ok_or_else(missing)?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.integration, problems.collect()).map(|it| it.id)
}
