//! The rules about what people of customers settle for themselves: a part of the table of [`super::rules`].

use super::{
    Use,
    Who::{Customer, CustomerUse, CustomerUser, Grant, Own, Role},
    rule::{
        Rule, VIEW,
        When::{Is, Not},
        rule,
    },
};

/// What the rule of this name decides: who settles a part of an instance for themselves. No field of the API tells it.
pub const CONFIGURE_ONESELF: &str = "configureOneself";

/// The field of an instance that says that its integration has such a part. No field of the contract has this name.
pub const PERSONAL: &str = "isPersonal";

const TAG: &str = "customer_configure_ulc";

/// Through instances people find the integrations they settle something of.
const INSTANCES: Use = ("Instance", "integration");

/// The rules.
pub const RULES: &[Rule] = &[
    rule("Instance", &[VIEW, CONFIGURE_ONESELF], &[Customer(TAG, "customer")], &[Is(PERSONAL)]),
    rule("Integration", &[VIEW], &[CustomerUse(TAG, INSTANCES)], &[Is("userLevelConfigured")]),
    // Who connects to something for themselves sees what it is.
    rule("Component", &[VIEW], &[CustomerUser(TAG)], &[Is("connectable")]),
    rule("Connection", &[VIEW], &[CustomerUser(TAG)], &[Not("orgOnly")]),
    rule(
        "UserLevelConfig",
        &[VIEW],
        &[
            Own(TAG, "user"),
            Role("org_view_instances"),
            Grant("customer_view_instances", "customer"),
            Grant("customer_manage_instances", "customer"),
        ],
        &[],
    ),
    rule("UserLevelConfig", &["allowUpdate"], &[Own(TAG, "user")], &[]),
    rule(
        "UserLevelConfig",
        &["allowRemove"],
        &[Own(TAG, "user"), Role("org_manage_instances"), Grant("customer_manage_instances", "customer")],
        &[],
    ),
    // What somebody gave is nobody else's to see.
    rule("UserLevelConfigVariable", &[VIEW], &[Own(TAG, "user")], &[]),
];
