//! Customers: the companies that use the organization's integrations.

mod attachments;
mod connections;
mod create;
mod delete;
mod detail;
mod details;
mod draft;
mod fields;
mod filter;
mod head;
mod instances;
mod list;
mod summary;
mod users;

pub use connections::ConnectionPage;
pub use detail::CustomerPage;
pub use list::CustomerListPage;
pub use users::CustomerUserPage;
