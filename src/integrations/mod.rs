//! Integrations: what the organization builds and gives to its customers.

mod detail;
mod details;
mod draft;
mod list;
mod offer;
mod publish;
mod summary;
mod versions;

pub use detail::IntegrationPage;
pub use list::IntegrationListPage;
