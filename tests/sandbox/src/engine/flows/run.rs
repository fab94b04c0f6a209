//! Runs of flows, from the call to what is kept of them.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::Value as Const;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{
    CONFIG, FLOW, headers, of_instance,
    scene::{Scene, Setting},
    walk::{Done, Line, Walk},
};
use crate::{
    engine::{
        args, connections,
        execution::{Part, Resolved},
        failure::Failure,
        ids, instance_config,
        mutation::Change,
        validate::Problem,
    },
    policy::text,
    store::{Doc, Reader, StoreError, Writer, doc},
};

pub const EXECUTION: &str = "InstanceExecutionResult";
const STEP: &str = "InstanceStepResult";

/// The field of a step result that its address ends in: who knows it was told the address.
pub const SECRET: &str = "secret";

/// What a flow is called with.
#[derive(Debug)]
pub struct Call {
    pub invoke: &'static str,
    pub is_test: bool,
    pub content_type: String,
    pub headers: Map<String, Value>,
    pub body: String,
}

impl Call {
    /// A run that nobody calls for.
    pub fn by_itself(invoke: &'static str) -> Self {
        Self { invoke, is_test: false, content_type: String::new(), headers: Map::new(), body: String::new() }
    }
}

/// What the caller gets, and what is kept.
pub struct Ran {
    pub status: u16,
    pub headers: Map<String, Value>,
    pub body: String,
    pub execution: Doc,
    pub config: Doc,
}

/// Why an instance runs nothing now; none if it does.
pub fn idle(instance: &Doc) -> Option<&'static str> {
    let is = |name: &str| instance.get(name) == Some(&json!(true));
    if is("systemSuspended") {
        Some("This instance is suspended.")
    } else if instance.get("deployedVersion").and_then(Value::as_i64).unwrap_or_default() == 0 {
        Some("Deploy this instance first.")
    } else if !is("enabled") {
        Some("This instance is paused.")
    } else {
        None
    }
}

/// Runs a flow of an instance once and keeps what came of it.
pub fn run(writer: &mut Writer<'_>, instance: Doc, config: Doc, call: &Call) -> Result<Ran, StoreError> {
    let flow = writer.get(FLOW, &text(&config, "flow").unwrap_or_default())?.unwrap_or_default();
    let id = Uuid::new_v4().to_string();
    let scene = Scene { settings: settings(writer, &instance)?, results: Map::new() };
    let called = called(writer, &instance, &flow, &id, call)?;
    let part = |name: &str| flow.get(name).cloned().unwrap_or_default();
    let steps = part("steps");
    let walk = Walk::run(scene, &part("start"), called, steps.as_array().map_or(&[], Vec::as_slice));
    let execution = keep(writer, &id, &instance, &config, call, &walk)?;
    let config = note(writer, instance, config, &walk)?;
    let (status, headers, body) = answer(&id, part("isSynchronous") == json!(true), &walk);
    Ok(Ran { status, headers, body, execution, config })
}

/// What an instance has for the variables of its integration.
fn settings(reader: &Reader<'_>, instance: &Doc) -> Result<BTreeMap<String, Setting>, StoreError> {
    let filled = instance_config::values(reader, instance)?;
    let mut settings = BTreeMap::new();
    for variable in instance_config::variables(reader, instance)? {
        let value = filled.iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
        let setting = if text(&variable, "dataType").as_deref() == Some("CONNECTION") {
            let status = value.map(|it| connections::status(reader, it)).transpose()?.flatten();
            Setting::Connection(status.as_deref() == Some("ACTIVE"))
        } else {
            let said = value.and_then(|it| text(it, "value")).or_else(|| text(&variable, "defaultValue"));
            Setting::Value(said.map_or(Value::Null, |it| read(&variable, it)))
        };
        settings.insert(text(&variable, "key").unwrap_or_default(), setting);
    }
    Ok(settings)
}

/// Lists and forms are kept as JSON text.
fn read(variable: &Doc, said: String) -> Value {
    let holds = text(variable, "dataType").unwrap_or_default();
    let is_json = text(variable, "collectionType").is_some()
        || ["JSONFORM", "OBJECTSELECTION", "OBJECTFIELDMAP"].contains(&&*holds);
    is_json.then(|| serde_json::from_str(&said).ok()).flatten().unwrap_or(Value::String(said))
}

