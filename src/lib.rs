//! Gantry: the web UI of an embedded integration platform.

pub mod api;
pub mod app;
pub mod auth;
pub mod boot;
pub mod config;
pub mod configure;
pub mod connecting;
pub mod customers;
pub mod dashboard;
pub mod embed;
pub mod find;
pub mod instances;
pub mod integrations;
#[cfg(debug_assertions)]
pub mod kit;
pub mod marketplace;
pub mod members;
pub mod parts;
pub mod people;
mod percent;
pub mod phrases;
pub mod profile;
pub mod roles;
pub mod routes;
pub mod shell;
pub mod ui;
