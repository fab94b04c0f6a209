//! Rules and contracts, checked natively.
#![cfg(not(target_arch = "wasm32"))]
