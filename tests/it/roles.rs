//! Every document, sent to the sandbox as every kind of person: who gets what is written down in `roles.golden`, and
//! for the roles of the organization it must be what the permission grid promises.
//!
//! `UPDATE_GOLDEN=1 cargo xtask test unit` writes the file anew; its difference is then there to be read.

use std::{cell::Cell, collections::BTreeMap, fs};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode, header},
};
use gantry::auth::permission::{GRID, ROLES};
use gantry_sandbox::{
    engine::encode_id,
    web::{Config, Sandbox, open, router},
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

use crate::{
    documents::{self, Document},
    guests::{OWN_CONNECTION, PARTNER, RESTRICTED, STRANGER, add_guests, own_connection},
    needs::{Needs, placed},
    schema::schema,
    source::root,
};

/// The columns of the table.
pub const PEOPLE: [&str; 14] = [
    "Owner",
    "Admin",
    "Integrator",
    "Restricted Integrator",
    "Guest",
    "Customer Manager",
    "Third-Party",
    "Third-Party, granted",
    "customer Admin",
    "customer Member",
    "marketplace admin",
    "marketplace user",
    "unknown role",
    "signed out",
];

#[tokio::test]
async fn roles_get_what_the_table_says() {
    let schema = schema();
    let documents = documents::all(&schema);
    let strangers: Vec<_> =
        documents.iter().filter(|it| placed(&it.path).is_none()).map(|it| it.path.clone()).collect();
    assert!(strangers.is_empty(), "Say in tests/it/needs.rs what these documents need: {strangers:#?}");

    let subject = Subject::new().await;
    let mut rows = BTreeMap::new();
    let mut broken_promises = Vec::new();
    for document in &documents {
        let Some((needs, variables)) = placed(&document.path) else {
            continue;
        };
        let outcomes = subject.outcomes(document, variables).await;
        for (outcome, role) in outcomes.iter().zip(PEOPLE) {
            if let Some(promise) = promised(&needs, role)
                && promise != is_answered(outcome)
            {
                let should = if promise { "should be answered" } else { "should be refused" };
                broken_promises.push(format!("{} as {role} {should}: {outcome}", document.path));
            }
        }
        let name = document.path.trim_start_matches("src/").trim_end_matches(".graphql").to_owned();
        rows.insert(name, outcomes);
    }
    assert!(broken_promises.is_empty(), "{broken_promises:#?}");
    compare("roles.golden", &table(&rows));
}

/// What the grid says of a role of the organization; nothing for others.
fn promised(needs: &Needs, role: &str) -> Option<bool> {
    let column = ROLES.iter().position(|it| *it == role)?;
    let includes = |needed| GRID.iter().find(|(it, _)| it == needed).map(|(_, roles)| roles[column]);
    match needs {
        Needs::Nothing => Some(true),
        // Third-party people are granted things one by one, which the grid does not know.
        _ if role == "Third-Party" => None,
        Needs::One(needed) => includes(needed),
        Needs::Both(one, other) => Some(includes(one)? && includes(other)?),
        Needs::Marketplace | Needs::Some => None,
    }
}

fn is_answered(outcome: &str) -> bool {
    ["data", "all", "some"].contains(&outcome)
}

pub fn table(rows: &BTreeMap<String, Vec<String>>) -> String {
    let head = std::iter::once("").chain(PEOPLE).map(ToOwned::to_owned).collect::<Vec<_>>();
    let body = rows.iter().map(|(name, cells)| std::iter::once(name.clone()).chain(cells.clone()).collect());
    let lines: Vec<Vec<String>> = std::iter::once(head).chain(body).collect();
    let width = |column: usize| lines.iter().map(|it| it[column].chars().count()).max().unwrap_or_default();
    let widths: Vec<_> = (0..=PEOPLE.len()).map(width).collect();
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        text += cells.collect::<Vec<_>>().join(" | ").trim_end();
        text.push('\n');
    }
    text
}

