//! What people of a customer settle for themselves on an instance: the reader's own part, and who has one.

mod list;

use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    auth::{Viewer, use_session},
    document,
    phrases::{Phrase, configure as words, t},
    routes::Route,
    settled,
    ui::{Failure, Glyph, LinkButton, Look, Status, Time},
};
pub use list::{UserConfigurationTab, is_there};
use own_configuration::{InstanceConfigState, Variables};

document!(OwnConfiguration, "src/instances/own/state.graphql");
document!(DeleteOwnConfiguration, "src/instances/own/delete.graphql");

/// How far the reader has come.
#[derive(Clone, Debug, PartialEq, Eq)]
enum OwnState {
    Nothing,
    /// Something is still to be filled in or to be connected.
    Begun,
    /// Since that moment.
    Complete(String),
}

/// How the ways to the reader's own part are called: to begin it, to change it, to read it.
#[derive(Clone, Copy)]
pub struct OwnWords(pub Phrase, pub Phrase, pub Phrase);

/// As hosts call them on the page of an instance.
const ON_PAGE: OwnWords = OwnWords(words::OWN_CONFIGURE, words::OWN_RECONFIGURE, words::OWN_VIEW);

/// The reader's own part on the page of an instance, for those who settle one.
#[component]
pub fn OwnSection(id: String) -> impl IntoView {
    let is_theirs = untrack(|| use_session().access(Viewer::configure_oneself)).is_granted();
    is_theirs.then(|| {
        view! {
            <section class="section own-part">
                <h2>{t(words::OWN_TITLE)}</h2>
                <p class="muted">{t(words::OWN_ABOUT)}</p>
                <OwnPart id names=ON_PAGE />
            </section>
        }
    })
}

/// How far the reader's own part of an instance has come, and the ways to it.
#[component]
pub fn OwnPart(id: String, names: OwnWords) -> impl IntoView {
    let user = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    let asked = (id.clone(), user);
    let found = One::new(move || asked.clone(), fetch);
    let OwnWords(configure, reconfigure, read) = names;
    move || {
        let state = match found.answer.get() {
            None => return view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => {
                return view! { <Failure error on_retry=move |()| found.reload() /> }.into_any();
            }
            Some(Ok(state)) => state,
        };
        let to = Route::ConfigureOneself { id: id.clone() };
        let view_to = Route::OwnConfiguration { id: id.clone() };
        let (glyph, name) = match &state {
            OwnState::Nothing => (Glyph::NotConfigured, words::OWN_STATE_NOTHING),
            OwnState::Begun => (Glyph::NotConfigured, words::OWN_STATE_BEGUN),
            OwnState::Complete(_) => (Glyph::Enabled, words::OWN_STATE_COMPLETE),
        };
        let since = match &state {
            OwnState::Complete(moment) => Some(moment.clone()),
            OwnState::Nothing | OwnState::Begun => None,
        };
        let ways = if state == OwnState::Nothing {
            view! { <LinkButton to look=Look::Primary>{t(configure)}</LinkButton> }.into_any()
        } else {
            let look = if since.is_some() { Look::Default } else { Look::Primary };
            view! {
                <LinkButton to=view_to look=Look::Quiet>{t(read)}</LinkButton>
                <LinkButton to look>{t(reconfigure)}</LinkButton>
            }
            .into_any()
        };
        view! {
            <div class="own-row">
                <Status glyph>{t(name)}</Status>
                {since.map(|moment| view! { <span class="muted"><Time moment /></span> })}
                <span class="button-row">{ways}</span>
            </div>
        }
        .into_any()
    }
}

async fn fetch((id, user): (String, String)) -> Result<OwnState, Error> {
    let found =
        api::send::<OwnConfiguration>(Variables { id, user }).await?.instance.ok_or(Error::NotFound)?;
    let is_complete = found.config_state == Some(InstanceConfigState::FULLY_CONFIGURED);
    Ok(match found.user_level_configs.nodes.into_iter().flatten().next() {
        None => OwnState::Nothing,
        Some(it) if is_complete => OwnState::Complete(it.updated_at),
        Some(_) => OwnState::Begun,
    })
}

/// Forgets what somebody settled for themselves.
///
/// # Errors
/// See [`Error`].
pub async fn delete_own(id: String) -> Result<(), Error> {
    let variables = delete_own_configuration::Variables { id };
    let payload = api::send::<DeleteOwnConfiguration>(variables).await?.delete_user_level_config;
    settled!(payload, user_level_config).map(drop)
}
