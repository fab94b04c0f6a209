//! Answers GraphQL requests by interpreting the contract over the store.
//!
//! A request is measured ([`limits`]), validated ([`schema`]) and then run ([`execution`]): queries on one moment of the
//! database, mutations each in a transaction of their own, in the order asked for. Adding a field or a list to the
//! contract needs nothing here; what its names do not tell is in [`behaviour`].

mod administer;
mod args;
mod behaviour;
mod cascade;
mod condition;
pub(crate) mod connections;
mod credentials;
mod data_source;
mod definition;
mod execution;
mod failure;
mod fit;
mod flows;
mod ids;
mod instance_config;
mod instances;
mod limits;
mod list;
mod mutation;
mod own_config;
pub mod password;
mod publish;
mod resolve;
mod schema;
mod sort;
mod validate;
mod values;

#[cfg(test)]
pub mod tests;

use std::{any::TypeId, sync::Arc};

use async_graphql::{
    Response, ServerError, Value as Const, Variables,
    dynamic::{Schema, SchemaError},
    indexmap::IndexMap,
    parser::types::{ExecutableDocument, OperationDefinition, OperationType, Selection},
};

pub(crate) use behaviour::attachments::name as attachment_name;
pub(crate) use flows::config as flow_config;
pub use flows::{Call, Refused, Reply};
pub use ids::{decode as decode_id, encode as encode_id};
pub(crate) use instance_config::{COMPLETE, EACH_THEIR_OWN, INCOMPLETE};
pub use limits::Limits;

use crate::{
    contract::Object,
    media::Media,
    policy::Caller,
    store::{Reader, Store, Writer},
};
use behaviour::Request;
use execution::{Document, Execution, Parent, Place};
use failure::Failure;

/// How the engine is set up.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Answers questions about the schema, and makes suggestions when a name is wrong.
    pub dev: bool,
    pub limits: Limits,
}

/// Put into a request, names it in error messages.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Put into a request, begins the addresses in its answer.
#[derive(Clone, Debug)]
pub struct Origin(pub String);

/// The API. Clones share the store.
#[derive(Clone)]
pub struct Engine(Arc<Inner>);

struct Inner {
    store: Store,
    media: Arc<Media>,
    schema: Schema,
    options: Options,
}

impl Engine {
    /// An engine over a store; fails only on a contract that contradicts itself.
    pub fn new(store: Store, media: Arc<Media>, options: Options) -> Result<Self, SchemaError> {
        let schema = schema::build(store.contract(), options.dev)?;
        Ok(Self(Arc::new(Inner { store, media, schema, options })))
    }

    /// The store it answers from.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.0.store
    }

    /// Answers a request of the person with that UUID; nobody, and people who are gone, may do nothing.
    pub async fn execute(&self, caller: Option<&str>, mut request: async_graphql::Request) -> Response {
        let inner = &self.0;
        let document = match request.parsed_query() {
            Ok(document) => document.clone(),
            Err(error) => return Response::from_errors(vec![error]),
        };
        let variables = std::mem::take(&mut request.variables);
        request.variables.clone_from(&variables);
        if let Err(why) = limits::check(inner.options.limits, inner.store.contract(), &document, &variables) {
            return refusal(why);
        }
        let id = request.data.get(&TypeId::of::<RequestId>()).and_then(|it| it.downcast_ref::<RequestId>());
        let id = id.map_or_else(|| uuid::Uuid::new_v4().to_string(), |it| it.0.clone());
        let origin = request.data.get(&TypeId::of::<Origin>()).and_then(|it| it.downcast_ref::<Origin>());
        let origin = origin.map_or_else(String::new, |it| it.0.clone());
        let introspects = inner.options.dev && about_the_schema(&document);
        if introspects {
            request = request.data(schema::Introspect);
        }
        let validated = inner.schema.execute(request).await;
        if introspects || !validated.errors.is_empty() {
            return validated;
        }
        let Some((_, operation)) = document.operations.iter().next() else {
            return refusal("A request holds exactly one operation.");
        };
        let run =
            Run { inner, caller, id: &id, origin: &origin, document: &document, operation: &operation.node };
        match args::variables(&operation.node, &variables) {
            Ok(variables) => run.answer(&variables),
            Err(error) => Response::from_errors(vec![error]),
        }
    }

    /// Whether nothing of the request was run: it does not parse, does not fit the contract or asks for too much.
    #[must_use]
    pub fn refused(response: &Response) -> bool {
        !response.errors.is_empty() && response.errors.iter().all(schema::is_refusal)
    }
}

