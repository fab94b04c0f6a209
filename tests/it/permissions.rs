//! Which role includes which permission, asked of the sandbox and written down in `permissions.golden`; and what must
//! hold for every combination of permissions: less never shows more, and what is shown is accepted.
//!
//! `UPDATE_GOLDEN=1 cargo xtask test unit` writes the file anew.

use std::collections::{BTreeMap, BTreeSet};

use gantry::{
    auth::{
        Access, Belonging, Denial, LookingAs, Permission, Permissions, Viewer, decide, is_third_party,
        permission::{GRID, ROLES},
    },
    boot::Theme,
    routes::{CustomerTab, Entry, InstanceTab, IntegrationTab, MemberTab, Route, UserTab},
};
use proptest::{prelude::*, sample::subsequence};
use serde_json::{Value, json};

use crate::{
    roles::{PEOPLE, Subject, compare, table},
    source::file,
};

/// Who comes through a host product instead, in a frame, and has no password.
const HOSTED: [&str; 2] = ["marketplace admin", "marketplace user"];

/// Every control that sends a mutation, with what it takes to find it: rights and permissions. Those that take nothing
/// are for everybody who is signed in.
const CONTROLS: [(&str, &[&str]); 43] = [
    ("administerObjectPermission", &["org_admin_users", "User of the team.allowUpdate"]),
    ("bulkDisableInstancesUsingCustomerConnection", &["Customer.allowEnableInstance"]),
    ("bulkUpdateInstancesToLatestIntegrationVersion", &["Integration.allowPublish"]),
    ("changePassword", &["signs in here"]),
    ("createCustomer", &["Organization.allowAddCustomer"]),
    ("createCustomerConfigVariable", &["Customer.allowAddCustomerConfigVariable"]),
    ("createCustomerUser", &["Customer.allowAddUser"]),
    ("createInstance", &["Customer.allowAddInstance"]),
    ("createIntegration", &["Organization.allowAddIntegration"]),
    ("createOrganizationUser", &["Organization.allowAddUser"]),
    ("createUserLevelConfig", &["customer_configure_ulc"]),
    ("deleteCredential", &["Credential.allowRemove"]),
    ("deleteCustomer", &["Customer.allowRemove"]),
    ("deleteCustomerConfigVariable", &["CustomerConfigVariable.allowRemove"]),
    ("deleteInstance", &["Instance.allowRemove"]),
    ("deleteUser", &["User.allowRemove"]),
    ("deleteUser of the team", &["User of the team.allowRemove"]),
    ("deleteUserLevelConfig", &["UserLevelConfig.allowRemove"]),
    ("deployInstance", &["Instance.allowDeploy"]),
    ("disconnectConnection", &["Instance.allowUpdateConfigVariables"]),
    ("disconnectCustomerConnection", &["CustomerConfigVariable.allowUpdate"]),
    ("fetchConfigWizardPageContent", &["Instance.allowUpdateConfigVariables"]),
    ("fetchDataSourceContent", &["Instance.allowUpdateConfigVariables"]),
    ("forkIntegration", &["Integration.allowFork", "Organization.allowAddIntegration"]),
    ("importIntegration", &["Organization.allowAddIntegration"]),
    ("importIntegration as a next version", &["Integration.allowUpdate"]),
    ("publishIntegration", &["Integration.allowPublish"]),
    ("updateCredential", &["Credential.allowUpdate"]),
    ("updateCustomer", &["Customer.allowUpdate"]),
    ("updateCustomerConfigVariable", &["CustomerConfigVariable.allowUpdate"]),
    ("updateInstance", &["Instance.allowUpdate"]),
    ("updateInstanceConfigVariables", &["Instance.allowUpdateConfigVariables"]),
    ("updateInstanceConfigVariables for oneself", &["customer_configure_ulc"]),
    ("updateIntegration", &["Integration.allowUpdate"]),
    ("updateIntegrationMarketplaceConfiguration", &["Integration.allowUpdate"]),
    ("updateIntegrationVersionAvailability", &["Integration.allowUpdate"]),
    ("testInstanceFlowConfig", &["Customer.allowExecuteInstance"]),
    ("updateUser", &["User.allowUpdate"]),
    ("updateUser of the team", &["User of the team.allowUpdate"]),
    // The same mutations behind other controls.
    ("updateCustomer", &["Customer.allowManageAttachments"]),
    ("updateUser", &["User.allowChangeRoles"]),
    ("updateUser of the team", &["User of the team.allowChangeRoles"]),
    ("updateInstance", &["Instance.allowDeploy"]),
];

