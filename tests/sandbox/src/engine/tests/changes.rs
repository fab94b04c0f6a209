//! Mutations: what they check, what they change, and what they leave alone.

use serde_json::{Value, json};

use super::Company;

const CREATE: &str = "mutation($input: CreateCustomerInput!) { createCustomer(input: $input) {
    clientMutationId errors { field messages }
    customer { id name description externalId labels createdAt updatedAt allowUpdate starred org { name } } } }";
const UPDATE: &str = "mutation($input: UpdateCustomerInput!) { updateCustomer(input: $input) {
    errors { field messages } customer { name description externalId labels starred } } }";
const CREATE_USER: &str = "mutation($input: CreateCustomerUserInput!) { createCustomerUser(input: $input) {
    errors { field messages } user { id name email phone role { name } customer { name } } } }";
const CREATE_MEMBER: &str =
    "mutation($input: CreateOrganizationUserInput!) { createOrganizationUser(input: $input) {
    errors { field messages } user { email org { name } } } }";
const UPDATE_USER: &str = "mutation($input: UpdateUserInput!) { updateUser(input: $input) {
    errors { field messages } user { name phone darkMode role { name } } } }";
const DELETE_USER: &str = "mutation($input: DeleteUserInput!) { deleteUser(input: $input) { errors { field messages } user { id } } }";
const DELETE: &str = "mutation($input: DeleteCustomerInput!) { deleteCustomer(input: $input) { errors { field messages } customer { id } } }";

impl Company {
    /// The payload of a mutation.
    pub async fn change(&self, who: &str, mutation: &str, input: Value) -> Value {
        let data = self.data(who, mutation, json!({"input": input})).await;
        data.as_object().unwrap().values().next().unwrap().clone()
    }

    /// The problems of a mutation, as `field: message`.
    pub async fn problems(&self, who: &str, mutation: &str, input: Value) -> Vec<String> {
        let payload = self.change(who, mutation, input).await;
        let errors = payload["errors"].as_array().unwrap();
        let told = |it: &Value| {
            format!("{}: {}", it["field"].as_str().unwrap(), it["messages"][0].as_str().unwrap())
        };
        errors.iter().map(told).collect()
    }
}

#[tokio::test]
async fn a_customer_is_created_as_typed() {
    let company = Company::open();
    let hostile = "\"}{ $ \u{2028} ' ; -- % <script>";
    let input = json!({"name": format!("  {hostile}  "), "description": format!(" {hostile} "),
        "labels": [" VIP", "vip", "Neu"], "externalId": " x ", "clientMutationId": "7"});
    let payload = company.change("manager", CREATE, input).await;
    assert_eq!(payload["errors"], json!([]));
    assert_eq!(payload["clientMutationId"], "7");
    let customer = &payload["customer"];
    assert_eq!(customer["name"], hostile);
    assert_eq!(customer["description"], format!(" {hostile} "));
    assert_eq!(customer["labels"], json!(["vip", "neu"]));
    assert_eq!(customer["externalId"], "x");
    assert_eq!(customer["org"]["name"], "Progix Software");
    assert_eq!(customer["createdAt"], customer["updatedAt"]);
    assert_eq!(customer["allowUpdate"], true);
    let query = "query($id: ID!) { customer(id: $id) { name } }";
    assert_eq!(
        company.data("guest", query, json!({"id": customer["id"]})).await["customer"]["name"],
        hostile
    );
    let bare = company.change("owner", CREATE, json!({"name": "Bare"})).await;
    assert_eq!(bare["customer"]["description"], "");
    assert_eq!(bare["customer"]["externalId"], Value::Null);
}

#[tokio::test]
async fn customers_are_checked() {
    let company = Company::open();
    let long = "x".repeat(256);
    let table = [
        (json!({"name": "   "}), vec!["name: This field is required."]),
        (json!({"name": "FTL Rockets"}), vec!["name: Customer with this Name already exists."]),
        (
            json!({"name": "New", "externalId": "ftl-1"}),
            vec!["externalId: Customer with this External Id already exists."],
        ),
        (json!({"name": long}), vec!["name: Ensure this value has at most 255 characters (it has 256)."]),
        (
            json!({"name": "", "externalId": "acme-1"}),
            vec![
                "name: This field is required.",
                "externalId: Customer with this External Id already exists.",
            ],
        ),
    ];
    for (input, expected) in table {
        assert_eq!(company.problems("owner", CREATE, input.clone()).await, expected, "{input}");
    }
    assert_eq!(company.names("owner", "customers", "").await.len(), 6);
    let id = company.global("Customer", "acme");
    let taken = company.problems("owner", UPDATE, json!({"id": id, "name": "FTL Rockets"})).await;
    assert_eq!(taken, ["name: Customer with this Name already exists."]);
    assert!(company.problems("owner", UPDATE, json!({"id": id, "name": "Acme 100% Corp"})).await.is_empty());
    assert_eq!(
        company.problems("owner", UPDATE, json!({"name": "x"})).await,
        ["id: This field is required."]
    );
    assert_eq!(
        company.problems("owner", UPDATE, json!({"id": id, "name": null})).await,
        ["name: This field is required."]
    );
}

