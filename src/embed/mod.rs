//! Inside a host product: what the host says, and what it is told.

pub mod filters;
mod frame;
pub mod message;
pub mod screen;
pub mod token;

use leptos::prelude::expect_context;

pub use filters::Filters;
pub use frame::Frame;
pub use screen::{Details, ScreenConfiguration};

/// What the host decided. In the browser nobody did, and all is at its default.
#[must_use]
pub fn use_frame() -> Frame {
    expect_context()
}
