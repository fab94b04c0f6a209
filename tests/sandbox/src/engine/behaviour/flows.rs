//! Flows of instances and their runs, as they are read.

use std::sync::Arc;

use async_graphql::Value as Const;
use serde_json::Value;

use super::{
    super::{
        execution::Resolved,
        flows::{CONFIG, SECRET},
        ids,
    },
    Failure, Request,
};
use crate::{policy::text, store::Doc};

/// Where a POST runs the flow.
pub(super) fn webhook_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let id = ids::encode(CONFIG, &text(doc, "id").unwrap_or_default());
    Ok(Resolved::Leaf(Const::from(format!("{}/trigger/{id}", request.origin))))
}

/// Only who may change them sees them.
pub(super) fn api_keys(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let may = request.scope(CONFIG, "allowUpdate").holds(request.caller, request.reader, doc)?;
    let keys = doc.get("apiKeys").and_then(Value::as_array).filter(|_| may);
    let keys = keys.into_iter().flatten().filter_map(Value::as_str).map(Const::from);
    Ok(Resolved::Leaf(Const::List(keys.collect())))
}

/// The address is the key to the output: who may not see the one is not given the other.
pub(super) fn results_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    if request.caller.hides_sensitive() {
        return Ok(Resolved::Leaf(Const::from("")));
    }
    let part = |name: &str| text(doc, name).unwrap_or_default();
    let url = format!("{}/results/{}.{}", request.origin, part("id"), part(SECRET));
    Ok(Resolved::Leaf(Const::from(url)))
}

/// Runs are written down unless somebody wanted otherwise.
pub(super) fn logs_disabled(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(doc.get("logsDisabled") == Some(&Value::Bool(true)))))
}

pub(super) fn results_disabled(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(doc.get("stepResultsDisabled") == Some(&Value::Bool(true)))))
}
