//! The table of who may do what. Reading, changing and the API's `allow…` fields all follow from it.

use super::{
    Use,
    Who::{self, *},
    permissions::SENSITIVE,
};

pub use super::rule::{Rule, VIEW, When};

use super::rule::rule;
use When::*;

const IN_MARKETPLACE: When =
    OneOf("marketplaceConfiguration", &["AVAILABLE_AND_DEPLOYABLE", "AVAILABLE_NOT_DEPLOYABLE"]);

/// Customers use integrations through instances, and what connections are made of through connections.
const INSTANCES: Use = ("Instance", "integration");
const KINDS: Use = ("CustomerConfigVariable", "scopedConfigVariable");
const CONNECTIONS: Use = ("CustomerConfigVariable", "connection");
const COMPONENTS: Use = ("CustomerConfigVariable", "component");

/// Who of the team sees what the connections of customers are made of.
macro_rules! sees_made_of {
    ($by:ident) => {
        &[Role("org_view_customers"), GrantedUse("customer_view", $by), GrantedUse("customer_manage", $by)]
    };
}

/// Who sees what the people of customers make connections of.
const CONNECTS: &[Who] = &[CustomerUser("customer_view_instances")];

/// Who may change the connections of the customer in a field.
macro_rules! manages_connections {
    ($field:literal) => {
        &[
            Role("org_manage_customers"),
            Grant("customer_manage", $field),
            Customer("customer_admin_manage_instances", $field),
        ]
    };
}

/// Who may change the instances of the customer in a field.
macro_rules! manages_instances {
    ($field:literal) => {
        &[
            Role("org_manage_instances"),
            Grant("customer_manage_instances", $field),
            Customer("customer_admin_manage_instances", $field),
            Customer("customer_manage_marketplace_integrations", $field),
        ]
    };
}

/// Who sees what the instances of a customer ran.
const SEES_RUNS: &[Who] = &[
    Role("org_view_instances"),
    Grant("customer_view_instances", "customer"),
    Grant("customer_manage_instances", "customer"),
    Customer("customer_view_logs", "customer"),
];

/// Who sees what they logged.
const SEES_LOGS: &[Who] = &[
    Both("org_view_instances", SENSITIVE),
    Grant("customer_view_instances", "customer"),
    Grant("customer_manage_instances", "customer"),
    Customer("customer_view_logs", "customer"),
];

