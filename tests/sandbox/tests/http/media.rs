//! Pictures of people: bringing one, and who may see it.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use gantry_sandbox::{engine::encode_id, store::doc};
use serde_json::json;

use super::{Answer, Subject};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and then some";

impl Subject {
    pub async fn me(&self, token: &str) -> String {
        let me = self.graphql(token, "{ authenticatedUser { id } }").await.json();
        me["data"]["authenticatedUser"]["id"].as_str().unwrap().to_owned()
    }

    async fn place(&self, token: &str, name: &str, object: &str) -> serde_json::Value {
        let query = format!(
            "{{ uploadMedia(fileName: \"{name}\", mediaType: AVATAR, objectId: \"{object}\") {{
                uploadUrl objectUrl contentType error }} }}"
        );
        self.graphql(token, &query).await.json()
    }

    pub async fn put(&self, path: &str, bytes: &[u8]) -> Answer {
        self.send(Request::put(path).body(Body::from(bytes.to_vec())).unwrap()).await
    }

    pub async fn read(&self, token: Option<&str>, path: &str) -> Answer {
        let mut request = Request::get(path);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

#[tokio::test]
async fn a_picture_is_brought_once_and_shown_to_those_who_see_its_owner() {
    let subject = Subject::new();
    let token = subject.token("lisa.nguyen@ftl-rockets.com").await;
    let me = subject.me(&token).await;
    let placed = subject.place(&token, "me.png", &me).await["data"]["uploadMedia"].clone();
    assert_eq!((&placed["contentType"], &placed["error"]), (&json!("image/png"), &json!(null)));
    let (upload, stored) = (placed["uploadUrl"].as_str().unwrap(), placed["objectUrl"].as_str().unwrap());
    // What is no picture is turned away, and the address stays good for a picture.
    assert_eq!(subject.put(upload, b"<svg>").await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = vec![0; 5_000_001];
    assert_eq!(subject.put(upload, &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(subject.read(Some(&token), stored).await.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.put(upload, PNG).await.status, StatusCode::NO_CONTENT);
    assert_eq!(subject.put(upload, PNG).await.status, StatusCode::FORBIDDEN);

    let save = |url: &str| {
        format!(
            "mutation {{ updateUser(input: {{ id: \"{me}\", avatarUrl: \"{url}\" }}) {{
                errors {{ field messages }} user {{ avatarUrl }} }} }}"
        )
    };
    let saved = subject.graphql(&token, &save(stored)).await.json();
    assert_eq!(saved["data"]["updateUser"]["user"]["avatarUrl"], stored);
    for foreign in ["https://evil.example/x.png", "/media/User/somebody/x.png", "javascript:alert(1)"] {
        let refused = subject.graphql(&token, &save(foreign)).await.json();
        assert_eq!(refused["data"]["updateUser"]["errors"][0]["field"], "avatarUrl", "{foreign}");
    }

    let colleague = subject.token("omar.haddad@ftl-rockets.com").await;
    let link = subject.read(Some(&colleague), stored).await.json()["url"].as_str().unwrap().to_owned();
    let shown = subject.read(None, &link).await;
    assert_eq!(shown.body, PNG);
    assert_eq!(shown.header("content-type"), "image/png");
    assert_eq!(shown.header("content-disposition"), "inline");
    assert_eq!(shown.header("x-content-type-options"), "nosniff");
    assert!(shown.header("content-security-policy").contains("sandbox"));

    assert_eq!(subject.read(None, stored).await.status, StatusCode::UNAUTHORIZED);
    let stranger = subject.token("gwen.smith@smith-rocket.example").await;
    assert_eq!(subject.read(Some(&stranger), stored).await.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.read(None, "/media/links/guessed").await.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.read(Some(&token), "/media/Nothing/x/y.png").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_picture_of_a_version_lasts_as_long_as_another_one_shows_it() {
    let subject = Subject::new();
    let owner = subject.token("james.patton@progix.io").await;
    let made = encode_id("Integration", "old");
    let version = |id: &str, is_available: bool, picture: &str| {
        doc([
            ("id", json!(id)),
            ("name", json!("Pictured")),
            ("versionSequenceId", json!("all")),
            ("versionIsAvailable", json!(is_available)),
            ("marketplaceConfiguration", json!("AVAILABLE_AND_DEPLOYABLE")),
            ("avatarUrl", json!(picture)),
        ])
    };
    let store = &subject.sandbox.store;
    store.write(|it| it.insert("Integration", version("old", false, ""))).unwrap();
    let placed = subject.place(&owner, "it.png", &made).await["data"]["uploadMedia"].clone();
    let (upload, stored) = (placed["uploadUrl"].as_str().unwrap(), placed["objectUrl"].as_str().unwrap());
    assert_eq!(subject.put(upload, PNG).await.status, StatusCode::NO_CONTENT);
    let customer = subject.token("lisa.nguyen@ftl-rockets.com").await;
    for (newer, status) in [("", StatusCode::NOT_FOUND), (stored, StatusCode::OK)] {
        store.write(|it| it.delete("Integration", "new")).unwrap();
        store.write(|it| it.insert("Integration", version("new", true, newer))).unwrap();
        assert_eq!(subject.read(Some(&customer), stored).await.status, status, "{newer}");
    }
}

#[tokio::test]
async fn only_pictures_and_only_for_what_one_may_change() {
    let subject = Subject::new();
    let token = subject.token("omar.haddad@ftl-rockets.com").await;
    let me = subject.me(&token).await;
    for name in ["me.svg", "me.html", "me", "me.png.exe"] {
        let placed = subject.place(&token, name, &me).await["data"]["uploadMedia"].clone();
        assert_eq!(placed["error"], "Choose a PNG, JPEG, WebP or GIF file.", "{name}");
        assert_eq!(placed["uploadUrl"], json!(null));
    }
    let lisa = subject.me(&subject.token("lisa.nguyen@ftl-rockets.com").await).await;
    let refused = subject.place(&token, "a.png", &lisa).await;
    assert_eq!(refused["errors"][0]["message"], "Permission denied");
    let hidden = subject.me(&subject.token("gwen.smith@smith-rocket.example").await).await;
    let refused = subject.place(&token, "a.png", &hidden).await;
    assert_eq!(refused["errors"][0]["message"], "Record not found");
}

#[tokio::test]
async fn a_role_changes_under_the_hands_of_its_holder() {
    let subject = Subject::new();
    let token = subject.token("edward.davis@progix.io").await;
    let create = |name: &str| {
        format!("mutation {{ createCustomer(input: {{ name: \"{name}\" }}) {{ customer {{ name }} }} }}")
    };
    assert_eq!(subject.graphql(&token, &create("One")).await.json()["errors"], json!(null));
    let lowered = json!({ "email": "edward.davis@progix.io", "role": "Guest" });
    assert_eq!(subject.post("/sandbox/people", &lowered).await.status, StatusCode::NO_CONTENT);
    let refused = subject.graphql(&token, &create("Two")).await.json();
    assert_eq!(refused["errors"][0]["message"], "Permission denied");
    let unknown = json!({ "email": "edward.davis@progix.io", "role": "Astronaut" });
    assert_eq!(subject.post("/sandbox/people", &unknown).await.status, StatusCode::NOT_FOUND);
}
