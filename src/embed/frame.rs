//! The frame inside a host product: the only place that hears and posts messages.

use std::{cell::RefCell, rc::Rc};

use futures_util::future::LocalBoxFuture;
use gloo_timers::future::TimeoutFuture;
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::{Map, Value};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::UrlSearchParams;

use super::{
    event::{self, Event, Subject},
    filters::Filters,
    message::{Inbound, Outbound},
    screen::ScreenConfiguration,
    token::{self, Claims, Decision},
};
use crate::{
    api::{Error, json},
    auth::{Session, Viewer},
    boot,
    config::Config,
    phrases::{self, Overrides},
    routes::Route,
};

/// What the host decided, as a context.
#[derive(Clone, Copy)]
pub struct Frame {
    pub screen: RwSignal<ScreenConfiguration>,
    pub filters: RwSignal<Filters>,
    /// The host asked for one integration only: when it is removed, nothing else takes its place.
    pub stays: RwSignal<bool>,
    /// The host asked for what the person settles for themselves, not for what is settled for everybody.
    is_personal: RwSignal<bool>,
    /// Counts how often the host closed what is around the frame, which lives on.
    pub closings: RwSignal<u32>,
    /// Answers that the host gave and the open wizard has not taken yet.
    pub answers: RwSignal<Vec<Map<String, Value>>>,
    /// Counts changes of the host's words: what is on the screen is to be built anew when nobody works on it.
    pub wording: RwSignal<u32>,
    /// Why there is nobody to show the screen to: the host's token did not work, or none came.
    pub refusal: RwSignal<Option<Error>>,
}

#[derive(Default)]
struct Link {
    /// The host, from its first token on.
    host: Option<String>,
    claims: Option<Claims>,
    /// A token came, and so did the filters, which a host sends last.
    introduced: bool,
    last_asked: f64,
    /// The host's words for all screens.
    words: Overrides,
}

thread_local! {
    static LINK: RefCell<Link> = RefCell::default();
}

/// Messages are read when their text is no longer than this.
const LONGEST: u32 = 256 * 1024;

/// Milliseconds before a person is told that the host has sent no token.
const PATIENCE: u32 = 15_000;

/// Milliseconds before each further try to find out whose a token is, when the API cannot be reached.
const PAUSES: [u32; 3] = [500, 2_000, 6_000];

impl Frame {
    /// A frame whose host has said nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self {
            screen: RwSignal::default(),
            filters: RwSignal::default(),
            stays: RwSignal::new(false),
            is_personal: RwSignal::new(false),
            closings: RwSignal::new(0),
            answers: RwSignal::default(),
            wording: RwSignal::new(0),
            refusal: RwSignal::new(None),
        }
    }

    /// Listens to the host, tells it so, and signs in with the token it sends or that came in the address.
    pub fn start(self, session: Session, config: Config) {
        let query = window().location().search().unwrap_or_default();
        let query = UrlSearchParams::new_with_str(&query).ok();
        let is_set = |name: &str| query.as_ref().and_then(|it| it.get(name)).as_deref() == Some("true");
        self.stays.set(is_set("skipRedirectOnRemove"));
        self.is_personal.set(is_set("userLevelConfigured"));
        session.renew_with(Rc::new(move || renew()));
        let heard =
            Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| self.hear(session, &config, &message));
        boot::call(&boot::gantry(), "take", &[heard.as_ref().clone()]);
        // Lives as long as the document does.
        heard.forget();
        let token = boot::call(&boot::gantry(), "takeToken", &[]).as_string();
        match token {
            Some(token) => self.consider(session, token),
            None => {
                post(Outbound::Initialized);
                spawn_local(self.lose_patience());
            }
        }
        let escape = window_event_listener(ev::keydown, move |event| {
            let is_busy = document()
                .query_selector("dialog[open], [popover]:popover-open")
                .is_ok_and(|it| it.is_some());
            let asks = event.key() == "Escape" && !event.default_prevented() && !is_busy;
            if asks {
                self.close_popover();
            }
        });
        on_cleanup(move || escape.remove());
    }

    /// The screen that the host means by an address.
    #[must_use]
    pub fn means(self, route: Route) -> Route {
        if let Route::ConfigureInstance { id } = &route
            && self.is_personal.get_untracked()
        {
            return Route::ConfigureOneself { id: id.clone() };
        }
        route
    }

    /// What the person came for is done, or given up: the popover around the frame may go, if there is one.
    pub fn close_popover(self) {
        if self.screen.with_untracked(|it| it.is_in_popover) {
            post(Outbound::PopoverCloseRequested);
        }
    }

    /// Uses the host's words for the screen that is about to be shown.
    pub fn speak(self, route: &Route) {
        if boot::is_embedded() {
            let words = LINK.with_borrow(|it| it.words.clone());
            phrases::replace_overrides(words.on_screen(route.namespace()));
        }
    }

    fn hear(self, session: Session, config: &Config, message: &JsValue) {
        let origin = boot::property(message, "origin").as_string().unwrap_or_default();
        let is_host = LINK.with_borrow(|it| {
            it.host.as_ref().map_or_else(|| config.allows_host(&origin), |host| *host == origin)
        });
        // What has no JSON comes back as undefined, of which not even the length can be asked.
        let text = js_sys::JSON::stringify(&boot::property(message, "data"))
            .ok()
            .filter(|it| it.is_string() && it.length() <= LONGEST);
        let said = text.and_then(|it| it.as_string()).and_then(|it| json::parse(&it));
        let Some(said) = said.filter(|_| is_host).and_then(|it| Inbound::read(&it)) else { return };
        match said {
            Inbound::SetToken(token) => {
                LINK.with_borrow_mut(|it| it.host = Some(origin));
                self.consider(session, token);
            }
            Inbound::SetTranslation(words) => {
                let words = Overrides::read(&words);
                // Hosts send the same ones again whenever another frame starts.
                let is_new = LINK.with_borrow(|it| it.words != words);
                if is_new {
                    LINK.with_borrow_mut(|it| it.words.clone_from(&words));
                    phrases::replace_overrides(words.on_screen(screen().namespace()));
                    self.wording.update(|it| *it += 1);
                }
            }
            Inbound::SetConfigVar(answers) => self.answers.update(|it| it.push(answers)),
            Inbound::SetScreenConfiguration(screen) => set_if_new(self.screen, screen),
            Inbound::SetFilters(filters) => {
                set_if_new(self.filters, filters);
                LINK.with_borrow_mut(|it| it.introduced = true);
            }
            Inbound::MarketplaceClosed => self.closings.update(|it| *it += 1),
        }
    }

    /// Uses a token if it is better than the present one and the API takes it. The present one serves until then.
    fn consider(self, session: Session, token: String) {
        let (decision, is_first) =
            LINK.with_borrow(|it| (token::decide(it.claims.as_ref(), &token), it.claims.is_none()));
        if decision == Decision::Ignore {
            if is_first {
                // A good one that comes later is still taken.
                self.refusal.set(Some(Error::SignedOut));
            }
            return;
        }
        spawn_local(async move {
            let viewer = whose(session, &token).await;
            // Another token may have been taken in the meantime.
            let (decision, is_first) =
                LINK.with_borrow(|it| (token::decide(it.claims.as_ref(), &token), it.claims.is_none()));
            match viewer {
                _ if decision == Decision::Ignore => {}
                Err(error) if is_first => self.refusal.set(Some(error)),
                // The token in use serves on.
                Err(_) => {}
                Ok(viewer) => {
                    let claims = Claims::read(&token);
                    LINK.with_borrow_mut(|it| it.claims.clone_from(&claims));
                    if is_first {
                        introduced().await;
                    }
                    if LINK.with_borrow(|it| it.claims == claims) {
                        self.refusal.set(None);
                        session.accept(token, viewer, decision == Decision::Replace);
                    }
                }
            }
        });
    }

    /// A token that comes later is still taken.
    async fn lose_patience(self) {
        TimeoutFuture::new(PATIENCE).await;
        if LINK.with_borrow(|it| it.host.is_none()) {
            self.refusal.set(Some(Error::SignedOut));
        }
    }
}

