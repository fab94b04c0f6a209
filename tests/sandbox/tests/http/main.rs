//! The sandbox as its callers meet it: requests in, responses out, without a socket in between.
#![expect(clippy::unwrap_used, reason = "A test fails by panicking.")]

mod api;
mod attachments;
mod connections;
mod embedded;
mod files;
mod flows;
mod headers;
mod helpers;
mod instances;
mod media;
mod own;
mod register;
mod sensitive;
mod sign_in;

use std::{fs, path::Path, sync::OnceLock, time::Duration};

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Request, StatusCode, header},
};
use gantry_sandbox::web::{Config, Sandbox, open, router};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt as _;

const PAGE: &str =
    "<!doctype html><title>App</title><script type=module>start()</script><script src=/boot.js></script>";

/// A sandbox of one's own.
struct Subject {
    sandbox: Sandbox,
    router: Router,
    dir: TempDir,
}

/// A whole response.
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |it| it.to_str().unwrap())
    }
}

impl Subject {
    fn new() -> Self {
        Self::with(|_| {})
    }

    /// Making keys and data takes a while, so it is done once and copied.
    fn with(change: impl FnOnce(&mut Config)) -> Self {
        static TEMPLATE: OnceLock<TempDir> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            build_app(&dir.path().join("app"));
            drop(open(&config(dir.path())).unwrap());
            dir
        });
        let dir = tempfile::tempdir().unwrap();
        copy(template.path(), dir.path());
        let mut config = config(dir.path());
        change(&mut config);
        let sandbox = open(&config).unwrap();
        Self { router: router(sandbox.clone()), sandbox, dir }
    }

    async fn send(&self, mut request: Request<Body>) -> Answer {
        if !request.headers().contains_key(header::HOST) {
            request.headers_mut().insert(header::HOST, "localhost:8080".parse().unwrap());
        }
        let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
        let body = axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::post(path).header(header::CONTENT_TYPE, "application/json");
        self.send(request.body(Body::from(body.to_string())).unwrap()).await
    }

    /// A token for one of the demo people.
    async fn token(&self, email: &str) -> String {
        let answer = self.post("/sandbox/token", &json!({ "email": email })).await;
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    async fn graphql(&self, token: &str, query: &str) -> Answer {
        let request = Request::post("/api")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::from(json!({ "query": query }).to_string())).unwrap()).await
    }
}

fn config(dir: &Path) -> Config {
    let mut config = Config::new(dir.join("data"), dir.join("app"));
    config.token_ttl = Duration::from_secs(60);
    config
}

fn build_app(app: &Path) {
    fs::create_dir_all(app).unwrap();
    fs::write(app.join("index.html"), PAGE).unwrap();
    fs::write(app.join("config.json"), "{}").unwrap();
    fs::write(app.join("boot.js"), "start();\n".repeat(200)).unwrap();
    fs::write(app.join("app-0123456789abcdef.js"), "run();\n".repeat(200)).unwrap();
    fs::write(app.join("app-0123456789abcdef_bg.wasm"), "\0asm".repeat(200)).unwrap();
    fs::write(app.join("style-0123456789abcdef.css"), "a{}\n").unwrap();
    fs::write(app.join(".secret"), "hidden").unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}