/// What the trigger hands on, or why it cannot.
fn called(
    reader: &Reader<'_>,
    instance: &Doc,
    flow: &Doc,
    id: &str,
    call: &Call,
) -> Result<Result<Value, String>, StoreError> {
    let customer = reader.get("Customer", &text(instance, "customer").unwrap_or_default())?;
    let customer = customer.unwrap_or_default();
    let kind = call.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let is_json = kind == "application/json" || kind.ends_with("+json");
    let data = match call.body.as_str() {
        "" => Value::Null,
        body if is_json => match serde_json::from_str(body) {
            Ok(data) => data,
            Err(error) => return Ok(Err(format!("The payload is not JSON: {error}."))),
        },
        body => json!(body),
    };
    let named = |ty: &str, doc: &Doc| {
        let id = ids::encode(ty, &text(doc, "id").unwrap_or_default());
        json!({ "id": id, "name": doc.get("name"), "externalId": doc.get("externalId") })
    };
    Ok(Ok(json!({
        "headers": call.headers, "body": { "data": data, "contentType": call.content_type },
        "rawBody": { "data": call.body, "contentType": call.content_type },
        "customer": named("Customer", &customer), "instance": named("Instance", instance),
        "flow": named(FLOW, flow), "executionId": ids::encode(EXECUTION, id),
    })))
}

/// Keeps a run with its steps and lines.
fn keep(
    writer: &mut Writer<'_>,
    id: &str,
    instance: &Doc,
    config: &Doc,
    call: &Call,
    walk: &Walk,
) -> Result<Doc, StoreError> {
    let of = |doc: &Doc, name: &str| doc.get(name).cloned().unwrap_or_default();
    let (started, ended) = walk.span();
    let execution = doc([
        ("id", json!(id)),
        ("instance", of(instance, "id")),
        ("customer", of(instance, "customer")),
        ("flow", of(config, "flow")),
        ("flowConfig", of(config, "id")),
        ("startedAt", json!(started.to_string())),
        ("endedAt", json!(ended.to_string())),
        ("status", json!(if walk.error.is_some() { "ERROR" } else { "SUCCESS" })),
        ("error", json!(walk.error)),
        ("invokeType", json!(call.invoke)),
        ("isTestExecution", json!(call.is_test)),
        ("stepCount", json!(walk.steps.len())),
    ]);
    writer.insert(EXECUTION, execution.clone())?;
    let is = |name: &str| instance.get(name) == Some(&json!(true));
    // In the order in which they began: a loop is done before what goes on in it.
    for (place, done) in walk.steps.iter().enumerate() {
        let mut row = step(&execution, place, done);
        if is("stepResultsDisabled") {
            row.retain(|name, _| !["result", SECRET].contains(&name.as_str()));
        }
        writer.insert(STEP, row)?;
    }
    for line in walk.lines.iter().filter(|_| !is("logsDisabled")) {
        writer.insert("Log", log(&execution, line))?;
    }
    Ok(execution)
}

fn step(execution: &Doc, place: usize, it: &Done) -> Doc {
    let mut row = belonging(execution, &it.around);
    for (name, value) in [
        ("stepName", json!(it.name)),
        ("displayStepName", json!(it.name)),
        ("componentActionKey", json!(it.action)),
        ("startedAt", json!(it.started.to_string())),
        ("endedAt", json!(it.ended.to_string())),
        ("hasError", json!(it.failed)),
        ("isLoopStep", json!(it.is_loop)),
        ("isRootResult", json!(place == 0)),
        ("branchName", json!(it.branch)),
        ("result", it.result.clone()),
        (SECRET, json!(Uuid::new_v4().to_string())),
    ] {
        row.insert(name.to_owned(), value);
    }
    row
}

fn log(execution: &Doc, it: &Line) -> Doc {
    let mut row = belonging(execution, &it.around);
    for name in ["flow", "flowConfig", "isTestExecution"] {
        row.insert(name.to_owned(), execution.get(name).cloned().unwrap_or_default());
    }
    for (name, value) in [
        ("timestamp", json!(it.at.to_string())),
        ("severity", json!(it.severity)),
        ("message", json!(it.message)),
        ("stepName", json!(it.step)),
        ("logType", json!("EXECUTION")),
    ] {
        row.insert(name.to_owned(), value);
    }
    row
}

