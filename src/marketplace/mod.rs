//! The marketplace: what a customer's people can switch on, and what is on.

mod about;
mod activate;
mod catalogue;
mod detail;
mod find;
mod list;
mod state;
mod wish;

pub use detail::OfferDialog;
pub use find::FindIntegrationPage;
pub use list::{MarketplacePage, Offer};
