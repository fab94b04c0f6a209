//! What instances are called: a customer's own people know them as their integrations.

use leptos::prelude::untrack;

use crate::{auth::use_session, phrases::Phrase};

/// The words for the reader: those of the team, or those of a customer's own people.
#[must_use]
pub fn called(team: Phrase, own: Phrase) -> Phrase {
    let viewer = untrack(|| use_session().viewer());
    if viewer.is_some_and(|it| it.own_customer().is_some()) { own } else { team }
}
