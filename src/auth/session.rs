//! Signing in and out, and who is signed in. Tokens live in memory only: a reload signs in anew at the provider, which
//! remembers the person.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    thread::LocalKey,
    time::Duration,
};

use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared, join},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use super::{
    Access, Denial, LookingAs, Part, Permission, Viewer,
    asked::{SignedInUser, signed_in_user},
    decide, pkce,
    provider::{callback_url, go, leave_for_provider, provider_origin, query_string, show, take_attempt},
    tabs,
};
use crate::{
    api::{self, Error, identity},
    boot::{self, Theme},
    routes::Route,
};

/// How far signing in has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    Starting,
    SignedIn(Viewer),
    Failed(Error),
}

/// The session of this document, as a context.
#[derive(Clone, Copy)]
pub struct Session {
    phase: RwSignal<Phase>,
    expired: RwSignal<bool>,
    looking_as: RwSignal<Option<LookingAs>>,
}

/// The session. Only inside the app, which provides it.
#[must_use]
pub fn use_session() -> Session {
    expect_context()
}

/// Asked for once, by however many wait for it.
type Asked = Shared<LocalBoxFuture<'static, Result<(), Error>>>;

thread_local! {
    static REFRESH_TOKEN: RefCell<Option<String>> = const { RefCell::new(None) };
    /// When the reader's own record was last read, in milliseconds since 1970.
    static READ_AT: Cell<f64> = const { Cell::new(0.0) };
    static LOOK: RefCell<Option<Asked>> = const { RefCell::new(None) };
    static RENEWAL: RefCell<Option<Asked>> = const { RefCell::new(None) };
}

