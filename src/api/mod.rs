//! The way to the backend. Knows no feature.

pub mod error;

pub use error::{Error, Problem};
