//! HTTP: the only place that talks to the network for the API.

use std::{cell::RefCell, future::Future, pin::Pin, rc::Rc};

use futures_util::future::{Either, select};
use gloo_net::http::Request;
use gloo_timers::future::TimeoutFuture;
use web_sys::AbortController;

use super::Error;

/// Gets a newer token after the server refused the present one. `SignedOut` when there is none to be had.
pub type Renew = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<(), Error>>>>>;

/// Told when the server no longer knows the person and no newer token can be had.
pub type SignedOut = Rc<dyn Fn()>;

/// Told after every answer, and whether it was a refusal.
pub type Watch = Rc<dyn Fn(bool)>;

#[derive(Default)]
struct Connection {
    base: String,
    token: Option<String>,
    /// Counts the people whose tokens were in use, one after the other.
    person: u32,
    renew: Option<Renew>,
    signed_out: Option<SignedOut>,
    watch: Option<Watch>,
    read_only: bool,
}

thread_local! {
    static CONNECTION: RefCell<Connection> = RefCell::default();
}

/// Says where the backend is: the part of its URLs before `/api`, empty when it is the app's own origin.
pub fn set_base(url: &str) {
    CONNECTION.with_borrow_mut(|it| it.base = url.trim_end_matches('/').to_owned());
}

pub(super) fn base() -> String {
    CONNECTION.with_borrow(|it| it.base.clone())
}

/// The bearer token of all requests from now on. It lives here and nowhere else.
pub fn set_token(token: Option<String>) {
    CONNECTION.with_borrow_mut(|it| it.token = token);
}

/// Says that the next token is another person's. What is on its way for the former one is not sent again.
pub fn next_person() {
    CONNECTION.with_borrow_mut(|it| it.person += 1);
}

fn person() -> u32 {
    CONNECTION.with_borrow(|it| it.person)
}

/// The token in use, for the person to copy.
#[must_use]
pub fn token() -> Option<String> {
    CONNECTION.with_borrow(|it| it.token.clone())
}

/// How to get a newer token when the server answers 401, and whom to tell when there is none.
pub fn set_renewal(renew: Renew, signed_out: SignedOut) {
    CONNECTION.with_borrow_mut(|it| {
        it.renew = Some(renew);
        it.signed_out = Some(signed_out);
    });
}

/// Whom to tell about answers.
pub fn set_watch(watch: Watch) {
    CONNECTION.with_borrow_mut(|it| it.watch = Some(watch));
}

/// While true, nothing that changes anything leaves this document.
pub fn set_read_only(read_only: bool) {
    CONNECTION.with_borrow_mut(|it| it.read_only = read_only);
}

pub(super) fn is_read_only() -> bool {
    CONNECTION.with_borrow(|it| it.read_only)
}

pub(super) fn answered(was_refused: bool) {
    let watch = CONNECTION.with_borrow(|it| it.watch.clone());
    watch.inspect(|watch| watch(was_refused));
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Read,
    Write,
}

pub(super) struct Answer {
    pub text: String,
    /// `x-request-id` of the answer, or empty.
    pub reference: String,
}

/// Milliseconds before a question is given up on.
pub(super) const PATIENCE: u32 = 15_000;

/// Milliseconds for what changes something: it may do real work, such as a deployment.
const PATIENCE_WITH_WORK: u32 = 30_000;

/// Milliseconds before the first, second and third further try of a query; a random part is taken off each.
const PAUSES: [u32; 3] = [500, 2_000, 6_000];

/// Milliseconds after which a query that was not answered is told, and not tried again: whoever waits has waited enough.
const LONG_ENOUGH: f64 = 12_000.0;

/// Sends a GraphQL request.
pub(super) async fn post(kind: Kind, body: String) -> Result<Answer, Error> {
    if kind == Kind::Write && is_read_only() {
        return Err(Error::ReadOnly);
    }
    let answer = post_until_answered(kind, body).await;
    if matches!(answer, Err(Error::SignedOut)) {
        let tell = CONNECTION.with_borrow(|it| it.signed_out.clone());
        tell.inspect(|tell| tell());
    }
    answer
}

