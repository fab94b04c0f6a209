//! `/authorize/register`: by the link of an e-mail a new person sets a name and a password, and is signed in.

use axum::{
    Form,
    extract::{Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    authorize::{document, is_foreign, remembered},
    pages,
    provision::doc,
    sessions, text,
};
use crate::{
    engine::password,
    store::{Doc, Reader, StoreError, Writer},
    web::{Sandbox, fail},
};

/// What is kept of a link: the hash of its secret, whom it is for, until when, and whether it was used.
const INVITATION: &str = "SandboxInvitation";
/// What would have gone out by e-mail.
const MAIL: &str = "SandboxMail";

/// How long a link is good.
const DAYS: i64 = 7;

/// Characters.
const LONGEST_NAME: usize = 255;

const UNKNOWN: &str = "This link is not known here. Check that it is complete.";
const USED: &str = "This link has been used already. Sign in with what you chose then.";
const EXPIRED: &str = "This link has expired. Ask whoever added you to add you anew.";

/// Writes to somebody who was just added.
pub fn invite(writer: &mut Writer<'_>, user: &Doc) -> Result<(), StoreError> {
    let (secret, now) = (sessions::secret(), Timestamp::now());
    let until = now + SignedDuration::from_hours(24 * DAYS);
    let invitation = json!({
        "id": sessions::hash(&secret), "user": text(user, "id"), "until": until.to_string(), "used": false,
    });
    writer.insert(INVITATION, doc(invitation))?;
    let mail = json!({
        "id": Uuid::new_v4().to_string(), "to": text(user, "email"), "subject": "Set your password",
        "path": format!("/authorize/register?token={secret}"), "sentAt": now.to_string(),
    });
    writer.insert(MAIL, doc(mail))
}

/// What was written to people, the newest first.
pub fn mails(reader: &Reader<'_>) -> Result<Vec<Doc>, StoreError> {
    let sql = format!(r#"SELECT doc FROM "_loose" WHERE ty = '{MAIL}' ORDER BY rowid DESC LIMIT 100"#);
    reader.docs(&sql, &[])
}

/// The person a link is for and the invitation, or why the link is good for nothing.
fn invited(reader: &Reader<'_>, secret: &str) -> Result<Result<(Doc, Doc), &'static str>, StoreError> {
    let Some(invitation) = reader.get(INVITATION, &sessions::hash(secret))? else { return Ok(Err(UNKNOWN)) };
    let Some(user) = reader.get("User", text(&invitation, "user"))? else { return Ok(Err(UNKNOWN)) };
    let lasts = text(&invitation, "until").parse::<Timestamp>().is_ok_and(|it| it > Timestamp::now());
    Ok(match () {
        () if invitation.get("used") == Some(&Value::Bool(true)) => Err(USED),
        () if !lasts => Err(EXPIRED),
        () => Ok((user, invitation)),
    })
}

/// What the link says.
#[derive(Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// What was filled in.
#[derive(Default, Deserialize)]
pub struct Filled {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// A sentence for each field that cannot stay as it is.
#[derive(Default)]
struct Problems {
    name: Option<&'static str>,
    password: Option<&'static str>,
    again: Option<&'static str>,
}

impl Filled {
    fn problems(&self) -> Option<Problems> {
        let name = match self.name.trim() {
            "" => Some("Enter your name."),
            long if long.chars().count() > LONGEST_NAME => Some("The name can have at most 255 characters."),
            _ => None,
        };
        let password = password::refusal(&self.password);
        let again = (self.password != self.again).then_some("The two passwords differ.");
        let is_fine = [name, password, again].iter().all(Option::is_none);
        (!is_fine).then_some(Problems { name, password, again })
    }
}

/// The form, for the person that the link is for.
pub async fn show(State(sandbox): State<Sandbox>, Query(link): Query<Link>) -> Response {
    match sandbox.store.read(|it| invited(it, &link.token)) {
        Ok(Ok((user, _))) => {
            let name = text(&user, "name").to_owned();
            let filled = Filled { name, ..Filled::default() };
            document(StatusCode::OK, &form(text(&user, "email"), &link, &filled, &Problems::default()))
        }
        Ok(Err(why)) => useless(why),
        Err(error) => fail(&error),
    }
}

/// Keeps what was filled in, once, and signs the person in.
pub async fn take(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    Query(link): Query<Link>,
    Form(filled): Form<Filled>,
) -> Response {
    if is_foreign(&headers) {
        return useless("Fill in the form on the sandbox's own page.");
    }
    let email = match sandbox.store.read(|it| invited(it, &link.token)) {
        Ok(Ok((user, _))) => text(&user, "email").to_owned(),
        Ok(Err(why)) => return useless(why),
        Err(error) => return fail(&error),
    };
    if let Some(problems) = filled.problems() {
        return document(StatusCode::UNPROCESSABLE_ENTITY, &form(&email, &link, &filled, &problems));
    }
    let Ok(hash) = password::hash(&filled.password) else {
        return useless("The sandbox failed. Try again.");
    };
    // Looked up anew: of two who use the link at once, one is too late.
    let kept = sandbox.store.write(|it| {
        let (mut user, mut invitation) = match invited(it, &link.token)? {
            Ok(found) => found,
            Err(why) => return Ok(Err(why)),
        };
        user.insert("name".to_owned(), json!(filled.name.trim()));
        user.insert("updatedAt".to_owned(), json!(Timestamp::now().to_string()));
        password::keep(&mut user, hash);
        invitation.insert("used".to_owned(), Value::Bool(true));
        let id = text(&user, "id").to_owned();
        it.update("User", user)?;
        it.update(INVITATION, invitation)?;
        Ok(Ok(id))
    });
    let user = match kept {
        Ok(Ok(user)) => user,
        Ok(Err(why)) => return useless(why),
        Err(error) => return fail(&error),
    };
    match sessions::begin(&sandbox.store, &user) {
        Ok(secret) => {
            let headers = [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, remembered(&secret))];
            (StatusCode::SEE_OTHER, headers).into_response()
        }
        Err(error) => fail(&error),
    }
}

fn useless(why: &str) -> Response {
    document(StatusCode::FORBIDDEN, &pages::problem("The account was not set up", why))
}

fn form(email: &str, link: &Link, filled: &Filled, problems: &Problems) -> Markup {
    let action = format!("/authorize/register?token={}", link.token);
    pages::page(
        "Set up your account",
        html! {
            h1 { "Set up your account" }
            p.quiet { "You were added as " bdi { (email) } ". Choose your name and a password." }
            form.fields method="post" action=(action) novalidate {
                // For programs that keep passwords.
                input type="hidden" name="email" autocomplete="username" value=(email);
                (field("name", "Name", ("text", "name"), &filled.name, problems.name))
                (field("password", "Password", ("password", "new-password"), "", problems.password))
                (field("again", "Password, once more", ("password", "new-password"), "", problems.again))
                button.primary { "Save and sign in" }
            }
        },
    )
}

/// `kind` is the type of the input and what browsers fill in.
fn field(name: &str, label: &str, kind: (&str, &str), value: &str, problem: Option<&str>) -> Markup {
    let about = problem.map(|_| format!("{name}-problem"));
    html! {
        div.field {
            label for=(name) { (label) }
            input id=(name) name=(name) type=(kind.0) autocomplete=(kind.1) value=(value) required
                aria-invalid=[problem.map(|_| "true")] aria-describedby=[about.as_deref()];
            @if let Some(problem) = problem { p.problem id=[about.as_deref()] { (problem) } }
        }
    }
}
