//! What the screens of all people share: team members, customer users and the reader.

mod create;
mod delete;
mod details;
mod draft;
mod effective;
mod fields;
mod grants;
mod permissions;
mod picture;
mod roles;
mod save;

pub use create::AddPersonDialog;
pub use details::{PersonDetails, PersonRecord, person};
pub use draft::{Checked, Draft, Field};
pub use effective::Line;
pub use fields::{PersonFields, customer_role_choices, role_choices};
pub use grants::{Grant, Kind, Object, ObjectName, granted, grants_of};
pub use permissions::{
    Effective, EffectiveTable, customer_user_permissions, granted_lines, member_permissions,
};
pub use picture::PictureField;
pub use roles::{Granted, Role, customer_roles, organization_roles};
pub use save::{Person, save, save_picture};