/// What belongs to a run, and where in its loops.
fn belonging(execution: &Doc, around: &[(String, usize)]) -> Doc {
    let of = |name: &str| execution.get(name).cloned().unwrap_or_default();
    let path: Vec<String> = around.iter().map(|(name, index)| format!("{name}:{index}")).collect();
    let nearest = around.last();
    doc([
        ("id", json!(Uuid::new_v4().to_string())),
        ("executionResult", of("id")),
        ("instance", of("instance")),
        ("customer", of("customer")),
        ("loopPath", json!((!path.is_empty()).then(|| path.join("|")))),
        ("loopStepName", json!(nearest.map(|it| &it.0))),
        ("loopStepIndex", json!(nearest.map(|it| it.1))),
    ])
}

/// Notes how the last run of the flow went, with the flow and with the instance.
fn note(writer: &mut Writer<'_>, instance: Doc, config: Doc, walk: &Walk) -> Result<Doc, StoreError> {
    let (mut instance, mut config) = (instance, config);
    let (began, failed) = (walk.span().0.to_string(), walk.error.is_some());
    config.insert("inFailedState".to_owned(), json!(failed));
    config.insert("lastExecutedAt".to_owned(), json!(began));
    writer.update(CONFIG, config.clone())?;
    let any = of_instance(writer, &instance)?.iter().any(|it| it.get("inFailedState") == Some(&json!(true)));
    instance.insert("inFailedState".to_owned(), json!(any));
    instance.insert("lastExecutedAt".to_owned(), json!(began));
    writer.update("Instance", instance)?;
    Ok(config)
}

/// What the caller gets: the flow's own answer, or a receipt.
fn answer(id: &str, is_synchronous: bool, walk: &Walk) -> (u16, Map<String, Value>, String) {
    let id = ids::encode(EXECUTION, id);
    let reply = |status: u16, kind: &str, body: String| {
        let headers = json!({ "content-type": kind, "prismatic-executionid": id });
        (status, headers.as_object().cloned().unwrap_or_default(), body)
    };
    let json = "application/json";
    if !is_synchronous {
        return reply(200, json, json!({ "executionId": id }).to_string());
    }
    if let Some(error) = &walk.error {
        return reply(500, json, json!({ "executionId": id, "error": error }).to_string());
    }
    let part = |name: &str| walk.last.get(name).and_then(Value::as_str).filter(|it| !it.is_empty());
    match walk.last.get("statusCode").and_then(Value::as_u64).and_then(|it| u16::try_from(it).ok()) {
        Some(status) => {
            reply(status, part("contentType").unwrap_or(json), part("body").unwrap_or_default().to_owned())
        }
        None => reply(200, json, walk.last.to_string()),
    }
}

impl Change<'_, '_> {
    /// Runs a flow once, as if something had called it.
    pub(in crate::engine) fn test_flow(&mut self) -> Result<(Option<Part>, Vec<Problem>), Failure> {
        let config = match self.target()? {
            Ok(doc) => doc,
            Err(problem) => return Ok((None, vec![problem])),
        };
        let instance = self.load("Instance", &text(&config, "instance").unwrap_or_default())?;
        let customer = self.load("Customer", &text(&instance, "customer").unwrap_or_default())?;
        self.gate("Customer", "allowExecuteInstance", &customer)?;
        if let Some(why) = idle(&instance) {
            return Ok((None, vec![Problem::all(why)]));
        }
        let given = |name: &str, kept: &str| {
            args::text(self.input, name)
                .map(str::to_owned)
                .or_else(|| text(&config, kept))
                .unwrap_or_default()
        };
        let Some(headers) = headers(&given("headers", "testHeaders")) else {
            let why = "Headers are a JSON object of names and texts.";
            return Ok((None, vec![Problem::new("headers", why)]));
        };
        let kind = given("contentType", "testContentType");
        let call = Call {
            invoke: "INTEGRATION_FLOW_TEST",
            is_test: true,
            content_type: if kind.is_empty() { "application/json".to_owned() } else { kind },
            headers,
            body: given("payload", "testPayload"),
        };
        let ran = run(self.writer, instance, config, &call)?;
        let headers = Value::Object(ran.headers).to_string();
        let part = Part::from([
            ("statusCode".into(), Resolved::Leaf(Const::from(ran.status))),
            ("headers".into(), Resolved::Leaf(Const::from(headers))),
            ("body".into(), Resolved::Leaf(Const::from(ran.body))),
            ("execution".into(), Resolved::Node(Arc::new(ran.execution))),
            ("flowConfig".into(), Resolved::Node(Arc::new(ran.config))),
        ]);
        Ok((Some(part), Vec::new()))
    }
}
