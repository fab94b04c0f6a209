//! Keeps the helpers for the people at this machine.

use axum::{
    extract::Request,
    http::{Method, StatusCode, header},
    middleware::Next,
    response::Response,
};

use super::{is_loopback, origin, refuse};

/// The helpers hand out tokens, so a page from elsewhere may not use them: neither by asking from its own origin, nor by
/// pointing its own name at this machine.
pub async fn local_only(request: Request, next: Next) -> Response {
    let headers = request.headers();
    if !is_loopback(headers) {
        return refuse(StatusCode::FORBIDDEN, "The sandbox's helpers answer on localhost only.");
    }
    let from = headers.get(header::ORIGIN).and_then(|it| it.to_str().ok());
    let report = request.uri().path() == "/sandbox/csp-reports" && request.method() == Method::POST;
    if !report && from.is_some_and(|it| it != origin(headers)) {
        return refuse(StatusCode::FORBIDDEN, "The sandbox's helpers do not answer other origins.");
    }
    next.run(request).await
}
