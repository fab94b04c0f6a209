//! What stands where there is nothing.

use leptos::prelude::*;

/// Why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmptyKind {
    NothingYet,
    NoMatch,
    Denied,
    Missing,
    Failed,
}

impl EmptyKind {
    /// What hangs from the gantry.
    fn load(self) -> &'static str {
        match self {
            Self::NothingYet => "M40 28h16v12H40z",
            Self::NoMatch => "M42 34a6 6 0 1 0 12 0a6 6 0 1 0-12 0M53 39l5 5",
            Self::Denied => "M41 32h14v10H41zM44 32v-3a4 4 0 0 1 8 0v3",
            Self::Missing => "M40 28h4M48 28h8v4M56 36v4h-4M48 40h-8v-4M40 32v-1",
            Self::Failed => "M40 28l7 4-4 4 5 4M56 28v12H40",
        }
    }
}

/// A drawing, a title, a sentence or two, and what to do.
#[component]
pub fn Empty(
    kind: EmptyKind,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Stands for a whole page, so that its title is the page's.
    #[prop(optional)]
    page: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <svg class="empty-art" viewBox="0 0 96 48" aria-hidden="true">
                <path d="M6 46V8h84v38M2 46h10M84 46h10M6 14h84M14 8l6 6M30 8l6 6M62 8l6 6M78 8l6 6"></path>
                <path d="M48 14v10"></path>
                <path class="on" d=kind.load()></path>
            </svg>
            {if page {
                view! { <h1 tabindex="-1">{title}</h1> }.into_any()
            } else {
                view! { <h2>{title}</h2> }.into_any()
            }}
            <p>{text}</p>
            {children.map(|it| view! { <div class="button-row">{it()}</div> })}
        </div>
    }
}
