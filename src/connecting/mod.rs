//! What it takes to connect to another system: things to fill in, and its consent.

mod consent;
mod inputs;
mod secret;

pub use consent::Consent;
pub use inputs::{Input, Inputs, Kind, Stored, Value};
