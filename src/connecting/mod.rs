//! What it takes to connect to another system: things to fill in, and its consent.

mod add;
mod consent;
mod inputs;
mod kinds;
mod secret;

pub use add::AddDialog;
pub use consent::Consent;
pub use inputs::{Input, Inputs, Kind, Stored, Value};
pub use kinds::ways;
