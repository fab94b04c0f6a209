//! The link of the e-mail that a new person gets: it sets a name and a password, once, and signs them in.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use gantry_sandbox::{engine::encode_id, policy::roles::builtin_id};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use super::{Answer, Subject};

const OWNER: &str = "james.patton@progix.io";

impl Subject {
    /// Adds a team member as the owner; gives the path of the link they are sent.
    async fn add_susan(&self) -> String {
        let role = encode_id("Role", &builtin_id("Role", "Organization", "Guest"));
        let owner = self.token(OWNER).await;
        let query = format!(
            "mutation {{ createOrganizationUser(input: {{ name: \"S\", email: \"susan@progix.io\", role: \"{role}\" }}) {{
                errors {{ messages }} }} }}"
        );
        let added = self.graphql(&owner, &query).await.json();
        assert_eq!(added["data"]["createOrganizationUser"]["errors"], json!([]), "{added}");
        let mails = self.get("/sandbox/mails").await.json();
        assert_eq!((&mails[0]["to"], mails.as_array().map(Vec::len)), (&json!("susan@progix.io"), Some(1)));
        mails[0]["link"].as_str().unwrap().strip_prefix("http://localhost:8080").unwrap().to_owned()
    }

    async fn fill_in(&self, link: &str, origin: &str, fields: [&str; 3]) -> Answer {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(["name", "password", "again"].iter().zip(fields))
            .finish();
        let request = Request::post(link)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, origin);
        self.send(request.body(Body::from(form)).unwrap()).await
    }
}

const HERE: &str = "http://localhost:8080";
const FINE: [&str; 3] = ["Susan Smith", "correct horse", "correct horse"];

#[tokio::test]
async fn a_link_sets_name_and_password_once_and_signs_in() {
    let subject = Subject::new();
    let link = subject.add_susan().await;
    let page = subject.get(&link).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(page.text().contains("susan@progix.io") && !page.text().contains("<script"));

    for (fields, sentence) in [
        ([" ", "correct horse", "correct horse"], "Enter your name."),
        (["Susan Smith", "short", "short"], "Choose a password of at least 8 characters."),
        (["Susan Smith", "correct horse", "correct hearse"], "The two passwords differ."),
    ] {
        let refused = subject.fill_in(&link, HERE, fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{sentence}");
        assert!(refused.text().contains(sentence) && refused.text().contains(fields[0]), "{sentence}");
        assert!(!refused.text().contains("horse"), "a password is never sent back");
    }
    assert_eq!(subject.fill_in(&link, "https://evil.example", FINE).await.status, StatusCode::FORBIDDEN);

    let done = subject.fill_in(&link, HERE, FINE).await;
    assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/"));
    let cookie = done.header("set-cookie").to_owned();
    assert!(["HttpOnly", "SameSite=Lax", "Path=/authorize"].iter().all(|it| cookie.contains(it)), "{cookie}");
    let user = subject.user("susan@progix.io");
    assert_eq!(user["name"], "Susan Smith");
    assert!(user["passwordHash"].as_str().unwrap().starts_with("$argon2id$"));

    for answer in [subject.get(&link).await, subject.fill_in(&link, HERE, FINE).await] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text().contains("This link has been used already."));
    }
    assert!(subject.get("/authorize/register?token=made-up").await.text().contains("not known here"));
    assert!(subject.get("/authorize/register").await.text().contains("not known here"));
}

#[tokio::test]
async fn a_link_ends_after_a_week_and_with_the_account() {
    let subject = Subject::new();
    let link = subject.add_susan().await;
    let user = subject.user("susan@progix.io");
    let store = &subject.sandbox.store;
    let mut invitation =
        store.read(|it| it.find("SandboxInvitation", "user", &user["id"])).unwrap().remove(0);
    let until: Timestamp = invitation["until"].as_str().unwrap().parse().unwrap();
    let lasts = until.duration_since(Timestamp::now());
    assert!(lasts > SignedDuration::from_hours(24 * 6) && lasts <= SignedDuration::from_hours(24 * 7));
    assert!(
        !invitation["id"].as_str().unwrap().contains(link.split_once('=').unwrap().1),
        "only a hash is kept"
    );
    invitation.insert("until".into(), json!((Timestamp::now() - SignedDuration::from_secs(1)).to_string()));
    store.write(|it| it.update("SandboxInvitation", invitation)).unwrap();
    for answer in [subject.get(&link).await, subject.fill_in(&link, HERE, FINE).await] {
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text().contains("This link has expired."));
    }
    store.write(|it| it.delete("User", user["id"].as_str().unwrap())).unwrap();
    assert!(subject.get(&link).await.text().contains("not known here"));
    assert_eq!(subject.user("susan@progix.io"), Value::Null);
}

impl Subject {
    fn user(&self, email: &str) -> Value {
        let found = self.sandbox.store.read(|it| it.find("User", "email", &json!(email))).unwrap();
        found.into_iter().next().map_or(Value::Null, Value::Object)
    }
}
