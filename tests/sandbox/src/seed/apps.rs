//! Well-known apps that the platform's own components connect to: how, and what there is to choose from in them.

use serde_json::{Value, json};

use super::{catalog::newest, id};
use crate::{
    auth::doc,
    store::{StoreError, Writer},
};

/// A way to connect: component, key, label, keys of what is filled in besides the usual.
type Way = (&'static str, &'static str, &'static str, &'static [&'static str]);

/// Ways that ask a person for consent.
const CONSENTING: [Way; 7] = [
    ("github", "oauth2", "GitHub OAuth 2.0", &[]),
    ("zendesk", "oauth2", "Zendesk OAuth 2.0", &[]),
    ("google-drive", "oauth2", "Google Drive OAuth 2.0", &[]),
    ("hubspot", "oauth2", "HubSpot OAuth 2.0", &["appId", "developerApiKey"]),
    ("atlassian-jira", "oauth2", "Jira OAuth 2.0", &["apiSiteOverride", "version"]),
    ("salesforce", "oauth2", "Salesforce OAuth 2.0", &["revokeUrl"]),
    ("shopify", "oauth2", "Shopify OAuth 2.0", &["host"]),
];

/// Ways that only want to be filled in.
const PLAIN: [Way; 3] = [
    ("http", "apiKey", "API key", &["apiKey"]),
    ("http", "basic", "User name and password", &["username", "password"]),
    ("prismatic", "apiKey", "API key", &["apiKey"]),
];

/// What consent is asked with; the last two have to be there.
const USUAL: [&str; 5] = ["authorizeUrl", "tokenUrl", "scopes", "clientId", "clientSecret"];

/// Key, label, kind and need of an input.
const INPUTS: [(&str, &str, &str, bool); 13] = [
    ("authorizeUrl", "Authorize URL", "STRING", false),
    ("tokenUrl", "Token URL", "STRING", false),
    ("revokeUrl", "Revoke URL", "STRING", false),
    ("scopes", "Scopes", "STRING", false),
    ("clientId", "Client ID", "STRING", true),
    ("clientSecret", "Client secret", "PASSWORD", true),
    ("appId", "App ID", "STRING", false),
    ("developerApiKey", "Developer API key", "PASSWORD", false),
    ("apiSiteOverride", "Site", "STRING", false),
    ("version", "Version of the API", "STRING", false),
    ("apiKey", "API key", "PASSWORD", true),
    ("username", "User name", "STRING", true),
    ("password", "Password", "PASSWORD", true),
];

/// Adds everything.
pub(super) fn add(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    for (way, asks) in CONSENTING.iter().map(|it| (it, true)).chain(PLAIN.iter().map(|it| (it, false))) {
        let (component, key, label, more) = *way;
        let connection = id("Connection", &format!("{component}/{key}"));
        writer.insert(
            "Connection",
            doc(json!({
                "id": connection, "key": key, "label": label, "component": newest(component), "comments": null, "orgOnly": false,
                "oauth2Type": asks.then_some("AUTHORIZATION_CODE"),
            })),
        )?;
        let usual = USUAL.iter().filter(|_| asks);
        for input in more.iter().chain(usual) {
            let known = INPUTS.iter().find(|it| it.0 == *input);
            let (_, label, kind, required) = known.copied().unwrap_or((input, "Host", "STRING", true));
            writer.insert(
                "InputField",
                doc(json!({
                    "id": id("InputField", &format!("{component}/{key}/{input}")), "connection": connection,
                    "key": input, "label": label, "type": kind, "required": required, "default": null,
                    "shown": true, "comments": null, "placeholder": null, "example": null,
                })),
            )?;
        }
        if let Some(mut of) = writer.get("Component", &newest(component))? {
            of.insert("connectable".to_owned(), json!(true));
            writer.update("Component", of)?;
        }
    }
    for (component, key, label, content) in sources() {
        let id = id("Action", &format!("{component}/{key}"));
        let action = json!({
            "id": id, "key": key, "label": label, "component": newest(component), "content": content,
        });
        writer.insert("Action", doc(action))?;
    }
    Ok(())
}

/// Data sources: component, key, label, and what they answer.
fn sources() -> [(&'static str, &'static str, &'static str, Value); 6] {
    let choice = |key: &str, label: &str| json!({ "key": key, "label": label });
    let titled = |key: &str, title: &str| json!({ "const": key, "title": title });
    let theirs =
        [("name", "Name"), ("domain", "Domain"), ("annualrevenue", "Annual revenue"), ("country", "Country")];
    let ours = [
        ("accountName", "Account name"),
        ("accountId", "Account ID"),
        ("revenue", "Revenue"),
        ("region", "Region"),
    ];
    let field = |title: &str, of: [(&str, &str); 4]| json!({ "type": "string", "title": title, "oneOf": of.map(|(key, name)| titled(key, name)) });
    let mapping = json!({
        "schema": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": { "source": field("From", theirs), "destination": field("To", ours) },
                "required": ["source", "destination"],
            },
        },
        "uiSchema": { "type": "Control", "scope": "#" },
        "data": [{ "source": "name", "destination": "accountName" }],
    });
    let object = |key: &str, label: &str, fields: &[(&str, &str)]| {
        let fields: Vec<Value> = fields.iter().map(|(key, label)| choice(key, label)).collect();
        json!({ "object": choice(key, label), "fields": fields })
    };
    let account =
        object("account", "Account", &[("name", "Name"), ("industry", "Industry"), ("phone", "Phone")]);
    let contact = object("contact", "Contact", &[("email", "Email"), ("lastName", "Last name")]);
    let mut selected = contact.clone();
    selected["defaultSelected"] = json!(true);
    let objects = json!([account, selected, object("task", "Task", &[])]);
    let fields = json!({
        "fields": [
            { "field": choice("customer", "Customer") },
            {
                "field": choice("mail", "Mail of the crew"),
                "defaultObject": choice("contact", "Contact"),
                "defaultField": choice("email", "Email"),
            },
        ],
        "options": [account, contact],
    });
    [
        ("salesforce", "selectObjects", "Objects", objects),
        ("salesforce", "mapFields", "Fields", fields),
        (
            "github",
            "listReposForAuthenticatedUser",
            "Repositories",
            json!([
                choice("progix/launchpad", "progix/launchpad"),
                choice("progix/manifests", "progix/manifests"),
                choice("progix/telemetry", "progix/telemetry"),
            ]),
        ),
        (
            "google-drive",
            "selectDrive",
            "Drives",
            json!([choice("0ALaunch", "Launch documents"), choice("0ARange", "Range safety")]),
        ),
        (
            "shopify",
            "listLocations",
            "Locations",
            json!([choice("7101", "Vandenberg"), choice("7102", "Kourou")]),
        ),
        ("code", "runCodeJsonForm", "Form from code", mapping),
    ]
}
