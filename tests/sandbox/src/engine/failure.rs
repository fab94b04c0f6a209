//! Why a field or a mutation has no answer, in the words clients look for.

use crate::store::StoreError;

/// A reason that ends up in a response's `errors`.
#[derive(Debug)]
pub enum Failure {
    /// The person may not.
    Denied,
    /// It is not there, or not there for this person: nobody can tell which.
    NotFound,
    /// The question makes no sense; the text says why.
    Refused(String),
    /// The sandbox is broken; the text stays inside.
    Internal(String),
}

impl Failure {
    /// What the client reads.
    #[must_use]
    pub fn message(&self, request: &str) -> String {
        match self {
            Self::Denied => "Permission denied".to_owned(),
            Self::NotFound => "Record not found".to_owned(),
            Self::Refused(why) => why.clone(),
            Self::Internal(why) => {
                eprintln!("request {request} failed: {why}");
                format!("Something went wrong. The request's id is {request}.")
            }
        }
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Internal(error.to_string())
    }
}
