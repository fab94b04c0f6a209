//! Definitions: read, judged line by line, and taken into an integration.

use serde_json::{Value, json};

use super::Company;

const IMPORT: &str = "mutation($input: ImportIntegrationInput!) { importIntegration(input: $input) {
    errors { field messages } integration { id name versionNumber hasUnpublishedChanges labels configPages
        requiredConfigVariables(first: 9) { nodes { key dataType defaultValue orgOnly userLevelConfigured } } } } }";
const PUBLISH: &str = "mutation($input: PublishIntegrationInput!) { publishIntegration(input: $input) {
    errors { field messages } integration { id versionNumber requiredConfigVariables(first: 9) { nodes { key } } } } }";

const SMALL: &str = "name: Relay
labels: [One, one, Two]
configPages:
  - name: All
    elements:
      - {type: configVar, value: Pad}
  - name: Yours
    userLevelConfigured: true
    elements:
      - {type: configVar, value: Nickname}
requiredConfigVars:
  - {key: Pad, dataType: number, defaultValue: 7, orgOnly: true}
  - {key: Nickname, dataType: string}
";

fn with(definition: &str) -> Value {
    json!({ "definition": definition })
}

#[tokio::test]
async fn a_definition_becomes_a_draft_and_then_a_version() {
    let company = Company::open();
    assert_eq!(company.errors("guest", IMPORT, json!({"input": with(SMALL)})).await, ["Permission denied"]);
    let made = company.change("owner", IMPORT, with(SMALL)).await["integration"].clone();
    assert_eq!((&made["versionNumber"], &made["hasUnpublishedChanges"]), (&json!(0), &json!(true)));
    assert_eq!(made["labels"], json!(["one", "two"]));
    let asked = json!([
        {"key": "Pad", "dataType": "NUMBER", "defaultValue": "7", "orgOnly": true, "userLevelConfigured": false},
        {"key": "Nickname", "dataType": "STRING", "defaultValue": null, "orgOnly": false, "userLevelConfigured": true},
    ]);
    assert_eq!(made["requiredConfigVariables"]["nodes"], asked);
    // A draft is imported again without leaving anything of the first behind.
    let again = json!({"integrationId": made["id"], "definition": SMALL.replace("Pad", "Site")});
    let again = company.change("owner", IMPORT, again).await["integration"].clone();
    assert_eq!(again["requiredConfigVariables"]["nodes"][0]["key"], "Site");
    assert_eq!(again["requiredConfigVariables"]["nodes"].as_array().map(Vec::len), Some(2));
    let published = company.change("owner", PUBLISH, json!({"id": made["id"]})).await["integration"].clone();
    assert_eq!((&published["id"], &published["versionNumber"]), (&made["id"], &json!(1)));
}

#[tokio::test]
async fn what_is_published_stays_until_the_next_version() {
    let company = Company::open();
    let hidden = company.global("Integration", "hidden");
    let taken = SMALL.replace("Relay", "Hidden Gem");
    assert_eq!(
        company.problems("owner", IMPORT, with(&taken)).await,
        ["replace: There is an integration “Hidden Gem” already."]
    );
    let input = json!({"definition": taken, "replace": true});
    let kept = company.change("owner", IMPORT, input).await["integration"].clone();
    assert_eq!(
        (&kept["id"], &kept["requiredConfigVariables"]["nodes"][0]["key"]),
        (&json!(hidden), &json!("Where"))
    );
    let next = company.change("owner", PUBLISH, json!({"id": hidden})).await["integration"].clone();
    assert_eq!(next["requiredConfigVariables"]["nodes"], json!([{"key": "Pad"}, {"key": "Nickname"}]));
    assert_eq!(
        company
            .errors("third", IMPORT, json!({"input": {"definition": SMALL, "integrationId": hidden}}))
            .await,
        ["Record not found"]
    );
}

#[tokio::test]
async fn what_is_wrong_is_told_by_line_and_changes_nothing() {
    let company = Company::open();
    let before = company.names("owner", "integrations", "").await;
    for (definition, said) in [
        ("name: [", "Line 1: "),
        ("description: x", "Line 1: "),
        ("name: A\nflows: many", "Line 2: "),
        ("name: A\nflows:\n  - name: F\n    steps: []", "Line 3: The flow “F” has no steps."),
        (
            "name: A\nrequiredConfigVars:\n  - {key: x, dataType: numeral}",
            "Line 3: “numeral” is no data type.",
        ),
        (
            "name: A\nrequiredConfigVars:\n  - {key: x, dataType: string}\n  - {key: x, dataType: string}",
            "Line 4: “x” is there twice.",
        ),
        (
            "name: A\nconfigPages:\n  - name: P\n    elements:\n      - {type: configVar, value: Lost}",
            "Line 5: There is no config variable “Lost”.",
        ),
        (
            "name: A\nsteps:\n  - name: S\n    action: {key: k, componentKey: secret-vendor}",
            "Line 4: There is no component “secret-vendor”.",
        ),
        ("name: ''", "Line 1: Give the integration a name."),
    ] {
        let problems = company.problems("owner", IMPORT, with(definition)).await;
        assert!(problems[0].starts_with(&format!("definition: {said}")), "{definition}: {problems:?}");
    }
    // Anchors that stand for ever more of themselves are no way to fill the memory.
    let bomb = "name: A\na: &a [x, x, x, x, x, x, x, x, x]\n".to_owned()
        + &(b'b'..=b'k').fold(String::new(), |text, letter| {
            let (this, last) = (char::from(letter), char::from(letter - 1));
            text + &format!("{this}: &{this} [{}]\n", vec![format!("*{last}"); 9].join(", "))
        });
    let bomb = bomb + "requiredConfigVars:\n  - {key: x, dataType: string, defaultValue: *k}\n";
    assert_eq!(company.problems("owner", IMPORT, with(&bomb)).await.len(), 1);
    assert_eq!(company.names("owner", "integrations", "").await, before);
}
