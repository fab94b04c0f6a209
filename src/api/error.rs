//! What can go wrong between the app and its backend, as one type, and the sentence a person reads about it.

use std::fmt;

use crate::phrases::{common, t};

/// The one error of every query and mutation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The session is over; the same call may work after signing in again.
    SignedOut,
    /// The server refuses this person.
    Forbidden,
    /// The object does not exist, or not for this person: the two look the same.
    NotFound,
    /// The reader looks at the app as somebody else: nothing was sent.
    ReadOnly,
    /// A mutation changed nothing, for these reasons.
    Refused(Vec<Problem>),
    /// No answer: no network, a time-out, or a server that is overloaded. For a mutation the outcome is unknown.
    Unreachable,
    /// The browser keeps nothing for this site, which signing in relies on.
    NoStorage,
    /// An answer that makes no sense. The reference names the request in the server's log.
    Malformed { reference: String },
}

/// One reason a mutation was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The input field at fault, in the API's spelling; `__all__` when it is none.
    pub field: String,
    /// Sentences of the server, for the person.
    pub messages: Vec<String>,
}

impl Error {
    /// Whether trying the same again can help.
    #[must_use]
    pub fn can_retry(&self) -> bool {
        match self {
            Self::Unreachable | Self::NoStorage | Self::Malformed { .. } => true,
            Self::SignedOut | Self::Forbidden | Self::NotFound | Self::ReadOnly | Self::Refused(_) => false,
        }
    }

    /// The same error, naming the request when it can only be looked up.
    #[must_use]
    pub fn with_reference(self, reference: String) -> Self {
        match self {
            Self::Malformed { .. } => Self::Malformed { reference },
            Self::SignedOut
            | Self::Forbidden
            | Self::NotFound
            | Self::ReadOnly
            | Self::Refused(_)
            | Self::NoStorage
            | Self::Unreachable => self,
        }
    }

    /// What to quote to whoever runs the server.
    #[must_use]
    pub fn reference(&self) -> Option<&str> {
        match self {
            Self::Malformed { reference } if !reference.is_empty() => Some(reference),
            Self::Malformed { .. }
            | Self::SignedOut
            | Self::Forbidden
            | Self::NotFound
            | Self::ReadOnly
            | Self::Refused(_)
            | Self::NoStorage
            | Self::Unreachable => None,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SignedOut => out.write_str(&t(common::SIGNED_OUT)),
            Self::Forbidden => out.write_str(&t(common::FORBIDDEN)),
            Self::NotFound => out.write_str(&t(common::NOT_FOUND)),
            Self::ReadOnly => out.write_str(&t(common::DENIED_LOOKING_AS)),
            Self::Refused(problems) => {
                let mut sentences = problems.iter().flat_map(|it| &it.messages);
                match sentences.next() {
                    None => out.write_str(&t(common::REFUSED)),
                    Some(first) => {
                        out.write_str(first)?;
                        sentences.try_for_each(|it| write!(out, " {it}"))
                    }
                }
            }
            Self::NoStorage => out.write_str(&t(common::NO_STORAGE)),
            Self::Unreachable => out.write_str(&t(common::UNREACHABLE)),
            Self::Malformed { .. } => out.write_str(&t(common::MALFORMED)),
        }
    }
}
