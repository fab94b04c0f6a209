//! The marketplace: what a customer's people can switch on, and what is on.

mod catalogue;
mod detail;
mod list;
mod state;
mod wish;

pub use list::MarketplacePage;
