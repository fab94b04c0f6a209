//! Customers: the companies that use the organization's integrations.

mod attachments;
mod bulk;
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
mod save;
mod summary;
mod users;

pub use bulk::BulkBar;
pub use connections::ConnectionPage;
pub use create::CreateCustomerDialog;
pub use detail::CustomerPage;
pub use filter::Filter;
pub use list::{CustomerListPage, CustomerRow};
pub use users::CustomerUserPage;