#[test]
fn what_is_shown_is_accepted() {
    let rows = written("mutations.golden");
    let mut unplaced: BTreeSet<_> = rows.keys().filter(|it| !it.contains(".allow")).cloned().collect();
    let signs_in = PEOPLE.map(|it| if HOSTED.contains(&it) { "" } else { "yes" }.to_owned()).to_vec();
    let signs_in = [("signs in here".to_owned(), signs_in)];
    let said: BTreeMap<_, _> =
        written("permissions.golden").into_iter().chain(rows.clone()).chain(signs_in).collect();
    let mut broken = Vec::new();
    for (mutation, takes) in CONTROLS {
        unplaced.remove(mutation);
        let outcomes = rows.get(mutation).unwrap_or_else(|| panic!("no mutation {mutation}"));
        let takes: Vec<_> =
            takes.iter().map(|it| said.get(*it).unwrap_or_else(|| panic!("no {it}"))).collect();
        for (index, who) in PEOPLE.iter().enumerate() {
            let is_shown = *who != "signed out" && takes.iter().all(|it| it[index] == "yes");
            if is_shown && outcomes[index] != "data" {
                broken.push(format!("{who} is shown what sends {mutation}: {}", outcomes[index]));
            }
        }
    }
    assert!(unplaced.is_empty(), "Say in tests/it/permissions.rs which right shows these: {unplaced:#?}");
    assert!(broken.is_empty(), "{broken:#?}");
}

/// A table as it was written down, by its rows.
fn written(file_name: &str) -> BTreeMap<String, Vec<String>> {
    let text = file(&format!("tests/it/{file_name}")).text;
    let cells = |line: &str| line.split('|').map(|it| it.trim().to_owned()).collect::<Vec<_>>();
    let mut lines = text.lines().map(cells);
    assert_eq!(lines.next().map(|it| it[1..].to_vec()), Some(PEOPLE.map(ToOwned::to_owned).to_vec()));
    lines.map(|it| (it[0].clone(), it[1..].to_vec())).collect()
}

#[tokio::test]
async fn permissions_are_what_the_grid_says() {
    let subject = Subject::new().await;
    let ask = async |who: &str, query: &str| {
        let token = subject.tokens.get(who).map(String::as_str);
        subject.post("/api", token, &json!({ "query": query })).await.1["data"].clone()
    };
    let mut held = Vec::new();
    for who in PEOPLE {
        let answer = ask(who, "{ authenticatedUser { role { permissions { nodes { tag } } } } }").await;
        held.push(tags(&answer["authenticatedUser"]["role"]));
    }
    let all = ask("Owner", "{ permissions(first: 100) { totalCount nodes { tag } } }").await;
    let all = tags(&json!({ "permissions": all["permissions"] }));
    let includes =
        |tag: &str| held.iter().map(|it| if it.contains(tag) { "yes" } else { "" }.to_owned()).collect();
    let rows: BTreeMap<_, Vec<String>> = all.iter().map(|it| (it.clone(), includes(it))).collect();
    compare("permissions.golden", &table(&rows));

    // What roles are offered with is what people of that role have.
    let query = "{ it: organizationRoles { name permissions { nodes { tag } } } }";
    let offered = ask("Owner", query).await;
    let offered: BTreeMap<_, _> =
        offered["it"].as_array().unwrap().iter().map(|it| (it["name"].as_str().unwrap(), tags(it))).collect();
    for (column, role) in ROLES.iter().enumerate() {
        let promised: BTreeSet<_> =
            GRID.iter().filter(|(_, roles)| roles[column]).map(|(it, _)| it.tag().to_owned()).collect();
        assert_eq!(held[column], promised, "{role}, as the API tells its people");
        assert_eq!(offered[role], promised, "{role}, as the API offers it");
    }
}