#[tokio::test]
async fn one_value_stands_for_a_list_of_it() {
    let company = Company::open();
    let id = company.global("Customer", "ftl");
    let changed = company.change("owner", UPDATE, json!({"id": id, "labels": "neu"})).await;
    assert_eq!(changed["customer"]["labels"], json!(["neu"]));
    let written = format!(
        "mutation {{ updateCustomer(input: {{id: \"{id}\", labels: \"old\"}}) {{ customer {{ labels }} }} }}"
    );
    let changed = company.data("owner", &written, json!({})).await;
    assert_eq!(changed["updateCustomer"]["customer"]["labels"], json!(["old"]));
}

#[tokio::test]
async fn what_is_left_out_stays_and_null_clears() {
    let company = Company::open();
    let id = company.global("Customer", "ftl");
    let renamed = company.change("owner", UPDATE, json!({"id": id, "name": "FTL"})).await["customer"].clone();
    assert_eq!(
        renamed,
        json!({"name": "FTL", "description": "Ships things fast.", "externalId": "ftl-1",
        "labels": ["rockets", "vip"], "starred": false})
    );
    let cleared = json!({"id": id, "description": null, "externalId": null, "labels": null});
    let cleared = company.change("owner", UPDATE, cleared).await["customer"].clone();
    assert_eq!(
        cleared,
        json!({"name": "FTL", "description": "", "externalId": null, "labels": [], "starred": false})
    );
    let query = "mutation($id: ID, $name: String) { updateCustomer(input: {id: $id, name: $name}) { customer { name } } }";
    let absent = company.data("owner", query, json!({"id": id})).await;
    assert_eq!(absent["updateCustomer"]["customer"]["name"], "FTL");
}

#[tokio::test]
async fn stars_are_ones_own() {
    let company = Company::open();
    let id = company.global("Customer", "ftl");
    let starred = company.change("guest", UPDATE, json!({"id": id, "starred": true})).await;
    assert_eq!(starred["customer"]["starred"], true);
    let query = "query($id: ID!) { customer(id: $id) { starred } }";
    assert_eq!(company.data("guest", query, json!({"id": id})).await["customer"]["starred"], true);
    assert_eq!(company.data("owner", query, json!({"id": id})).await["customer"]["starred"], false);
    let unstarred = company.change("guest", UPDATE, json!({"id": id, "starred": false})).await;
    assert_eq!(unstarred["customer"]["starred"], false);
}

#[tokio::test]
async fn people_are_checked() {
    let company = Company::open();
    let (customer, member) = (company.global("Customer", "ftl"), company.role("Customer", "Member"));
    let input =
        |email: &str, role: &str| json!({"customer": customer, "email": email, "role": role, "name": "N"});
    let unfit = "role: Select a role that is made for this person.";
    for (input, expected) in [
        (input("", &member), "email: This field is required."),
        (input("nonsense", &member), "email: Enter a valid email address."),
        (input("OWNER@example.com", &member), "email: User with this Email already exists."),
        (input("a@b.cd", &company.role("Organization", "Owner")), unfit),
        (input("a@b.cd", &company.role("Customer", "Marketplace")), unfit),
        (
            input("a@b.cd", &customer),
            "role: Select a valid choice. That choice is not one of the available choices.",
        ),
        (json!({"email": "a@b.cd", "role": member}), "customer: This field is required."),
    ] {
        assert_eq!(company.problems("owner", CREATE_USER, input.clone()).await, [expected], "{input}");
    }
    let bad_phone = json!({"customer": customer, "email": "a@b.cd", "role": member, "phone": "605"});
    assert_eq!(
        company.problems("owner", CREATE_USER, bad_phone).await,
        ["phone: Enter a valid phone number."]
    );
    let made = company.change("owner", CREATE_USER, input(" New@Example.com ", &member)).await;
    assert_eq!(made["user"]["email"], "New@Example.com");
    assert_eq!(made["user"]["phone"], "");
    assert_eq!(made["user"]["customer"]["name"], "FTL Rockets");
    let own = company.change("theirs", CREATE_USER, json!({"email": "own@b.cd", "role": member})).await;
    assert_eq!(own["user"]["customer"]["name"], "FTL Rockets");
    let team = json!({"email": "t@b.cd", "role": company.role("Organization", "Guest")});
    assert_eq!(company.change("admin", CREATE_MEMBER, team).await["user"]["org"]["name"], "Progix Software");
}

