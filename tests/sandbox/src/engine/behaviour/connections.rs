//! Connections of customers, as they are read.

use std::sync::Arc;

use async_graphql::Value as Const;

use super::{
    super::{connections, execution::Resolved},
    Failure, Request,
};
use crate::{policy::text, store::Doc};

/// The pretend other system's page, for those who may give it their consent.
pub(super) fn authorize_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let may =
        request.scope("CustomerConfigVariable", "allowUpdate").holds(request.caller, request.reader, doc)?;
    if !may || !connections::asks_for_consent(request.reader, doc)? {
        return Ok(Resolved::Null);
    }
    let part = |name: &str| text(doc, name).unwrap_or_default();
    let url = format!("/sandbox/oauth/authorize?state={}.{}", part("id"), part(connections::CONSENT));
    Ok(Resolved::Leaf(Const::from(url)))
}

pub(super) fn is_in_use(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(connections::is_in_use(request.reader, doc)?)))
}