/// Holds a table to the file that says what it should be.
pub fn compare(file: &str, now: &str) {
    let path = root().join("tests/it").join(file);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, now).unwrap();
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == now, "{file} says\n{written}\nand the sandbox\n{now}");
}

/// A sandbox, and a token for every kind of person.
pub struct Subject {
    pub sandbox: Sandbox,
    router: Router,
    pub tokens: BTreeMap<&'static str, String>,
    /// How much had been written when the data was last as it should be.
    fresh: Cell<Option<u64>>,
    _folder: TempDir,
}

impl Subject {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let app = folder.path().join("app");
        fs::create_dir_all(&app).unwrap();
        fs::write(app.join("index.html"), "<!doctype html>").unwrap();
        let sandbox = open(&Config::new(folder.path().join("data"), app)).unwrap();
        let router = router(sandbox.clone());
        let mut subject =
            Self { sandbox, router, tokens: BTreeMap::new(), fresh: Cell::new(None), _folder: folder };
        subject.sign_everybody_in().await;
        subject
    }

    async fn sign_everybody_in(&mut self) {
        add_guests(&self.sandbox);
        for (who, email) in [
            ("Owner", "james.patton@progix.io"),
            ("Admin", "samantha.johnson@progix.io"),
            ("Integrator", "edward.davis@progix.io"),
            ("Restricted Integrator", RESTRICTED),
            ("Guest", "kristin.henry@progix.io"),
            ("Customer Manager", "alexander.cooper@progix.io"),
            ("Third-Party", "terry@acme-erp.example"),
            ("Third-Party, granted", PARTNER),
            ("customer Admin", "lisa.nguyen@ftl-rockets.com"),
            ("customer Member", "omar.haddad@ftl-rockets.com"),
            ("unknown role", STRANGER),
        ] {
            let answer = self.post("/sandbox/token", None, &json!({ "email": email })).await.1;
            self.tokens
                .insert(who, answer["access_token"].as_str().unwrap_or_else(|| panic!("{email}")).into());
        }
        let (_, customer) = self.customer("FTL Rockets");
        for (who, role) in [("marketplace admin", "admin"), ("marketplace user", "user")] {
            let asked = json!({ "customer": customer, "sub": role, "name": who, "role": role });
            let answer = self.post("/sandbox/embedded-token", None, &asked).await.1;
            self.tokens.insert(who, answer["token"].as_str().unwrap().into());
        }
    }

    /// The outcome for each column.
    async fn outcomes(&self, document: &Document, mut variables: Value) -> Vec<String> {
        for value in variables.as_object_mut().unwrap().values_mut() {
            if let Some(name) = value.as_str().and_then(|it| it.strip_prefix('@')) {
                *value = json!(self.id(name));
            }
        }
        let request = json!({ "query": document.text, "variables": variables });
        let mut replies = Vec::new();
        for who in PEOPLE {
            let token = self.tokens.get(who).map(String::as_str);
            if document.is_mutation() {
                self.start_over();
            }
            replies.push(self.post("/api", token, &request).await);
        }
        let most = replies.first().and_then(|(_, it)| rows(&it["data"])).unwrap_or_default();
        replies.iter().map(|(status, reply)| describe(*status, reply, most)).collect()
    }

    /// The demo data as it was, and those who are added to it. Where nothing was written, nothing is to be undone.
    pub fn start_over(&self) {
        let Sandbox { store, scale, identity, .. } = &self.sandbox;
        let written = Some(store.changes().unwrap());
        if self.fresh.get() == written {
            return;
        }
        store
            .write(|it| {
                gantry_sandbox::auth::Keys::keep(it, |it| it.clear())?;
                gantry_sandbox::seed::fill(it, *scale, &identity.keys)
            })
            .unwrap();
        add_guests(&self.sandbox);
        self.fresh.set(Some(store.changes().unwrap()));
    }

    /// The global id of something in the demo data, by what people call it; of what has versions, the newest.
    pub fn id(&self, name: &str) -> String {
        let named = [
            ("Integration", "name"),
            ("Component", "label"),
            ("Customer", "name"),
            ("User", "name"),
            ("Role", "name"),
            ("Permission", "tag"),
            ("CustomerConfigVariable", "key"),
            ("Credential", "label"),
            ("ScopedConfigVariable", "key"),
            ("Instance", "name"),
            ("IntegrationFlow", "name"),
            ("Action", "label"),
        ];
        if name == OWN_CONNECTION {
            return own_connection();
        }
        // What has no name of its own is called after the instance it belongs to.
        if let Some((ty, instance)) = name.split_once(" of ")
            && [
                "Instance",
                "InstanceConfigVariable",
                "InstanceFlowConfig",
                "InstanceExecutionResult",
                "UserLevelConfig",
            ]
            .contains(&ty)
        {
            let found = self.sandbox.store.read(|it| {
                let instances = it.find("Instance", "name", &json!(instance))?;
                if ty == "Instance" { Ok(instances) } else { it.find(ty, "instance", &instances[0]["id"]) }
            });
            return encode_id(ty, found.unwrap()[0]["id"].as_str().unwrap_or_default());
        }
        for (ty, field) in named {
            let found = self.sandbox.store.read(|it| it.find(ty, field, &json!(name))).unwrap();
            if let Some(newest) =
                found.iter().max_by_key(|it| it.get("versionNumber").and_then(Value::as_i64))
            {
                return encode_id(ty, newest["id"].as_str().unwrap_or_default());
            }
        }
        panic!("nothing is called {name}");
    }

    /// The global and the external id of a demo customer.
    fn customer(&self, name: &str) -> (String, String) {
        let found = self.sandbox.store.read(|it| it.find("Customer", "name", &json!(name))).unwrap();
        let customer = found.first().unwrap_or_else(|| panic!("no customer {name}"));
        let text = |field: &str| customer[field].as_str().unwrap_or_default().to_owned();
        (gantry_sandbox::engine::encode_id("Customer", &text("id")), text("externalId"))
    }

    pub async fn post(&self, path: &str, token: Option<&str>, body: &Value) -> (StatusCode, Value) {
        let mut request = Request::post(path)
            .header(header::HOST, "localhost:8080")
            .header(header::CONTENT_TYPE, "application/json");
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Body::from(body.to_string())).unwrap();
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = to_bytes(body, usize::MAX).await.unwrap();
        (parts.status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }
}

