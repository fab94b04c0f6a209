//! How an integration is to stand in the marketplace, and the proof that it may be sent. Pure.

use serde::{Deserialize, Serialize};

use crate::{
    api::Problem,
    phrases::{Phrase, integrations as words, t},
    ui,
};

/// Whether customers find it, and whether they set it up themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offer {
    Hidden,
    Deployable,
    Shown,
    /// A way that this app does not know. It is left alone unless another is chosen.
    #[default]
    Unknown,
}

impl Offer {
    /// Those to choose from.
    pub const ALL: [Self; 3] = [Self::Hidden, Self::Deployable, Self::Shown];

    /// What the API calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Hidden => "NOT_AVAILABLE_IN_MARKETPLACE",
            Self::Deployable => "AVAILABLE_AND_DEPLOYABLE",
            Self::Shown => "AVAILABLE_NOT_DEPLOYABLE",
            Self::Unknown => "",
        }
    }

    /// The way the API calls by this name.
    #[must_use]
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|it| it.name() == name).unwrap_or_default()
    }

    /// What it is called on the screen.
    #[must_use]
    pub const fn title(self) -> Phrase {
        match self {
            Self::Hidden => words::OFFER_HIDDEN,
            Self::Deployable => words::OFFER_DEPLOYABLE,
            Self::Shown => words::OFFER_SHOWN,
            Self::Unknown => words::UNKNOWN,
        }
    }
}

/// What people set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub offer: Offer,
    /// A customer may have more than one instance.
    pub several: bool,
    /// Markdown.
    pub overview: String,
}

/// Where a problem is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Offer,
    Several,
    Overview,
}

/// Only checking a draft makes one, and only the mutation takes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked(Draft);

impl Checked {
    /// The draft with the outer blanks of its text gone.
    #[must_use]
    pub fn into_draft(self) -> Draft {
        self.0
    }

    /// The variables of an update that differ from what is saved, by name.
    #[must_use]
    pub fn changes(&self, saved: &Draft) -> Vec<&'static str> {
        let Self(draft) = self;
        let changed = [
            (draft.offer != saved.offer, "configuration"),
            (draft.several != saved.several, "several"),
            (draft.overview != saved.overview.trim(), "overview"),
        ];
        changed.into_iter().filter_map(|(is_changed, name)| is_changed.then_some(name)).collect()
    }
}

impl ui::Draft for Draft {
    type Field = Field;
    type Checked = Checked;

    fn check(&self) -> Result<Checked, Vec<(Field, String)>> {
        Ok(Checked(Self { overview: self.overview.trim().into(), ..*self }))
    }

    fn is_same(field: Field, one: &Self, other: &Self) -> bool {
        match field {
            Field::Offer => one.offer == other.offer,
            Field::Several => one.several == other.several,
            Field::Overview => one.overview == other.overview,
        }
    }

    fn field_of(problem: &Problem) -> Option<Field> {
        match problem.field.as_str() {
            "marketplaceConfiguration" => Some(Field::Offer),
            "allowMultipleMarketplaceInstances" => Some(Field::Several),
            "overview" => Some(Field::Overview),
            _ => None,
        }
    }
}

impl ui::Versioned for Draft {
    const FIELDS: &'static [Field] = &[Field::Offer, Field::Several, Field::Overview];

    fn label(field: Field) -> String {
        t(match field {
            Field::Offer => words::OFFER_LABEL,
            Field::Several => words::SEVERAL,
            Field::Overview => words::OVERVIEW_LABEL,
        })
    }

    fn shown(&self, field: Field) -> String {
        match field {
            Field::Offer => t(self.offer.title()),
            Field::Several => t(if self.several { words::YES } else { words::NO }),
            Field::Overview => self.overview.clone(),
        }
    }

    fn take(&mut self, field: Field, from: &Self) {
        match field {
            Field::Offer => self.offer = from.offer,
            Field::Several => self.several = from.several,
            Field::Overview => self.overview.clone_from(&from.overview),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Draft as _;

    #[test]
    fn only_what_differs_is_sent() {
        let saved = Draft { offer: Offer::Hidden, overview: "Books".into(), ..Draft::default() };
        let changes = |draft: Draft| draft.check().map(|it| it.changes(&saved));
        assert_eq!(changes(Draft { overview: " Books\n".into(), ..saved.clone() }), Ok(vec![]));
        let loose = Draft { overview: "Books\n".into(), ..saved.clone() };
        assert_eq!(loose.check().map(|it| it.changes(&loose)), Ok(vec![]));
        let changed = Draft { offer: Offer::Shown, several: true, ..saved.clone() };
        assert_eq!(changes(changed), Ok(vec!["configuration", "several"]));
    }

    #[test]
    fn a_way_that_is_not_known_stands_for_no_choice() {
        for offer in Offer::ALL {
            assert_eq!(Offer::named(offer.name()), offer);
        }
        assert_eq!(Offer::named("AVAILABLE_ON_SUNDAYS"), Offer::Unknown);
    }
}
