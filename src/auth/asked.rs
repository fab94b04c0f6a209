//! Who is signed in, as the API says.

use super::{Access, Belonging, Permissions, Viewer};
use crate::{boot::Theme, document};

document!(SignedInUser, "src/auth/viewer.graphql");

impl From<signed_in_user::SignedInUserAuthenticatedUser> for Viewer {
    fn from(user: signed_in_user::SignedInUserAuthenticatedUser) -> Self {
        let tags: Vec<_> = user.role.permissions.nodes.into_iter().flatten().map(|it| it.tag).collect();
        let belongs_to = match (user.org, user.customer) {
            (Some(org), _) => Belonging::Organization {
                id: org.id,
                name: org.name,
                avatar_url: org.avatar_url,
                add_customer: Access::from_allow(org.allow_add_customer),
                add_integration: Access::from_allow(org.allow_add_integration),
                add_user: Access::from_allow(org.allow_add_user),
            },
            (None, Some(customer)) => Belonging::Customer { id: customer.id, name: customer.name },
            (None, None) => Belonging::Nobody,
        };
        Self {
            id: user.id,
            name: user.name,
            email: user.email,
            avatar_url: user.avatar_url,
            role: user.role.name,
            permissions: Permissions::from_tags(tags.iter().map(String::as_str)),
            marketplace_name: user.marketplace_name,
            hides_sensitive: user.hide_sensitive_customer_data_enabled,
            theme: match (user.dark_mode_sync_with_os, user.dark_mode) {
                (true, _) => Theme::System,
                (false, true) => Theme::Dark,
                (false, false) => Theme::Light,
            },
            belongs_to,
        }
    }
}