impl Session {
    /// A session that has not begun.
    #[must_use]
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Starting),
            expired: RwSignal::new(false),
            looking_as: RwSignal::new(None),
        }
    }

    #[must_use]
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// Whether the server no longer takes the token. What is on the screen stays until the person signs in again.
    #[must_use]
    pub fn expired(self) -> Signal<bool> {
        self.expired.into()
    }

    /// Whoever is signed in, as the app shows itself to them. Screens exist only while somebody is.
    #[must_use]
    pub fn viewer(self) -> Option<Viewer> {
        self.with_viewer(Viewer::clone)
    }

    /// The same without a copy of the record: rows of long lists ask.
    fn with_viewer<T>(self, ask: impl FnOnce(&Viewer) -> T) -> Option<T> {
        self.phase.with(|phase| match phase {
            Phase::SignedIn(viewer) => Some(self.looking_as.with(|other| match other {
                Some(other) => ask(&viewer.clone().looking_as(other)),
                None => ask(viewer),
            })),
            Phase::Starting | Phase::Failed(_) => None,
        })
    }

    /// Something the viewer's own record says; denied while nobody is signed in.
    pub fn access(self, ask: impl FnOnce(&Viewer) -> Access) -> Access {
        self.with_viewer(ask).unwrap_or(Access::Denied(Denial::SignedOut))
    }

    /// What an object's `allow…` field says. Whoever looks at the app as another role sees what that role's permission
    /// would add to it, and may do none of it.
    pub fn may(self, permission: Permission, allow: impl Into<Option<bool>>) -> Access {
        let is_looking = self.looking_as.with(Option::is_some);
        decide(allow, is_looking.then(|| self.access(|viewer| viewer.can(permission))))
    }

    /// Whether logs, outputs of steps and values of credentials are kept from the reader.
    #[must_use]
    pub fn hides_sensitive(self) -> bool {
        self.with_viewer(|viewer| viewer.hides_sensitive).unwrap_or_default()
    }

    /// The same of what third parties can be granted on `object`: the id of a customer, what all versions of an
    /// integration share.
    pub fn may_on(self, object: &str, permission: Permission, allow: impl Into<Option<bool>>) -> Access {
        match self.sieve() {
            Some(other) => decide(allow, Some(other.may_change(object, permission))),
            None => self.may(permission, allow),
        }
    }

    /// Whose eyes the reader looks through.
    #[must_use]
    pub fn looking_as(self) -> Signal<Option<LookingAs>> {
        self.looking_as.into()
    }

    /// Somebody through whose eyes the reader looks and who finds only what was given to them: lists leave out the rest.
    #[must_use]
    pub fn sieve(self) -> Option<LookingAs> {
        self.looking_as.get().filter(LookingAs::is_by_grant)
    }

    /// Whether a part of an object that the server shows the reader is there for whose eyes the reader looks through.
    #[must_use]
    pub fn finds(self, object: &str, part: Part) -> bool {
        self.looking_as.with(|it| it.as_ref().is_none_or(|it| it.finds(object, part)))
    }

    /// Looks at the app through somebody else's eyes, or through one's own again. Meanwhile nothing is sent that
    /// changes anything, whatever a control tries.
    pub fn look_as(self, other: Option<LookingAs>) {
        api::set_read_only(other.is_some());
        self.looking_as.set(other);
    }

    /// Reads the reader's record anew when a refusal says that it has changed, and every now and then while the person
    /// works, so that controls follow a role that was changed meanwhile.
    fn look_again(self, was_refused: bool) {
        let now = js_sys::Date::now();
        // Milliseconds. This question itself is never refused.
        if !was_refused && now - READ_AT.get() < 15_000.0 {
            return;
        }
        READ_AT.set(now);
        spawn_local(async move { drop(self.look().await) });
    }

    /// Reads the reader's record anew, once for all who want to know. Without an answer everything stays as it is.
    pub fn look(self) -> impl Future<Output = Result<(), Error>> {
        ask_once(&LOOK, self.read_anew())
    }

    async fn read_anew(self) -> Result<(), Error> {
        let found = api::send::<SignedInUser>(signed_in_user::Variables {}).await?;
        let found = Viewer::from(found.authenticated_user);
        let is_news = self.phase.try_with_untracked(
            |phase| matches!(phase, Phase::SignedIn(known) if known.id == found.id && *known != found),
        );
        if is_news == Some(true) {
            self.phase.set(Phase::SignedIn(found));
        }
        Ok(())
    }

    /// Signs in the person of this browser, and stays with what its other tabs do. `on_way` hears the address that will
    /// be shown, as soon as it is known.
    pub fn begin(self, on_way: fn(&str)) {
        self.renew_with(Rc::new(refresh));
        self.follow_other_tabs();
        spawn_local(async move {
            if let Err(error) = self.sign_in(on_way).await {
                self.fail(error);
            }
        });
    }

    /// Signs in in the browser: finishes a sign-in that comes back from the provider, and then shows the address that
    /// was asked for; else goes to the provider, and leaves this document.
    ///
    /// # Errors
    /// When the provider or the API cannot be reached or makes no sense.
    async fn sign_in(self, on_way: fn(&str)) -> Result<(), Error> {
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        let query = location.search().unwrap_or_default();
        if path != Route::SIGN_IN_CALLBACK {
            return leave_for_provider(&format!("{path}{query}"), false).await;
        }
        let params = web_sys::UrlSearchParams::new_with_str(&query).map_err(|_| Error::SignedOut)?;
        let attempt = params.get("state").and_then(|state| take_attempt(&state));
        // The code leaves the address at once; a reload from here on signs in anew.
        let back_to =
            attempt.as_ref().map_or_else(|| pkce::safe_return(""), |it| pkce::safe_return(&it.back_to));
        show(&back_to);
        // A provider that knows the person and lets nobody in would answer the same at once, and so on for ever.
        if params.get("error").is_some() {
            return Err(Error::SignedOut);
        }
        let (Some(attempt), Some(code)) = (attempt, params.get("code")) else {
            return leave_for_provider(&back_to, false).await;
        };
        on_way(&back_to);
        let provider = identity::provider().await?;
        let (origin, callback) = (provider_origin(&provider.domain), callback_url());
        let tokens = identity::exchange(&origin, &provider.client_id, &code, &attempt.verifier, &callback);
        match tokens.await {
            Ok(tokens) => {
                REFRESH_TOKEN.set(tokens.refresh_token);
                self.adopt(tokens.access_token).await
            }
            Err(Error::SignedOut) if !attempt.is_second => leave_for_provider(&back_to, true).await,
            Err(error) => Err(error),
        }
    }

    /// Finds out whose token it is, without using it for anything else.
    ///
    /// # Errors
    /// When the API refuses the token or cannot be reached.
    pub async fn try_token(self, token: &str) -> Result<Viewer, Error> {
        let found = api::send_as::<SignedInUser>(token, signed_in_user::Variables {}).await?;
        Ok(found.authenticated_user.into())
    }

    /// Goes on with a token that the API took. When it is another person's, whatever is on the screen goes first.
    pub fn accept(self, token: String, viewer: Viewer, is_other: bool) {
        if is_other {
            api::next_person();
            api::files::forget_all();
            self.phase.set(Phase::Starting);
        }
        api::set_token(Some(token));
        self.expired.set(false);
        // In a task of its own, so that the views of the former person are gone before the new ones are made.
        spawn_local(async move { self.phase.set(Phase::SignedIn(viewer)) });
    }

    /// Takes a token and finds out who it belongs to.
    ///
    /// # Errors
    /// When the API refuses the token or cannot be reached.
    pub async fn adopt(self, token: String) -> Result<(), Error> {
        api::set_token(Some(token));
        READ_AT.set(js_sys::Date::now());
        let found = api::send::<SignedInUser>(signed_in_user::Variables {}).await?.authenticated_user;
        self.expired.set(false);
        let viewer = Viewer::from(found);
        // The account's choice counts in every browser.
        boot::set_theme(viewer.theme);
        self.phase.set(Phase::SignedIn(viewer));
        Ok(())
    }

    /// Takes in what the person changed about themselves.
    pub fn rename(self, name: String, avatar_url: Option<String>) {
        self.phase.update(|phase| {
            if let Phase::SignedIn(viewer) = phase {
                viewer.name = name;
                viewer.avatar_url = avatar_url;
            }
        });
    }

    /// Says that signing in did not work.
    pub fn fail(self, error: Error) {
        self.phase.set(Phase::Failed(error));
    }

    /// Lets requests that the server refuses get a newer token by `renew`.
    pub fn renew_with(self, renew: api::Renew) {
        api::set_renewal(
            renew,
            Rc::new(move || {
                let _ = self.expired.try_set(true);
            }),
        );
        api::set_watch(Rc::new(move |was_refused| self.look_again(was_refused)));
    }

    /// Ends here when the person signs out in another tab, and signs in anew when the browser brings back a page that
    /// it kept.
    fn follow_other_tabs(self) {
        tabs::on_sign_out(move || spawn_local(self.leave()));
        // Nobody knows what happened while the browser kept the page: whoever is signed in comes back to it, with what
        // they typed, and whoever is not sees nothing of it.
        let shown = window_event_listener(leptos::ev::pageshow, move |event| {
            if event.persisted() {
                self.phase.set(Phase::Starting);
                // Nothing that was on the screen asks whether it may be left.
                set_timeout(boot::reload, Duration::ZERO);
            }
        });
        on_cleanup(move || shown.remove());
    }

    /// The person chose how the app is to look.
    pub fn choose_theme(self, theme: Theme) {
        boot::set_theme(theme);
        self.phase.update(|phase| {
            if let Phase::SignedIn(viewer) = phase {
                viewer.theme = theme;
            }
        });
    }

    /// Ends the session here and at the provider.
    pub async fn sign_out(self) {
        tabs::tell_sign_out();
        self.leave().await;
    }

    /// Forgets everything, and has the provider forget the person.
    async fn leave(self) {
        let token = REFRESH_TOKEN.take();
        api::set_token(None);
        // The screens go first, so that none of them asks whether it may be left.
        self.phase.set(Phase::Starting);
        TimeoutFuture::new(0).await;
        let home = window().location().origin().unwrap_or_default();
        let revoked = async {
            if let Some(token) = token {
                // The page is left either way.
                drop(identity::revoke(&token).await);
            }
        };
        let (provider, ()) = join(identity::provider(), revoked).await;
        if let Ok(provider) = provider {
            let origin = provider_origin(&provider.domain);
            let query = query_string(&[("client_id", &provider.client_id), ("returnTo", &home)]);
            go(&format!("{origin}/v2/logout?{query}"));
        } else {
            go(&home);
        }
    }
}

