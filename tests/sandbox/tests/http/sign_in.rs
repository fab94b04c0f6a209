//! Signing in with a code and its proof, staying signed in, and signing out.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use rsa::{
    RsaPrivateKey,
    pkcs8::{DecodePrivateKey as _, EncodePublicKey as _, LineEnding},
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::{Answer, Subject};

const VERIFIER: &str = "a-verifier-that-is-long-enough-to-be-one-0123456789";
const CALLBACK: &str = "http://localhost:8080/auth/callback";

fn query(changes: &[(&str, &str)]) -> String {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", "gantry"),
        ("redirect_uri", CALLBACK),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("state", "s t&ate"),
    ];
    for (name, value) in changes {
        fields.retain(|(it, _)| it != name);
        fields.push((name, value));
    }
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

fn parameter(answer: &Answer, name: &str) -> Option<String> {
    let (target, query) = answer.header("location").split_once('?')?;
    assert_eq!(target, CALLBACK);
    form_urlencoded::parse(query.as_bytes()).find(|(it, _)| it == name).map(|(_, value)| value.into_owned())
}

impl Subject {
    async fn choose(&self, email: &str, changes: &[(&str, &str)]) -> Answer {
        let request = Request::post(format!("/authorize?{}", query(changes)))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::ORIGIN, "http://localhost:8080");
        let form = form_urlencoded::Serializer::new(String::new()).append_pair("email", email).finish();
        self.send(request.body(Body::from(form)).unwrap()).await
    }

    async fn code(&self, email: &str) -> (String, String) {
        let answer = self.choose(email, &[]).await;
        let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
        (parameter(&answer, "code").unwrap(), cookie)
    }

    async fn exchange(&self, code: &str, changes: Value) -> Answer {
        let mut body = json!({
            "grant_type": "authorization_code", "client_id": "gantry", "code": code, "code_verifier": VERIFIER,
            "redirect_uri": CALLBACK,
        });
        for (name, value) in changes.as_object().unwrap() {
            body[name] = value.clone();
        }
        self.post("/oauth/token", &body).await
    }

    async fn sign_in(&self, email: &str) -> Value {
        let (code, _) = self.code(email).await;
        self.exchange(&code, json!({})).await.json()
    }
}

fn field(tokens: &Value, name: &str) -> String {
    tokens[name].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_person_signs_in() {
    let subject = Subject::new();
    let page = subject.get(&format!("/authorize?{}", query(&[]))).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Samantha Johnson"));
    assert!(page.header("content-security-policy").contains("form-action 'self'"));
    assert!(!page.text().contains("<script") && !page.text().contains("style="));
    let chosen = subject.choose("samantha.johnson@progix.io", &[]).await;
    assert_eq!(chosen.status, StatusCode::SEE_OTHER);
    assert_eq!(parameter(&chosen, "state").as_deref(), Some("s t&ate"));
    let cookie = chosen.header("set-cookie");
    assert!(["HttpOnly", "SameSite=Lax", "Path=/authorize"].iter().all(|it| cookie.contains(it)), "{cookie}");
    let tokens = subject.exchange(&parameter(&chosen, "code").unwrap(), json!({})).await.json();
    assert_eq!((&tokens["token_type"], &tokens["expires_in"]), (&json!("Bearer"), &json!(60)));
    let me = subject.graphql(&field(&tokens, "access_token"), "{ authenticatedUser { name } }").await;
    assert_eq!(me.json()["data"]["authenticatedUser"]["name"], "Samantha Johnson");
}

#[tokio::test]
async fn capital_letters_in_an_address_keep_nobody_out() {
    let subject = Subject::new();
    let (typed, plain) = ("Kristin.Henry@Progix.io", "kristin.henry@progix.io");
    let rename = |it: &mut gantry_sandbox::store::Writer<'_>| {
        let mut user = it.find("User", "email", &json!(plain))?.remove(0);
        user.insert("email".to_owned(), json!(typed));
        it.update("User", user)
    };
    subject.sandbox.store.write(rename).unwrap();
    for email in [typed, plain] {
        assert_eq!(subject.choose(email, &[]).await.status, StatusCode::SEE_OTHER, "{email}");
    }
}

#[tokio::test]
async fn nobody_signs_in_under_a_name_that_points_here() {
    let subject = Subject::new();
    let query = query(&[("redirect_uri", "http://evil.example/auth/callback")]);
    let visit = Request::get(format!("/authorize?{query}")).header(header::HOST, "evil.example");
    let page = subject.send(visit.body(Body::empty()).unwrap()).await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!page.text().contains("Samantha Johnson"));
}