fn tags(role: &Value) -> BTreeSet<String> {
    let nodes = role["permissions"]["nodes"].as_array().into_iter().flatten();
    nodes.map(|it| it["tag"].as_str().unwrap().to_owned()).collect()
}

/// Every screen, each part of it.
fn screens() -> Vec<Route> {
    let id = || "1".to_owned();
    let mut all = vec![
        Route::Dashboard,
        Route::Customers,
        Route::Connection { customer: id(), id: id() },
        Route::Integrations,
        Route::ImportIntegration { into: None },
        Route::ImportIntegration { into: Some(id()) },
        Route::Instances,
        Route::ConfigureInstance { id: id() },
        Route::ConfigureOneself { id: id() },
        Route::OwnConfiguration { id: id() },
        Route::TeamMembers,
        Route::Roles,
        Route::Profile,
        Route::Marketplace,
        Route::FindIntegration,
        Route::NotFound,
    ];
    all.extend(CustomerTab::ALL.iter().map(|it| Route::customer("1", *it)));
    all.extend(UserTab::ALL.iter().map(|it| Route::customer_user("1", "1", *it)));
    all.extend(IntegrationTab::ALL.iter().map(|it| Route::integration("1", *it)));
    all.extend(InstanceTab::ALL.iter().map(|it| Route::instance("1", *it)));
    all.extend(MemberTab::ALL.iter().map(|it| Route::member("1", *it)));
    all
}

fn some_tags() -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(Permission::ALL.map(Permission::tag).to_vec(), 0..=Permission::ALL.len())
}

/// Nobody has heard of the last two roles.
fn role() -> impl Strategy<Value = String> {
    prop::sample::select([&ROLES[..], &["Astronaut", ""]].concat()).prop_map(ToOwned::to_owned)
}

/// The organization's people, a customer's, and those who belong to nobody.
fn belonging() -> impl Strategy<Value = Belonging> {
    let (customer, integration, user) = (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>());
    let team =
        (customer, integration, user).prop_map(|(customer, integration, user)| Belonging::Organization {
            id: "1".into(),
            name: "Progix".into(),
            avatar_url: None,
            add_customer: Access::from_allow(customer),
            add_integration: Access::from_allow(integration),
            add_user: Access::from_allow(user),
        });
    let theirs = Just(Belonging::Customer { id: "1".into(), name: "FTL Rockets".into() });
    prop_oneof![team, theirs, Just(Belonging::Nobody)]
}

fn person(role: &str, belongs_to: &Belonging, tags: &[&str]) -> Viewer {
    Viewer {
        id: "1".into(),
        name: "Ada".into(),
        email: "ada@example.com".into(),
        avatar_url: None,
        role: role.to_owned(),
        permissions: Permissions::from_tags(tags.iter().copied()),
        marketplace_name: "Marketplace".into(),
        theme: Theme::System,
        hides_sensitive: false,
        belongs_to: belongs_to.clone(),
    }
}

/// Somebody else's eyes.
fn eyes(role: &str, tags: &[&str]) -> LookingAs {
    let permissions = Permissions::from_tags(tags.iter().copied());
    LookingAs { name: "Somebody".into(), role: role.to_owned(), permissions, given: Vec::new() }
}

/// Everything that a person finds: screens, and what the role adds to an object that says `allow`.
fn found(viewer: &Viewer, allow: Option<bool>) -> BTreeSet<String> {
    let opens = screens().into_iter().filter(|it| viewer.may_enter(it.entry()).is_granted());
    let opens = opens.map(|it| it.to_string());
    let controls = Permission::ALL.into_iter().filter(|it| decide(allow, Some(viewer.can(*it))).is_visible());
    let controls = controls.map(|it| format!("what takes {}", it.tag()));
    let new = [
        ("a new customer", viewer.add_customer()),
        ("a new integration", viewer.add_integration()),
        ("a new team member", viewer.add_user()),
    ];
    let new = new.into_iter().filter(|(_, it)| it.is_visible()).map(|(name, _)| name.to_owned());
    opens.chain(controls).chain(new).collect()
}