/// What came back, in a word or in the API's own. `most` is how many rows the owner finds.
pub fn describe(status: StatusCode, reply: &Value, most: u64) -> String {
    if status == StatusCode::UNAUTHORIZED {
        return "signed out".into();
    }
    if status != StatusCode::OK {
        return format!("{status}: {}", reply["errors"][0]["message"]);
    }
    let messages = reply["errors"].as_array().into_iter().flatten().filter_map(|it| it["message"].as_str());
    let messages: Vec<_> = messages.collect();
    if let Some(first) = messages.first() {
        let at = reply["errors"][0]["path"].as_array().map(|it| it.len()).unwrap_or_default();
        return if at > 1 { format!("{first} inside") } else { (*first).to_owned() };
    }
    let data = &reply["data"];
    let payload_errors = data.as_object().into_iter().flatten().filter_map(|(_, it)| it["errors"].as_array());
    if let Some(refused) = payload_errors.flatten().next() {
        return format!("{}: {}", refused["field"].as_str().unwrap_or_default(), refused["messages"][0]);
    }
    match rows(data) {
        Some(0) if most > 0 => "none".into(),
        Some(some) if some < most => "some".into(),
        Some(_) => "all".into(),
        None => "data".into(),
    }
}

/// How many rows the first list of an answer has.
fn rows(data: &Value) -> Option<u64> {
    let lists = data.as_object()?.values();
    let mut counts =
        lists.filter_map(|it| it["totalCount"].as_u64().or_else(|| it.as_array().map(|it| it.len() as u64)));
    let first = counts.next()?;
    Some(counts.fold(first, u64::max))
}
