//! `/authorize`: people choose who they are and go back to the app with a code. Sign-out is here too.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    Extension, Form, Json,
    extract::{Query, RawQuery, State},
    http::{HeaderMap, StatusCode, Uri, header},
    response::{Html, IntoResponse, Response},
};
use maud::Markup;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AUDIENCE, CLIENT, pages, person, sessions, text};
use crate::web::{Document, Sandbox, fail, host, is_loopback, origin};

const COOKIE: &str = "gantry_session";
const CODE_LIFE: Duration = Duration::from_secs(60);

/// Codes handed out and not yet exchanged. They live a minute, so a restart may forget them.
#[derive(Clone, Default)]
pub struct Codes(Arc<Mutex<HashMap<String, Code>>>);

/// What a code stands for.
pub struct Code {
    pub user: String,
    /// The hash of the session it belongs to.
    pub session: String,
    pub redirect_uri: String,
    pub challenge: String,
    until: Instant,
}

impl Codes {
    fn issue(&self, code: Code) -> String {
        let secret = sessions::secret();
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let now = Instant::now();
        codes.retain(|_, it| it.until > now);
        codes.insert(secret.clone(), code);
        secret
    }

    /// Each code is good once.
    pub fn take(&self, secret: &str) -> Option<Code> {
        let mut codes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        codes.remove(secret).filter(|it| it.until > Instant::now())
    }
}

/// Where the identity provider is and what it calls the app.
pub async fn meta(headers: HeaderMap) -> Json<Value> {
    Json(json!({ "domain": host(&headers), "clientId": CLIENT, "audience": AUDIENCE }))
}

/// The style sheet of the pages here.
pub async fn style() -> impl IntoResponse {
    asset("text/css; charset=utf-8", pages::STYLE)
}

/// Their icon.
pub async fn icon() -> impl IntoResponse {
    asset("image/svg+xml", pages::BRAND)
}

fn asset(kind: &'static str, body: &'static str) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], body)
}

/// What the app asks for.
#[derive(Deserialize)]
pub struct Request {
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    redirect_uri: String,
    #[serde(default)]
    response_type: String,
    #[serde(default)]
    code_challenge: String,
    #[serde(default)]
    code_challenge_method: String,
    state: Option<String>,
    prompt: Option<String>,
}

/// The person that was picked.
#[derive(Deserialize)]
pub struct Choice {
    email: String,
}

/// The login page; someone who is signed in already goes straight back.
pub async fn show(
    State(sandbox): State<Sandbox>,
    RawQuery(raw): RawQuery,
    headers: HeaderMap,
    Query(request): Query<Request>,
) -> Response {
    if let Err(refused) = request.check(&headers) {
        return *refused;
    }
    let forced = request.prompt.as_deref() == Some("login");
    if let Some(secret) = cookie(&headers).filter(|_| !forced) {
        match sandbox.store.read(|it| sessions::holder(it, &secret)) {
            Ok(Some(user)) => return request.go_back(&sandbox, user, &secret, None),
            Ok(None) => {}
            Err(error) => return fail(&error),
        }
    }
    match sandbox.store.read(pages::People::load) {
        Ok(people) => document(StatusCode::OK, &pages::login(&people, &raw.unwrap_or_default())),
        Err(error) => fail(&error),
    }
}

/// Signs the chosen person in.
pub async fn choose(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    Query(request): Query<Request>,
    Form(choice): Form<Choice>,
) -> Response {
    if let Err(refused) = request.check(&headers) {
        return *refused;
    }
    if is_foreign(&headers) {
        return page(StatusCode::FORBIDDEN, "Sign in from the sandbox's own page.");
    }
    let user = match sandbox.store.read(|it| person(it, &choice.email)) {
        Ok(Some(user)) => text(&user, "id").to_owned(),
        Ok(None) => return page(StatusCode::FORBIDDEN, "This person cannot sign in here."),
        Err(error) => return fail(&error),
    };
    match sessions::begin(&sandbox.store, &user) {
        Ok(secret) => request.go_back(&sandbox, user, &secret, Some(remembered(&secret))),
        Err(error) => fail(&error),
    }
}

