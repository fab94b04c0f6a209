//! Rules and contracts, checked natively: one binary, because a binary for each would be linked one by one.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "A test fails by panicking.")]

mod contrast;
mod documents;
mod guests;
mod imports;
mod mutations;
mod needs;
mod permissions;
mod roles;
mod schema;
mod source;
mod tidy;