/// Reads something beside the API, once; once more when it took a newer token.
pub(super) async fn get(path: &str) -> Result<String, Error> {
    let first = token().ok_or(Error::SignedOut)?;
    let asker = person();
    match get_as(path, &first).await {
        Err(Error::SignedOut) => {
            if !is_replaced(&first) {
                renew().await?;
            }
            if person() != asker {
                return Err(Error::Forbidden);
            }
            get_as(path, &token().ok_or(Error::SignedOut)?).await
        }
        answer => answer,
    }
}

async fn get_as(path: &str, token: &str) -> Result<String, Error> {
    let url = format!("{}{path}", base());
    let answer = exchange(Question { url, token: Some(token), body: None, patience: PATIENCE }).await?;
    match answer.status {
        200 => Ok(answer.text),
        401 => Err(Error::SignedOut),
        _ => Err(Error::NotFound),
    }
}

/// Reads the bytes behind an address that is a secret of its own, so that no token goes along. `NotFound` when it is no
/// longer good.
pub(super) async fn bytes(url: &str) -> Result<Vec<u8>, Error> {
    let url = if url.starts_with('/') { format!("{}{url}", base()) } else { url.to_owned() };
    let abort = AbortOnDrop::new();
    let request = Request::get(&url).abort_signal(abort.signal().as_ref());
    within(PATIENCE_WITH_WORK, async {
        let response = request.send().await.map_err(|_| Error::Unreachable)?;
        match response.status() {
            200 => response.binary().await.map_err(|_| Error::Unreachable),
            403 | 404 | 410 => Err(Error::NotFound),
            429 | 502..=504 => Err(Error::Unreachable),
            _ => Err(Error::Malformed { reference: String::new() }),
        }
    })
    .await
}

/// Waits for an exchange as many milliseconds, and not for ever.
pub(super) async fn within<T>(
    limit: u32,
    exchange: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    match select(Box::pin(exchange), TimeoutFuture::new(limit)).await {
        Either::Left((answered, _)) => answered,
        Either::Right(_) => Err(Error::Unreachable),
    }
}

async fn renew() -> Result<(), Error> {
    let renew = CONNECTION.with_borrow(|it| it.renew.clone()).ok_or(Error::SignedOut)?;
    renew().await
}

/// Sends one query with a token of its own, once.
pub(super) async fn post_as(token: &str, body: &str) -> Result<Answer, Error> {
    match attempt(Kind::Read, body, token).await {
        Attempt::Answered(answer) => Ok(answer),
        Attempt::SignedOut => Err(Error::SignedOut),
        Attempt::Unreachable | Attempt::TooMany { .. } => Err(Error::Unreachable),
        Attempt::Failed(error) => Err(error),
    }
}

async fn post_until_answered(kind: Kind, body: String) -> Result<Answer, Error> {
    let mut pauses = PAUSES.iter();
    let mut renewed = false;
    let (began, sender) = (js_sys::Date::now(), person());
    loop {
        // Nobody asks, or changes anything, as somebody else.
        if person() != sender {
            return Err(Error::Forbidden);
        }
        let Some(token) = CONNECTION.with_borrow(|it| it.token.clone()) else { return Err(Error::SignedOut) };
        match attempt(kind, &body, &token).await {
            Attempt::Answered(answer) => return Ok(answer),
            Attempt::Failed(error) => return Err(error),
            // A newer token came while the request was on its way.
            Attempt::SignedOut if is_replaced(&token) => {}
            Attempt::SignedOut if renewed => return Err(Error::SignedOut),
            Attempt::SignedOut => {
                renewed = true;
                renew().await?;
            }
            Attempt::TooMany { wait } => match pauses.next() {
                Some(pause) => TimeoutFuture::new(wait.unwrap_or_else(|| jitter(*pause))).await,
                None => return Err(Error::Unreachable),
            },
            Attempt::Unreachable => match (kind, pauses.next()) {
                (Kind::Read, Some(pause)) if js_sys::Date::now() - began < LONG_ENOUGH => {
                    TimeoutFuture::new(jitter(*pause)).await
                }
                (Kind::Read | Kind::Write, _) => return Err(Error::Unreachable),
            },
        }
    }
}

