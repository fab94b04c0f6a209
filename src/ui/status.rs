//! A state as a shape and a word.

use leptos::prelude::*;

use super::Tone;

/// The shape before the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    Enabled,
    Paused,
    Failed,
    NotDeployed,
    NotConfigured,
    Succeeded,
    Running,
    Queued,
}

impl Glyph {
    fn name(self) -> &'static str {
        match self {
            Self::Enabled => "enabled",
            Self::Paused => "paused",
            Self::Failed => "failed",
            Self::NotDeployed => "not-deployed",
            Self::NotConfigured => "not-configured",
            Self::Succeeded => "succeeded",
            Self::Running => "running",
            Self::Queued => "queued",
        }
    }

    /// How much it asks for attention.
    #[must_use]
    pub fn tone(self) -> Tone {
        match self {
            Self::Enabled | Self::Succeeded => Tone::Success,
            Self::Paused | Self::Queued => Tone::Neutral,
            Self::Running => Tone::Info,
            Self::Failed => Tone::Danger,
            Self::NotDeployed | Self::NotConfigured => Tone::Warn,
        }
    }
}

/// The shape and its word.
#[component]
pub fn Status(glyph: Glyph, children: Children) -> impl IntoView {
    view! {
        <span class="status" data-tone=glyph.tone().as_str()>
            <svg class="glyph" aria-hidden="true"><use href=format!("/icons.svg#g-{}", glyph.name())></use></svg>
            <span>{children()}</span>
        </span>
    }
}
