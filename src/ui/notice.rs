//! Something to know: an island in the page, or a line across it.

use leptos::prelude::*;

use super::Icon;

/// What kind of thing it is. Neutral has no colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Info,
    Success,
    Warn,
    Danger,
}

impl Tone {
    /// What style sheets call it.
    #[must_use]
    pub fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Neutral => None,
            Self::Info => Some("info"),
            Self::Success => Some("success"),
            Self::Warn => Some("warn"),
            Self::Danger => Some("danger"),
        }
    }

    pub(super) fn icon(self) -> &'static str {
        match self {
            Self::Neutral | Self::Info => "info",
            Self::Success => "check",
            Self::Warn => "warn",
            Self::Danger => "alert",
        }
    }
}

/// An island. Danger is announced at once.
#[component]
pub fn Notice(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class="notice" data-tone=tone.as_str() role=(tone == Tone::Danger).then_some("alert")>
            <Icon name=tone.icon() />
            <div>{children()}</div>
        </div>
    }
}

/// A line across the page.
#[component]
pub fn Banner(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class="banner" data-tone=tone.as_str() role="status">
            <Icon name=tone.icon() />
            {children()}
        </div>
    }
}
