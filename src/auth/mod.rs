//! Who is signed in and what they may do. Pure but for `session`.

pub mod access;
pub mod permission;

pub use access::{Access, Denial};
pub use permission::{Permission, Permissions};
