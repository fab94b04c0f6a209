//! Instances: integrations that are set up for a customer.

mod list;
mod state;

pub use list::{InstanceList, InstanceListPage};
pub use state::InstanceState;
