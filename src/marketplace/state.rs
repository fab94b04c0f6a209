//! How far an integration has come at a customer. Pure.

use super::list::{AggregateDeploymentStatus as Aggregate, DeployedInstancesQuantity as Quantity, Offer};
use crate::{
    phrases::{Phrase, marketplace as words, t},
    ui::{Glyph, Tone},
};

/// What a card says, and what its details add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// None for what is not activated.
    pub glyph: Option<Glyph>,
    pub text: String,
    /// A sentence about it; none where there is nothing to add.
    pub sentence: Option<String>,
}

impl State {
    /// The one line that matters most: trouble before work to do, work to do before good news.
    #[must_use]
    pub fn of(offer: &Offer) -> Self {
        if offer.deployed_instances == Quantity::ZERO {
            return Self::new(None, words::NOT_ACTIVATED, None);
        }
        let several = offer.deployed_instances == Quantity::MULTIPLE;
        let say = |glyph, text, (one, all): (Phrase, Phrase)| {
            Self::new(Some(glyph), text, Some(if several { all } else { one }))
        };
        let first = offer.first_deployed_instance.as_ref();
        let own = offer.user_level_configured.then_some(&offer.ulc_deployment_status);
        match (&offer.deployment_status, own) {
            _ if first.is_some_and(|it| it.in_failed_state == Some(true)) => {
                Self::new(Some(Glyph::Failed), words::FAILING, Some(words::FAILING_SENTENCE))
            }
            (Some(Aggregate::UNCONFIGURED), _) => {
                say(Glyph::NotConfigured, words::UNCONFIGURED, words::UNCONFIGURED_SENTENCES)
            }
            (Some(Aggregate::PAUSED), _) => say(Glyph::Paused, words::PAUSED, words::PAUSED_SENTENCES),
            (_, Some(Some(Aggregate::UNCONFIGURED) | None)) => {
                say(Glyph::NotConfigured, words::OWN_UNCONFIGURED, words::OWN_UNCONFIGURED_SENTENCES)
            }
            (_, Some(Some(Aggregate::PAUSED))) => say(Glyph::Paused, words::PAUSED, words::PAUSED_SENTENCES),
            (Some(Aggregate::ACTIVATED), Some(_)) => {
                say(Glyph::Enabled, words::ACTIVATED, words::OWN_ACTIVATED_SENTENCES)
            }
            (Some(Aggregate::ACTIVATED), _) if several => {
                say(Glyph::Enabled, words::SEVERAL_ACTIVATED, words::ACTIVATED_SENTENCES)
            }
            (Some(Aggregate::ACTIVATED), _) => {
                say(Glyph::Enabled, words::ACTIVATED, words::ACTIVATED_SENTENCES)
            }
            // The aggregate says nothing this app knows; the first instance still does.
            (Some(Aggregate::Other(_)) | None, _) => match first.map(|it| it.enabled) {
                Some(true) => say(Glyph::Enabled, words::ACTIVATED, words::ACTIVATED_SENTENCES),
                Some(false) => say(Glyph::Paused, words::PAUSED, words::PAUSED_SENTENCES),
                None => Self::new(None, words::DEPLOYED, None),
            },
        }
    }

    fn new(glyph: Option<Glyph>, text: Phrase, sentence: Option<Phrase>) -> Self {
        Self { glyph, text: t(text), sentence: sentence.map(t) }
    }

    /// The colour of the state where it stands for itself.
    #[must_use]
    pub fn tone(&self) -> Tone {
        self.glyph.map_or(Tone::Neutral, Glyph::tone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketplace::list::tests::{first, offer};

    #[test]
    fn a_card_says_what_matters_most() {
        use Aggregate::{ACTIVATED, Other, PAUSED, UNCONFIGURED};
        let one = |status| Offer { deployed_instances: Quantity::ONE, deployment_status: status, ..offer() };
        let own = |status| Offer {
            user_level_configured: true,
            ulc_deployment_status: status,
            ..one(Some(ACTIVATED))
        };
        let several = |status| Offer { deployed_instances: Quantity::MULTIPLE, ..one(Some(status)) };
        let with = |status, enabled, fails| Offer {
            first_deployed_instance: Some(first(enabled, fails)),
            ..one(status)
        };
        for (offer, text) in [
            (offer(), "Not activated"),
            (one(Some(ACTIVATED)), "Activated"),
            (one(Some(PAUSED)), "Paused"),
            (one(Some(UNCONFIGURED)), "Activated, not configured"),
            (own(None), "Activated, not configured for you"),
            (own(Some(UNCONFIGURED)), "Activated, not configured for you"),
            (own(Some(PAUSED)), "Paused"),
            (own(Some(ACTIVATED)), "Activated"),
            (Offer { deployment_status: Some(PAUSED), ..own(None) }, "Paused"),
            (with(Some(ACTIVATED), true, true), "Failing"),
            (with(None, true, false), "Activated"),
            (with(None, false, false), "Paused"),
            (with(Some(Other("NEW".into())), false, false), "Paused"),
            (one(None), "Deployed"),
            (several(ACTIVATED), "Several activated"),
            (several(PAUSED), "Paused"),
            (Offer { deployed_instances: Quantity::Other("MANY".into()), ..one(Some(PAUSED)) }, "Paused"),
        ] {
            assert_eq!(State::of(&offer).text, text);
        }
        let said = State::of(&own(Some(ACTIVATED))).sentence;
        assert_eq!(said.as_deref(), Some("It is set up, and so is your own part of it."));
    }
}