#[tokio::test]
async fn nobody_gives_more_authority_than_they_have() {
    let company = Company::open();
    let owner = company.role("Organization", "Owner");
    let above = "role: You cannot give somebody more authority than you have.";
    let input = json!({"email": "x@y.zz", "role": owner});
    assert_eq!(company.problems("admin", CREATE_MEMBER, input).await, [above]);
    let promote = json!({"id": company.global("User", "guest"), "role": owner});
    assert_eq!(company.problems("admin", UPDATE_USER, promote).await, [above]);
    let demote =
        json!({"id": company.global("User", "owner"), "role": company.role("Organization", "Guest")});
    let errors = company.errors("admin", UPDATE_USER, json!({"input": demote})).await;
    assert_eq!(errors, ["Permission denied"]);
    let own = json!({"id": company.global("User", "guest"), "role": company.role("Organization", "Admin")});
    assert_eq!(company.problems("guest", UPDATE_USER, own).await, ["role: You cannot change your own role."]);
    let lowered =
        json!({"id": company.global("User", "owner"), "role": company.role("Organization", "Admin")});
    assert_eq!(
        company.problems("owner", UPDATE_USER, lowered).await,
        ["role: The organization needs at least one owner."]
    );
}

#[tokio::test]
async fn everybody_changes_their_own_profile() {
    let company = Company::open();
    for who in ["third", "stranger", "member", "personal", "passenger"] {
        let input = json!({"id": company.global("User", who), "name": "Me", "phone": "+16055551234", "darkMode": true});
        let user = company.change(who, UPDATE_USER, input).await["user"].clone();
        assert_eq!(
            (&user["name"], &user["phone"], &user["darkMode"]),
            (&json!("Me"), &json!("+16055551234"), &json!(true))
        );
    }
}

#[tokio::test]
async fn the_last_owner_and_oneself_stay() {
    let company = Company::open();
    let delete = async |who: &str, whom: &str| {
        company.problems(who, DELETE_USER, json!({"id": company.global("User", whom)})).await
    };
    assert_eq!(delete("owner", "owner").await, ["__all__: You cannot delete yourself."]);
    let heir = json!({"email": "heir@b.cd", "role": company.role("Organization", "Owner")});
    assert!(company.problems("owner", CREATE_MEMBER, heir).await.is_empty());
    assert!(delete("owner", "guest").await.is_empty());
    let query = "query($id: ID!) { user(id: $id) { allowRemove } }";
    let own = company.data("owner", query, json!({"id": company.global("User", "owner")})).await;
    assert_eq!(own["user"]["allowRemove"], false);
    let other = company.data("owner", query, json!({"id": company.global("User", "admin")})).await;
    assert_eq!(other["user"]["allowRemove"], true);
}

#[tokio::test]
async fn of_two_owners_one_may_go_and_the_other_stays() {
    let company = Company::open();
    let become_one = async |who: &str, whom: &str, role: &str| {
        let (id, role) = (company.global("User", whom), company.role("Organization", role));
        company.problems(who, UPDATE_USER, json!({"id": id, "role": role})).await
    };
    assert!(become_one("owner", "admin", "Owner").await.is_empty());
    assert!(become_one("admin", "owner", "Integrator").await.is_empty());
    let stays = "role: The organization needs at least one owner.";
    assert_eq!(become_one("admin", "admin", "Integrator").await, [stays]);
    assert!(become_one("admin", "owner", "Owner").await.is_empty());
    let own = json!({"id": company.global("User", "admin")});
    let delete = async |who: &str| company.problems(who, DELETE_USER, own.clone()).await;
    assert_eq!(delete("admin").await, ["__all__: You cannot delete yourself."]);
    assert!(delete("owner").await.is_empty());
    let back = json!({"id": company.global("User", "owner"), "role": company.role("Organization", "Admin")});
    assert_eq!(company.problems("owner", UPDATE_USER, back).await, [stays]);
}

#[tokio::test]
async fn a_customer_goes_with_everything_it_has() {
    let company = Company::open();
    let id = company.global("Customer", "ftl");
    let gone = company.change("manager", DELETE, json!({"id": id})).await;
    assert_eq!(gone["customer"]["id"], id);
    assert_eq!(company.names("owner", "instances", "").await, ["ERP for Acme"]);
    let user = json!({"id": company.global("User", "member")});
    let errors = company.errors("owner", "query($id: ID!) { user(id: $id) { name } }", user).await;
    assert_eq!(errors, ["Record not found"]);
    assert_eq!(
        company.errors("member", "{ authenticatedUser { name } }", json!({})).await,
        ["Permission denied"]
    );
    let again = company.errors("manager", DELETE, json!({"input": {"id": id}})).await;
    assert_eq!(again, ["Record not found"]);
}

