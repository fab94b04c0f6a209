//! The permissions a role can include, and which role includes which.
//!
//! What a person may do is decided by the permissions the API lists for their role (`Role.permissions`) and by the
//! `allow…` fields of each object. The table at the end is what the documentation promises for each named role; it
//! decides nothing, and exists so that tests can hold the sandbox to it.

/// A permission that decides which screens a person finds. Permissions the app has no use for are not listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Permission {
    ViewCustomers,
    ViewCustomerUsers,
    ViewInstances,
    ViewIntegrations,
    ViewAlertMonitors,
    /// Logs, outputs of steps and values of credentials.
    ViewSensitiveData,
    ManageCustomers,
    ManageCustomerUsers,
    ManageComponents,
    ManageInstances,
    ManageIntegrations,
    ManageOrganizationUsers,
    ConfigureThemes,
    ManageEmbedded,
    ConfigureLogStreams,
    ManageOrganization,
    ManageBilling,
    /// The rest is about a customer user's own company.
    ViewOwnUsers,
    ViewOwnInstances,
    ManageOwnInstances,
    /// To fill in, on instances that have such a part, what each person settles for themselves.
    ConfigureForOneself,
    AccessMarketplace,
}

impl Permission {
    pub const ALL: [Self; 22] = [
        Self::ViewCustomers,
        Self::ViewCustomerUsers,
        Self::ViewInstances,
        Self::ViewIntegrations,
        Self::ViewAlertMonitors,
        Self::ViewSensitiveData,
        Self::ManageCustomers,
        Self::ManageCustomerUsers,
        Self::ManageComponents,
        Self::ManageInstances,
        Self::ManageIntegrations,
        Self::ManageOrganizationUsers,
        Self::ConfigureThemes,
        Self::ManageEmbedded,
        Self::ConfigureLogStreams,
        Self::ManageOrganization,
        Self::ManageBilling,
        Self::ViewOwnUsers,
        Self::ViewOwnInstances,
        Self::ManageOwnInstances,
        Self::ConfigureForOneself,
        Self::AccessMarketplace,
    ];

    /// What the API calls it (`Permission.tag`).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ViewCustomers => "org_view_customers",
            Self::ViewCustomerUsers => "org_view_customer_users",
            Self::ViewInstances => "org_view_instances",
            Self::ViewIntegrations => "org_view_integrations",
            Self::ViewAlertMonitors => "org_view_alert_monitors",
            Self::ViewSensitiveData => "org_view_sensitive_data",
            Self::ManageCustomers => "org_manage_customers",
            Self::ManageCustomerUsers => "org_manage_customer_users",
            Self::ManageComponents => "org_manage_components",
            Self::ManageInstances => "org_manage_instances",
            Self::ManageIntegrations => "org_manage_integrations",
            Self::ManageOrganizationUsers => "org_admin_users",
            Self::ConfigureThemes => "org_configure_themes",
            Self::ManageEmbedded => "org_manage_embedded",
            Self::ConfigureLogStreams => "org_configure_log_streams",
            Self::ManageOrganization => "org_manage_organization",
            Self::ManageBilling => "org_manage_billing",
            Self::ViewOwnUsers => "customer_view_users",
            Self::ViewOwnInstances => "customer_view_instances",
            Self::ManageOwnInstances => "customer_admin_manage_instances",
            Self::ConfigureForOneself => "customer_configure_ulc",
            Self::AccessMarketplace => "customer_access_marketplace_integrations",
        }
    }
}

/// The permissions of one person's role. Starts empty: a role nobody has heard of, or one without permissions, gets
/// nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Permissions(u32);

