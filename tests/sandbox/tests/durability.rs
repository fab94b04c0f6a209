//! What the sandbox has acknowledged survives its sudden end; what it has not is there as a whole or not at all.
#![expect(clippy::unwrap_used, reason = "A test fails by panicking.")]

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, Command, Stdio},
    sync::{Mutex, mpsc},
    thread,
};

use serde_json::{Value, json};

const WRITERS: usize = 4;
const ACKNOWLEDGED: usize = 120;

struct Server {
    process: Child,
    port: u16,
}

impl Server {
    fn start(dir: &Path) -> Self {
        let mut process = command(dir).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let ready = lines.next().unwrap().unwrap();
        let port = ready.strip_prefix("ready http://localhost:").unwrap().parse().unwrap();
        Self { process, port }
    }

    fn kill(mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    fn token(&self) -> String {
        let answer =
            post(self.port, "/sandbox/token", "", &json!({ "email": "james.patton@progix.io" })).unwrap();
        answer["access_token"].as_str().unwrap().to_owned()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may be dead already, which is what is wanted.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn command(dir: &Path) -> Command {
    let app = dir.join("app");
    std::fs::create_dir_all(&app).unwrap();
    std::fs::write(app.join("index.html"), "<!doctype html>").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_gantry-sandbox"));
    command.args(["--port", "0", "--dev", "--data"]).arg(dir.join("data")).arg("--app").arg(app);
    command.stdout(Stdio::piped());
    command
}

/// The answer, if there is a whole one.
fn post(port: u16, path: &str, token: &str, body: &Value) -> Option<Value> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let body = body.to_string();
    let length = body.len();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Authorization: Bearer {token}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    serde_json::from_str(answer.split_once("\r\n\r\n")?.1).ok()
}

fn create(port: u16, token: &str, name: &str) -> Option<Value> {
    let query = "mutation ($input: CreateCustomerInput!) { createCustomer(input: $input) { customer { id } errors { field } } }";
    let input = json!({ "name": name, "description": name, "externalId": name, "labels": [name] });
    post(port, "/api", token, &json!({ "query": query, "variables": { "input": input } }))
}

#[test]
fn nothing_acknowledged_is_lost_and_nothing_is_half_there() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let (port, token) = (server.port, server.token());
    let (told, acknowledged) = mpsc::channel();
    let names = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (told, token, names) = (told.clone(), &token, &names);
            scope.spawn(move || {
                for number in 0.. {
                    let name = format!("durable-{writer}-{number}");
                    let Some(answer) = create(port, token, &name) else {
                        return;
                    };
                    assert_eq!(answer["data"]["createCustomer"]["errors"], json!([]), "{answer}");
                    names.lock().unwrap().insert(name);
                    if told.send(()).is_err() {
                        return;
                    }
                }
            });
        }
        drop(told);
        assert_eq!(acknowledged.iter().take(ACKNOWLEDGED).count(), ACKNOWLEDGED);
        // The writers are in mid-stream; each ends when its connection breaks.
        server.kill();
    });
    let acknowledged = names.into_inner().unwrap();

    let server = Server::start(dir.path());
    let mut found = BTreeSet::new();
    let mut after = String::new();
    loop {
        let query =
            "query ($after: String) { customers(first: 100, after: $after, name_Istartswith: \"durable-\") {
            nodes { name description externalId labels } pageInfo { hasNextPage endCursor } } }";
        let body = json!({ "query": query, "variables": { "after": after } });
        let page = &post(server.port, "/api", &server.token(), &body).unwrap()["data"]["customers"];
        for customer in page["nodes"].as_array().unwrap() {
            let name = &customer["name"];
            let whole = json!({ "name": name, "description": name, "externalId": name, "labels": [name] });
            assert_eq!(customer, &whole);
            found.insert(name.as_str().unwrap().to_owned());
        }
        if page["pageInfo"]["hasNextPage"] != true {
            break;
        }
        after = page["pageInfo"]["endCursor"].as_str().unwrap().to_owned();
    }
    assert!(acknowledged.len() >= ACKNOWLEDGED);
    assert_eq!(acknowledged.difference(&found).collect::<Vec<_>>(), Vec::<&String>::new());
    // Each writer has at most one request whose answer it never saw.
    assert!(found.len() <= acknowledged.len() + WRITERS);
}

#[test]
fn a_first_start_that_is_killed_leaves_no_half_data() {
    let dir = tempfile::tempdir().unwrap();
    let database = dir.path().join("data/demo/sandbox.sqlite3");
    let mut first = command(dir.path()).spawn().unwrap();
    while !database.exists() {
        assert!(first.try_wait().unwrap().is_none());
        thread::yield_now();
    }
    first.kill().unwrap();
    first.wait().unwrap();
    let server = Server::start(dir.path());
    let query = json!({ "query": "{ customers { totalCount } integrations { totalCount } }" });
    let answer = post(server.port, "/api", &server.token(), &query).unwrap();
    assert_eq!(
        answer["data"],
        json!({ "customers": { "totalCount": 128 }, "integrations": { "totalCount": 14 } })
    );
}

#[test]
fn what_cannot_start_says_so_in_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(dir.path());
    let taken =
        command(dir.path()).args(["--port", &server.port.to_string()]).stderr(Stdio::piped()).output();
    let mut no_app = command(dir.path());
    let no_app = no_app.arg("--app").arg(dir.path().join("nowhere")).stderr(Stdio::piped()).output();
    for (refused, reason) in [(taken, "is taken"), (no_app, "no app in")] {
        let refused = refused.unwrap();
        let text = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success());
        assert!(text.contains(reason) && text.trim_end().lines().count() == 1, "{text}");
        assert!(refused.stdout.is_empty());
    }
}
