//! How far an integration has come at a customer. Pure.

use crate::{
    phrases::{Phrase, fill, marketplace as words, t},
    ui::Glyph,
};

/// What the API says about a customer's instances of an integration, as far as the state depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reported {
    pub deployed: Deployed,
    pub status: Option<Aggregate>,
    /// The reader's own part of the configuration, where each person has one.
    pub own: Option<Option<Aggregate>>,
    pub is_failing: bool,
}

/// How many instances there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deployed {
    None,
    One,
    /// With their number, if it is known.
    Several(u32),
}

/// The state of all instances together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aggregate {
    Activated,
    Paused,
    Unconfigured,
    /// A value this app does not know.
    Unknown,
}

/// What a card says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    pub glyph: Option<Glyph>,
    pub text: String,
}

impl State {
    /// The one line that matters most: trouble before work to do, work to do before good news.
    #[must_use]
    pub fn of(reported: Reported) -> Self {
        let say = |glyph, phrase: Phrase| Self { glyph, text: t(phrase) };
        let Reported { deployed, status, own, is_failing } = reported;
        let number = match deployed {
            Deployed::None => return say(None, words::NOT_ACTIVATED),
            Deployed::One => None,
            Deployed::Several(number) => Some(number),
        };
        match (status, own) {
            _ if is_failing => say(Some(Glyph::Failed), words::FAILING),
            (Some(Aggregate::Unconfigured), _) => say(Some(Glyph::NotConfigured), words::UNCONFIGURED),
            (Some(Aggregate::Paused), _) => say(Some(Glyph::Paused), words::PAUSED),
            (_, Some(Some(Aggregate::Unconfigured) | None)) => {
                say(Some(Glyph::NotConfigured), words::OWN_UNCONFIGURED)
            }
            (Some(Aggregate::Activated), _) => match number {
                None | Some(0) => say(Some(Glyph::Enabled), words::ACTIVATED),
                Some(number) => {
                    let text = fill(words::SEVERAL_ACTIVATED, &[("count", &number.to_string())]);
                    Self { glyph: Some(Glyph::Enabled), text }
                }
            },
            (Some(Aggregate::Unknown) | None, _) => say(None, words::DEPLOYED),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_card_says_what_matters_most() {
        use Aggregate::{Activated, Paused, Unconfigured, Unknown};
        let one = |status, own, is_failing| Reported { deployed: Deployed::One, status, own, is_failing };
        let several = Reported {
            deployed: Deployed::Several(2),
            status: Some(Activated),
            own: None,
            is_failing: false,
        };
        for (reported, text) in [
            (
                Reported { deployed: Deployed::None, status: None, own: None, is_failing: false },
                "Not activated",
            ),
            (one(Some(Activated), None, false), "Activated"),
            (one(Some(Activated), None, true), "Failing"),
            (one(Some(Paused), None, false), "Paused"),
            (one(Some(Unconfigured), None, false), "Activated, not configured"),
            (one(Some(Activated), Some(None), false), "Waiting for your configuration"),
            (one(Some(Activated), Some(Some(Unconfigured)), false), "Waiting for your configuration"),
            (one(Some(Activated), Some(Some(Activated)), false), "Activated"),
            (one(Some(Unknown), None, false), "Deployed"),
            (one(None, None, false), "Deployed"),
            (several, "2 activated"),
            (Reported { deployed: Deployed::Several(0), ..several }, "Activated"),
        ] {
            assert_eq!(State::of(reported).text, text, "{reported:?}");
        }
    }
}
