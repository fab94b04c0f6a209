//! Which address does what.

use std::{borrow::Cow, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderName, Method, Uri, header},
    middleware::from_fn,
    routing::{any, get, post, put},
};
use tower::util::MapRequest;
use tower_http::cors::{Any, CorsLayer};

use super::{
    Sandbox, api, clock, csp, embedded, faults, files, guard, headers, helpers, journal, media, playground,
    trigger,
};
use crate::auth::{self, authorize, register};

const MOST_BYTES: usize = 2 * 1024 * 1024;

/// The whole sandbox as one service.
pub fn router(sandbox: Sandbox) -> Router {
    let local = Router::new()
        .route("/sandbox/token", post(helpers::token))
        .route("/sandbox/embedded-token", post(helpers::embedded_token))
        .route("/sandbox/reset", post(helpers::reset))
        .route("/sandbox/clock", post(clock::pass))
        .route("/sandbox/people", get(helpers::people).post(helpers::change_role))
        .route("/sandbox/mails", get(helpers::mails))
        .route("/sandbox/customers", get(helpers::customers))
        .route("/sandbox/faults", get(faults::list).post(faults::add).delete(faults::clear))
        .route("/sandbox/oauth/authorize", get(auth::ask).post(auth::take))
        .route("/sandbox/journal", get(journal::list).delete(journal::clear))
        .route("/sandbox/csp-reports", get(csp::list).post(csp::report).delete(csp::clear))
        .route_layer(from_fn(guard::local_only));
    let open = Router::new()
        .route("/api", any(api::answer))
        .route("/auth/meta", get(authorize::meta))
        .route("/auth/refresh", post(auth::refresh))
        .route("/auth/revoke", post(auth::revoke))
        .route("/oauth/token", post(auth::token))
        .route("/embedded/authenticate", post(embedded::authenticate))
        .route("/results/{step}", get(trigger::results))
        .layer(cors());
    let inner = Router::new()
        .merge(local)
        .merge(open)
        .route("/authorize", get(authorize::show).post(authorize::choose))
        .route("/authorize/register", get(register::show).post(register::take))
        .route("/authorize/login.css", get(authorize::style))
        .route("/authorize/icon.svg", get(authorize::icon))
        .route("/v2/logout", get(authorize::logout))
        .route("/playground", get(playground::page))
        .route("/playground/host.js", get(playground::script))
        .route("/playground/host.css", get(playground::style))
        .route("/playground/sdk.js", get(playground::sdk))
        .route("/trigger/{flow}", post(trigger::call))
        .route("/media/uploads/{ticket}", put(media::store).layer(DefaultBodyLimit::disable()))
        .route("/media/links/{link}", get(media::show))
        .route("/media/{ty}/{object}/{file}", get(media::link))
        .fallback(files::serve)
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(from_fn(headers::secure))
        .with_state(sandbox);
    // Around the routes rather than in front of one: routing has to see the tidied address.
    Router::new().fallback_service(MapRequest::new(inner, tidy))
}

/// Any host page may call these; the token is all the authority there is.
fn cors() -> CorsLayer {
    let client = HeaderName::from_static("prismatic-client");
    let request_id = HeaderName::from_static("x-request-id");
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::AUTHORIZATION, header::CONTENT_TYPE, header::ACCEPT, client])
        .expose_headers([request_id, header::RETRY_AFTER, header::DATE])
        .max_age(Duration::from_secs(600))
}

/// Hosts join addresses carelessly: slashes count once, and not at the end.
fn tidy(mut request: Request) -> Request {
    if let Cow::Owned(path) = tidy_path(request.uri().path()) {
        let target = match request.uri().query() {
            Some(query) => format!("{path}?{query}"),
            None => path,
        };
        if let Ok(uri) = target.parse::<Uri>() {
            *request.uri_mut() = uri;
        }
    }
    request
}

fn tidy_path(path: &str) -> Cow<'_, str> {
    if path == "/" || !(path.contains("//") || path.ends_with('/')) {
        return Cow::Borrowed(path);
    }
    let segments: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
    Cow::Owned(format!("/{}", segments.join("/")))
}

#[cfg(test)]
mod tests {
    use super::tidy_path;

    #[test]
    fn slashes_count_once() {
        let cases = [
            ("/", "/"),
            ("//", "/"),
            ("//embedded", "/embedded"),
            ("/api/", "/api"),
            ("/a//b///c/", "/a/b/c"),
            ("/customers/Q3VzdG9tZXI=/", "/customers/Q3VzdG9tZXI="),
        ];
        for (path, tidy) in cases {
            assert_eq!(tidy_path(path), tidy);
        }
    }
}
