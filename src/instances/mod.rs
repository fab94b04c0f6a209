//! Instances: integrations that are set up for a customer.

mod bar;
mod choose;
mod create;
mod creation;
mod danger;
mod deploy;
mod detail;
mod details;
mod draft;
mod fields;
mod flows;
mod head;
mod keeping;
mod list;
mod logs;
mod narrow;
mod own;
mod runs;
mod save;
mod state;
mod summary;
mod tabs;
mod test;
mod triggers;
mod version;
mod wording;

pub use create::CreateInstanceDialog;
pub use creation::{Wish, create_once};
pub use detail::InstancePage;
pub use list::{InstanceList, InstanceListPage};
pub use own::{OwnPart, OwnWords, delete_own};
pub use runs::level;
pub use save::{delete, deploy};
pub use state::{Flags, InstanceState};
pub use triggers::TriggerDetails;
pub use wording::called;
