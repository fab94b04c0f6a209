//! Which response carries which headers.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;

use super::{Answer, Subject};

fn assert_common(path: &str, answer: &Answer) {
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert!(answer.header("permissions-policy").contains("camera=()"), "{path}");
    assert!(!answer.header("referrer-policy").is_empty(), "{path}");
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'"), "{path}");
    assert!(answer.header("content-security-policy").contains("frame-ancestors"), "{path}");
    assert!(!answer.header("cache-control").is_empty(), "{path}");
    assert_eq!(answer.header("x-request-id").len(), 36, "{path}");
    assert!(!answer.headers.contains_key("x-frame-options"), "{path}");
    assert!(!answer.headers.contains_key("access-control-allow-credentials"), "{path}");
}

#[tokio::test]
async fn every_response_is_fenced() {
    let subject = Subject::new();
    let paths = [
        "/",
        "/customers",
        "/embedded",
        "/integration-marketplace/?embed=true",
        "/boot.js",
        "/config.json",
        "/missing.js",
        "/api",
        "/auth/meta",
        "/authorize",
        "/authorize/login.css",
        "/v2/logout",
        "/playground/",
        "/playground/host.js",
        "/playground/sdk.js",
        "/sandbox/people",
        "/sandbox/nothing",
        "/../etc/passwd",
    ];
    for path in paths {
        assert_common(path, &subject.get(path).await);
    }
}

#[tokio::test]
async fn the_app_in_its_own_window_cannot_be_framed() {
    let subject = Subject::new();
    for path in [
        "/",
        "/customers",
        "/integration-marketplace",
        "/customers?embed=true",
        "/integration-marketplace?embed=1",
    ] {
        let answer = subject.get(path).await;
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin-allow-popups", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
    }
}

#[tokio::test]
async fn embedded_screens_fit_into_any_hosts_frame() {
    let subject = Subject::new();
    for path in [
        "/embedded",
        "//embedded",
        "/integration-marketplace/?embed=true&theme=LIGHT",
        "/logs/?jwt=a&embedded=true",
    ] {
        let answer = subject.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors *"), "{path}");
        assert_eq!(answer.header("cross-origin-embedder-policy"), "credentialless", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
    }
}

#[tokio::test]
async fn scripts_run_by_hash_and_under_trusted_types() {
    let subject = Subject::new();
    let answer = subject.get("/").await;
    let policy = answer.header("content-security-policy");
    // The hash of `start()`, as any other tool computes it.
    assert!(
        policy.contains(
            "script-src 'self' 'wasm-unsafe-eval' 'sha256-DIm7WJS6ZKDYe5qFLPy+h4JFI9Bol5QmYC57mt3Fb00=';"
        ),
        "{policy}"
    );
    assert!(policy.contains("require-trusted-types-for 'script'; trusted-types default;"));
    assert!(policy.contains("report-uri /sandbox/csp-reports"));
    assert!(!policy.contains("unsafe-inline"));
}

#[tokio::test]
async fn https_is_demanded_only_where_there_is_a_name_for_it() {
    let subject = Subject::new();
    assert_eq!(subject.get("/").await.header("strict-transport-security"), "");
    let elsewhere = Request::get("/").header(header::HOST, "gantry.example").body(Body::empty()).unwrap();
    assert!(
        subject.send(elsewhere).await.header("strict-transport-security").starts_with("max-age=31536000")
    );
}

#[tokio::test]
async fn hosts_on_other_origins_may_call_the_api_without_cookies() {
    let subject = Subject::new();
    for path in ["/api", "/api/", "/embedded/authenticate", "/auth/refresh", "/auth/meta"] {
        let preflight = Request::builder()
            .method(Method::OPTIONS)
            .uri(path)
            .header(header::ORIGIN, "https://host.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "authorization,content-type");
        let answer = subject.send(preflight.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{path}");
        assert!(answer.header("access-control-allow-methods").contains("POST"), "{path}");
        assert!(answer.header("access-control-allow-headers").contains("authorization"), "{path}");
        assert!(answer.header("access-control-allow-headers").contains("content-type"), "{path}");
    }
}

#[tokio::test]
async fn refusals_can_be_read_by_the_host_too() {
    let subject = Subject::new();
    let request = Request::post("/embedded/authenticate").header(header::ORIGIN, "https://host.example");
    let answer = subject.send(request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(subject.post("/api", &json!({})).await.header("access-control-allow-origin"), "*");
}

#[tokio::test]
async fn documents_and_helpers_are_no_business_of_other_origins() {
    let subject = Subject::new();
    for path in ["/", "/authorize", "/sandbox/people", "/playground/"] {
        let request =
            Request::get(path).header(header::ORIGIN, "https://host.example").body(Body::empty()).unwrap();
        assert_eq!(subject.send(request).await.header("access-control-allow-origin"), "", "{path}");
    }
}
