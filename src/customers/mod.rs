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
mod filters;
mod head;
mod instances;
mod labels;
mod list;
mod save;
mod star;
mod summary;
mod users;

pub use bulk::BulkBar;
pub use connections::ConnectionPage;
pub use create::CreateCustomerDialog;
pub use detail::CustomerPage;
pub use filter::Filter;
pub use filters::{FilterFields, Terms};
pub use list::{CustomerListPage, CustomerRow};
pub use star::Mark;
pub use users::CustomerUserPage;
