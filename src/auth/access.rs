//! The answer to "may this person do that?", with the reason when not.

use std::fmt;

use crate::{
    api::Error,
    phrases::{common, t},
};

/// What every gate answers. Controls take one, so that a gate cannot be forgotten and a refusal can be explained.
#[must_use]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    Granted,
    Denied(Denial),
}

/// Why something is denied. `Display` is the sentence a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Denial {
    /// Nobody is signed in.
    SignedOut,
    /// The role does not include the permission.
    Role,
    /// The object's own `allow…` field is false, missing or could not be read.
    Object,
    /// The reader looks at the app as somebody else, who may; nothing is changed meanwhile.
    LookingAs,
}

impl From<Denial> for Error {
    fn from(why: Denial) -> Self {
        match why {
            Denial::SignedOut => Self::SignedOut,
            Denial::Role | Denial::Object => Self::Forbidden,
            Denial::LookingAs => Self::ReadOnly,
        }
    }
}

impl Access {
    /// From an `allow…` field of the API. Null and missing deny: the API has not said yes.
    pub fn from_allow(allow: impl Into<Option<bool>>) -> Self {
        match allow.into() {
            Some(true) => Self::Granted,
            Some(false) | None => Self::Denied(Denial::Object),
        }
    }

    /// Granted only when both are; the first denial is the reason.
    pub fn and(self, other: Self) -> Self {
        match self {
            Self::Granted => other,
            Self::Denied(_) => self,
        }
    }

    #[must_use]
    pub fn is_granted(self) -> bool {
        self == Self::Granted
    }

    /// Whether the control has a place on the screen at all: for those who may, and for those who look on as one.
    #[must_use]
    pub fn is_visible(self) -> bool {
        matches!(self, Self::Granted | Self::Denied(Denial::LookingAs))
    }
}

/// What comes of an object's `allow…` field. `seen` is what the role adds through whose eyes the reader looks, who then
/// may do none of it; none for those who look with their own.
pub fn decide(allow: impl Into<Option<bool>>, seen: Option<Access>) -> Access {
    let said = Access::from_allow(allow);
    match seen {
        None => said,
        Some(role) => said.and(role).and(Access::Denied(Denial::LookingAs)),
    }
}

impl fmt::Display for Denial {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&t(match self {
            Self::SignedOut => common::DENIED_SIGNED_OUT,
            Self::Role => common::DENIED_ROLE,
            Self::Object => common::DENIED_OBJECT,
            Self::LookingAs => common::DENIED_LOOKING_AS,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_explicit_yes_grants() {
        assert_eq!(Access::from_allow(true), Access::Granted);
        for unsaid in [Some(false), None] {
            assert_eq!(Access::from_allow(unsaid), Access::Denied(Denial::Object));
        }
    }

    #[test]
    fn the_first_denial_is_the_reason() {
        let (role, object) = (Access::Denied(Denial::Role), Access::Denied(Denial::Object));
        assert_eq!(role.and(object), role);
        assert_eq!(Access::Granted.and(object), object);
        assert_eq!(object.and(Access::Granted), object);
        assert_eq!(Access::Granted.and(Access::Granted), Access::Granted);
    }
}
