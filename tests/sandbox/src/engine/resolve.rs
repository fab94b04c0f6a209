//! What a field holds, for all objects of a level at once.

use std::sync::Arc;

use async_graphql::Value as Const;

use super::{
    args::{self, Args},
    behaviour::{self, Request},
    execution::{Parent, Place, Resolved},
    failure::Failure,
    ids, list, values,
};
use crate::{
    contract::{Field, Kind, Object},
    policy::{self, text},
    store::Doc,
};

/// The field's content for each parent, in their order.
pub fn resolve(
    request: &Request<'_>,
    object: &Object,
    field: &Field,
    args: &Args,
    wanted: &[String],
    parents: &[(Parent, Place)],
) -> Vec<Result<Resolved, Failure>> {
    if !policy::may_ask(request.caller, &object.name, &field.name) {
        return parents.iter().map(|_| Err(Failure::Denied)).collect();
    }
    let kind = request.contract.kind(&field.ty.name);
    let stored = kind == Kind::Node && behaviour::computed(&object.name, &field.name).is_none();
    if stored {
        let docs = parents.iter().filter_map(|(it, _)| match it {
            Parent::Node(doc) => text(doc, &field.name),
            Parent::Root | Parent::Part(_) => None,
        });
        if let Err(error) = request.fetch(&field.ty.name, &docs.collect()) {
            let why = error.to_string();
            return parents.iter().map(|_| Err(Failure::Internal(why.clone()))).collect();
        }
    }
    let each = |(parent, _): &(Parent, Place)| match parent {
        Parent::Root => root(request, field, kind, args, wanted),
        Parent::Part(part) => Ok(part.get(field.name.as_str()).cloned().unwrap_or(Resolved::Null)),
        Parent::Node(doc) => node(request, object, field, kind, args, wanted, doc),
    };
    parents.iter().map(each).collect()
}

fn root(
    request: &Request<'_>,
    field: &Field,
    kind: Kind,
    args: &Args,
    wanted: &[String],
) -> Result<Resolved, Failure> {
    if let Some(root) = behaviour::root(&field.name) {
        return root(request, args);
    }
    match kind {
        Kind::Connection => list::page(request, field, args, wanted, None),
        Kind::Node => {
            let uuid = args::text(args, "id").and_then(|it| ids::uuid(&field.ty.name, it));
            let found = uuid.map(|it| request.visible(&field.ty.name, &it)).transpose()?.flatten();
            found.map(Resolved::Node).ok_or(Failure::NotFound)
        }
        Kind::Leaf | Kind::Part => Err(Failure::Internal(format!("nothing answers {}", field.name))),
    }
}

fn node(
    request: &Request<'_>,
    object: &Object,
    field: &Field,
    kind: Kind,
    args: &Args,
    wanted: &[String],
    doc: &Arc<Doc>,
) -> Result<Resolved, Failure> {
    if field.name == "id" {
        return Ok(Resolved::Leaf(Const::from(ids::encode(
            &object.name,
            &text(doc, "id").unwrap_or_default(),
        ))));
    }
    if let Some(computed) = behaviour::computed(&object.name, &field.name) {
        return computed(request, doc);
    }
    if policy::decides(&object.name, &field.name) {
        let may = request.scope(&object.name, &field.name).holds(request.caller, request.reader, doc)?;
        return Ok(Resolved::Leaf(Const::from(may)));
    }
    match kind {
        Kind::Leaf => Ok(Resolved::Leaf(values::leaf(request.contract, &field.ty, doc, &field.name))),
        Kind::Connection => list::page(request, field, args, wanted, Some((object, doc))),
        Kind::Part => Ok(Resolved::Null),
        Kind::Node => {
            let target = text(doc, &field.name);
            let found = target.map(|it| request.visible(&field.ty.name, &it)).transpose()?.flatten();
            match found {
                Some(found) => Ok(Resolved::Node(found)),
                // What may not be seen is not there, and what must be there is then an error.
                None if field.ty.required => Err(Failure::NotFound),
                None => Ok(Resolved::Null),
            }
        }
    }
}
