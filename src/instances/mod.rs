//! Instances: integrations that are set up for a customer.

mod bar;
mod deploy;
mod detail;
mod details;
mod draft;
mod fields;
mod head;
mod list;
mod save;
mod state;
mod summary;
mod version;

pub use detail::InstancePage;
pub use list::{InstanceList, InstanceListPage};
pub use state::InstanceState;
