//! Permissions given on single objects: what they open, and that nothing else does.

use serde_json::{Value, json};

use super::{Company, company::put};
use crate::{engine::encode_id, policy::roles::builtin_id};

const ADMINISTER: &str = "mutation($input: AdministerObjectPermissionInput!) {
    administerObjectPermission(input: $input) { errors { field messages } user { name } } }";

fn input(company: &Company, who: &str, tag: &str, ty: &str, object: &str, grant: bool) -> Value {
    json!({
        "id": company.global("User", who), "object": company.global(ty, object), "grant": grant,
        "permission": encode_id("Permission", &builtin_id("Permission", "", tag)),
    })
}

async fn granted(company: &Company, who: &str) -> Vec<String> {
    let query = "query($id: ID!) { objectPermissionGrants(user: $id) { nodes { permission { tag } } } }";
    let data = company.data("owner", query, json!({"id": company.global("User", who)})).await;
    let nodes = data["objectPermissionGrants"]["nodes"].as_array().unwrap().clone();
    nodes.iter().map(|it| it["permission"]["tag"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn what_is_granted_is_there_and_what_is_revoked_is_gone_at_once() {
    let company = Company::open();
    for (tag, ty, object, list, sees) in [
        ("customer_view", "Customer", "ftl", "customers", "FTL Rockets"),
        ("integration_view", "Integration", "hidden", "integrations", "Hidden Gem"),
    ] {
        assert!(company.names("third", list, "").await.is_empty());
        for _ in 0..2 {
            let done = input(&company, "third", tag, ty, object, true);
            assert!(company.problems("admin", ADMINISTER, done).await.is_empty());
        }
        assert_eq!(company.names("third", list, "").await, [sees]);
        assert_eq!(granted(&company, "third").await, [tag]);
        for _ in 0..2 {
            let undone = input(&company, "third", tag, ty, object, false);
            assert!(company.problems("owner", ADMINISTER, undone).await.is_empty());
        }
        assert!(company.names("third", list, "").await.is_empty());
        let query = format!("query($id: ID!) {{ one: {}(id: $id) {{ id }} }}", ty.to_lowercase());
        let errors = company.errors("third", &query, json!({"id": company.global(ty, object)})).await;
        assert_eq!(errors, ["Record not found"]);
    }
}

#[tokio::test]
async fn a_grant_opens_its_object_with_all_versions_and_nothing_else() {
    let company = Company::open();
    let given = input(&company, "third", "integration_edit", "Integration", "crm1", true);
    assert!(company.problems("owner", ADMINISTER, given).await.is_empty());
    assert_eq!(company.names("third", "integrations", "allVersions: true").await, ["CRM Sync"; 3]);
    // The same permission through another version is the same grant.
    let again = input(&company, "third", "integration_edit", "Integration", "draft", true);
    assert!(company.problems("owner", ADMINISTER, again).await.is_empty());
    assert_eq!(granted(&company, "third").await.len(), 1);
    let counts = "{ integrations(name_Icontains: \"Gem\") { totalCount } customers { totalCount }
        components(public: false) { totalCount } }";
    let counts = company.data("third", counts, json!({})).await;
    for list in ["integrations", "customers", "components"] {
        assert_eq!(counts[list]["totalCount"], 0, "{list}");
    }
}

#[tokio::test]
async fn only_those_who_manage_the_team_grant_and_only_to_third_parties() {
    let company = Company::open();
    let fit = input(&company, "third", "customer_view", "Customer", "ftl", true);
    for who in ["integrator", "manager", "guest", "theirs"] {
        let refused = company.errors(who, ADMINISTER, json!({"input": fit})).await;
        assert!(
            ["Permission denied", "Record not found"].contains(&refused[0].as_str()),
            "{who}: {refused:?}"
        );
    }
    let own = company.errors("third", ADMINISTER, json!({"input": fit})).await;
    assert_eq!(own, ["Permission denied"]);
    let unfit = input(&company, "guest", "customer_view", "Customer", "ftl", true);
    assert_eq!(
        company.problems("owner", ADMINISTER, unfit).await,
        ["id: Only third-party users get permissions object by object."]
    );
    let mixed = input(&company, "third", "customer_view", "Integration", "hidden", true);
    assert_eq!(
        company.problems("owner", ADMINISTER, mixed).await,
        ["permission: This permission is about another kind of object."]
    );
    assert!(granted(&company, "third").await.is_empty());
}

#[tokio::test]
async fn grants_end_with_the_role_that_is_made_of_them() {
    let company = Company::open();
    let change =
        "mutation($input: UpdateUserInput!) { updateUser(input: $input) { errors { field messages } } }";
    let role =
        |name| json!({"id": company.global("User", "granted"), "role": company.role("Organization", name)});
    assert!(!granted(&company, "granted").await.is_empty());
    assert_eq!(company.names("granted", "customers", "").await, ["FTL Rockets", "Acme 100% Corp"]);
    // A manager sees no integrations, whatever was granted before.
    assert!(company.problems("owner", change, role("Customer Manager")).await.is_empty());
    assert!(granted(&company, "granted").await.is_empty());
    let errors = company.errors("granted", "{ integrations { totalCount } }", json!({})).await;
    assert_eq!(errors, ["Permission denied"]);
    assert!(company.problems("owner", change, role("Third-Party")).await.is_empty());
    assert!(company.names("granted", "customers", "").await.is_empty());
    assert!(company.names("granted", "integrations", "").await.is_empty());
}

#[tokio::test]
async fn a_grant_that_was_left_behind_opens_nothing_and_can_be_taken_back() {
    let company = Company::open();
    let kept = json!({
        "id": company.id("left-behind"), "user": company.id("manager"), "obj": company.id("hidden"),
        "permission": builtin_id("Permission", "", "integration_view"),
    });
    let left_behind = |w: &mut crate::store::Writer<'_>| {
        put(w, "ObjectPermissionGrant", kept.clone());
        Ok(())
    };
    company.engine.store().write(left_behind).unwrap();
    let errors = company.errors("manager", "{ integrations { totalCount } }", json!({})).await;
    assert_eq!(errors, ["Permission denied"]);
    let undone = input(&company, "manager", "integration_view", "Integration", "hidden", false);
    assert!(company.problems("owner", ADMINISTER, undone).await.is_empty());
    assert!(granted(&company, "manager").await.is_empty());
}

#[tokio::test]
async fn a_name_that_is_taken_does_not_tell_of_what_is_hidden() {
    let company = Company::open();
    let given = input(&company, "granted", "customer_manage", "Customer", "acme", true);
    assert!(company.problems("owner", ADMINISTER, given).await.is_empty());
    let rename = "mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) { errors { field messages } } }";
    let to = |field: &str, value: &str| json!({"id": company.global("Customer", "acme"), field: value});
    for (field, value, said) in [
        ("name", "Ümläut Ärzte", "name: This cannot be used. Choose something else."),
        ("externalId", "кот", "externalId: This cannot be used. Choose something else."),
        ("name", "FTL Rockets", "name: Customer with this Name already exists."),
    ] {
        assert_eq!(company.problems("granted", rename, to(field, value)).await, [said]);
    }
}

#[tokio::test]
async fn a_filter_finds_nothing_by_what_is_hidden_behind_a_row() {
    let company = Company::open();
    let config = json!({ "id": company.id("config"), "user": company.id("personal"), "customer": company.id("ftl"),
        "instance": company.id("i-crm") });
    let fill = |w: &mut crate::store::Writer<'_>| {
        put(w, "UserLevelConfig", config);
        Ok(())
    };
    company.engine.store().write(fill).unwrap();
    let count = async |who: &str, arguments: &str| {
        let list = format!("userLevelConfigs{arguments} {{ totalCount }}");
        let query = format!("query($id: ID!) {{ instance(id: $id) {{ {list} }} }}");
        let found = company.data(who, &query, json!({ "id": company.global("Instance", "i-crm") })).await;
        found["instance"]["userLevelConfigs"]["totalCount"].clone()
    };
    for (who, by_name) in [("owner", 1), ("granted", 0)] {
        assert_eq!(count(who, "").await, 1, "{who}");
        assert_eq!(count(who, "(user_Name_Icontains: \"pers\")").await, by_name, "{who}");
    }
}
