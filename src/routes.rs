//! Every address of the app: how it is read, how it is written, what it is called and what it takes to open it.

use std::fmt;

pub use crate::auth::Entry;
use crate::{
    auth::Permission,
    percent::{escape, unescape},
    phrases::{
        Phrase, connections, customers, instances, integrations, members, profile, roles, shell as words,
    },
};

/// A screen and what its address says about it. The only place that spells a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Dashboard,
    Customers,
    Customer {
        id: String,
        tab: CustomerTab,
    },
    /// One of a customer's connections.
    Connection {
        customer: String,
        id: String,
    },
    Integrations,
    /// A new integration from its definition, or the next version of the one that is named.
    ImportIntegration {
        into: Option<String>,
    },
    Integration {
        id: String,
        tab: IntegrationTab,
    },
    Instances,
    Instance {
        id: String,
        tab: InstanceTab,
    },
    /// The settings of an instance, page by page.
    ConfigureInstance {
        id: String,
    },
    /// What the reader settles for themselves on an instance, page by page.
    ConfigureOneself {
        id: String,
    },
    /// The same, to be read.
    OwnConfiguration {
        id: String,
    },
    /// One of a customer's people.
    CustomerUser {
        customer: String,
        id: String,
        tab: UserTab,
    },
    TeamMembers,
    TeamMember {
        id: String,
        tab: MemberTab,
    },
    Roles,
    /// The reader's own account.
    Profile,
    Marketplace,
    /// The integration or instance that a host names in the query.
    FindIntegration,
    /// Every kit component in every state; only in development builds.
    Kit,
    NotFound,
}

/// The parts of a page, with the last part of each one's address.
macro_rules! tabs {
    ($(#[$about:meta])* $name:ident { $($tab:ident = $path:literal),+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($tab),+ }

        impl $name {
            /// In the order in which they are offered.
            pub const ALL: &[Self] = &[$(Self::$tab),+];

            fn name(self) -> &'static str {
                match self { $(Self::$tab => $path),+ }
            }

            fn named(path: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.name() == path)
            }
        }
    };
}

tabs! {
    /// The parts of a customer's page.
    CustomerTab {
        Summary = "summary",
        Instances = "instances",
        Users = "users",
        Attachments = "attachments",
        Connections = "connections",
        Details = "details"
    }
}

tabs! {
    /// The parts of an integration's page.
    IntegrationTab {
        Summary = "summary",
        Versions = "versions",
        Instances = "instances",
        Marketplace = "marketplace",
        Details = "details"
    }
}

tabs! {
    /// The parts of an instance's page.
    InstanceTab {
        Summary = "summary",
        Test = "test",
        Executions = "executions",
        Logs = "logs",
        UserConfiguration = "user-configuration",
        Details = "details"
    }
}

tabs! {
    /// The parts of the page of one of a customer's people.
    UserTab { Details = "details", Permissions = "permissions" }
}

tabs! {
    /// The parts of a team member's page: who they are, what they may do and why, and what is granted to third parties
    /// object by object.
    MemberTab { Details = "details", Permissions = "permissions", GranularAccess = "granular-access" }
}

impl Route {
    /// Where the identity provider sends people back to. No screen: it is left as soon as they are signed in.
    pub const SIGN_IN_CALLBACK: &str = "/auth/callback";