#[tokio::test]
async fn the_provider_remembers_the_browser_until_it_is_asked_to_forget() {
    let subject = Subject::new();
    let (_, cookie) = subject.code("kristin.henry@progix.io").await;
    let visit =
        |query: String| Request::get(format!("/authorize?{query}")).header(header::COOKIE, cookie.clone());
    let back = subject.send(visit(query(&[])).body(Body::empty()).unwrap()).await;
    assert_eq!(back.status, StatusCode::SEE_OTHER);
    let tokens = subject.exchange(&parameter(&back, "code").unwrap(), json!({})).await.json();
    let forced = subject.send(visit(query(&[("prompt", "login")])).body(Body::empty()).unwrap()).await;
    assert_eq!(forced.status, StatusCode::OK);
    let revoked =
        subject.post("/auth/revoke", &json!({ "refresh_token": field(&tokens, "refresh_token") })).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    let again = subject.send(visit(query(&[])).body(Body::empty()).unwrap()).await;
    assert_eq!(again.status, StatusCode::OK);
}

#[tokio::test]
async fn a_code_needs_its_own_proof_and_is_good_once() {
    let subject = Subject::new();
    let refused = [
        json!({ "code_verifier": "another-verifier-that-is-long-enough-0123456789" }),
        json!({ "code_verifier": "" }),
        json!({ "client_id": "other" }),
        json!({ "redirect_uri": "http://localhost:8080/elsewhere" }),
        json!({ "code": "made-up" }),
    ];
    for changes in refused {
        let (code, _) = subject.code("james.patton@progix.io").await;
        let answer = subject.exchange(&code, changes.clone()).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]),
            (StatusCode::BAD_REQUEST, &json!("invalid_grant")),
            "{changes}"
        );
        let spent = changes.get("code").is_none();
        assert_eq!(subject.exchange(&code, json!({})).await.status.is_success(), !spent, "{changes}");
    }
    let (code, _) = subject.code("james.patton@progix.io").await;
    assert_eq!(subject.exchange(&code, json!({})).await.status, StatusCode::OK);
    assert_eq!(subject.exchange(&code, json!({})).await.status, StatusCode::BAD_REQUEST);
    let unknown = subject.exchange(&code, json!({ "grant_type": "password" })).await;
    assert_eq!(unknown.json()["error"], "unsupported_grant_type");
}

#[tokio::test]
async fn codes_go_to_the_app_only() {
    let subject = Subject::new();
    let elsewhere = [
        [("redirect_uri", "https://evil.example/auth/callback")],
        [("redirect_uri", "http://localhost:8080.evil.example/auth/callback")],
        [("redirect_uri", "http://localhost:8080@evil.example/auth/callback")],
        [("redirect_uri", "http://localhost:8080/auth/callback/../../elsewhere")],
        [("redirect_uri", "javascript:alert(1)")],
        [("redirect_uri", "")],
        [("client_id", "other")],
    ];
    for changes in elsewhere {
        let shown = subject.get(&format!("/authorize?{}", query(&changes))).await;
        assert_eq!((shown.status, shown.header("location")), (StatusCode::BAD_REQUEST, ""), "{changes:?}");
        let chosen = subject.choose("james.patton@progix.io", &changes).await;
        assert_eq!((chosen.status, chosen.header("location")), (StatusCode::BAD_REQUEST, ""), "{changes:?}");
    }
}

#[tokio::test]
async fn there_is_no_code_without_a_challenge() {
    let subject = Subject::new();
    let weak = [
        ("code_challenge", ""),
        ("code_challenge_method", "plain"),
        ("code_challenge_method", ""),
        ("code_challenge", "short"),
    ];
    for change in weak {
        let answer = subject.get(&format!("/authorize?{}", query(&[change]))).await;
        assert_eq!(parameter(&answer, "error").as_deref(), Some("invalid_request"), "{change:?}");
        assert_eq!(parameter(&answer, "code"), None);
    }
    let implicit = subject.get(&format!("/authorize?{}", query(&[("response_type", "token")]))).await;
    assert_eq!(parameter(&implicit, "error").as_deref(), Some("unsupported_response_type"));
}

#[tokio::test]
async fn a_page_from_elsewhere_signs_nobody_in() {
    let subject = Subject::new();
    let request = Request::post(format!("/authorize?{}", query(&[])))
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::ORIGIN, "https://evil.example");
    let answer = subject.send(request.body(Body::from("email=james.patton%40progix.io")).unwrap()).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
}

#[tokio::test]
async fn people_of_an_embedded_marketplace_do_not_sign_in_here() {
    let subject = Subject::new();
    let asked = json!({ "customer": "ftl-0007", "sub": "uma@ftl.example" });
    let token =
        subject.post("/sandbox/embedded-token", &asked).await.json()["token"].as_str().unwrap().to_owned();
    assert_eq!(subject.graphql(&token, "{ authenticatedUser { name } }").await.status, StatusCode::OK);
    for email in ["uma@ftl.example", "susan.smith@progix.io", "", "' OR 1=1 --"] {
        assert_eq!(subject.choose(email, &[]).await.status, StatusCode::FORBIDDEN, "{email}");
    }
    let page = subject.get(&format!("/authorize?{}", query(&[]))).await;
    assert!(!page.text().contains("uma@ftl.example"));
}

