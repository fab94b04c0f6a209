//! The marketplace: which integrations a customer finds, and how far each has come with them.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use async_graphql::{Name, Value as Const};
use rusqlite::types::Value as Sql;
use serde_json::{Value, json};

use super::{
    super::{
        args::{self, Args},
        condition::Conditions,
        execution::Resolved,
        ids, own_config,
    },
    Failure, Request,
    versions::OFFERED,
};
use crate::{
    policy::{Caller, text},
    store::{Doc, Reader, StoreError},
};

/// The instances of the caller's customer, by what all versions of their integration share; oldest first.
#[derive(Default)]
pub struct Deployments(BTreeMap<String, Vec<Deployment>>);

struct Deployment {
    instance: Doc,
    integration: Doc,
}

impl Deployments {
    /// None for team members: they look at the marketplace from no customer's side.
    pub fn of(reader: &Reader<'_>, caller: &Caller) -> Result<Self, StoreError> {
        let mut deployments = Self::default();
        let Some(customer) = &caller.customer else {
            return Ok(deployments);
        };
        let instances = reader.find("Instance", "customer", &json!(customer))?;
        let used: BTreeSet<String> = instances.iter().filter_map(|it| text(it, "integration")).collect();
        let used = reader.get_all("Integration", &used.into_iter().collect::<Vec<_>>())?;
        for instance in instances {
            let integration = used.iter().find(|it| it.get("id") == instance.get("integration"));
            let Some(integration) = integration.filter(|_| !is(&instance, "isSystem")) else {
                continue;
            };
            let all = deployments.0.entry(sequence(integration)).or_default();
            all.push(Deployment { instance, integration: integration.clone() });
        }
        Ok(deployments)
    }

    fn for_integration(&self, integration: &Doc) -> &[Deployment] {
        self.0.get(&sequence(integration)).map_or(&[], Vec::as_slice)
    }
}

/// What all versions of an integration share.
fn sequence(integration: &Doc) -> String {
    text(integration, "versionSequenceId").or_else(|| text(integration, "id")).unwrap_or_default()
}

fn is(doc: &Doc, field: &str) -> bool {
    doc.get(field).and_then(Value::as_bool).unwrap_or_default()
}

fn offered(integration: &Doc) -> bool {
    matches!(
        text(integration, "marketplaceConfiguration").as_deref(),
        Some("AVAILABLE_AND_DEPLOYABLE" | "AVAILABLE_NOT_DEPLOYABLE")
    )
}

fn named(value: &str) -> Resolved {
    Resolved::Leaf(Const::Enum(Name::new(value)))
}

pub(super) fn one(request: &Request<'_>, args: &Args) -> Result<Resolved, Failure> {
    let id = args::text(args, "id").and_then(|it| ids::uuid("Integration", it));
    let found =
        id.map(|it| request.visible("Integration", &it)).transpose()?.flatten().ok_or(Failure::NotFound)?;
    let theirs =
        text(&found, "customer").is_some() || !request.deployments()?.for_integration(&found).is_empty();
    if offered(&found) || theirs { Ok(Resolved::Node(found)) } else { Err(Failure::NotFound) }
}

pub(super) fn deployed(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(named(match request.deployments()?.for_integration(doc).len() {
        0 => "ZERO",
        1 => "ONE",
        _ => "MULTIPLE",
    }))
}

pub(super) fn first(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let first = request.deployments()?.for_integration(doc).first();
    let found = first.and_then(|it| text(&it.instance, "id")).map(|it| request.visible("Instance", &it));
    Ok(found.transpose()?.flatten().map_or(Resolved::Null, Resolved::Node))
}

/// Activated as soon as one instance runs; paused when those that could run do not.
pub(super) fn status(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let all = request.deployments()?.for_integration(doc);
    let ready = |it: &&Deployment| {
        let deployed = it.instance.get("deployedVersion").and_then(Value::as_i64).unwrap_or_default() > 0;
        deployed && text(&it.instance, "configState").as_deref() != Some("NEEDS_INSTANCE_CONFIGURATION")
    };
    if all.is_empty() {
        return Ok(Resolved::Null);
    }
    let mut ready = all.iter().filter(ready).peekable();
    let some = ready.peek().is_some();
    let runs = ready.any(|it| is(&it.instance, "enabled"));
    Ok(named(if runs {
        "ACTIVATED"
    } else if some {
        "PAUSED"
    } else {
        "UNCONFIGURED"
    }))
}