proptest! {
    /// For oneself, and for whoever is looked at.
    #[test]
    fn a_permission_taken_away_adds_nothing(
        role in role(), belongs_to in belonging(), tags in some_tags(), own in some_tags(), taken in any::<prop::sample::Index>(),
        allow in any::<Option<bool>>(),
    ) {
        prop_assume!(!tags.is_empty());
        let mut fewer = tags.clone();
        let gone = fewer.remove(taken.index(tags.len()));
        let (all, rest) = (person(&role, &belongs_to, &tags), person(&role, &belongs_to, &fewer));
        let more: Vec<_> = found(&rest, allow).difference(&found(&all, allow)).cloned().collect();
        prop_assert!(more.is_empty(), "without {gone}: {more:?}");
        let reader = person("Owner", &belongs_to, &own);
        let (all, rest) = (eyes(&role, &tags), eyes(&role, &fewer));
        let (all, rest) = (reader.clone().looking_as(&all), reader.looking_as(&rest));
        let more: Vec<_> = found(&rest, allow).difference(&found(&all, allow)).cloned().collect();
        prop_assert!(more.is_empty(), "looking as somebody without {gone}: {more:?}");
    }

    #[test]
    fn looking_as_another_shows_nothing_of_ones_own_and_lets_nothing_be_done(
        role in role(), belongs_to in belonging(), own in some_tags(), theirs in some_tags(), allow in any::<Option<bool>>(),
    ) {
        let other = person(&role, &belongs_to, &theirs);
        let seen = person("Owner", &belongs_to, &own).looking_as(&eyes(&role, &theirs));
        let more: Vec<_> = found(&seen, allow).difference(&found(&other, allow)).cloned().collect();
        prop_assert!(more.is_empty(), "more than {role} finds: {more:?}");
        for permission in Permission::ALL {
            prop_assert!(!decide(allow, Some(seen.can(permission))).is_granted());
        }
        prop_assert!(![seen.add_customer(), seen.add_integration(), seen.add_user()].iter().any(|it| it.is_granted()));
    }

    /// What the API did not say, or says in words the app does not know, enables nothing.
    #[test]
    fn what_is_denied_or_unknown_is_not_enabled(
        role in role(), tags in prop::collection::vec("[a-z_]{0,24}", 0..20), belongs_to in belonging(), allow in prop::sample::select(vec![None, Some(false)]),
        seen in prop::sample::select(vec![None, Some(Access::Granted), Some(Access::Denied(Denial::Role))]),
    ) {
        prop_assert!(!decide(allow, seen).is_granted());
        prop_assert!(!decide(allow, seen).is_visible());
        let known: BTreeSet<_> = Permission::ALL.iter().map(|it| it.tag()).collect();
        let tags: Vec<_> = tags.iter().map(String::as_str).filter(|it| !known.contains(it)).collect();
        let nobody = person(&role, &belongs_to, &tags);
        for screen in screens() {
            let opens = nobody.may_enter(screen.entry()).is_granted();
            // For third parties the server decides.
            let is_theirs = !matches!(screen.entry(), Entry::Permission(_) | Entry::CustomerUser);
            let is_third_party = is_third_party(&role) && matches!(belongs_to, Belonging::Organization { .. });
            let should = screen.entry() == Entry::Anybody || (is_third_party && is_theirs);
            prop_assert_eq!(opens, should, "{} for {:?} of {:?}", screen, role, belongs_to);
        }
        prop_assert!(Permission::ALL.into_iter().all(|it| !nobody.can(it).is_granted()));
    }

    #[test]
    fn an_object_that_refuses_wins_over_the_role(role in role(), belongs_to in belonging(), tags in some_tags()) {
        let viewer = person(&role, &belongs_to, &tags);
        for permission in Permission::ALL {
            for seen in [None, Some(viewer.can(permission))] {
                prop_assert_eq!(decide(false, seen), Access::Denied(Denial::Object));
                prop_assert_eq!(decide(None, seen), Access::Denied(Denial::Object));
            }
        }
    }
}