impl Permissions {
    /// Reads the tags of the API; those the app does not know grant nothing.
    pub fn from_tags<'a>(tags: impl IntoIterator<Item = &'a str>) -> Self {
        tags.into_iter().fold(Self::default(), |known, tag| {
            match Permission::ALL.into_iter().find(|it| it.tag() == tag) {
                Some(permission) => Self(known.0 | 1 << permission as u16),
                None => known,
            }
        })
    }

    /// Those that are in both.
    #[must_use]
    pub fn only(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    #[must_use]
    pub fn contains(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u16) != 0
    }
}

/// Whether a role gets its permissions object by object. The API says so nowhere but in the role's name.
#[must_use]
pub fn is_third_party(role: &str) -> bool {
    role == "Third-Party"
}

/// What people read as a role's name: the roles of those who come through the marketplace go by what the organization
/// calls it.
#[must_use]
pub fn role_name(role: &str, marketplace: &str) -> String {
    match role.strip_prefix("Marketplace") {
        Some(rest) if rest.is_empty() || rest.starts_with(' ') => format!("{marketplace}{rest}"),
        Some(_) | None => role.to_owned(),
    }
}

/// The roles of an organization that its documentation describes.
#[cfg(not(target_arch = "wasm32"))]
pub const ROLES: [&str; 7] =
    ["Owner", "Admin", "Integrator", "Restricted Integrator", "Guest", "Customer Manager", "Third-Party"];

/// Which of [`ROLES`] includes which permission. Third-party users get theirs object by object, so their column is
/// empty.
#[cfg(not(target_arch = "wasm32"))]
#[rustfmt::skip]
pub const GRID: [(Permission, [bool; 7]); 17] = {
    use Permission::*;
    const X: bool = true;
    const O: bool = false;
    [
        //                         Owner Admin Integrator Restricted Guest Manager Third-Party
        (ViewCustomers,            [X,    X,    X,         X,         X,    X,      O]),
        (ViewCustomerUsers,        [X,    X,    X,         X,         X,    X,      O]),
        (ViewInstances,            [X,    X,    X,         X,         X,    O,      O]),
        (ViewIntegrations,         [X,    X,    X,         X,         X,    O,      O]),
        (ViewAlertMonitors,        [X,    X,    X,         X,         X,    O,      O]),
        (ViewSensitiveData,        [X,    X,    X,         O,         X,    X,      O]),
        (ManageCustomers,          [X,    X,    X,         X,         O,    X,      O]),
        (ManageCustomerUsers,      [X,    X,    X,         X,         O,    X,      O]),
        (ManageComponents,         [X,    X,    X,         X,         O,    O,      O]),
        (ManageInstances,          [X,    X,    X,         X,         O,    O,      O]),
        (ManageIntegrations,       [X,    X,    X,         X,         O,    O,      O]),
        (ManageOrganizationUsers,  [X,    X,    O,         O,         O,    O,      O]),
        (ConfigureThemes,          [X,    X,    O,         O,         O,    O,      O]),
        (ManageEmbedded,           [X,    X,    O,         O,         O,    O,      O]),
        (ConfigureLogStreams,      [X,    X,    O,         O,         O,    O,      O]),
        (ManageOrganization,       [X,    O,    O,         O,         O,    O,      O]),
        (ManageBilling,            [X,    O,    O,         O,         O,    O,      O]),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_of_the_marketplace_go_by_its_name() {
        let named = |role| role_name(role, "App Store");
        assert_eq!([named("Marketplace"), named("Marketplace User")], ["App Store", "App Store User"]);
        assert_eq!([named("Member"), named("Marketplaces")], ["Member", "Marketplaces"]);
    }

    #[test]
    fn an_unknown_role_has_nothing() {
        let stranger = Permissions::from_tags(["org_fly_rockets", ""]);
        assert!(Permission::ALL.into_iter().all(|it| !stranger.contains(it)));
    }

    #[test]
    fn each_tag_grants_its_permission_and_no_other() {
        for one in Permission::ALL {
            let known = Permissions::from_tags([one.tag()]);
            for other in Permission::ALL {
                assert_eq!(known.contains(other), one == other);
            }
        }
    }
}
