//! The sandbox: a backend with a real database and real permissions.

pub mod contract;
pub mod engine;
pub mod policy;
pub mod store;
