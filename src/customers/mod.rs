//! Customers: the companies that use the organization's integrations.

mod create;
mod detail;
mod details;
mod draft;
mod fields;
mod filter;
mod list;

pub use detail::CustomerPage;
pub use list::CustomerListPage;
