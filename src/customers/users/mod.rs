//! The people of a customer.

mod create;
mod list;
mod user;

pub use list::UsersTab;
pub use user::CustomerUserPage;
