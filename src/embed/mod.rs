//! Inside a host product: what the host says, and what it is told.

mod event;
pub mod filters;
mod frame;
pub mod message;
pub mod screen;
pub mod token;

use leptos::prelude::expect_context;

pub use event::{Event, Person, Subject};
pub use filters::Filters;
pub use frame::{Frame, tell};
pub use screen::{Details, InstanceScreen, Kept, ScreenConfiguration, Triggers, WizardScreen};

/// What the host decided. In the browser nobody did, and all is at its default.
#[must_use]
pub fn use_frame() -> Frame {
    expect_context()
}
