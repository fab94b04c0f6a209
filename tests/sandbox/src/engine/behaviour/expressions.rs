//! Values that the definition of an integration gives to inputs, as they are read.

use std::sync::Arc;

use async_graphql::Value as Const;
use serde_json::Value;

use super::{super::execution::Resolved, Failure, Request};
use crate::{
    policy::{Caller, text},
    store::Doc,
};

/// Whether the person who fills in an instance sees the input at all.
pub fn is_shown(doc: &Doc, caller: &Caller) -> bool {
    let name = if caller.customer.is_some() { "visibleToCustomerDeployer" } else { "visibleToOrgDeployer" };
    let meta = text(doc, "meta").and_then(|it| serde_json::from_str::<Value>(&it).ok());
    meta.and_then(|it| it.get(name)?.as_bool()) != Some(false)
}

/// Empty for those who do not see the input.
pub(super) fn value(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let value = text(doc, "value").filter(|_| is_shown(doc, request.caller)).unwrap_or_default();
    Ok(Resolved::Leaf(Const::from(value)))
}
