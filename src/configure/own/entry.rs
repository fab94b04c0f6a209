//! The way into the wizard of what the reader settles for themselves.

use leptos::prelude::*;

use super::reader;
use crate::configure::entry::Settings;

/// The reader's own part of one instance. Another id is another one.
#[component]
pub fn ConfigureOneselfPage(id: String) -> impl IntoView {
    view! { <Settings id person=reader() /> }
}
