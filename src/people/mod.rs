//! What the screens of all people share: team members, customer users and the reader.

mod create;
mod delete;
mod details;
mod draft;
mod fields;
mod picture;
mod roles;
mod save;

pub use create::AddPersonDialog;
pub use details::{PersonDetails, PersonRecord, person};
pub use draft::{Checked, Draft, Field};
pub use fields::{PersonFields, customer_role_choices, role_choices};
pub use picture::PictureField;
pub use roles::{Granted, Role, customer_roles, organization_roles};
pub use save::{Person, save, save_picture};
