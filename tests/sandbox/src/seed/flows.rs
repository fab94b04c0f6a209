//! What each integration does, and how each instance does it.

use serde_json::{Value, json};

use super::{
    catalog::{Offer, newest},
    id,
};
use crate::{
    auth::{doc, text},
    engine::flow_config,
    store::{Doc, StoreError, Writer},
};

/// An input: its name, its kind, what it is.
type Input = (&'static str, &'static str, &'static str);

/// A step: its name, component and action, inputs.
type Step = (&'static str, &'static str, &'static [Input]);

/// A flow: its name, what it is about, the version it came with, what starts it, who may call it, whether the caller
/// waits for its answer, its steps.
struct Flow {
    name: &'static str,
    about: &'static str,
    since: usize,
    starts: Starts,
    security: &'static str,
    answers: bool,
    steps: &'static [Step],
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Starts {
    Called,
    AtTimes,
}

use Starts::{AtTimes, Called};

const OPTIONAL: &str = "CUSTOMER_OPTIONAL";

/// What integrations do that have flows of their own.
const FLOWS: [(&str, &[Flow]); 4] = [
    (
        "Ledgerline",
        &[
            Flow {
                name: "Send invoices",
                about: "Posts an invoice for every launch since the last run.",
                since: 1,
                starts: AtTimes,
                security: OPTIONAL,
                answers: false,
                steps: &[
                    ("Read launches", "progix.listLaunches", &[("days", "configVar", "Days to look back")]),
                    (
                        "Post invoices",
                        "ledgerline.postInvoices",
                        &[
                            ("connection", "configVar", "Ledgerline account"),
                            ("tax", "configVar", "Tax rate"),
                        ],
                    ),
                    (
                        "Say so",
                        "log.writeLog",
                        &[("message", "template", "Invoices were posted at the rate {{#Tax rate}}.")],
                    ),
                ],
            },
            Flow {
                name: "Take payments",
                about: "Ledgerline calls this when an invoice is paid.",
                since: 3,
                starts: Called,
                security: "CUSTOMER_REQUIRED",
                answers: true,
                steps: &[
                    (
                        "Check the payment",
                        "collection-tools.validateJsonSchema",
                        &[
                            ("jsonInput", "reference", "called.results.body.data"),
                            (
                                "jsonSchema",
                                "value",
                                "{\"type\":\"object\",\"required\":[\"invoice\"],\"properties\":{\"invoice\":{\"type\":\"string\"}}}",
                            ),
                        ],
                    ),
                    (
                        "Note the payment",
                        "progix.notePayment",
                        &[("invoice", "reference", "checkThePayment.results.invoice")],
                    ),
                ],
            },
        ],
    ),
    (
        "Acme ERP Order Sync",
        &[
            Flow {
                name: "Collect orders",
                about: "Fetches open sales orders.",
                since: 1,
                starts: AtTimes,
                security: OPTIONAL,
                answers: false,
                steps: &[
                    (
                        "List open orders",
                        "acme-erp.listOrders",
                        &[
                            ("connection", "configVar", "Acme ERP account"),
                            ("warehouse", "configVar", "Warehouse"),
                        ],
                    ),
                    (
                        "Hand them on",
                        "progix.putManifest",
                        &[("orders", "reference", "listOpenOrders.results")],
                    ),
                ],
            },
            Flow {
                name: "Return stock",
                about: "Takes what is left after a manifest, a line for each article.",
                since: 1,
                starts: Called,
                security: OPTIONAL,
                answers: true,
                steps: &[
                    (
                        "Check the articles",
                        "collection-tools.validateJsonSchema",
                        &[
                            ("jsonInput", "reference", "called.results.body.data"),
                            (
                                "jsonSchema",
                                "value",
                                "{\"type\":\"object\",\"required\":[\"articles\"],\"properties\":{\"articles\":{\"type\":\"array\"}}}",
                            ),
                        ],
                    ),
                    (
                        "Each article",
                        "loop.loopOverItems",
                        &[("items", "reference", "checkTheArticles.results.articles")],
                    ),
                    (
                        "Say so",
                        "log.writeLog",
                        &[("message", "template", "Stock of {{#Warehouse}} is up to date.")],
                    ),
                ],
            },
        ],
    ),
    (
        "Northdesk",
        &[Flow {
            name: "Open a ticket",
            about: "Opens a ticket for a delivery that failed.",
            since: 1,
            starts: Called,
            security: OPTIONAL,
            answers: true,
            steps: &[
                (
                    "Check the delivery",
                    "collection-tools.validateJsonSchema",
                    &[
                        ("jsonInput", "reference", "called.results.body.data"),
                        ("jsonSchema", "value", "{\"type\":\"object\",\"required\":[\"subject\"]}"),
                    ],
                ),
                (
                    "Create the ticket",
                    "northdesk.createTicket",
                    &[
                        ("connection", "configVar", "Northdesk account"),
                        ("subject", "reference", "checkTheDelivery.results.subject"),
                    ],
                ),
                (
                    "Say so",
                    "log.writeLog",
                    &[("message", "template", "A ticket was opened: {{$checkTheDelivery.results.subject}}")],
                ),
            ],
        }],
    ),
    (
        "Shipyard WMS",
        &[Flow {
            name: "Follow the warehouse",
            about: "Brings moves, picking lists and back-orders over.",
            since: 1,
            starts: AtTimes,
            security: OPTIONAL,
            answers: false,
            steps: &[
                ("List moves", "shipyard.listMoves", &[("connection", "configVar", "Shipyard login")]),
                ("Hand them on", "progix.putMoves", &[("moves", "reference", "listMoves.results")]),
            ],
        }],
    ),
];

/// What the others do.
const USUAL: [Flow; 2] = [
    Flow {
        name: "Keep in step",
        about: "Brings over what changed since the last run.",
        since: 1,
        starts: AtTimes,
        security: OPTIONAL,
        answers: false,
        steps: &[
            ("Fetch changes", "http.httpGet", &[("url", "value", "https://partner.example/changes")]),
            ("Hand them on", "progix.putChanges", &[("changes", "reference", "fetchChanges.results")]),
            ("Say so", "log.writeLog", &[("message", "value", "Everything is in step.")]),
        ],
    },
    Flow {
        name: "Take an event",
        about: "The other system calls this when something happens there.",
        since: 1,
        starts: Called,
        security: OPTIONAL,
        answers: false,
        steps: &[
            (
                "Say what came",
                "log.writeLog",
                &[("message", "template", "Came in: {{$called.results.body.data}}")],
            ),
            (
                "Hand it on",
                "http.httpPost",
                &[
                    ("url", "value", "https://partner.example/events"),
                    ("data", "reference", "called.results.body.data"),
                ],
            ),
        ],
    },
];

/// What starts flows: component, key, label, whether it runs on a schedule.
const TRIGGERS: [(&str, &str, &str, &str); 4] = [
    ("webhook-triggers", "webhook", "Webhook", "INVALID"),
    ("schedule-triggers", "schedule", "Schedule", "REQUIRED"),
    ("management-triggers", "instanceDeploy", "Instance deploy", "INVALID"),
    ("management-triggers", "instanceRemove", "Instance remove", "INVALID"),
];

impl Starts {
    /// What its trigger is called, and the component and action that is.
    const fn trigger(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Called => ("Called", "webhook-triggers", "webhook"),
            AtTimes => ("At set times", "schedule-triggers", "schedule"),
        }
    }
}

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>, offers: &[Offer]) -> Result<(), StoreError> {
    for (component, key, label, schedule) in TRIGGERS {
        let action = json!({
            "id": id("Action", &format!("{component}/{key}")), "key": key, "label": label,
            "component": newest(component), "isTrigger": true, "scheduleSupport": schedule,
        });
        writer.insert("Action", doc(action))?;
    }
    let mut configs = Vec::new();
    for offer in offers {
        let own = FLOWS.iter().find(|(name, _)| *name == offer.name).map_or(&USUAL[..], |(_, flows)| flows);
        for (number, version) in (1..).zip(&offer.versions) {
            let Some(mut integration) = writer.get("Integration", version)? else { continue };
            let mut flows = Vec::new();
            for (place, flow) in own.iter().filter(|it| it.since <= number).enumerate() {
                let (trigger, flow) = rows(version, place, flow);
                writer.insert("IntegrationAction", trigger)?;
                writer.insert("IntegrationFlow", flow.clone())?;
                flows.push(flow);
            }
            let ids: Vec<&str> = flows.iter().map(|it| text(it, "id")).collect();
            integration.insert("flows".to_owned(), json!(ids));
            writer.update("Integration", integration)?;
            for instance in writer.find("Instance", "integration", &json!(version))? {
                configs.extend(flows.iter().enumerate().map(|(place, it)| config(&instance, it, place)));
            }
        }
    }
    writer.insert_all("InstanceFlowConfig", configs)?;
    Ok(())
}

/// The trigger and the flow, as they are kept.
fn rows(version: &str, place: usize, flow: &Flow) -> (Doc, Doc) {
    let key = format!("{version}/{}", flow.name);
    let (name, component, action) = flow.starts.trigger();
    let trigger = json!({
        "id": id("IntegrationAction", &key), "name": name, "description": "",
        "action": id("Action", &format!("{component}/{action}")),
    });
    let steps: Value = flow.steps.iter().map(step).collect();
    let row = json!({
        "id": id("IntegrationFlow", &key), "name": flow.name, "description": flow.about, "sortOrder": place,
        "stableKey": flow.name.to_lowercase().replace(' ', "-"), "endpointSecurityType": flow.security,
        "isSynchronous": flow.answers, "trigger": id("IntegrationAction", &key), "steps": steps,
        "start": { "name": name, "component": component, "action": action },
    });
    (doc(trigger), doc(row))
}

/// In a loop, each article goes to Acme ERP.
fn step((name, what, inputs): &Step) -> Value {
    let (component, action) = what.split_once('.').unwrap_or_default();
    let inputs = inputs
        .iter()
        .map(|(name, kind, value)| ((*name).to_owned(), json!({ "type": kind, "value": value })));
    let inner: &[Step] = if component == "loop" {
        &[(
            "Put back",
            "acme-erp.putStock",
            &[
                ("connection", "configVar", "Acme ERP account"),
                ("article", "reference", "eachArticle.currentItem"),
            ],
        )]
    } else {
        &[]
    };
    json!({
        "name": name, "component": component, "action": action,
        "inputs": inputs.collect::<serde_json::Map<_, _>>(), "steps": inner.iter().map(step).collect::<Value>(),
    })
}

/// How an instance runs a flow; the first of its flows is the one that ran last.
fn config(instance: &Doc, flow: &Doc, place: usize) -> Doc {
    let key = format!("{}/{}", text(instance, "id"), text(flow, "stableKey"));
    let mut config = flow_config(&id("InstanceFlowConfig", &key), instance, flow);
    if place == 0 {
        for name in ["inFailedState", "lastExecutedAt"] {
            config.insert(name.to_owned(), instance.get(name).cloned().unwrap_or_default());
        }
    }
    config
}
