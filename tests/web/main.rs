//! The kit in a browser.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod button;
mod combobox;
mod dialog;
mod field;
mod guard;
mod html;
mod json;
mod kit;
mod labels;
mod markdown;
mod menu;
mod page;
mod reply;
mod search;
mod table;
mod toast;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
