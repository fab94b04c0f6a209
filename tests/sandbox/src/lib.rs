//! The sandbox: a backend with a real database and real permissions.

pub mod auth;
pub mod contract;
pub mod engine;
pub mod media;
pub mod policy;
pub mod seed;
pub mod store;
pub mod web;
