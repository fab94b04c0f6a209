//! Who is signed in and what they may do. Pure but for `session`.

pub mod access;
mod asked;
mod entry;
pub mod looking;
pub mod permission;
pub mod pkce;
mod provider;
pub mod session;
mod tabs;
pub mod viewer;

pub use access::{Access, Denial, decide};
pub use entry::Entry;
pub use looking::{Given, LookingAs, Part};
pub use permission::{Permission, Permissions, is_third_party, role_name};
pub use session::{Session, sign_in_again, use_session};
pub use viewer::{Belonging, Viewer};
