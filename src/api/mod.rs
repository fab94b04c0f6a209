//! The way to the backend. Knows no feature.

pub mod error;
pub mod files;
mod http;
pub mod identity;
pub mod json;
pub mod mutation;
pub mod once;
pub mod one;
pub mod paged;

mod reply;
mod tree;
pub mod types;
pub mod upload;

use graphql_client::GraphQLQuery;

pub use error::{Error, Problem};
pub use http::{
    Renew, SignedOut, Watch, next_person, set_base, set_read_only, set_renewal, set_token, set_watch, token,
};
pub use mutation::Mutation;
pub use one::{One, Stage};
pub use paged::{Paged, Slice, Status, sifted};
pub use tree::read as from_json;

/// The part of the backend's addresses before `/api`; empty when it is the app's own origin.
#[must_use]
pub fn base_url() -> String {
    http::base()
}

/// Names a document and its file; the compiler checks the file against `schema.graphql`.
#[macro_export]
macro_rules! document {
    ($name:ident, $path:tt) => {
        #[derive(graphql_client::GraphQLQuery)]
        #[graphql(
                                                            schema_path = "src/api/schema.graphql",
                                                            query_path = $path,
                                                            response_derives = "Clone, PartialEq",
                                                            custom_scalars_module = "crate::api::types"
                                                        )]
        pub struct $name;
    };
}

/// What a mutation's payload says of one of its fields, or of none: see [`api::outcome`](crate::api::outcome).
#[macro_export]
macro_rules! settled {
    ($payload:expr) => {
        $crate::settled!($payload, |it| Some(()))
    };
    ($payload:expr, $object:ident) => {
        $crate::settled!($payload, |it| it.$object)
    };
    ($payload:expr, |$it:ident| $object:expr) => {
        match $payload {
            Some($it) => {
                let errors = $it.errors.into_iter();
                let problems =
                    errors.map(|it| $crate::api::Problem { field: it.field, messages: it.messages });
                $crate::api::outcome($object, problems.collect())
            }
            None => Err($crate::api::Error::Malformed { reference: String::new() }),
        }
    };
}

/// Sends a document and reads the answer.
///
/// # Errors
/// See [`Error`]. A query is tried again a few times when the server cannot be reached; a mutation never is.
pub async fn send<Q>(variables: Q::Variables) -> Result<Q::ResponseData, Error>
where
    Q: GraphQLQuery,
{
    let body = Q::build_query(variables);
    let kind =
        if body.query.trim_start().starts_with("mutation") { http::Kind::Write } else { http::Kind::Read };
    let text = serde_json::to_string(&body).map_err(|_| Error::Malformed { reference: String::new() })?;
    read(http::post(kind, text).await?)
}

fn read<T: serde::de::DeserializeOwned>(answer: http::Answer) -> Result<T, Error> {
    let read = reply::read(&answer.text).map_err(|it| it.with_reference(answer.reference));
    // What somebody may no longer see is not there for them.
    http::answered(matches!(read, Err(Error::Forbidden | Error::NotFound)));
    read
}

/// Sends a document with only some of its variables. One that is left out is not even null: the API changes nothing
/// for it, while null clears a value.
///
/// # Errors
/// See [`Error`].
pub async fn send_only<Q>(variables: Q::Variables, names: &[&str]) -> Result<Q::ResponseData, Error>
where
    Q: GraphQLQuery,
    Q::Variables: serde::Serialize,
{
    let unreadable = |_| Error::Malformed { reference: String::new() };
    let mut body = serde_json::to_value(Q::build_query(variables)).map_err(unreadable)?;
    if let Some(variables) = body["variables"].as_object_mut() {
        variables.retain(|name, _| names.contains(&name.as_str()));
    }
    read(http::post(http::Kind::Write, body.to_string()).await?)
}

/// Sends a document with `variables` as they are: lists of objects in which only some fields are set. `blank` only names
/// the document's operation.
///
/// # Errors
/// See [`Error`].
pub async fn send_json<Q>(blank: Q::Variables, variables: serde_json::Value) -> Result<Q::ResponseData, Error>
where
    Q: GraphQLQuery,
    Q::Variables: serde::Serialize,
{
    let unreadable = |_| Error::Malformed { reference: String::new() };
    let mut body = serde_json::to_value(Q::build_query(blank)).map_err(unreadable)?;
    body["variables"] = variables;
    read(http::post(http::Kind::Write, body.to_string()).await?)
}

/// Sends a query with a token that is on trial. The token in use, and what depends on it, stay as they are.
///
/// # Errors
/// See [`Error`].
pub async fn send_as<Q>(token: &str, variables: Q::Variables) -> Result<Q::ResponseData, Error>
where
    Q: GraphQLQuery,
{
    let text = serde_json::to_string(&Q::build_query(variables))
        .map_err(|_| Error::Malformed { reference: String::new() })?;
    let answer = http::post_as(token, &text).await?;
    reply::read(&answer.text).map_err(|it| it.with_reference(answer.reference))
}

/// What a mutation's payload says: the object, or the reasons why nothing changed.
///
/// # Errors
/// `Refused` with the payload's errors; `Malformed` when there is neither an object nor an error.
pub fn outcome<T>(object: Option<T>, problems: Vec<Problem>) -> Result<T, Error> {
    match object {
        _ if !problems.is_empty() => Err(Error::Refused(problems)),
        Some(object) => Ok(object),
        None => Err(Error::Malformed { reference: String::new() }),
    }
}
