//! The roles people can have, as the documentation describes them, and the permissions they are made of.
//!
//! In the store roles and permissions are rows like any other: what is here is what they start as. Nothing else in the
//! sandbox knows a role by its name.

use serde_json::json;
use uuid::Uuid;

use crate::store::{Doc, StoreError, Writer};

/// A permission: what programs know it by, its name, what it lets people do, and the kind of object it is about.
pub struct BuiltinPermission {
    pub tag: &'static str,
    pub name: &'static str,
    pub about: &'static str,
    pub on: &'static str,
}

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

const ORGANIZATION: &str = "Organization";
const CUSTOMER: &str = "Customer";

/// The kinds of objects permissions are about. Those of `CustomerUser` come with a role only.
pub const OBJECT_TYPES: [&str; 5] = [ORGANIZATION, CUSTOMER, "CustomerUser", "Integration", "Component"];

const fn permission(
    on: &'static str,
    tag: &'static str,
    name: &'static str,
    about: &'static str,
) -> BuiltinPermission {
    BuiltinPermission { tag, name, about, on }
}

/// Every permission there is.
pub const PERMISSIONS: [BuiltinPermission; 33] = [
    permission(
        ORGANIZATION,
        "org_view_customers",
        "View Customers",
        "See every customer.",
    ),
    permission(
        ORGANIZATION,
        "org_view_customer_users",
        "View Customer Users",
        "See the users of every customer.",
    ),
    permission(
        ORGANIZATION,
        "org_view_instances",
        "View Instances",
        "See every instance, its runs and its logs.",
    ),
    permission(
        ORGANIZATION,
        "org_view_alert_monitors",
        "View Alert Monitors",
        "See every alert monitor.",
    ),
    permission(
        ORGANIZATION,
        "org_view_integrations",
        "View Integrations",
        "See every integration.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_customers",
        "Manage Customers",
        "Add, change and remove customers.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_customer_users",
        "Manage Customer Users",
        "Add, change and remove customer users.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_components",
        "Manage Components",
        "Publish, change and remove components.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_instances",
        "Manage Instances",
        "Deploy, change, test and remove instances.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_integrations",
        "Manage Integrations",
        "Add, change, publish and remove integrations.",
    ),
    permission(
        ORGANIZATION,
        "org_admin_users",
        "Manage Organization Users",
        "Add, change and remove team members.",
    ),
    permission(
        ORGANIZATION,
        "org_configure_themes",
        "Configure Themes",
        "Change the colours of the app.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_embedded",
        "Manage Embedded Settings",
        "Manage signing keys and embedding.",
    ),
    permission(
        ORGANIZATION,
        "org_configure_log_streams",
        "Configure Log Streaming",
        "Send logs to other systems.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_organization",
        "Manage Organization",
        "Rename or delete the organization.",
    ),
    permission(
        ORGANIZATION,
        "org_manage_billing",
        "Manage Billing",
        "See and change the subscription.",
    ),
    permission(
        "Integration",
        "integration_view",
        "View Integration",
        "See this integration.",
    ),
    permission(
        "Integration",
        "integration_edit",
        "Edit Integration",
        "Change and test this integration.",
    ),
    permission(
        "Component",
        "component_view",
        "View Component",
        "See this component and use it in integrations.",
    ),
    permission(
        "Component",
        "component_edit",
        "Edit Component",
        "Change this component.",
    ),
    permission(
        CUSTOMER,
        "customer_view",
        "View Customer",
        "See this customer and its saved credentials.",
    ),
    permission(
        CUSTOMER,
        "customer_manage",
        "Manage Customer",
        "Change this customer.",
    ),
    permission(
        CUSTOMER,
        "customer_view_users",
        "View Customer Users",
        "See the users of this customer.",
    ),
    permission(
        CUSTOMER,
        "customer_manage_users",
        "Manage Customer Users",
        "Add, change and remove users of this customer.",
    ),
    permission(
        CUSTOMER,
        "customer_view_instances",
        "View Customer Instances",
        "See the instances of this customer.",
    ),
    permission(
        CUSTOMER,
        "customer_manage_instances",
        "Manage Customer Instances",
        "Deploy and change instances of this customer.",
    ),
    permission(
        "CustomerUser",
        "customer_admin_users",
        "Manage Users",
        "Add, change and remove users of one's own company.",
    ),
    permission(
        "CustomerUser",
        "customer_view_logs",
        "View Logs",
        "See what one's own instances logged.",
    ),
    permission(
        "CustomerUser",
        "customer_admin_manage_instances",
        "Configure Instances",
        "Deploy, change and remove one's own instances.",
    ),
    permission(
        "CustomerUser",
        "customer_test_instances",
        "Test Instances",
        "Run one's own instances by hand.",
    ),
    permission(
        "CustomerUser",
        "customer_configure_ulc",
        "Configure for Oneself",
        "Fill in the personal part of a configuration.",
    ),
    permission(
        "CustomerUser",
        "customer_access_marketplace_integrations",
        "Access Marketplace",
        "See the marketplace.",
    ),
    permission(
        "CustomerUser",
        "customer_manage_marketplace_integrations",
        "Manage Marketplace Integrations",
        "Activate integrations from the marketplace.",
    ),
];

const OWNER: &[&str] = &[
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
    "org_admin_users",
    "org_configure_themes",
    "org_manage_embedded",
    "org_configure_log_streams",
    "org_manage_organization",
    "org_manage_billing",
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
    let (integrator, guest) = (&OWNER[..10], &OWNER[..5]);
    vec![
        team(
            "Owner",
            100,
            OWNER,
            "Everything, billing and the organization itself included.",
        ),
        team(
            "Admin",
            80,
            &OWNER[..14],
            "Everything but billing and the organization itself.",
        ),
        team(
            "Integrator",
            60,
            integrator,
            "Manages customers, integrations, components and instances.",
        ),
        team(
            "Customer Manager",
            40,
            &[
                "org_view_customers",
                "org_view_customer_users",
                "org_manage_customers",
                "org_manage_customer_users",
            ],
            "Manages customers and their users, without seeing instances.",
        ),
        team(
            "Guest",
            20,
            guest,
            "Sees customers, instances and integrations, and changes nothing.",
        ),
        BuiltinRole {
            by_grant: true,
            ..team(
                "Third-Party",
                10,
                &[],
                "Sees only what is granted object by object.",
            )
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
            &[
                "customer_configure_ulc",
                "customer_access_marketplace_integrations",
            ],
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
        writer.insert("AuthObjectType", doc(json!({"id": kind(name), "name": name})))?;
    }
    for it in &PERMISSIONS {
        let row = json!({
            "id": builtin_id("Permission", "", it.tag), "tag": it.tag, "name": it.name, "description": it.about,
            "objType": kind(it.on),
        });
        writer.insert("Permission", doc(row))?;
    }
    for it in builtin_roles() {
        let permissions: Vec<_> = it
            .tags
            .iter()
            .map(|tag| builtin_id("Permission", "", tag))
            .collect();
        let row = json!({
            "id": builtin_id("Role", it.on, it.name), "name": it.name, "description": it.about, "level": it.level,
            "objType": kind(it.on), "permissions": permissions, "byGrant": it.by_grant, "embedded": it.embedded,
        });
        writer.insert("Role", doc(row))?;
    }
    Ok(())
}

fn doc(value: serde_json::Value) -> Doc {
    match value {
        serde_json::Value::Object(doc) => doc,
        _ => Doc::new(),
    }
}
