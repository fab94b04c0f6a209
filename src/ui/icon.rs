//! Drawn signs, from the sprite `public/icons.svg`.

use leptos::prelude::*;

/// A sign beside words; screen readers pass over it.
#[component]
pub fn Icon(
    /// The symbol's name in the sprite, without `i-`.
    name: &'static str,
    /// 14 instead of 16 pixels.
    #[prop(optional)]
    small: bool,
) -> impl IntoView {
    view! {
        <svg class="icon" aria-hidden="true" data-size=small.then_some("s")>
            <use href=format!("/icons.svg#i-{name}")></use>
        </svg>
    }
}