    /// Reads the path of an address (no query, no fragment). What it does not know is `NotFound`.
    #[must_use]
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|it| !it.is_empty()).collect();
        match parts.as_slice() {
            [] | ["dashboard"] => Self::Dashboard,
            ["customers"] => Self::Customers,
            ["customers", id] => Self::customer(&unescape(id), CustomerTab::Summary),
            ["customers", id, part] => {
                CustomerTab::named(part).map_or(Self::NotFound, |tab| Self::customer(&unescape(id), tab))
            }
            ["customers", customer, "connections", id] => {
                Self::Connection { customer: unescape(customer), id: unescape(id) }
            }
            ["customers", customer, "users", id] => {
                Self::customer_user(&unescape(customer), &unescape(id), UserTab::Details)
            }
            ["customers", customer, "users", id, part] => UserTab::named(part)
                .map_or(Self::NotFound, |tab| Self::customer_user(&unescape(customer), &unescape(id), tab)),
            ["integrations"] => Self::Integrations,
            ["integrations", "import"] => Self::ImportIntegration { into: None },
            ["integrations", id, "import"] => Self::ImportIntegration { into: Some(unescape(id)) },
            ["integrations", id] => Self::integration(&unescape(id), IntegrationTab::Summary),
            ["integrations", id, part] => IntegrationTab::named(part)
                .map_or(Self::NotFound, |tab| Self::integration(&unescape(id), tab)),
            ["instances"] => Self::Instances,
            ["instances", id] => Self::instance(&unescape(id), InstanceTab::Summary),
            ["instances", id, part] => {
                InstanceTab::named(part).map_or(Self::NotFound, |tab| Self::instance(&unescape(id), tab))
            }
            ["configure-instance", id] => Self::ConfigureInstance { id: unescape(id) },
            ["configure-instance", id, "own"] => Self::ConfigureOneself { id: unescape(id) },
            ["configure-instance", id, "own-view"] => Self::OwnConfiguration { id: unescape(id) },
            ["settings"] | ["settings", "users"] => Self::TeamMembers,
            ["settings", "users", id] => Self::member(&unescape(id), MemberTab::Details),
            ["settings", "users", id, part] => {
                MemberTab::named(part).map_or(Self::NotFound, |tab| Self::member(&unescape(id), tab))
            }
            ["settings", "roles"] => Self::Roles,
            ["profile"] => Self::Profile,
            ["integration-marketplace"] => Self::Marketplace,
            ["find-integration-marketplace"] => Self::FindIntegration,
            ["kit"] if cfg!(debug_assertions) => Self::Kit,
            _ => Self::NotFound,
        }
    }

    /// What hosts call the screen when they give it words of its own.
    #[must_use]
    pub fn namespace(&self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Marketplace => "integration-marketplace",
            Self::FindIntegration => "app.marketplace-not-found",
            Self::Instance { tab: InstanceTab::Test, .. } => "integrations.id.test",
            Self::Instance { tab: InstanceTab::Executions, .. } => "integrations.id.executions",
            Self::Instance { tab: InstanceTab::Logs, .. } => "integrations.id.logs",
            Self::Instance { .. } => "integrations.id",
            Self::ConfigureInstance { .. }
            | Self::ConfigureOneself { .. }
            | Self::OwnConfiguration { .. } => "integrations.id.configurations",
            Self::Customers
            | Self::Customer { .. }
            | Self::CustomerUser { .. }
            | Self::Connection { .. }
            | Self::Integrations
            | Self::ImportIntegration { .. }
            | Self::Integration { .. }
            | Self::Instances
            | Self::TeamMembers
            | Self::TeamMember { .. }
            | Self::Roles
            | Self::Profile
            | Self::Kit
            | Self::NotFound => "",
        }
    }

    /// A part of the page of a customer.
    #[must_use]
    pub fn customer(id: &str, tab: CustomerTab) -> Self {
        Self::Customer { id: id.into(), tab }
    }

    /// A part of the page of one of a customer's people.
    #[must_use]
    pub fn customer_user(customer: &str, id: &str, tab: UserTab) -> Self {
        Self::CustomerUser { customer: customer.into(), id: id.into(), tab }
    }

    /// A part of the page of an integration.
    #[must_use]
    pub fn integration(id: &str, tab: IntegrationTab) -> Self {
        Self::Integration { id: id.into(), tab }
    }

    /// A part of the page of an instance.
    #[must_use]
    pub fn instance(id: &str, tab: InstanceTab) -> Self {
        Self::Instance { id: id.into(), tab }
    }

    /// A part of the page of a team member.
    #[must_use]
    pub fn member(id: &str, tab: MemberTab) -> Self {
        Self::TeamMember { id: id.into(), tab }
    }

    /// The screen's name in the browser's title.
    #[must_use]
    pub fn title(&self) -> Phrase {
        match self {
            Self::Dashboard => words::DASHBOARD,
            Self::Customers | Self::Customer { .. } | Self::CustomerUser { .. } => customers::TITLE,
            Self::Connection { .. } => connections::TITLE,
            Self::Integrations | Self::ImportIntegration { .. } | Self::Integration { .. } => {
                integrations::TITLE
            }
            Self::Instances
            | Self::Instance { .. }
            | Self::ConfigureInstance { .. }
            | Self::ConfigureOneself { .. }
            | Self::OwnConfiguration { .. } => instances::TITLE,
            Self::TeamMembers | Self::TeamMember { .. } => members::TITLE,
            Self::Roles => roles::TITLE,
            Self::Profile => profile::TITLE,
            Self::Marketplace | Self::FindIntegration => words::MARKETPLACE,
            Self::Kit => words::KIT,
            Self::NotFound => words::NOT_FOUND,
        }
    }

    /// What it takes to open the screen. The server is the authority; this saves a request that it would refuse.
    #[must_use]
    pub fn entry(&self) -> Entry {
        match self {
            Self::Customers => Entry::Granted(Permission::ViewCustomers),
            Self::Customer { tab: CustomerTab::Users, .. } | Self::CustomerUser { .. } => {
                Entry::Company(Permission::ViewCustomerUsers, Permission::ViewOwnUsers)
            }
            Self::Instance { tab: InstanceTab::Summary, .. } => Entry::Instance,
            Self::Customer { tab: CustomerTab::Instances, .. }
            | Self::Instance { .. }
            | Self::ConfigureInstance { .. } => {
                Entry::Company(Permission::ViewInstances, Permission::ViewOwnInstances)
            }
            Self::Customer { .. } | Self::Connection { .. } => {
                Entry::Company(Permission::ViewCustomers, Permission::ViewOwnInstances)
            }
            Self::Integrations | Self::Integration { .. } => Entry::Granted(Permission::ViewIntegrations),
            Self::ImportIntegration { into: None } => Entry::Permission(Permission::ManageIntegrations),
            Self::ImportIntegration { into: Some(_) } => Entry::Granted(Permission::ManageIntegrations),
            Self::Instances => Entry::Granted(Permission::ViewInstances),
            Self::ConfigureOneself { .. } | Self::OwnConfiguration { .. } => {
                Entry::Permission(Permission::ConfigureForOneself)
            }
            Self::TeamMembers | Self::TeamMember { .. } | Self::Roles => {
                Entry::Permission(Permission::ManageOrganizationUsers)
            }
            Self::Marketplace | Self::FindIntegration => Entry::CustomerUser,
            Self::Dashboard | Self::Profile | Self::Kit | Self::NotFound => Entry::Anybody,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dashboard => out.write_str("/dashboard"),
            Self::Customers => out.write_str("/customers"),
            Self::Customer { id, tab } => write!(out, "/customers/{}/{}", escape(id), tab.name()),
            Self::CustomerUser { customer, id, tab } => {
                write!(out, "/customers/{}/users/{}/{}", escape(customer), escape(id), tab.name())
            }
            Self::Connection { customer, id } => {
                write!(out, "/customers/{}/connections/{}", escape(customer), escape(id))
            }
            Self::Integrations => out.write_str("/integrations"),
            Self::ImportIntegration { into: None } => out.write_str("/integrations/import"),
            Self::ImportIntegration { into: Some(id) } => write!(out, "/integrations/{}/import", escape(id)),
            Self::Integration { id, tab } => write!(out, "/integrations/{}/{}", escape(id), tab.name()),
            Self::Instances => out.write_str("/instances"),
            Self::ConfigureInstance { id } => write!(out, "/configure-instance/{}", escape(id)),
            Self::ConfigureOneself { id } => write!(out, "/configure-instance/{}/own", escape(id)),
            Self::OwnConfiguration { id } => write!(out, "/configure-instance/{}/own-view", escape(id)),
            Self::Instance { id, tab } => write!(out, "/instances/{}/{}", escape(id), tab.name()),
            Self::TeamMembers => out.write_str("/settings/users"),
            Self::TeamMember { id, tab } => write!(out, "/settings/users/{}/{}", escape(id), tab.name()),
            Self::Roles => out.write_str("/settings/roles"),
            Self::Profile => out.write_str("/profile"),
            Self::Marketplace => out.write_str("/integration-marketplace"),
            Self::FindIntegration => out.write_str("/find-integration-marketplace"),
            Self::Kit => out.write_str("/kit"),
            Self::NotFound => out.write_str("/not-found"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for id in ["Q3VzdG9tZXI6MQ==", "a/b", "a%2Fb", "ключ", "a+b="] {
            let users = UserTab::ALL.iter().map(|tab| Route::customer_user(id, id, *tab));
            let connection = Route::Connection { customer: id.into(), id: id.into() };
            let customers = CustomerTab::ALL.iter().map(|tab| Route::customer(id, *tab));
            let integrations = IntegrationTab::ALL.iter().map(|tab| Route::integration(id, *tab));
            let instances = InstanceTab::ALL.iter().map(|tab| Route::instance(id, *tab));
            let members = MemberTab::ALL.iter().map(|tab| Route::member(id, *tab));
            let routes = customers.chain(users).chain(integrations).chain(instances).chain(members);
            let settings = Route::ConfigureInstance { id: id.into() };
            let own = Route::ConfigureOneself { id: id.into() };
            let own_view = Route::OwnConfiguration { id: id.into() };
            let import = Route::ImportIntegration { into: Some(id.into()) };
            for route in routes.chain([connection, settings, own, own_view, import]) {
                assert_eq!(Route::parse(&route.to_string()), route, "{route}");
            }
        }
        let plain = [
            Route::Dashboard,
            Route::Customers,
            Route::Integrations,
            Route::ImportIntegration { into: None },
            Route::Instances,
            Route::TeamMembers,
            Route::Roles,
            Route::Profile,
            Route::Marketplace,
            Route::FindIntegration,
        ];
        for route in plain {
            assert_eq!(Route::parse(&route.to_string()), route, "{route}");
            assert_eq!(Route::parse(&format!("{route}/")), route, "a slash at the end changes nothing");
        }
    }

    #[test]
    fn what_is_unknown_is_not_found() {
        for path in ["/customers/1/2/3", "/customers/1/2", "/nope", "/customers/1/logs"] {
            assert_eq!(Route::parse(path), Route::NotFound, "{path}");
        }
    }
}