impl Default for Session {
    fn default() -> Self {
        Self::new()
    }
}

/// Goes to the provider and comes back to this page.
///
/// # Errors
/// When the provider cannot be reached; everything then stays as it is.
pub async fn sign_in_again() -> Result<(), Error> {
    let location = window().location();
    let here = location.pathname().unwrap_or_default() + &location.search().unwrap_or_default();
    leave_for_provider(&here, false).await
}

/// Gets a newer token with the refresh token, once for all requests that wait for one.
fn refresh() -> LocalBoxFuture<'static, Result<(), Error>> {
    let renewed = async {
        let token = REFRESH_TOKEN.with_borrow(Clone::clone).ok_or(Error::SignedOut)?;
        api::set_token(Some(identity::refresh(&token).await?));
        Ok(())
    };
    ask_once(&RENEWAL, renewed).boxed_local()
}

/// Waits for an answer that is on its way already, or else asks for it.
fn ask_once(
    under_way: &'static LocalKey<RefCell<Option<Asked>>>,
    ask: impl Future<Output = Result<(), Error>> + 'static,
) -> Asked {
    let start = || {
        let asked = async move {
            let answer = ask.await;
            under_way.take();
            answer
        };
        asked.boxed_local().shared()
    };
    under_way.with_borrow_mut(|it| it.get_or_insert_with(start).clone())
}
