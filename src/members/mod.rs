//! Team members: the people of the organization itself.

mod create;
mod grants;
mod list;
mod member;
mod permissions;

pub use list::TeamMemberListPage;
pub use member::TeamMemberPage;
