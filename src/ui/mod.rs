//! The kit: what screens are made of. Knows no document and no feature.

mod avatar;
mod button;
mod chips;
mod choice;
mod code;
mod combobox;
mod confirm;
mod conflict;
mod copyable;
mod crop;
mod dialog;
mod empty;
mod failure;
mod field;
mod filter;
mod form;
mod guard;
pub mod html;
mod icon;
mod json;
mod labels;
pub mod lazy;
mod link;
pub mod markdown;
mod markup;
mod menu;
mod notice;
mod page;
mod picture;
mod save_file;
mod search;
mod selection;
mod status;
mod syntax;
mod table;
mod tabs;
mod time;
mod toast;

use std::sync::atomic::{AtomicU32, Ordering};

pub use avatar::{Avatar, AvatarSize, PictureSource, Shape};
pub use button::{Button, IconButton, LinkButton, Look, PlainButton, TextButton};
pub use chips::{Badge, Chips};
pub use choice::{Check, Choice, ChoiceList, Segmented, Select, Switch};
pub use code::CodeArea;
pub use combobox::{Combobox, Suggestion};
pub use confirm::{AskDialog, DangerSection, DeleteDialog};
pub use conflict::{ConflictDialog, Versioned, conflicts, merged};
pub use copyable::{CopyButton, Copyable};
pub use crop::CropDialog;
pub use dialog::{Dialog, when_closed};
pub use empty::{Empty, EmptyKind};
pub use failure::Failure;
pub use field::{TextArea, TextField, field_note, focus_first_problem, focus_last_row};
pub use filter::{FilterBar, FilterChip, QueryField};
pub use form::{Binding, Draft, Form};
pub use guard::{Leaving, Unsaved, UnsavedGuard};
pub use html::Html;
pub use icon::Icon;
pub use json::{Json, JsonTree, LongText};
pub use labels::LabelsField;
pub use link::{SafeLink, SafeUrl};
pub use markdown::Markdown;
pub use markup::is_well_formed;
pub use menu::{Menu, MenuItem};
pub use notice::{Banner, Notice, Tone};
pub use page::{BodySkeleton, DirtyMark, Fact, PageHead, PageSkeleton, count_of, grouped};
pub use picture::PictureOf;
pub use save_file::save_file;
pub use search::SearchField;
pub use selection::{Chosen, Selectable, Selection};
pub use status::{Glyph, Status};
pub use syntax::Language;
pub use table::{Column, DataTable, Order};
pub use tabs::{Tab, Tabs};
pub use time::{Clock, Time, milliseconds_between};
pub use toast::{ToastStack, Toasts, use_toasts};

/// Whether the `details` element that was opened or closed is open now.
#[must_use]
pub fn is_open(event: &leptos::ev::Event) -> bool {
    let details = leptos::prelude::event_target::<leptos::web_sys::Element>(event);
    details.has_attribute("open")
}

/// An id for an element that others point at; no two are alike in one document.
#[must_use]
pub fn unique_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("u{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