fn is_replaced(token: &str) -> bool {
    CONNECTION.with_borrow(|it| it.token.as_deref().is_some_and(|now| now != token))
}

enum Attempt {
    Answered(Answer),
    SignedOut,
    /// Nothing was done. Worth another try, after as many milliseconds as the server asked for.
    TooMany {
        wait: Option<u32>,
    },
    /// Perhaps something was done.
    Unreachable,
    Failed(Error),
}

async fn attempt(kind: Kind, body: &str, token: &str) -> Attempt {
    let url = format!("{}/api", base());
    let patience = if kind == Kind::Read { PATIENCE } else { PATIENCE_WITH_WORK };
    let answer = exchange(Question { url, token: Some(token), body: Some(body), patience }).await;
    let Ok(Reply { status, text, reference, wait }) = answer else { return Attempt::Unreachable };
    match status {
        502..=504 => Attempt::Unreachable,
        429 => Attempt::TooMany { wait },
        401 => Attempt::SignedOut,
        200 => Attempt::Answered(Answer { text, reference }),
        403 => Attempt::Failed(Error::Forbidden),
        _ => Attempt::Failed(Error::Malformed { reference }),
    }
}

/// Something to ask a server for.
pub(super) struct Question<'a> {
    pub url: String,
    /// A bearer token.
    pub token: Option<&'a str>,
    /// JSON that is posted; without it the question is a GET.
    pub body: Option<&'a str>,
    /// Milliseconds.
    pub patience: u32,
}

/// What a server says.
pub(super) struct Reply {
    pub status: u16,
    pub text: String,
    /// `x-request-id`, or empty.
    pub reference: String,
    /// Milliseconds to wait before the next try, where the server says so.
    pub wait: Option<u32>,
}

/// Asks once, and reads the answer as text. Ends in the browser, too, when nobody waits for it any more.
///
/// # Errors
/// `Unreachable`, without an answer in time.
pub(super) async fn exchange(question: Question<'_>) -> Result<Reply, Error> {
    let Question { url, token, body, patience } = question;
    let abort = AbortOnDrop::new();
    let mut request = if body.is_some() { Request::post(&url) } else { Request::get(&url) };
    if let Some(token) = token {
        request = request.header("authorization", &format!("Bearer {token}"));
    }
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let request = request.abort_signal(abort.signal().as_ref()).body(body).map_err(|_| Error::Unreachable)?;
    within(patience, async {
        let response = request.send().await.map_err(|_| Error::Unreachable)?;
        let reference = response.headers().get("x-request-id").unwrap_or_default();
        let wait = response.headers().get("retry-after").and_then(|it| it.parse::<u32>().ok());
        let status = response.status();
        let text = response.text().await.map_err(|_| Error::Unreachable)?;
        Ok(Reply { status, text, reference, wait: wait.map(|seconds| seconds.clamp(1, 120) * 1_000) })
    })
    .await
}

/// Between half of the milliseconds and all of them, so that many clients do not come back at once.
fn jitter(pause: u32) -> u32 {
    let part = js_sys::Math::random() * f64::from(pause / 2);
    // Between 0 and 3,000 by the line above.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "within range")]
    let part = part as u32;
    pause - part
}

/// Ends a request in the browser when nobody waits for it any more.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn new() -> Self {
        Self(AbortController::new().ok())
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.0.as_ref().map(AbortController::signal)
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}