/// How far the caller's own part of the configuration has come, where there is one.
pub(super) fn own_status(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let all = request.deployments()?.for_integration(doc);
    if all.is_empty() || !is(doc, "userLevelConfigured") {
        return Ok(Resolved::Null);
    }
    let mut states = Vec::new();
    for it in all {
        if own_config::is_complete(request.reader, &it.instance, &request.caller.id)? {
            states.push(is(&it.instance, "enabled"));
        }
    }
    Ok(named(match states.as_slice() {
        [] => "UNCONFIGURED",
        states if states.contains(&true) => "ACTIVATED",
        _ => "PAUSED",
    }))
}

pub(super) fn deployable(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(is_deployable(doc))))
}

pub(super) fn instance_deployable(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let integration = text(doc, "integration").map(|it| request.visible("Integration", &it));
    let may = integration.transpose()?.flatten().is_some_and(|it| is_deployable(&it));
    Ok(Resolved::Leaf(Const::from(may)))
}

/// People of a customer move an instance to the newest version where they could deploy that themselves.
pub(super) fn instance_upgradeable(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let version = request.reader.get("Integration", &text(doc, "integration").unwrap_or_default())?;
    let all = match version.as_ref().and_then(|it| it.get("versionSequenceId")) {
        Some(sequence) => request.reader.find("Integration", "versionSequenceId", sequence)?,
        None => Vec::new(),
    };
    let available = all.iter().filter(|it| it.get("versionIsAvailable") == Some(&Value::Bool(true)));
    let newest = available.max_by_key(|it| it.get("versionNumber").and_then(Value::as_i64));
    Ok(Resolved::Leaf(Const::from(newest.is_some_and(is_deployable))))
}

/// Whether customers deploy the integration themselves: their own always, others where the marketplace says so.
pub fn is_deployable(integration: &Doc) -> bool {
    let configured = text(integration, "marketplaceConfiguration");
    text(integration, "customer").is_some() || configured.as_deref() == Some("AVAILABLE_AND_DEPLOYABLE")
}

/// The marketplace shows the newest version that is available; with `includeActiveIntegrations` also what the
/// caller's customer has and the marketplace lacks.
pub(super) fn narrow(request: &Request<'_>, args: &Args, conditions: &mut Conditions) -> Result<(), Failure> {
    let newest = r#" AND NOT EXISTS (SELECT 1 FROM "Integration" n WHERE n."versionSequenceId" = t."versionSequenceId"
        AND n."versionIsAvailable" = 1 AND n."versionNumber" > t."versionNumber")"#;
    let all = args::flag(args, "allVersions") == Some(true);
    let shown = format!(r#"{OFFERED} AND t."versionIsAvailable" = 1{}"#, if all { "" } else { newest });
    let deployments = request.deployments()?;
    if args::flag(args, "includeActiveIntegrations") == Some(true) {
        let elsewhere = format!(
            r#"NOT EXISTS (SELECT 1 FROM "Integration" o WHERE o."versionSequenceId" = t."versionSequenceId"
               AND o."versionIsAvailable" = 1 AND {})"#,
            OFFERED.replace("t.", "o.")
        );
        let latest = deployments.0.values().filter_map(|all| {
            let newest =
                all.iter().max_by_key(|it| it.integration.get("versionNumber").and_then(Value::as_i64));
            newest.and_then(|it| text(&it.integration, "id"))
        });
        let latest = list(latest.collect());
        conditions.and(
            format!("(({shown}) OR (t.id IN (SELECT value FROM json_each(?)) AND {elsewhere}))"),
            [latest],
        );
    } else {
        conditions.and(shown, []);
    }
    if let Some(wanted) = args::flag(args, "activated") {
        let not = if wanted { "" } else { "NOT " };
        let active = list(deployments.0.keys().cloned().collect());
        let sequence = r#"ifnull(t."versionSequenceId", t.id)"#;
        conditions.and(format!("{sequence} {not}IN (SELECT value FROM json_each(?))"), [active]);
    }
    Ok(())
}

fn list(values: Vec<String>) -> Sql {
    Sql::Text(json!(values).to_string())
}
