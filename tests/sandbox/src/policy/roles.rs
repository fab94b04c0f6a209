//! The roles people can have, as the documentation describes them, and the permissions they are made of.
//!
//! In the store roles and permissions are rows like any other: what is here is what they start as. Nothing else in the
//! sandbox knows a role by its name.

use serde_json::json;
use uuid::Uuid;

use super::permissions::{CUSTOMER, OBJECT_TYPES, ORGANIZATION, PERMISSIONS, SENSITIVE};
use crate::store::{StoreError, Writer, doc};

/// A role as it starts.
pub struct BuiltinRole {
    pub name: &'static str,
    pub about: &'static str,
    /// `Organization` for team members, `Customer` for customer users.
    pub on: &'static str,
    /// Authority among the roles of the same kind.
    pub level: i64,
    /// What people of this role may do depends on what each is granted object by object.
    pub by_grant: bool,
    /// For people who arrive through an embedded marketplace; nobody is given it by hand.
    pub embedded: bool,
    pub tags: &'static [&'static str],
}

const OWNER: &[&str] = &[
    "org_view_customers",
    "org_view_customer_users",
    "org_view_instances",
    "org_view_alert_monitors",
    "org_view_integrations",
    SENSITIVE,
    "org_manage_customers",
    "org_manage_customer_users",
    "org_manage_components",
    "org_manage_instances",
    "org_manage_integrations",
    "org_admin_users",
    "org_configure_themes",
    "org_manage_embedded",
    "org_configure_log_streams",
    "org_manage_organization",
    "org_manage_billing",
];

/// An integrator's, without what customers would rather keep to themselves.
const RESTRICTED: &[&str] = &[
    "org_view_customers",
    "org_view_customer_users",
    "org_view_instances",
    "org_view_alert_monitors",
    "org_view_integrations",
    "org_manage_customers",
    "org_manage_customer_users",
    "org_manage_components",
    "org_manage_instances",
    "org_manage_integrations",
];

/// The roles there are from the start.
#[must_use]
pub fn builtin_roles() -> Vec<BuiltinRole> {
    let team = |name, level, tags, about| BuiltinRole {
        name,
        about,
        on: ORGANIZATION,
        level,
        by_grant: false,
        embedded: false,
        tags,
    };
    let theirs = |name, level, embedded, tags, about| BuiltinRole {
        name,
        about,
        on: CUSTOMER,
        level,
        by_grant: false,
        embedded,
        tags,
    };
    // The owner's list is in the order of authority: each admin right an administrator lacks is at its end.
    let (integrator, guest) = (&OWNER[..11], &OWNER[..6]);
    vec![
        team("Owner", 100, OWNER, "Everything, billing and the organization itself included."),
        team("Admin", 80, &OWNER[..15], "Everything but billing and the organization itself."),
        team("Integrator", 60, integrator, "Manages customers, integrations, components and instances."),
        team(
            "Restricted Integrator",
            50,
            RESTRICTED,
            "Works as an integrator does, without logs, outputs of steps and values of credentials.",
        ),
        team(
            "Customer Manager",
            40,
            &[
                "org_view_customers",
                "org_view_customer_users",
                SENSITIVE,
                "org_manage_customers",
                "org_manage_customer_users",
            ],
            "Manages customers and their users, without seeing instances.",
        ),
        team("Guest", 20, guest, "Sees customers, instances and integrations, and changes nothing."),
        BuiltinRole {
            by_grant: true,
            ..team("Third-Party", 10, &[], "Sees only what is granted object by object.")
        },
        theirs(
            "Admin",
            100,
            false,
            &[
                "customer_view_users",
                "customer_admin_users",
                "customer_view_instances",
                "customer_view_logs",
                "customer_admin_manage_instances",
                "customer_test_instances",
                "customer_access_marketplace_integrations",
                "customer_manage_marketplace_integrations",
            ],
            "Manages the users and instances of one's own company.",
        ),
        theirs(
            "Member",
            50,
            false,
            &[
                "customer_view_users",
                "customer_view_instances",
                "customer_view_logs",
                "customer_access_marketplace_integrations",
            ],
            "Sees the users and instances of one's own company.",
        ),
        theirs(
            "Marketplace",
            30,
            true,
            &[
                "customer_view_instances",
                "customer_view_logs",
                "customer_admin_manage_instances",
                "customer_test_instances",
                "customer_configure_ulc",
                "customer_access_marketplace_integrations",
                "customer_manage_marketplace_integrations",
            ],
            "Activates and configures integrations in an embedded marketplace.",
        ),
        theirs(
            "Marketplace User",
            10,
            true,
            &["customer_configure_ulc", "customer_access_marketplace_integrations"],
            "Fills in the personal part of a configuration in an embedded marketplace.",
        ),
    ]
}

/// The UUID a built-in role, permission or object kind has in every sandbox. `on` tells the two roles named Admin
/// apart; it is empty for object kinds.
#[must_use]
pub fn builtin_id(ty: &str, on: &str, name: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("{ty}/{on}/{name}").as_bytes()).to_string()
}

/// Adds the object kinds, permissions and roles to an empty store.
pub fn install(writer: &mut Writer<'_>) -> Result<(), StoreError> {
    let kind = |name: &str| builtin_id("AuthObjectType", "", name);
    for name in OBJECT_TYPES {
        writer.insert("AuthObjectType", doc([("id", json!(kind(name))), ("name", json!(name))]))?;
    }
    for it in &PERMISSIONS {
        let permission = doc([
            ("id", json!(builtin_id("Permission", "", it.tag))),
            ("tag", json!(it.tag)),
            ("name", json!(it.name)),
            ("description", json!(it.about)),
            ("objType", json!(kind(it.on))),
        ]);
        writer.insert("Permission", permission)?;
    }
    for it in builtin_roles() {
        let permissions: Vec<_> = it.tags.iter().map(|tag| builtin_id("Permission", "", tag)).collect();
        let role = doc([
            ("id", json!(builtin_id("Role", it.on, it.name))),
            ("name", json!(it.name)),
            ("description", json!(it.about)),
            ("level", json!(it.level)),
            ("objType", json!(kind(it.on))),
            ("permissions", json!(permissions)),
            ("byGrant", json!(it.by_grant)),
            ("embedded", json!(it.embedded)),
        ]);
        writer.insert("Role", role)?;
    }
    Ok(())
}