#[tokio::test]
async fn refresh_tokens_turn_and_one_used_twice_ends_the_session() {
    let subject = Subject::new();
    let first = field(&subject.sign_in("edward.davis@progix.io").await, "refresh_token");
    let form = |token: &str| {
        let request =
            Request::post("/oauth/token").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        request
            .body(Body::from(format!("grant_type=refresh_token&client_id=gantry&refresh_token={token}")))
            .unwrap()
    };
    let second = field(&subject.send(form(&first)).await.json(), "refresh_token");
    assert_ne!(first, second);
    let renewed = subject.post("/auth/refresh", &json!({ "refresh_token": second, "tenant_id": "x" })).await;
    let token = field(&renewed.json(), "access_token");
    assert_eq!(subject.graphql(&token, "{ authenticatedUser { name } }").await.status, StatusCode::OK);
    assert_eq!(subject.send(form(&first)).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(subject.send(form(&second)).await.status, StatusCode::BAD_REQUEST);
    let renewed = subject.post("/auth/refresh", &json!({ "refresh_token": second })).await;
    assert_eq!(renewed.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn only_hashes_of_refresh_tokens_are_kept() {
    let subject = Subject::new();
    let token = field(&subject.sign_in("edward.davis@progix.io").await, "refresh_token");
    let folder = subject.dir.path().join("data/demo");
    for entry in
        std::fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|it| it.file_type().unwrap().is_file())
    {
        let content = std::fs::read(entry.path()).unwrap();
        assert!(!content.windows(token.len()).any(|it| it == token.as_bytes()), "{:?}", entry.path());
    }
}

#[tokio::test]
async fn an_access_token_ends_with_its_time() {
    let subject = Subject::with(|config| config.token_ttl = std::time::Duration::ZERO);
    let token = field(&subject.sign_in("edward.davis@progix.io").await, "access_token");
    // The second it was issued in is its last.
    let until = jiff::Timestamp::now().as_second() + 1;
    while jiff::Timestamp::now().as_second() <= until {
        tokio::task::yield_now().await;
    }
    let answer = subject.graphql(&token, "{ authenticatedUser { name } }").await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    assert_eq!(answer.json()["errors"][0]["message"], "The token has expired.");
}

#[tokio::test]
async fn an_access_token_that_somebody_worked_on_opens_nothing() {
    let subject = Subject::new();
    let good = field(&subject.sign_in("kristin.henry@progix.io").await, "access_token");
    let owner = field(&subject.sign_in("james.patton@progix.io").await, "access_token");
    let part = |token: &str, at: usize| token.split('.').nth(at).unwrap().to_owned();
    let read = |token: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part(token, 1)).unwrap()).unwrap()
    };
    let write = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let mut claims = read(&good);
    claims["sub"] = read(&owner)["sub"].clone();
    let (head, edited, signature) = (part(&good, 0), write(&claims), part(&good, 2));
    let unsigned = write(&json!({ "alg": "none", "typ": "JWT" }));
    let private = subject.sandbox.store.read(|it| it.meta("keys.own")).unwrap().unwrap();
    let public = RsaPrivateKey::from_pkcs8_pem(&private).unwrap().to_public_key();
    let secret = EncodingKey::from_secret(public.to_public_key_pem(LineEnding::LF).unwrap().as_bytes());
    let shared = jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &secret).unwrap();
    for (name, token, sentence) in [
        ("edited claims", format!("{head}.{edited}.{signature}"), "The token's signature does not fit."),
        (
            "the signature of another",
            format!("{head}.{edited}.{}", part(&owner, 2)),
            "The token's signature does not fit.",
        ),
        ("no algorithm", format!("{unsigned}.{edited}."), "The token is not valid."),
        ("no algorithm, a signature", format!("{unsigned}.{edited}.{signature}"), "The token is not valid."),
        ("HS256 with the public key", shared, "The token is not valid."),
        ("no signature", format!("{head}.{edited}"), "The token is not valid."),
        ("no token", "worked.on".to_owned(), "The token is not valid."),
    ] {
        let answer = subject.graphql(&token, "{ authenticatedUser { name } }").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{name}");
        assert_eq!(answer.json()["errors"][0]["message"], sentence, "{name}");
    }
    assert_eq!(subject.graphql(&good, "{ authenticatedUser { name } }").await.status, StatusCode::OK);
}

#[tokio::test]
async fn sign_out_stays_at_home() {
    let subject = Subject::new();
    let home =
        subject.get("/v2/logout?client_id=gantry&returnTo=http%3A%2F%2Flocalhost%3A8080%2Flogin").await;
    assert_eq!((home.status, home.header("location")), (StatusCode::FOUND, "http://localhost:8080/login"));
    assert!(home.header("set-cookie").contains("Max-Age=0"));
    for target in
        ["https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F%5Cevil.example", "javascript%3Aalert(1)"]
    {
        assert_eq!(
            subject.get(&format!("/v2/logout?returnTo={target}")).await.header("location"),
            "/",
            "{target}"
        );
    }
}

#[tokio::test]
async fn the_app_learns_where_to_sign_in() {
    let subject = Subject::new();
    let expected = json!({ "domain": "localhost:8080", "clientId": "gantry", "audience": "gantry-api" });
    assert_eq!(subject.get("/auth/meta").await.json(), expected);
}