/// The table.
pub const RULES: &[Rule] = &[
    rule("Organization", &[VIEW], &[Anyone], &[]),
    rule("Organization", &["allowUpdate", "allowRemove"], &[Role("org_manage_organization")], &[]),
    rule("Organization", &["allowAddCustomer"], &[Role("org_manage_customers")], &[]),
    rule("Organization", &["allowAddIntegration"], &[Role("org_manage_integrations")], &[]),
    rule("Organization", &["allowAddUser"], &[Role("org_admin_users")], &[]),
    rule("Organization", &["allowPublishComponent"], &[Role("org_manage_components")], &[]),
    rule("Organization", &["allowConfigureThemes"], &[Role("org_configure_themes")], &[]),
    rule(
        "Organization",
        &["allowConfigureEmbedded", "allowAddSigningKey"],
        &[Role("org_manage_embedded")],
        &[],
    ),
    rule(
        "Organization",
        &["allowConfigureExternalLogStreams", "allowAddExternalLogStream"],
        &[Role("org_configure_log_streams")],
        &[],
    ),
    rule("Organization", &["allowViewBilling"], &[Role("org_manage_billing")], &[]),
    //
    rule(
        "Customer",
        &[VIEW],
        &[
            Role("org_view_customers"),
            Grant("customer_view", "id"),
            Grant("customer_manage", "id"),
            Grant("customer_view_users", "id"),
            Grant("customer_manage_users", "id"),
            Grant("customer_view_instances", "id"),
            Grant("customer_manage_instances", "id"),
            OwnCustomer("id"),
        ],
        &[],
    ),
    rule(
        "Customer",
        &["allowUpdate", "allowManageAttachments"],
        &[Role("org_manage_customers"), Grant("customer_manage", "id")],
        &[],
    ),
    rule("Customer", &["allowRemove"], &[Role("org_manage_customers")], &[]),
    rule(
        "Customer",
        &["allowAddUser"],
        &[
            Role("org_manage_customer_users"),
            Grant("customer_manage_users", "id"),
            Customer("customer_admin_users", "id"),
        ],
        &[],
    ),
    rule("Customer", &["allowAddInstance", "allowEnableInstance"], manages_instances!("id"), &[]),
    rule("Customer", &["allowAddCustomerConfigVariable"], manages_connections!("id"), &[]),
    rule(
        "Customer",
        &["allowExecuteInstance"],
        &[
            Role("org_manage_instances"),
            Grant("customer_manage_instances", "id"),
            Customer("customer_test_instances", "id"),
        ],
        &[],
    ),
    //
    rule("User", &[VIEW], &[Role("org_admin_users")], &[Null("customer")]),
    rule("User", &[VIEW], &[Role("org_view_customer_users")], &[Set("customer")]),
    rule(
        "User",
        &[VIEW],
        &[
            Grant("customer_view_users", "customer"),
            Grant("customer_manage_users", "customer"),
            Customer("customer_view_users", "customer"),
            Oneself("id"),
        ],
        &[],
    ),
    rule("User", &["allowUpdate"], &[Oneself("id")], &[]),
    rule("User", &["allowUpdate", "allowRemove"], &[Role("org_admin_users")], &[Null("customer"), NotAbove]),
    rule("User", &["allowChangeRoles"], &[Role("org_admin_users")], &[Null("customer"), NotAbove, Another]),
    rule(
        "User",
        &["allowUpdate", "allowRemove", "allowChangeRoles"],
        &[Role("org_manage_customer_users"), Grant("customer_manage_users", "customer")],
        &[Set("customer")],
    ),
    rule(
        "User",
        &["allowUpdate", "allowRemove"],
        &[Customer("customer_admin_users", "customer")],
        &[NotAbove],
    ),
    rule(
        "User",
        &["allowChangeRoles"],
        &[Customer("customer_admin_users", "customer")],
        &[NotAbove, Another],
    ),
    //
    rule(
        "Instance",
        &[VIEW],
        &[
            Role("org_view_instances"),
            Grant("customer_view_instances", "customer"),
            Grant("customer_manage_instances", "customer"),
            Customer("customer_view_instances", "customer"),
        ],
        &[],
    ),
    rule(
        "Instance",
        &["allowUpdate", "allowRemove", "allowDeploy", "allowUpdateConfigVariables"],
        manages_instances!("customer"),
        &[],
    ),
    rule(
        "Integration",
        &[VIEW],
        &[
            Role("org_view_integrations"),
            Grant("integration_view", "versionSequenceId"),
            Grant("integration_edit", "versionSequenceId"),
            // Whoever sees an instance sees what it runs.
            GrantedUse("customer_view_instances", INSTANCES),
            GrantedUse("customer_manage_instances", INSTANCES),
            CustomerUse("customer_view_instances", INSTANCES),
            Customer("customer_access_marketplace_integrations", "customer"),
        ],
        &[],
    ),
    rule(
        "Integration",
        &[VIEW],
        &[CustomerUser("customer_access_marketplace_integrations")],
        &[IN_MARKETPLACE, Is("versionIsAvailable"), Null("customer")],
    ),
    rule(
        "Integration",
        &["allowUpdate"],
        &[Role("org_manage_integrations"), Grant("integration_edit", "versionSequenceId")],
        &[],
    ),
    rule(
        "Integration",
        &["allowRemove", "allowFork", "allowPublish"],
        &[Role("org_manage_integrations")],
        &[],
    ),
    //
    rule("IntegrationTemplate", &[VIEW], &[Role("org_manage_integrations")], &[]),
    //
    rule("Component", &[VIEW], &[Anyone], &[Is("public")]),
    rule(
        "Component",
        &[VIEW],
        &[
            Role("org_view_integrations"),
            Role("org_manage_components"),
            Grant("component_view", "versionSequenceId"),
            Grant("component_edit", "versionSequenceId"),
            OwnCustomer("customer"),
        ],
        &[],
    ),
    rule(
        "Component",
        &["allowUpdate"],
        &[Role("org_manage_components"), Grant("component_edit", "versionSequenceId")],
        &[Not("public")],
    ),
    // Whoever sees connections sees what they connect to.
    rule("Component", &[VIEW], sees_made_of!(COMPONENTS), &[Is("connectable")]),
    rule("Component", &[VIEW], CONNECTS, &[Is("connectable")]),
    rule("Component", &["allowRemove"], &[Role("org_manage_components")], &[Not("public")]),
    //
    rule(
        "CustomerConfigVariable",
        &[VIEW],
        &[
            Role("org_view_customers"),
            Grant("customer_view", "customer"),
            Grant("customer_manage", "customer"),
            Customer("customer_view_instances", "customer"),
        ],
        &[],
    ),
    rule(
        "OnPremiseResource",
        &[VIEW],
        &[
            Role("org_view_customers"),
            Grant("customer_view", "customer"),
            Grant("customer_manage", "customer"),
            Customer("customer_view_instances", "customer"),
        ],
        &[],
    ),
    rule("CustomerConfigVariable", &["allowUpdate", "allowRemove"], manages_connections!("customer"), &[]),
    rule("ScopedConfigVariable", &[VIEW], sees_made_of!(KINDS), &[]),
    // What the organization fills in for all its customers is nothing to them.
    rule("ScopedConfigVariable", &[VIEW], CONNECTS, &[OneOf("managedBy", &["CUSTOMER"])]),
    rule("Connection", &[VIEW], sees_made_of!(CONNECTIONS), &[]),
    rule("Connection", &[VIEW], CONNECTS, &[Not("orgOnly")]),
    rule("InputField", &[VIEW], &[Anyone], &[]),
    rule("Action", &[VIEW], &[Anyone], &[]),
    rule("Expression", &[VIEW], &[Anyone], &[]),
    // Customers do not see what is the organization's own to fill in.
    rule("RequiredConfigVariable", &[VIEW], &[Anyone], &[Not("orgOnly")]),
    rule(
        "RequiredConfigVariable",
        &[VIEW],
        &[
            Role("org_view_integrations"),
            Grant("integration_view", "sequence"),
            Grant("integration_edit", "sequence"),
        ],
        &[],
    ),
    rule(
        "InstanceConfigVariable",
        &[VIEW],
        &[
            Role("org_view_instances"),
            Grant("customer_view_instances", "customer"),
            Grant("customer_manage_instances", "customer"),
        ],
        &[],
    ),
    rule(
        "InstanceConfigVariable",
        &[VIEW],
        &[Customer("customer_view_instances", "customer")],
        &[Not("orgOnly")],
    ),
    // Flows are found through the integrations and instances they belong to.
    rule("IntegrationFlow", &[VIEW], &[Anyone], &[]),
    rule("IntegrationAction", &[VIEW], &[Anyone], &[]),
    rule(
        "InstanceFlowConfig",
        &[VIEW],
        &[
            Role("org_view_instances"),
            Grant("customer_view_instances", "customer"),
            Grant("customer_manage_instances", "customer"),
            Customer("customer_view_instances", "customer"),
        ],
        &[],
    ),
    rule("InstanceFlowConfig", &["allowUpdate"], manages_instances!("customer"), &[]),
    rule("InstanceExecutionResult", &[VIEW], SEES_RUNS, &[]),
    rule("InstanceStepResult", &[VIEW], SEES_RUNS, &[]),
    rule("Log", &[VIEW], SEES_LOGS, &[]),
    rule("CredentialField", &[VIEW], &[Anyone], &[]),
    rule("Credential", &["allowUpdate", "allowRemove"], manages_connections!("customer"), &[]),
    rule(
        "Credential",
        &[VIEW],
        &[
            Role("org_view_customers"),
            Grant("customer_view", "customer"),
            Grant("customer_manage", "customer"),
            Customer("customer_view_instances", "customer"),
        ],
        &[],
    ),
    rule("AuthorizationMethod", &[VIEW], &[Anyone], &[]),
    //
    rule("Role", &[VIEW], &[Anyone], &[]),
    rule("Permission", &[VIEW], &[Anyone], &[]),
    rule("AuthObjectType", &[VIEW], &[Anyone], &[]),
    rule("Label", &[VIEW], &[Anyone], &[]),
    rule("IntegrationCategory", &[VIEW], &[Anyone], &[]),
    rule("ObjectPermissionGrant", &[VIEW], &[Role("org_admin_users"), Oneself("user")], &[]),
    rule("ObjectPermissionGrant", &["allowRemove"], &[Role("org_admin_users")], &[]),
];

/// Fields that only some may ask for, whatever they would find there. A field that is not listed is open to whoever
/// sees the object; a list then holds what they may view.
pub const FIELDS: &[(&str, &str, &[Who])] = &[
    ("Organization", "users", &[Role("org_admin_users")]),
    ("RootQuery", "authObjectTypes", &[Role("org_admin_users")]),
    ("RootQuery", "permissions", &[Role("org_admin_users")]),
    ("RootQuery", "organizationRoles", &[Role("org_admin_users")]),
    (
        "RootQuery",
        "customerRoles",
        &[
            Role("org_view_customer_users"),
            Role("customer_admin_users"),
            Grant("customer_manage_users", "id"),
        ],
    ),
    (
        "RootQuery",
        "marketplaceIntegrations",
        &[Role("org_view_integrations"), CustomerUser("customer_access_marketplace_integrations")],
    ),
];
