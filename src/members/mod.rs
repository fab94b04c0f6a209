//! Team members: the people of the organization itself.

mod list;

pub use list::TeamMemberListPage;
