//! What the screens of all people share: team members, customer users and the reader.

mod delete;
mod draft;
mod fields;
mod picture;
mod roles;
mod save;

pub use delete::DeletePerson;
pub use draft::{Checked, Draft, Field};
pub use fields::{PersonFields, role_choices};
pub use picture::PictureField;
pub use roles::{Granted, Role, organization_roles};
pub use save::{Person, save};
