//! The app's files.

use std::fs;

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};

use super::{PAGE, Subject};

#[tokio::test]
async fn every_screen_is_the_app() {
    let subject = Subject::new();
    let id = "SW5zdGFuY2U6MmM4YmUxZDg=";
    let screens = [
        "/",
        "/customers",
        "/customers/",
        "//customers//",
        "/auth/callback?code=a&state=b",
        "/integration-marketplace/",
    ];
    for path in
        screens.into_iter().map(str::to_owned).chain([format!("/configure-instance/{id}/?reconfigure=true")])
    {
        let answer = subject.get(&path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
        assert_eq!(answer.text(), PAGE, "{path}");
    }
}

#[tokio::test]
async fn files_have_their_types_and_the_hashed_ones_stay() {
    let subject = Subject::new();
    let forever = "public, max-age=31536000, immutable";
    let files = [
        ("/app-0123456789abcdef.js", "text/javascript; charset=utf-8", forever),
        ("/app-0123456789abcdef_bg.wasm", "application/wasm", forever),
        ("/style-0123456789abcdef.css", "text/css; charset=utf-8", forever),
        ("/boot.js", "text/javascript; charset=utf-8", "no-cache"),
        ("/config.json", "application/json", "no-cache"),
    ];
    for (path, kind, cache) in files {
        let answer = subject.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("content-type"), kind, "{path}");
        assert_eq!(answer.header("cache-control"), cache, "{path}");
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_and_nothing_hidden() {
    let subject = Subject::new();
    fs::write(subject.dir.path().join("outside.txt"), "outside").unwrap();
    std::os::unix::fs::symlink(
        subject.dir.path().join("outside.txt"),
        subject.dir.path().join("app/link.txt"),
    )
    .unwrap();
    let paths = [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/%2e%2e%2foutside.txt",
        "/a/../../outside.txt",
        "/..\\outside.txt",
        "/%5c..%5coutside.txt",
        "/link.txt",
        "/.secret",
        "/%2esecret",
        "/app%00.js",
        "/missing.js",
        "/app-0123456789abcdef.js.map",
    ];
    for path in paths {
        let Ok(request) = Request::get(path).body(Body::empty()) else {
            continue;
        };
        let answer = subject.send(request).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.text(), "Not found.", "{path}");
    }
}

#[tokio::test]
async fn a_person_who_goes_astray_meets_the_app() {
    let subject = Subject::new();
    for path in ["//evil.example", "/%2f%2fevil.example", "/%5c%5cevil.example", "/missing.js"] {
        let request = Request::get(path).header("sec-fetch-mode", "navigate").body(Body::empty()).unwrap();
        let answer = subject.send(request).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, PAGE), "{path}");
    }
}

#[tokio::test]
async fn the_copies_that_the_build_made_travel_instead() {
    let subject = Subject::new();
    let app = subject.dir.path().join("app");
    let plain = subject.get("/boot.js").await;
    assert_eq!(plain.header("content-encoding"), "");
    let name = "style-0123456789abcdef.css";
    fs::write(app.join(format!("{name}.br")), "small").unwrap();
    fs::write(app.join(format!("{name}.gz")), "smaller").unwrap();
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", "br", "small"),
        ("gzip", "gzip", "smaller"),
        ("br;q=0, gzip", "gzip", "smaller"),
        ("zstd", "", &*fs::read_to_string(app.join(name)).unwrap()),
    ] {
        let request = Request::get(format!("/{name}")).header(header::ACCEPT_ENCODING, accepted);
        let answer = subject.send(request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        assert_eq!(answer.header("content-type"), "text/css; charset=utf-8");
        assert_eq!(answer.header("vary"), "accept-encoding");
        assert_eq!(answer.text(), body, "{accepted}");
    }
}

#[tokio::test]
async fn a_copy_of_what_the_file_was_before_does_not_travel() {
    let subject = Subject::new();
    let app = subject.dir.path().join("app");
    fs::write(app.join("boot.js.br"), "as it was").unwrap();
    let later = std::time::SystemTime::now() + std::time::Duration::from_secs(60);
    fs::File::options().write(true).open(app.join("boot.js")).unwrap().set_modified(later).unwrap();
    let request = Request::get("/boot.js").header(header::ACCEPT_ENCODING, "br").body(Body::empty()).unwrap();
    let answer = subject.send(request).await;
    assert_eq!(answer.header("content-encoding"), "");
    assert_eq!(answer.text(), fs::read_to_string(app.join("boot.js")).unwrap());
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let subject = Subject::new();
    let first = subject.get("/customers").await;
    let again =
        Request::get("/").header(header::IF_NONE_MATCH, first.header("etag")).body(Body::empty()).unwrap();
    let again = subject.send(again).await;
    assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(again.header("etag"), first.header("etag"));
    assert!(again.header("content-security-policy").contains("frame-ancestors"));
}

#[tokio::test]
async fn a_rebuild_shows_at_once() {
    let subject = Subject::new();
    let old = subject.get("/").await;
    fs::write(subject.dir.path().join("app/index.html"), "<!doctype html><script>other()</script>").unwrap();
    let new = subject.get("/").await;
    assert_ne!(new.header("etag"), old.header("etag"));
    assert_ne!(new.header("content-security-policy"), old.header("content-security-policy"));
}

#[tokio::test]
async fn head_asks_for_the_headers_only() {
    let subject = Subject::new();
    let request = Request::builder().method(Method::HEAD).uri("/").body(Body::empty()).unwrap();
    let answer = subject.send(request).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let request = Request::builder().method(Method::PUT).uri("/customers").body(Body::empty()).unwrap();
    assert_eq!(subject.send(request).await.status, StatusCode::METHOD_NOT_ALLOWED);
}
