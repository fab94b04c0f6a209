//! Integrations and components have versions; lists show the newest of each unless asked for all.

use std::sync::Arc;

use async_graphql::Value as Const;
use serde_json::Value;

use super::{
    super::{
        args::{self, Args},
        condition::Conditions,
        execution::Resolved,
    },
    Failure, Request,
};
use crate::{contract::Field, policy::text, store::Doc};

/// Versions the marketplace shows, whether customers may deploy them themselves or not.
pub(super) const OFFERED: &str =
    "t.\"marketplaceConfiguration\" IN ('AVAILABLE_AND_DEPLOYABLE', 'AVAILABLE_NOT_DEPLOYABLE')";

/// No pages where none were described.
pub(super) fn config_pages(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(text(doc, "configPages").unwrap_or_else(|| "[]".to_owned()))))
}

/// The newest version that instances can be made of, if the caller may see it.
pub(super) fn newest_available(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let all = match doc.get("versionSequenceId") {
        Some(sequence) => request.reader.find("Integration", "versionSequenceId", sequence)?,
        None => Vec::new(),
    };
    let number = |it: &&Doc| it.get("versionNumber").and_then(Value::as_i64);
    let available = all.iter().filter(|it| it.get("versionIsAvailable") == Some(&Value::Bool(true)));
    let newest = available.max_by_key(number).and_then(|it| text(it, "id"));
    let found = newest.map(|it| request.visible("Integration", &it)).transpose()?.flatten();
    Ok(found.map_or(Resolved::Null, Resolved::Node))
}

pub(super) fn narrow(field: &Field, args: &Args, conditions: &mut Conditions) {
    let has = |name: &str| field.args.iter().any(|it| it.name == name);
    if has("allVersions") && args::flag(args, "allVersions") != Some(true) {
        conditions.and("ifnull(t.\"versionIsLatest\", 0) = 1", []);
    }
    if let Some(wanted) = args::flag(args, "marketplace").filter(|_| has("marketplace")) {
        let not = if wanted { "" } else { "NOT " };
        conditions.and(format!("{not}({OFFERED})"), []);
    }
}
