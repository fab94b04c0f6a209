//! The words things are grouped by: labels of customers, categories of integrations. They exist by being in use.

use std::{collections::BTreeSet, sync::Arc};

use serde_json::json;

use super::{
    super::{args::Args, execution::Resolved},
    Failure, Request,
};
use crate::{
    policy::{roles::builtin_id, rules::VIEW},
    store::{doc, tables::SEPARATOR},
};

pub(super) fn of_customers(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    words(request, "Label", "Customer", "labels")
}

pub(super) fn categories(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    words(request, "IntegrationCategory", "Integration", "category")
}

/// Every different word in a column of what the caller may see.
fn words(request: &Request<'_>, ty: &str, of: &str, column: &str) -> Result<Resolved, Failure> {
    let scope = request.scope(of, VIEW);
    if !scope.lists() {
        return Err(Failure::Denied);
    }
    let (seen, values) =
        scope.sql(request.reader.tables().get(of)?).unwrap_or(("TRUE".to_owned(), Vec::new()));
    let sql =
        format!(r#"SELECT DISTINCT t."{column}" FROM "{of}" t WHERE t."{column}" IS NOT NULL AND {seen}"#);
    let found = request.reader.texts(&sql, &values)?;
    let words: BTreeSet<&str> =
        found.iter().flat_map(|it| it.split(SEPARATOR)).filter(|it| !it.is_empty()).collect();
    let named = |word: &str| doc([("id", json!(builtin_id(ty, "", word))), ("name", json!(word))]);
    Ok(Resolved::Nodes(words.into_iter().map(|it| Arc::new(named(it))).collect()))
}
