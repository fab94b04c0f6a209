//! The marketplace: what a customer's people can switch on, and what is on.

mod detail;
mod list;
mod state;

pub use list::MarketplacePage;
