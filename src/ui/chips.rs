//! Words in small boxes.

use leptos::prelude::*;

/// Labels in a row. More than `limit` are counted.
#[component]
pub fn Chips(
    words: Vec<String>,
    #[prop(default = usize::MAX)] limit: usize,
    /// Keeps to one line.
    #[prop(optional)]
    clip: bool,
) -> impl IntoView {
    let rest = words.len().saturating_sub(limit);
    let hidden = words.iter().skip(limit).cloned().collect::<Vec<_>>().join(", ");
    view! {
        <span class="chips" data-clip=clip.then_some("")>
            {words
                .into_iter()
                .take(limit)
                .map(|it| view! { <span class="chip"><span dir="auto">{it}</span></span> })
                .collect_view()}
            {(rest > 0).then(|| view! { <span class="chip" title=hidden><span>{format!("+{rest}")}</span></span> })}
        </span>
    }
}

/// A kind or a role, never a state that changes while one looks.
#[component]
pub fn Badge(children: Children) -> impl IntoView {
    view! { <span class="badge">{children()}</span> }
}