#[tokio::test]
async fn nothing_that_nobody_finds_any_more_is_left_of_a_customer() {
    let company = Company::open();
    let of = |name: &str| company.id(name);
    let (hook, own, kept) = (of("hook"), of("own-hook"), of("kept-flow"));
    let rows = [
        (
            "Integration",
            json!({"id": of("theirs-only"), "customer": of("ftl"), "flows": [of("f1"), of("f2")]}),
        ),
        ("IntegrationFlow", json!({"id": of("f1"), "trigger": own})),
        ("IntegrationFlow", json!({"id": of("f2"), "trigger": hook})),
        // What was made from theirs is set off by the same.
        ("IntegrationFlow", json!({"id": kept, "trigger": hook})),
        ("IntegrationAction", json!({"id": own})),
        ("IntegrationAction", json!({"id": hook})),
        (
            "RequiredConfigVariable",
            json!({"id": of("v"), "integration": of("theirs-only"), "inputs": [of("e")]}),
        ),
        ("Expression", json!({"id": of("e")})),
        ("Star", json!({"id": "a", "user": of("member"), "object": of("acme")})),
        ("Star", json!({"id": "b", "user": of("owner"), "object": of("ftl")})),
        ("Star", json!({"id": "c", "user": of("owner"), "object": of("acme")})),
        ("SandboxSession", json!({"id": "s", "user": of("member")})),
        ("SandboxRefreshToken", json!({"id": "r", "user": of("member")})),
        ("SandboxInvitation", json!({"id": "i", "user": of("member")})),
    ];
    let types = rows.iter().map(|(ty, _)| *ty).collect::<std::collections::BTreeSet<_>>();
    let store = company.engine.store();
    let fill = |w: &mut crate::store::Writer<'_>| {
        for (ty, it) in rows {
            super::put(w, ty, it);
        }
        Ok(())
    };
    store.write(fill).unwrap();
    company.change("manager", DELETE, json!({"id": company.global("Customer", "ftl")})).await;
    let left = store
        .read(|r| types.iter().map(|ty| Ok((*ty, r.count(ty)?))).collect::<Result<Vec<_>, _>>())
        .unwrap();
    let left: Vec<_> = left.into_iter().filter(|(_, count)| *count > 0).collect();
    let others = [("Integration", 6), ("IntegrationAction", 1), ("IntegrationFlow", 1)];
    assert_eq!(left, [&others[..], &[("RequiredConfigVariable", 1), ("Star", 1)]].concat());
}

#[tokio::test]
async fn what_is_refused_changes_nothing() {
    let company = Company::open();
    for who in ["guest", "third", "stranger", "member", "theirs", "personal"] {
        let errors = company.errors(who, CREATE, json!({"input": {"name": "Mine"}})).await;
        assert_eq!(errors, ["Permission denied"], "{who}");
    }
    let hidden = json!({"input": {"id": company.global("Customer", "acme"), "name": "Mine"}});
    assert_eq!(company.errors("theirs", UPDATE, hidden.clone()).await, ["Record not found"]);
    assert_eq!(company.errors("guest", UPDATE, hidden).await, ["Permission denied"]);
    assert!(company.names("owner", "customers", r#"name: "Mine""#).await.is_empty());
}

#[tokio::test]
async fn mutations_run_in_order_each_for_itself() {
    let company = Company::open();
    let query = "mutation { a: createCustomer(input: {name: \"A\"}) { customer { name } }
        b: createCustomer(input: {name: \"A\"}) { errors { messages } customer { name } }
        c: createCustomer(input: {name: \"C\"}) { customer { name } } }";
    let data = company.data("owner", query, json!({})).await;
    assert_eq!(
        data,
        json!({"a": {"customer": {"name": "A"}},
        "b": {"errors": [{"messages": ["Customer with this Name already exists."]}], "customer": null},
        "c": {"customer": {"name": "C"}}})
    );
}

#[test]
fn every_input_field_has_a_place() {
    let contract = crate::contract::Contract::load().unwrap();
    let by_hand = |name: &str| {
        crate::engine::mutation::BY_HAND.iter().any(|(it, _)| *it == name)
            || crate::engine::mutation::QUESTIONS.iter().any(|(it, ..)| *it == name)
    };
    for mutation in contract.objects["RootMutation"].fields.iter().filter(|it| !by_hand(&it.name)) {
        let payload = &contract.objects[&mutation.ty.name];
        let entity =
            payload.fields.iter().find_map(|it| contract.objects.get(&it.ty.name).filter(|it| it.is_node()));
        let input = &contract.inputs[&mutation.args[0].ty.name];
        for field in &input.fields {
            let aside = crate::engine::mutation::ASIDE.contains(&field.name.as_str());
            let known = aside || entity.unwrap().field(&field.name).is_some();
            assert!(known, "{}.{}", input.name, field.name);
        }
    }
}