impl Request {
    /// Only the app itself gets codes, and only with a proof of who asked for them. It is at this machine: a page from
    /// elsewhere that points its own name here is not the app.
    fn check(&self, headers: &HeaderMap) -> Result<(), Box<Response>> {
        if !is_loopback(headers) {
            return Err(Box::new(page(StatusCode::FORBIDDEN, "People sign in on localhost only.")));
        }
        if self.client_id != CLIENT {
            return Err(Box::new(page(StatusCode::BAD_REQUEST, "No such app is known here.")));
        }
        if self.redirect_uri != format!("{}/auth/callback", origin(headers)) {
            let text = "The address to go back to is not the app's own.";
            return Err(Box::new(page(StatusCode::BAD_REQUEST, text)));
        }
        let refused = match () {
            () if self.response_type != "code" => Some("unsupported_response_type"),
            () if self.code_challenge_method != "S256" || self.code_challenge.len() != 43 => {
                Some("invalid_request")
            }
            () => None,
        };
        match refused {
            Some(error) => Err(Box::new(self.redirect(&[("error", error)], None))),
            None => Ok(()),
        }
    }

    fn go_back(&self, sandbox: &Sandbox, user: String, secret: &str, cookie: Option<String>) -> Response {
        let code = sandbox.codes.issue(Code {
            user,
            session: sessions::hash(secret),
            redirect_uri: self.redirect_uri.clone(),
            challenge: self.code_challenge.clone(),
            until: Instant::now() + CODE_LIFE,
        });
        self.redirect(&[("code", &code)], cookie)
    }

    fn redirect(&self, answer: &[(&str, &str)], cookie: Option<String>) -> Response {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(answer);
        query.extend_pairs(self.state.iter().map(|it| ("state", it)));
        let target = format!("{}?{}", self.redirect_uri, query.finish());
        let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, target)]).into_response();
        if let Some(value) = cookie.and_then(|it| it.parse().ok()) {
            response.headers_mut().insert(header::SET_COOKIE, value);
        }
        response
    }
}

/// Where sign-out ends.
#[derive(Deserialize)]
pub struct Logout {
    #[serde(rename = "returnTo")]
    return_to: Option<String>,
}

/// Forgets the browser and goes back, but never to a foreign place.
pub async fn logout(headers: HeaderMap, Query(logout): Query<Logout>) -> Response {
    let origin = origin(&headers);
    let target = logout.return_to.filter(|it| same_origin(it, &origin)).unwrap_or_else(|| "/".to_owned());
    let gone = format!("{COOKIE}=; Path=/authorize; HttpOnly; SameSite=Lax; Max-Age=0");
    (StatusCode::FOUND, [(header::LOCATION, target), (header::SET_COOKIE, gone)]).into_response()
}

/// Browsers read backslashes as slashes and skip control characters, so neither may be in the address at all.
fn same_origin(target: &str, origin: &str) -> bool {
    let plain = !target.chars().any(|it| it == '\\' || it.is_control() || it.is_whitespace());
    let rest = target.strip_prefix(origin);
    let inside = rest.is_some_and(|it| it.is_empty() || it.starts_with(['/', '?', '#']));
    let path = target.starts_with('/') && !target.starts_with("//");
    plain && (inside || path) && target.parse::<Uri>().is_ok()
}

/// The cookie by which the browser is known from then on.
pub(super) fn remembered(secret: &str) -> String {
    format!("{COOKIE}={secret}; Path=/authorize; HttpOnly; SameSite=Lax")
}

/// Whether a form was sent from somebody else's page.
pub(super) fn is_foreign(headers: &HeaderMap) -> bool {
    let from = headers.get(header::ORIGIN).and_then(|it| it.to_str().ok());
    from.is_some_and(|it| it != origin(headers))
}

fn cookie(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).into_iter().filter_map(|it| it.to_str().ok());
    let mut each = cookies.flat_map(|it| it.split("; "));
    each.find_map(|it| it.strip_prefix(COOKIE)?.strip_prefix('=')).map(str::to_owned)
}

fn page(status: StatusCode, sentence: &str) -> Response {
    document(status, &pages::problem("Sign-in did not work", sentence))
}

/// A page of the provider.
pub(super) fn document(status: StatusCode, page: &Markup) -> Response {
    (status, Extension(Document::Login), Html(page.0.clone())).into_response()
}

#[cfg(test)]
mod tests {
    use super::same_origin;

    #[test]
    fn sign_out_leads_nowhere_else() {
        let origin = "http://localhost:8080";
        let good = ["/", "/customers?q=a", "http://localhost:8080", "http://localhost:8080/login"];
        let bad = [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "http://localhost:8080.evil.example/",
            "http://localhost:8080@evil.example/",
            "javascript:alert(1)",
            "/\t/evil.example",
            "\\\\evil.example",
            "http:/evil.example",
            "",
            "http://localhost:80801/",
        ];
        assert!(good.into_iter().all(|it| same_origin(it, origin)));
        assert_eq!(bad.into_iter().find(|it| same_origin(it, origin)), None);
    }
}
