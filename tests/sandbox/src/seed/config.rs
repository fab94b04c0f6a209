//! What integrations want to know of each instance, and what instances were told.

use serde_json::{Value, json};

use super::{catalog::version_id, connections::of_instance, id};
use crate::{
    auth::{doc, text},
    store::{Doc, StoreError, Writer},
};

/// A variable: key, what it holds, what it is at first, what to choose from, help. Of a connection, the second names
/// the component.
type Variable = (&'static str, Kind, &'static str, &'static [&'static str], &'static str);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    To(&'static str),
    Holds(&'static str),
    /// Several texts.
    Several,
    /// For the organization alone.
    Own,
}

use Kind::{Holds, Own, Several, To};

/// A page: its name, what it is about, its variables.
type Page = (&'static str, &'static str, &'static [Variable]);

/// Integration, how many versions, pages, what existing instances say where there is nothing at first.
type Config = (&'static str, usize, &'static [Page], &'static str);

const CONFIGS: [Config; 5] = [
    (
        "Ledgerline",
        4,
        &[
            (
                "Your books",
                "Which books the invoices go to.",
                &[(
                    "Ledgerline account",
                    To("ledgerline"),
                    "",
                    &[],
                    "An API key of a person who may post invoices.",
                )],
            ),
            (
                "What to send",
                "You can change all of this later.",
                &[
                    ("Tax rate", Holds("PICKLIST"), "Standard", &["Standard", "Reduced", "None"], ""),
                    ("Days to look back", Holds("NUMBER"), "30", &[], "For the first run."),
                    ("Send credit notes", Holds("BOOLEAN"), "true", &[], ""),
                    ("How often", Holds("SCHEDULE"), "*/15 * * * *", &[], ""),
                    ("Progix workspace", Own, "main", &[], "Where the launches are."),
                ],
            ),
        ],
        "",
    ),
    (
        "Acme ERP Order Sync",
        5,
        &[
            (
                "Your Acme ERP",
                "Acme ERP asks you whether Progix may read orders.",
                &[("Acme ERP account", To("acme-erp"), "", &[], "")],
            ),
            (
                "Orders",
                "",
                &[
                    ("Warehouse", Holds("STRING"), "", &[], "As it is called in Acme ERP."),
                    ("Order types", Several, "[\"standard\"]", &[], ""),
                    ("Start with orders of", Holds("DATE"), "2026-01-01", &[], ""),
                ],
            ),
        ],
        "MAIN",
    ),
    ("Shipyard WMS", 3, &[("Your warehouse", "", &[("Shipyard login", To("shipyard"), "", &[], "")])], ""),
    (
        "Northdesk",
        2,
        &[(
            "Your desk",
            "Each desk has an instance of its own.",
            &[
                ("Northdesk account", To("northdesk"), "", &[], ""),
                ("Desk", Holds("STRING"), "", &[], "The name of the desk that gets the tickets."),
            ],
        )],
        "Launch",
    ),
    (
        "Crew Calendar",
        3,
        &[
            (
                "Your company",
                "What holds for everybody. Each of your people chooses a calendar of their own.",
                &[
                    ("Shifts of", Holds("PICKLIST"), "All pads", &["All pads", "One pad"], ""),
                    ("Days ahead", Holds("NUMBER"), "14", &[], "How far into the future shifts are put in."),
                ],
            ),
            (
                "Your calendar",
                "Only you see what you choose here.",
                &[
                    (
                        "Calendar account",
                        To("orbit-calendar"),
                        "",
                        &[],
                        "Orbit Calendar asks you whether we may write.",
                    ),
                    ("Calendar", Holds("STRING"), "", &[], "As it is called in Orbit Calendar."),
                ],
            ),
            (
                "What goes in",
                "",
                &[
                    ("Show as", Holds("PICKLIST"), "Busy", &["Busy", "Free", "Away"], ""),
                    ("Simulations too", Holds("BOOLEAN"), "true", &[], ""),
                ],
            ),
        ],
        "",
    ),
];

/// Pages that each person fills in for themselves.
const PERSONAL: [&str; 2] = ["Your calendar", "What goes in"];

fn is_personal(page: &Page) -> bool {
    PERSONAL.contains(&page.0)
}

/// Variables that came with a later version of their integration.
const LATER: [(&str, usize); 2] = [("Desk", 2), ("Start with orders of", 5)];

/// Pages that begin with help: the page, and its HTML.
const HELP: [(&str, &str); 1] = [(
    "Your books",
    "<p>You need an API key of Ledgerline:</p><ol><li>Open <b>Settings &rsaquo; API</b> there.</li>\
     <li>Make a key that may <em>post invoices</em>, and copy it.</li></ol>\
     <p><a href=\"https://ledgerline.example/keys\">How keys work</a></p>",
)];

/// What a page asks for in a version.
fn asked(page: &Page, number: usize) -> impl Iterator<Item = &'static Variable> {
    page.2.iter().filter(move |it| LATER.iter().all(|(key, since)| it.0 != *key || number >= *since))
}

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    let mut values = Vec::new();
    for (name, versions, pages, said) in CONFIGS {
        for number in 1..=versions {
            let version = version_id(name, number);
            let Some(mut integration) = writer.get("Integration", &version)? else { continue };
            integration.insert("configPages".to_owned(), json!(described(pages, number).to_string()));
            let sequence = text(&integration, "versionSequenceId").to_owned();
            writer.update("Integration", integration)?;
            let instances = writer.find("Instance", "integration", &json!(version))?;
            let variables =
                pages.iter().flat_map(|page| asked(page, number).map(move |it| (it, is_personal(page))));
            for (place, (variable, is_personal)) in variables.enumerate() {
                let row = required(&version, &sequence, place, variable, is_personal);
                for instance in instances.iter().filter(|_| !is_personal) {
                    values.extend(value(instance, &row, said));
                }
                writer.insert("RequiredConfigVariable", row)?;
            }
        }
    }
    writer.insert_all("InstanceConfigVariable", values)?;
    Ok(())
}