fn refusal(why: &str) -> Response {
    Response::from_errors(vec![ServerError::new(why, None)])
}

fn about_the_schema(document: &ExecutableDocument) -> bool {
    let sets = document.operations.iter().map(|(_, it)| &it.node.selection_set.node);
    sets.flat_map(|it| &it.items).any(|it| match &it.node {
        Selection::Field(it) => it.node.name.node.starts_with("__") && it.node.name.node != "__typename",
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
    })
}

/// A validated request.
struct Run<'a> {
    inner: &'a Inner,
    caller: Option<&'a str>,
    id: &'a str,
    origin: &'a str,
    document: &'a ExecutableDocument,
    operation: &'a OperationDefinition,
}

impl Run<'_> {
    fn answer(&self, variables: &Variables) -> Response {
        let contract = self.inner.store.contract();
        let (root, mutates) = match self.operation.ty {
            OperationType::Mutation => ("RootMutation", true),
            OperationType::Query | OperationType::Subscription => ("RootQuery", false),
        };
        let Some(root) = contract.objects.get(root) else {
            return refusal("The contract has no root.");
        };
        let answered = if mutates { self.mutate(root, variables) } else { self.query(root, variables) };
        match answered {
            Ok((data, errors)) => {
                let mut response = Response::new(data.unwrap_or(Const::Null));
                response.errors = errors;
                response
            }
            Err(failure) => {
                let mut error = ServerError::new(failure.message(self.id), None);
                // A path, because the request as such was in order.
                error.path = vec![async_graphql::PathSegment::Field(root.name.clone())];
                Response::from_errors(vec![error])
            }
        }
    }

    fn document<'v>(&'v self, variables: &'v Variables) -> Document<'v> {
        Document { fragments: &self.document.fragments, variables }
    }

    fn request<'r>(&'r self, reader: &'r Reader<'r>, caller: &'r Caller) -> Request<'r> {
        let Inner { store, media, .. } = self.inner;
        Request::new(self.id.to_owned(), self.origin, store.contract(), reader, caller, media)
    }

    fn query(&self, root: &Object, variables: &Variables) -> Result<Answer, Failure> {
        let store = &self.inner.store;
        let found = store.read(|reader| {
            let Some(caller) = self.caller.map(|it| Caller::load(reader, it)).transpose()?.flatten() else {
                return Ok(None);
            };
            let request = self.request(reader, &caller);
            let mut run =
                Execution { request: &request, document: self.document(variables), errors: Vec::new() };
            let set = &self.operation.selection_set.node;
            let mut answers = run.select(root, &[(Parent::Root, Place::ROOT)], &[set]);
            Ok(Some((answers.pop().flatten(), run.errors)))
        })?;
        found.ok_or(Failure::Denied)
    }

    /// Each mutation in its own transaction; what it answers is read after it is done.
    fn mutate(&self, root: &Object, variables: &Variables) -> Result<Answer, Failure> {
        let store = &self.inner.store;
        let document = self.document(variables);
        let mut fields = IndexMap::new();
        document.collect(root, &self.operation.selection_set.node, &mut fields);
        let mut data = IndexMap::new();
        let mut errors = Vec::new();
        for (name, asked) in &fields {
            let Some(field) = root.field(asked.field.name.node.as_str()) else {
                data.insert(name.clone(), Const::from(root.name.as_str()));
                continue;
            };
            let change = |writer: &mut Writer<'_>| {
                let caller = self.caller.map(|it| Caller::load(writer, it)).transpose()?.flatten();
                let caller = caller.ok_or(Failure::Denied)?;
                mutation::run(writer, store.contract(), &self.inner.media, &caller, field, &asked.args)
            };
            let outcome = store.write_or(change, Failure::from).map(|(answer, gone)| {
                self.inner.media.forget(&gone);
                answer
            });
            let value = store.read(|reader| {
                let caller = self.caller.map(|it| Caller::load(reader, it)).transpose()?.flatten();
                let caller = caller.unwrap_or_default();
                let request = self.request(reader, &caller);
                let mut run = Execution { request: &request, document, errors: Vec::new() };
                let root = [(Parent::Root, Place::ROOT)];
                let value = run.complete(field, &root, name, asked, vec![outcome]).pop().flatten();
                errors.append(&mut run.errors);
                Ok(value)
            })?;
            match value {
                Some(value) => data.insert(name.clone(), value),
                None => return Ok((None, errors)),
            };
        }
        Ok((Some(Const::Object(data)), errors))
    }
}

/// Data and errors of a response.
type Answer = (Option<Const>, Vec<ServerError>);