/// Asks the API whose token it is; when it cannot be reached, a few times.
async fn whose(session: Session, token: &str) -> Result<Viewer, Error> {
    let mut answer = session.try_token(token).await;
    for pause in PAUSES {
        if !matches!(answer, Err(Error::Unreachable)) {
            break;
        }
        TimeoutFuture::new(pause).await;
        answer = session.try_token(token).await;
    }
    answer
}

impl Default for Frame {
    fn default() -> Self {
        Self::new()
    }
}

/// The same settings again, as hosts send them whenever another frame starts, change nothing.
fn set_if_new<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}

/// Waits until the host has said how the screen should be, so that nothing flashes that it hides. A host that never
/// does (a token in the address, an old SDK) is not waited for long.
async fn introduced() {
    for _ in 0..20 {
        if LINK.with_borrow(|it| it.introduced || it.host.is_none()) {
            return;
        }
        TimeoutFuture::new(25).await;
    }
}

/// Asks the host for a newer token and waits for one: at most once in five seconds, at most ten seconds long.
fn renew() -> LocalBoxFuture<'static, Result<(), Error>> {
    let claims = || LINK.with_borrow(|it| it.claims.clone());
    Box::pin(async move {
        let before = claims();
        let now = js_sys::Date::now();
        let may_ask = LINK.with_borrow(|it| now - it.last_asked > 5_000.0);
        if may_ask {
            LINK.with_borrow_mut(|it| it.last_asked = now);
            post(Outbound::Initialized);
        }
        for _ in 0..100 {
            TimeoutFuture::new(100).await;
            if claims() != before {
                return Ok(());
            }
        }
        Err(Error::SignedOut)
    })
}

/// Tells the host, and nobody else, what happened to an instance. In the browser there is nobody to tell.
pub fn tell(event: Event, about: &Subject, more: Map<String, Value>) {
    let Some(host) = LINK.with_borrow(|it| it.host.clone()) else { return };
    // An origin that says nothing about itself cannot be named as the one to be told.
    let to = if host == "null" { "*" } else { &host };
    send(&event::message(event, about, more), to);
}

fn post(message: Outbound) {
    // Both messages are empty, so anybody may hear them; the first one goes out before the host is known.
    send(&message.write(), "*");
}

fn send(message: &Value, to: &str) {
    let Ok(Some(parent)) = window().parent() else { return };
    let Ok(message) = js_sys::JSON::parse(&message.to_string()) else { return };
    drop(parent.unchecked_ref::<web_sys::Window>().post_message(&message, to));
}

/// The screen of this document's address.
fn screen() -> Route {
    Route::parse(&window().location().pathname().unwrap_or_default())
}
