//! Files kept with a customer.

use axum::http::StatusCode;
use gantry_sandbox::engine::encode_id;
use serde_json::{Value, json};

use super::Subject;

const OWNER: &str = "james.patton@progix.io";

impl Subject {
    /// The global id of a demo object by a field of it.
    pub fn one(&self, ty: &str, field: &str, value: &str) -> String {
        let found = self.sandbox.store.read(|it| it.find(ty, field, &json!(value))).unwrap();
        encode_id(ty, found[0]["id"].as_str().unwrap())
    }

    /// Puts a file where it could be attached, and returns its address.
    async fn upload(&self, token: &str, customer: &str, name: &str, bytes: &[u8]) -> String {
        let query = format!(
            "{{ uploadMedia(fileName: \"{name}\", mediaType: ATTACHMENT, objectId: \"{customer}\") {{
                uploadUrl objectUrl error }} }}"
        );
        let placed = self.graphql(token, &query).await.json()["data"]["uploadMedia"].clone();
        let put = self.put(placed["uploadUrl"].as_str().unwrap(), bytes).await;
        assert_eq!(put.status, StatusCode::NO_CONTENT);
        placed["objectUrl"].as_str().unwrap().to_owned()
    }

    /// Changes the files of a customer; returns them, or why not.
    async fn attach(&self, token: &str, customer: &str, change: &str) -> Result<Value, String> {
        let query = format!(
            "mutation {{ updateCustomer(input: {{ id: \"{customer}\", {change} }}) {{
                errors {{ field messages }} customer {{ attachments {{ name url }} }} }} }}"
        );
        let answer = self.graphql(token, &query).await.json();
        if let Some(error) = answer["errors"][0]["message"].as_str() {
            return Err(error.to_owned());
        }
        let payload = &answer["data"]["updateCustomer"];
        match payload["errors"][0]["messages"][0].as_str() {
            Some(sentence) => Err(format!("{}: {sentence}", payload["errors"][0]["field"].as_str().unwrap())),
            None => Ok(payload["customer"]["attachments"].clone()),
        }
    }
}

#[tokio::test]
async fn a_file_is_attached_renamed_downloaded_and_removed() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "FTL Rockets");
    let url = subject.upload(&token, &customer, "contract.html", b"<script>alert(1)</script>").await;
    let added = subject
        .attach(&token, &customer, &format!("addAttachment: {{ name: \"Vertrag ä.html\", url: \"{url}\" }}"))
        .await;
    assert_eq!(added, Ok(json!([{ "name": "Vertrag ä.html", "url": url }])));
    let rename = |old: &str, new: &str| {
        format!("renameAttachment: {{ oldName: \"{old}\", name: \"{new}\", url: \"{url}\" }}")
    };
    assert_eq!(
        subject.attach(&token, &customer, &rename("Other", "New")).await,
        Err("renameAttachment: There is no such attachment.".to_owned())
    );
    assert_eq!(
        subject.attach(&token, &customer, &rename("Vertrag ä.html", " ")).await,
        Err("renameAttachment: Choose a name of 1 to 255 characters.".to_owned())
    );
    let renamed = subject.attach(&token, &customer, &rename("Vertrag ä.html", "Übersicht 1.html")).await;
    assert_eq!(renamed.unwrap()[0]["name"], "Übersicht 1.html");

    let reader = subject.token("omar.haddad@ftl-rockets.com").await;
    let link = subject.read(Some(&reader), &url).await.json()["url"].as_str().unwrap().to_owned();
    let file = subject.read(None, &link).await;
    assert_eq!(file.text(), "<script>alert(1)</script>");
    assert_eq!(file.header("content-type"), "application/octet-stream");
    assert_eq!(file.header("content-disposition"), "attachment; filename*=UTF-8''%C3%9Cbersicht%201.html");
    let stranger = subject.token("gwen.smith@smith-rocket.example").await;
    assert_eq!(subject.read(Some(&stranger), &url).await.status, StatusCode::NOT_FOUND);

    let remove = format!("removeAttachment: {{ name: \"Übersicht 1.html\", url: \"{url}\" }}");
    assert_eq!(subject.attach(&token, &customer, &remove).await, Ok(json!([])));
    assert_eq!(subject.read(Some(&token), &url).await.status, StatusCode::NOT_FOUND);
    assert_eq!(subject.read(None, &link).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_uploaded_files_are_attached_and_each_name_once() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "FTL Rockets");
    let add = |name: &str, url: &str| format!("addAttachment: {{ name: \"{name}\", url: \"{url}\" }}");
    let elsewhere = subject.one("Customer", "name", "Rockets, Inc");
    let theirs = subject.upload(&token, &elsewhere, "a.pdf", b"a").await;
    for url in ["https://evil.example/a.pdf", "/media/Customer/../a.pdf", &theirs] {
        assert_eq!(
            subject.attach(&token, &customer, &add("a.pdf", url)).await,
            Err("addAttachment: Upload the file first.".to_owned()),
            "{url}"
        );
    }
    let first = subject.upload(&token, &customer, "a.pdf", b"a").await;
    let second = subject.upload(&token, &customer, "a.pdf", b"b").await;
    for _ in 0..2 {
        let kept = subject.attach(&token, &customer, &add("a.pdf", &first)).await.unwrap();
        assert_eq!(kept.as_array().unwrap().len(), 1);
    }
    assert_eq!(
        subject.attach(&token, &customer, &add("a.pdf", &second)).await,
        Err("addAttachment: There is an attachment of this name already.".to_owned())
    );
    let guest = subject.token("kristin.henry@progix.io").await;
    let refused = subject.attach(&guest, &customer, &add("b.pdf", &second)).await;
    assert_eq!(refused, Err("Permission denied".to_owned()));
}

#[tokio::test]
async fn the_files_of_a_customer_go_with_it() {
    let subject = Subject::new();
    let token = subject.token(OWNER).await;
    let customer = subject.one("Customer", "name", "FTL Rockets");
    let url = subject.upload(&token, &customer, "a.pdf", b"a").await;
    let place = subject.sandbox.media.file(&url).unwrap();
    assert!(place.is_file());
    let delete =
        format!("mutation {{ deleteCustomer(input: {{ id: \"{customer}\" }}) {{ customer {{ id }} }} }}");
    assert_eq!(subject.graphql(&token, &delete).await.json()["errors"], json!(null));
    assert!(!place.exists());
    let left = "{ customerConfigVariables { nodes { customer { name } } } credentials { totalCount } }";
    let left = subject.graphql(&token, left).await.json()["data"].clone();
    assert_eq!(left["customerConfigVariables"]["nodes"].as_array().unwrap().len(), 3);
    assert_eq!(left["credentials"]["totalCount"], 0);
}