fn described(pages: &[Page], number: usize) -> Value {
    let element = |it: &Variable| json!({ "type": "configVar", "value": it.0 });
    let page = |it: &Page| {
        let help = HELP.iter().filter(|help| help.0 == it.0);
        let help = help.map(|help| json!({ "type": "htmlElement", "value": help.1 }));
        let elements: Vec<Value> = help.chain(asked(it, number).map(element)).collect();
        json!({ "name": it.0, "tagline": it.1, "userLevelConfigured": is_personal(it), "elements": elements })
    };
    pages.iter().map(page).collect()
}

fn required(version: &str, sequence: &str, place: usize, variable: &Variable, is_personal: bool) -> Doc {
    let (key, kind, default, choices, about) = *variable;
    let given = |it: &str| if it.is_empty() { Value::Null } else { json!(it) };
    let (holds, component) = match kind {
        To(component) => ("CONNECTION", Some(component)),
        Holds(holds) => (holds, None),
        Several | Own => ("STRING", None),
    };
    doc(json!({
        "id": variable_id(version, key), "integration": version,
        "sequence": sequence, "key": key, "stableKey": key.to_lowercase().replace(' ', "-"), "dataType": holds,
        "defaultValue": given(default), "description": given(about), "pickList": choices, "sortOrder": place,
        "collectionType": (kind == Several).then_some("VALUELIST"), "hasDivider": false, "header": null,
        "orgOnly": kind == Own, "userLevelConfigured": is_personal,
        "onPremiseConnectionConfig": if kind == To("shipyard") { "ALLOWED" } else { "DISALLOWED" },
        "scheduleType": (holds == "SCHEDULE").then_some("CUSTOM"),
        "connection": component.map(|it| id("Connection", it)), "component": null,
    }))
}

/// The UUID of a variable of a version.
pub(super) fn variable_id(version: &str, key: &str) -> String {
    id("RequiredConfigVariable", &format!("{version}/{key}"))
}

/// What a configured instance was told, where it had to be told something.
fn value(instance: &Doc, variable: &Doc, said: &str) -> Option<Doc> {
    let is_connection = text(variable, "dataType") == "CONNECTION";
    let is_told = is_connection || text(variable, "defaultValue").is_empty();
    if !is_told || text(instance, "configState") != "FULLY_CONFIGURED" {
        return None;
    }
    let shared =
        is_connection.then(|| of_instance(text(instance, "customer"), text(instance, "name"))).flatten();
    let key = format!("{}/{}", text(instance, "id"), text(variable, "key"));
    Some(doc(json!({
        "id": id("InstanceConfigVariable", &key), "instance": instance.get("id"), "customer": instance.get("customer"),
        "requiredConfigVariable": variable.get("id"), "orgOnly": false, "connection": variable.get("connection"),
        "value": (!is_connection).then_some(said), "customerConfigVariable": shared,
        "status": is_connection.then_some("ACTIVE"), "consent": id("Consent", &key),
    })))
}
