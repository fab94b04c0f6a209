//! Integrations: what the organization builds and gives to its customers.

mod add;
mod detail;
mod details;
mod draft;
mod everybody;
mod fields;
mod fork;
mod import;
mod list;
mod offer;
mod publish;
mod summary;
mod versions;

pub use detail::IntegrationPage;
pub use import::ImportPage;
pub use list::IntegrationListPage;
