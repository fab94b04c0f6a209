//! Tokens signed for the people of a customer.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use gantry_sandbox::{
    auth::{Keys, SIGNING_KEY_TYPE, text},
    store::Store,
};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::{Answer, Subject};

fn claims() -> Value {
    let now = jiff::Timestamp::now().as_second();
    json!({
        "sub": "user-1", "organization": gantry_sandbox::engine::encode_id("Organization", &gantry_sandbox::seed::organization()),
        "customer": "ftl-0007", "name": "Uma Okafor", "iat": now - 5, "exp": now + 600,
    })
}

pub(super) fn with(changes: Value) -> Value {
    let (Value::Object(mut claims), Value::Object(changes)) = (claims(), changes) else { unreachable!() };
    for (name, value) in changes {
        if value.is_null() {
            claims.remove(&name)
        } else {
            claims.insert(name, value)
        };
    }
    Value::Object(claims)
}

impl Subject {
    pub(super) fn sign(&self, claims: &Value) -> String {
        self.sandbox.identity.keys.sign_embedded(claims).unwrap()
    }

    async fn authenticate(&self, token: &str) -> Answer {
        let request =
            Request::post("/embedded/authenticate").header(header::AUTHORIZATION, format!("Bearer {token}"));
        self.send(request.body(Body::empty()).unwrap()).await
    }

    fn users(&self, external_id: &str) -> Vec<gantry_sandbox::store::Doc> {
        self.sandbox.store.read(|it| it.find("User", "externalId", &json!(external_id))).unwrap()
    }
}

const ME: &str =
    "{ authenticatedUser { name role { name } customer { name allowEmbeddedDesigner } org { id } } }";

#[tokio::test]
async fn a_person_comes_into_being_once() {
    let subject = Subject::new();
    let token = subject.sign(&claims());
    let answer = subject.authenticate(&token).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0));
    assert_eq!(subject.authenticate(&token).await.status, StatusCode::NO_CONTENT);
    let me = subject.graphql(&token, ME).await.json();
    let expected = json!({
        "name": "Uma Okafor", "role": { "name": "Marketplace" }, "org": null,
        "customer": { "name": "FTL Rockets", "allowEmbeddedDesigner": true },
    });
    assert_eq!(me["data"]["authenticatedUser"], expected);
    assert_eq!(subject.users("user-1").len(), 1);
}

#[tokio::test]
async fn twenty_first_calls_at_once_make_one_person_and_one_customer() {
    let subject = Subject::new();
    let token = subject.sign(&with(json!({ "customer": "new-1", "customer_name": "New Heights" })));
    let calls = (0..20).map(|call| {
        let (subject, token) = (&subject, &token);
        async move {
            if call % 2 == 0 {
                subject.authenticate(token).await.status
            } else {
                subject.graphql(token, ME).await.status
            }
        }
    });
    let statuses = futures_util::future::join_all(calls).await;
    assert!(statuses.iter().all(|it| it.is_success()), "{statuses:?}");
    assert_eq!(subject.users("user-1").len(), 1);
    let customers =
        subject.sandbox.store.read(|it| it.find("Customer", "externalId", &json!("new-1"))).unwrap();
    assert_eq!(customers.len(), 1);
    assert_eq!(text(&customers[0], "name"), "New Heights");
}

#[tokio::test]
async fn the_api_takes_the_token_without_being_introduced() {
    let subject = Subject::new();
    let answer = subject.graphql(&subject.sign(&claims()), ME).await;
    assert_eq!(answer.json()["data"]["authenticatedUser"]["name"], "Uma Okafor");
}

#[tokio::test]
async fn name_and_role_follow_the_token() {
    let subject = Subject::new();
    subject.authenticate(&subject.sign(&claims())).await;
    let token = subject.sign(&with(json!({ "name": "Uma Diaz", "role": "user" })));
    let me = subject.graphql(&token, ME).await.json();
    assert_eq!(me["data"]["authenticatedUser"]["name"], "Uma Diaz");
    assert_eq!(me["data"]["authenticatedUser"]["role"]["name"], "Marketplace User");
    assert_eq!(subject.users("user-1").len(), 1);
}

#[tokio::test]
async fn the_same_id_at_another_customer_is_another_person() {
    let subject = Subject::new();
    subject.authenticate(&subject.sign(&claims())).await;
    subject.authenticate(&subject.sign(&with(json!({ "customer": "abc-123" })))).await;
    assert_eq!(subject.users("user-1").len(), 2);
}

#[tokio::test]
async fn an_unknown_customer_needs_a_name_nobody_has() {
    let subject = Subject::new();
    let nameless = subject.authenticate(&subject.sign(&with(json!({ "customer": "new-1" })))).await;
    assert_eq!(
        (nameless.status, nameless.text().as_str()),
        (StatusCode::FORBIDDEN, "There is no customer with this external ID.")
    );
    let taken = with(json!({ "customer": "new-1", "customer_name": "FTL Rockets" }));
    let taken = subject.authenticate(&subject.sign(&taken)).await;
    assert_eq!(
        (taken.status, taken.text().as_str()),
        (StatusCode::FORBIDDEN, "Another customer already has this name.")
    );
    assert_eq!(subject.users("user-1").len(), 0);
}

