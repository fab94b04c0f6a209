//! Integrations to begin with, which the platform brings along.

use serde_json::json;

use super::{DAY, Seed, id};
use crate::{
    auth::doc,
    store::{StoreError, Writer},
};

/// Name, what it is about, definition.
const TEMPLATES: [(&str, &str, &str); 2] = [
    (
        "Webhook to log",
        "Takes what another system sends and writes it down.",
        "name: Webhook to log
description: Takes what another system sends and writes it down.
category: Examples
requiredConfigVars:
  - {key: Greeting, dataType: string, defaultValue: Received}
configPages:
  - name: What to write
    elements: [{type: configVar, value: Greeting}]
flows:
  - name: Write it down
    steps:
      - {name: Called, isTrigger: true, action: {key: webhook, component: {key: webhook-triggers}}}
      - name: Write
        action: {key: writeLog, component: {key: log}}
        inputs: {message: {type: template, value: '{{#Greeting}}: {{$called.results.body.data}}'}}
",
    ),
    (
        "Nightly fetch",
        "Fetches a page of another system every night and passes it on.",
        "name: Nightly fetch
description: Fetches a page of another system every night and passes it on.
category: Examples
requiredConfigVars:
  - {key: Address, dataType: string, defaultValue: 'https://partner.example/changes'}
  - {key: How often, dataType: schedule, scheduleType: custom, defaultValue: 0 2 * * *}
configPages:
  - name: What to fetch
    elements: [{type: configVar, value: Address}, {type: configVar, value: How often}]
flows:
  - name: Fetch
    steps:
      - name: At night
        isTrigger: true
        action: {key: schedule, component: {key: schedule-triggers}}
        schedule: {type: configVar, value: How often}
      - name: Fetch the page
        action: {key: httpGet, component: {key: http}}
        inputs: {url: {type: configVar, value: Address}}
",
    ),
];

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed) -> Result<(), StoreError> {
    for (name, about, definition) in TEMPLATES {
        let row = json!({
            "id": id("IntegrationTemplate", name), "name": name, "description": about,
            "definition": definition, "createdAt": seed.ago(300 * DAY), "updatedAt": seed.ago(40 * DAY),
        });
        writer.insert("IntegrationTemplate", doc(row))?;
    }
    Ok(())
}
