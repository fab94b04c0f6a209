//! Gantry: the web UI of an embedded integration platform.

pub mod api;
pub mod auth;
pub mod boot;
pub mod phrases;
pub mod routes;
pub mod ui;
