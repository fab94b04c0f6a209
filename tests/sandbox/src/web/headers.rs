//! The security headers. A document of the app is either for its own window or for somebody's frame; everything else
//! is for neither.

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use uuid::Uuid;

use super::is_loopback;
use crate::engine::RequestId;

const REPORTS: &str = "report-uri /sandbox/csp-reports";
const PERMISSIONS: &str = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), clipboard-read=(self), clipboard-write=(self)";

/// What kind of document a response is; the headers follow from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Document {
    /// The app in its own window, with the hashes of its inline scripts.
    Management(Vec<String>),
    /// The app in a host's frame.
    Embed(Vec<String>),
    /// A page of the identity provider.
    Login,
    /// The host page of the playground, which frames the app's origin.
    Host(String),
}

/// The screens that hosts embed, and whether an id may follow.
const EMBEDDABLE: [(&str, bool); 10] = [
    ("integration-marketplace", false),
    ("find-integration-marketplace", false),
    ("dashboard", false),
    ("customer-connections", false),
    ("components", true),
    ("logs", false),
    ("workflows", false),
    ("builder", true),
    ("integrations", true),
    ("configure-instance", true),
];

/// Whether that address is asked for by a host's frame. Anything else may not be framed.
#[must_use]
pub fn is_embedded(path: &str, query: Option<&str>) -> bool {
    let mut segments = path.trim_matches('/').split('/');
    let (screen, id) = (segments.next().unwrap_or_default(), segments.next());
    if screen == "embedded" && id.is_none() {
        return true;
    }
    let known = EMBEDDABLE.iter().any(|(name, ids)| *name == screen && (id.is_none() || *ids));
    let asked = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .any(|(name, value)| (name == "embed" || name == "embedded") && value == "true");
    known && asked && segments.next().is_none()
}

/// Puts the headers on every response there is, refusals included.
pub async fn secure(mut request: Request, next: Next) -> Response {
    let local = is_loopback(request.headers());
    let id = Uuid::new_v4().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let mut response = next.run(request).await;
    let document = response.extensions_mut().remove::<Document>();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    let framed = matches!(document, Some(Document::Embed(_)));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("x-request-id"), &id);
    set(header::CONTENT_SECURITY_POLICY, &policy(document.as_ref()));
    set(header::REFERRER_POLICY, if framed { "no-referrer" } else { "same-origin" });
    set(
        HeaderName::from_static("cross-origin-resource-policy"),
        if framed { "cross-origin" } else { "same-origin" },
    );
    if framed {
        set(HeaderName::from_static("cross-origin-embedder-policy"), "credentialless");
    } else {
        set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin-allow-popups");
    }
    if !local {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains");
    }
    // What does not ask to be kept is a moment's answer, often with somebody's data in it.
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn policy(document: Option<&Document>) -> String {
    match document {
        Some(Document::Management(hashes)) => app(hashes, "'none'"),
        Some(Document::Embed(hashes)) => app(hashes, "*"),
        Some(Document::Login) => format!(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; \
             frame-ancestors 'none'; {REPORTS}"
        ),
        // The SDK brings a style sheet of its own and calls the app's origin.
        Some(Document::Host(app)) => format!(
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self' {app}; frame-src {app}; form-action 'none'; base-uri 'none'; \
             frame-ancestors 'none'; {REPORTS}"
        ),
        None => "default-src 'none'; sandbox; frame-ancestors 'none'".to_owned(),
    }
}

fn app(hashes: &[String], ancestors: &str) -> String {
    let hashes: String = hashes.iter().map(|it| format!(" '{it}'")).collect();
    format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors {ancestors}; \
         require-trusted-types-for 'script'; trusted-types default; {REPORTS}"
    )
}

#[cfg(test)]
mod tests {
    use super::is_embedded;

    #[test]
    fn only_embeddable_screens_asked_for_as_such_are_framed() {
        let framed = [
            ("/embedded", None),
            ("/embedded/", None),
            ("/integration-marketplace/", Some("embed=true&theme=LIGHT&initializing=%7B%7D")),
            ("/integration-marketplace", Some("jwt=x&embedded=true")),
            ("/integrations/SW50ZWdyYXRpb24=/", Some("embed=true")),
            ("/configure-instance/abc", Some("reconfigure=true&embed=true")),
            ("/find-integration-marketplace", Some("integrationName=A+B&embed=true")),
        ];
        let refused = [
            ("/", Some("embed=true")),
            ("/integration-marketplace/", None),
            ("/integration-marketplace", Some("embed=false")),
            ("/integration-marketplace", Some("embed=")),
            ("/integration-marketplace", Some("xembed=true")),
            ("/customers", Some("embed=true")),
            ("/settings/team", Some("embedded=true")),
            ("/integrations/a/b", Some("embed=true")),
            ("/logs/a", Some("embed=true")),
            ("/authorize", Some("embed=true")),
            ("/embedded/authenticate", Some("embed=true")),
        ];
        assert_eq!(framed.into_iter().find(|(path, query)| !is_embedded(path, *query)), None);
        assert_eq!(refused.into_iter().find(|(path, query)| is_embedded(path, *query)), None);
    }
}