#[tokio::test]
async fn a_token_that_is_not_what_it_says_is_refused_everywhere() {
    let subject = Subject::new();
    let now = jiff::Timestamp::now().as_second();
    let good = subject.sign(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, _) = signed.split_once('.').unwrap();
    let edited = URL_SAFE_NO_PAD.encode(with(json!({ "customer": "abc-123" })).to_string());
    let unsigned = URL_SAFE_NO_PAD.encode(json!({ "alg": "none", "typ": "JWT" }).to_string());
    let plain = URL_SAFE_NO_PAD.encode(claims().to_string());
    let keys = &subject.sandbox.identity.keys;
    let secret = EncodingKey::from_secret(keys.demo_public().as_bytes());
    let elsewhere = tempfile::tempdir().unwrap();
    let stranger = Keys::load(&Store::open(elsewhere.path()).unwrap()).unwrap();
    let attacks = [
        ("edited claims", format!("{head}.{edited}.{signature}")),
        ("no signature", format!("{unsigned}.{plain}.")),
        ("signature left off", format!("{signed}.")),
        (
            "public key as a secret",
            jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(), &secret).unwrap(),
        ),
        ("a key of somebody else", stranger.sign_embedded(&claims()).unwrap()),
        ("expired", subject.sign(&with(json!({ "exp": now - 60 })))),
        ("no expiry", subject.sign(&with(json!({ "exp": null })))),
        ("not yet", subject.sign(&with(json!({ "nbf": now + 600 })))),
        ("from the future", subject.sign(&with(json!({ "iat": now + 600 })))),
        ("no person", subject.sign(&with(json!({ "sub": null })))),
        ("empty person", subject.sign(&with(json!({ "sub": " " })))),
        ("no customer", subject.sign(&with(json!({ "customer": null })))),
        ("no organization", subject.sign(&with(json!({ "organization": null })))),
        ("another organization", subject.sign(&with(json!({ "organization": "T3JnYW5pemF0aW9uOjA=" })))),
        ("a role there is not", subject.sign(&with(json!({ "role": "owner" })))),
        ("claims of the wrong kind", subject.sign(&with(json!({ "sub": ["a"] })))),
        ("endless", subject.sign(&with(json!({ "name": "x".repeat(20_000) })))),
        ("nothing", String::new()),
        ("nonsense", "abc".to_owned()),
    ];
    for (name, token) in attacks {
        let answer = subject.authenticate(&token).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        assert!((1..80).contains(&answer.body.len()), "{name}");
        assert!(token.is_empty() || !answer.text().contains(&token), "{name}");
        assert_eq!(subject.graphql(&token, ME).await.status, StatusCode::UNAUTHORIZED, "{name}");
    }
    assert_eq!(subject.users("user-1").len(), 0);
    assert_eq!(subject.authenticate(&good).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_refusal_says_what_is_wrong_with_the_token() {
    let subject = Subject::new();
    let now = jiff::Timestamp::now().as_second();
    let good = subject.sign(&claims());
    let (signed, signature) = good.rsplit_once('.').unwrap();
    let (head, _) = signed.split_once('.').unwrap();
    let edited = URL_SAFE_NO_PAD.encode(with(json!({ "customer": "abc-123" })).to_string());
    let secret = EncodingKey::from_secret(subject.sandbox.identity.keys.demo_public().as_bytes());
    let shared = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims(), &secret).unwrap();
    let unsigned = URL_SAFE_NO_PAD.encode(json!({ "alg": "none", "typ": "JWT" }).to_string());
    for (token, sentence) in [
        (format!("{head}.{edited}.{signature}"), "The token's signature does not fit."),
        (shared, "The token is not signed with RS256."),
        (format!("{unsigned}.{edited}."), "The token is not signed with RS256."),
        (subject.sign(&with(json!({ "exp": now - 60 }))), "The token has expired."),
        (subject.sign(&with(json!({ "nbf": now + 600 }))), "The token is not valid yet."),
    ] {
        assert_eq!(subject.authenticate(&token).await.text(), sentence);
    }
    let organization = json!(gantry_sandbox::seed::organization());
    let keys = subject.sandbox.store.read(|it| it.find(SIGNING_KEY_TYPE, "org", &organization)).unwrap();
    subject.sandbox.store.write(|it| it.delete(SIGNING_KEY_TYPE, text(&keys[0], "id"))).unwrap();
    let refused = subject.authenticate(&good).await.text();
    assert_eq!(refused, "No signing key of this organization made the token.");
}

#[tokio::test]
async fn a_deleted_signing_key_signs_nothing_any_more() {
    let subject = Subject::new();
    let token = subject.sign(&claims());
    assert_eq!(subject.authenticate(&token).await.status, StatusCode::NO_CONTENT);
    let organization = json!(gantry_sandbox::seed::organization());
    let keys = subject.sandbox.store.read(|it| it.find(SIGNING_KEY_TYPE, "org", &organization)).unwrap();
    subject.sandbox.store.write(|it| it.delete(SIGNING_KEY_TYPE, text(&keys[0], "id"))).unwrap();
    assert_eq!(subject.authenticate(&token).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(subject.graphql(&token, ME).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn ids_without_padding_are_ids() {
    let subject = Subject::new();
    let claims = claims();
    let bare = claims["organization"].as_str().unwrap().trim_end_matches('=').to_owned();
    let token = subject.sign(&with(json!({ "organization": bare })));
    assert_eq!(subject.authenticate(&token).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn the_playground_gets_its_tokens_here() {
    let subject = Subject::new();
    let asked = json!({ "customer": "ftl-0007", "sub": "p-1", "name": "Pia", "role": "user", "ttl": 60 });
    let token =
        subject.post("/sandbox/embedded-token", &asked).await.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(subject.authenticate(&token).await.status, StatusCode::NO_CONTENT);
    let old = json!({ "customer": "ftl-0007", "ttl": -60 });
    let old =
        subject.post("/sandbox/embedded-token", &old).await.json()["token"].as_str().unwrap().to_owned();
    let refused = subject.authenticate(&old).await;
    assert_eq!(
        (refused.status, refused.text().as_str()),
        (StatusCode::UNAUTHORIZED, "The token has expired.")
    );
}
