//! Credentials, as they are read.

use std::{rc::Rc, sync::Arc};

use async_graphql::Value as Const;

use super::{
    super::{
        credentials,
        execution::{Part, Resolved},
    },
    Failure, Request,
};
use crate::store::Doc;

pub(super) fn values(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let hides = request.caller.hides_sensitive();
    let part = |(key, value): (String, Option<String>)| {
        let value = value.filter(|_| !hides).map_or(Resolved::Null, |it| Resolved::Leaf(Const::from(it)));
        Rc::new(Part::from([("key".into(), Resolved::Leaf(Const::from(key))), ("value".into(), value)]))
    };
    Ok(Resolved::Parts(credentials::readable(request.reader, doc)?.into_iter().map(part).collect()))
}
