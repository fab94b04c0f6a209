//! What instances ran before today.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{HOUR, id};
use crate::{
    auth::{doc, text},
    store::{Doc, StoreError, Writer},
};

/// How many instances still have what they ran; older runs of others are gone.
const REMEMBERED: usize = 1_000;

/// How many runs are remembered of an instance that somebody looks into, and of any other.
const MANY: i64 = 4;
const FEW: i64 = 1;

/// How the last run of an instance went wrong that is in a failed state.
const ERROR: &str = "The other system answered: 503 Service Unavailable.";

/// The rows of all runs.
#[derive(Default)]
struct Rows {
    runs: Vec<Doc>,
    steps: Vec<Doc>,
    lines: Vec<Doc>,
}

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    let sql = format!(
        r#"SELECT doc FROM "Instance" WHERE json_extract(doc, '$.lastExecutedAt') IS NOT NULL
        ORDER BY rowid LIMIT {REMEMBERED}"#
    );
    let ftl = id("Customer", "FTL Rockets");
    let mut rows = Rows::default();
    for instance in writer.docs(&sql, &[])? {
        let Ok(last) = text(&instance, "lastExecutedAt").parse::<Timestamp>() else { continue };
        let configs = writer.find("InstanceFlowConfig", "instance", &instance["id"])?;
        let Some(config) = configs.into_iter().find(|it| !it["lastExecutedAt"].is_null()) else { continue };
        let Some(flow) = writer.get("IntegrationFlow", text(&config, "flow"))? else { continue };
        let failed = config["inFailedState"] == json!(true);
        let count = if failed || text(&instance, "customer") == ftl { MANY } else { FEW };
        // The oldest first, as they would have come in.
        for ago in (0..count).rev() {
            let at = last - SignedDuration::from_secs(ago * 6 * HOUR);
            rows.add(&config, &flow, at, failed && ago < 2);
        }
    }
    writer.insert_all("InstanceExecutionResult", rows.runs)?;
    writer.insert_all("InstanceStepResult", rows.steps)?;
    writer.insert_all("Log", rows.lines)?;
    Ok(())
}

impl Rows {
    /// A run of the trigger and the first steps, which take a while each; the last of a run that fails is the one
    /// that asks the other system.
    fn add(&mut self, config: &Doc, flow: &Doc, at: Timestamp, failed: bool) {
        let run = id("InstanceExecutionResult", &format!("{}/{at}", text(config, "id")));
        let steps = flow["steps"].as_array().map_or(&[][..], Vec::as_slice);
        let count = if failed { steps.len().min(1) } else { steps.len() };
        let taken: Vec<&Value> = std::iter::once(&flow["start"]).chain(steps.iter().take(count)).collect();
        let after = |milliseconds: usize| {
            let milliseconds = i64::try_from(milliseconds).unwrap_or_default();
            (at + SignedDuration::from_millis(milliseconds)).to_string()
        };
        let common = |milliseconds: usize, what: &str| {
            doc(json!({
                "id": id(what, &format!("{run}/{milliseconds}")), "executionResult": run,
                "instance": config["instance"], "customer": config["customer"], "loopPath": null,
                "loopStepName": null, "loopStepIndex": null,
            }))
        };
        let mut say = |milliseconds: usize, severity: &str, step: &Value, message: &str| {
            let mut line = common(milliseconds, "Log");
            line.append(&mut doc(json!({
                "flow": config["flow"], "flowConfig": config["id"], "isTestExecution": false, "logType": "EXECUTION",
                "timestamp": after(milliseconds), "severity": severity, "message": message, "stepName": step,
            })));
            self.lines.push(line);
        };
        say(0, "INFO", &Value::Null, "Starting Instance Execution");
        for (place, step) in taken.iter().enumerate() {
            let (began, fails) = (1 + place * 240, failed && place + 1 == taken.len());
            let mut row = common(began, "InstanceStepResult");
            row.append(&mut doc(json!({
                "stepName": step["name"], "displayStepName": step["name"],
                "componentActionKey": format!("{}.{}", text_of(step, "component"), text_of(step, "action")),
                "startedAt": after(began), "endedAt": after(began + 180), "hasError": fails,
                "isLoopStep": text_of(step, "component") == "loop", "isRootResult": place == 0, "branchName": null,
                "result": if fails { json!({ "error": ERROR }) } else { json!({ "count": 12 }) },
                "secret": uuid::Uuid::new_v4().to_string(),
            })));
            self.steps.push(row);
            if fails {
                say(began + 170, "ERROR", &step["name"], ERROR);
            }
        }
        let end = 1 + taken.len() * 240;
        say(end, "INFO", &Value::Null, "Ending Instance Execution");
        self.runs.push(doc(json!({
            "id": run, "instance": config["instance"], "customer": config["customer"], "flow": config["flow"],
            "flowConfig": config["id"], "startedAt": after(0), "endedAt": after(end),
            "status": if failed { "ERROR" } else { "SUCCESS" }, "error": failed.then_some(ERROR),
            "invokeType": if text_of(&flow["start"], "action") == "schedule" { "SCHEDULED" } else { "WEBHOOK" },
            "isTestExecution": false, "stepCount": taken.len(),
        })));
    }
}

fn text_of<'v>(of: &'v Value, name: &str) -> &'v str {
    of.get(name).and_then(Value::as_str).unwrap_or_default()
}
