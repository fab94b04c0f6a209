//! Changing one's password.

use serde_json::{Value, json};

use super::Company;

const CHANGE: &str = "mutation($input: ChangePasswordInput!) { changePassword(input: $input) {
    errors { field messages } user { name } } }";

fn input(current: &str, new: &str) -> Value {
    json!({"currentPassword": current, "newPassword": new})
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_it() {
    let company = Company::open();
    for (current, new, expected) in [
        ("wrong", "long enough", "currentPassword: This is not your current password."),
        ("", "long enough", "currentPassword: This is not your current password."),
        ("gantry-demo", "short", "newPassword: Choose a password of at least 8 characters."),
        ("gantry-demo", "gantry-demo", "newPassword: Choose a password that differs from the current one."),
    ] {
        assert_eq!(company.problems("guest", CHANGE, input(current, new)).await, [expected]);
    }
    assert!(company.problems("guest", CHANGE, input("gantry-demo", " two words ")).await.is_empty());
    assert_eq!(
        company.problems("guest", CHANGE, input("gantry-demo", "another one")).await,
        ["currentPassword: This is not your current password."]
    );
    assert!(company.problems("guest", CHANGE, input(" two words ", "another one")).await.is_empty());
    assert!(company.problems("third", CHANGE, input("gantry-demo", "their own one")).await.is_empty());
}

#[tokio::test]
async fn people_of_a_host_product_have_no_password() {
    let company = Company::open();
    for who in ["embedded", "personal"] {
        let input = json!({"input": input("gantry-demo", "another one")});
        assert_eq!(company.errors(who, CHANGE, input).await, ["Permission denied"], "{who}");
    }
}

#[tokio::test]
async fn a_password_is_kept_as_a_hash() {
    let company = Company::open();
    assert!(company.problems("guest", CHANGE, input("gantry-demo", "plainly readable")).await.is_empty());
    let kept = company.engine.store().read(|it| it.get("User", &company.id("guest"))).unwrap().unwrap();
    let kept = serde_json::to_string(&kept).unwrap();
    assert!(kept.contains("$argon2id$") && !kept.contains("plainly readable"), "{kept}");
}
