//! The permissions roles are made of, and the kinds of objects they are about.

/// A permission: what programs know it by, its name, what it lets people do, and the kind of object it is about.
pub struct BuiltinPermission {
    pub tag: &'static str,
    pub name: &'static str,
    pub about: &'static str,
    pub on: &'static str,
}

/// What team members work in.
pub const ORGANIZATION: &str = "Organization";
/// What customer users work in.
pub const CUSTOMER: &str = "Customer";

/// The kinds of objects permissions are about. Those of `CustomerUser` come with a role only.
pub const OBJECT_TYPES: [&str; 5] = [ORGANIZATION, CUSTOMER, "CustomerUser", "Integration", "Component"];

/// Without it a team member is shown no logs, no outputs of steps and no values of credentials.
pub const SENSITIVE: &str = "org_view_sensitive_data";

const fn permission(
    on: &'static str,
    tag: &'static str,
    name: &'static str,
    about: &'static str,
) -> BuiltinPermission {
    BuiltinPermission { tag, name, about, on }
}

/// Every permission there is.
pub const PERMISSIONS: [BuiltinPermission; 34] = [
    permission(ORGANIZATION, "org_view_customers", "View Customers", "See every customer."),
    permission(
        ORGANIZATION,
        "org_view_customer_users",
        "View Customer Users",
        "See the users of every customer.",
    ),
    permission(ORGANIZATION, "org_view_instances", "View Instances", "See every instance and its runs."),
    permission(
        ORGANIZATION,
        SENSITIVE,
        "View Sensitive Data",
        "See what instances logged, what their steps gave, and the values of credentials.",
    ),
    permission(ORGANIZATION, "org_view_alert_monitors", "View Alert Monitors", "See every alert monitor."),
    permission(ORGANIZATION, "org_view_integrations", "View Integrations", "See every integration."),
    permission(ORGANIZATION, "org_manage_customers", "Manage Customers", "Add, change and remove customers."),
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
    permission(ORGANIZATION, "org_configure_themes", "Configure Themes", "Change the colours of the app."),
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
    permission(ORGANIZATION, "org_manage_billing", "Manage Billing", "See and change the subscription."),
    permission("Integration", "integration_view", "View Integration", "See this integration."),
    permission("Integration", "integration_edit", "Edit Integration", "Change and test this integration."),
    permission(
        "Component",
        "component_view",
        "View Component",
        "See this component and use it in integrations.",
    ),
    permission("Component", "component_edit", "Edit Component", "Change this component."),
    permission(CUSTOMER, "customer_view", "View Customer", "See this customer and its saved credentials."),
    permission(CUSTOMER, "customer_manage", "Manage Customer", "Change this customer."),
    permission(CUSTOMER, "customer_view_users", "View Customer Users", "See the users of this customer."),
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
    permission("CustomerUser", "customer_view_logs", "View Logs", "See what one's own instances logged."),
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
