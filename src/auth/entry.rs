//! What it takes to open a screen. Pure.

use super::Permission;

/// What it takes to open a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Anybody who is signed in.
    Anybody,
    /// Holders of a permission.
    Permission(Permission),
    /// Holders of a permission, and third parties: they see what was granted to them.
    Granted(Permission),
    /// The same, and those of a customer's own people who hold the other permission: the server knows whose.
    Company(Permission, Permission),
    /// Those who see instances, and people of a customer who settle a part of one for themselves.
    Instance,
    /// People of a customer, in an embedded frame or not, who may look for integrations.
    CustomerUser,
}
