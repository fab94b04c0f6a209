//! The head of a page, and pieces of pages.

use leptos::prelude::*;

use super::Icon;
use crate::{
    phrases::{fill, t, ui as words},
    routes::Route,
};

/// Title, what is known at a glance, and what can be done.
#[component]
pub fn PageHead(
    #[prop(into)] title: Signal<String>,
    /// How many things the page lists; none while unknown.
    #[prop(optional, into)]
    count: Signal<Option<String>>,
    /// The page above this one.
    #[prop(optional_no_strip)]
    parent: Option<(Route, String)>,
    /// Before the title.
    #[prop(optional)]
    avatar: Option<AnyView>,
    /// Right after the title, such as a star.
    #[prop(optional)]
    mark: Option<AnyView>,
    /// Under the title.
    #[prop(optional)]
    meta: Option<AnyView>,
    #[prop(optional)] actions: Option<AnyView>,
    #[prop(optional)] tabs: Option<AnyView>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            {parent
                .map(|(route, name)| {
                    view! {
                        <nav class="crumbs" aria-label=t(words::CRUMBS)>
                            <a href=route.to_string()>{name}</a>
                            <Icon name="right" small=true />
                            <span aria-current="page"><bdi>{title}</bdi></span>
                        </nav>
                    }
                })}
            <div class="title-row">
                <div class="title-block">
                    {avatar}
                    <div>
                        <div class="title-line">
                            <h1 tabindex="-1">
                                <bdi>{title}</bdi>
                                {move || count.get().map(|it| view! { <span class="title-count">{it}</span> })}
                            </h1>
                            {mark}
                        </div>
                        {meta.map(|it| view! { <div class="title-meta">{it}</div> })}
                    </div>
                </div>
                {actions.map(|it| view! { <div class="button-row">{it}</div> })}
            </div>
            {tabs}
        </header>
    }
}

/// "11 of 128", or "128" when all of them match.
#[must_use]
pub fn count_of(matching: u32, all: Option<u32>) -> String {
    match all {
        Some(all) if all != matching => {
            fill(words::COUNT_OF, &[("count", &grouped(matching)), ("total", &grouped(all))])
        }
        Some(_) | None => grouped(matching),
    }
}

/// A whole number with its thousands set apart, as in "10,000".
#[must_use]
pub fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Something typed and not saved.
#[component]
pub fn DirtyMark(#[prop(into)] dirty: Signal<bool>) -> impl IntoView {
    move || dirty.get().then(|| view! { <span class="dirty" role="status">{t(words::UNSAVED)}</span> })
}

/// One line of a list of facts, inside a `<dl class="facts">`.
#[component]
pub fn Fact(#[prop(into)] name: String, children: Children) -> impl IntoView {
    view! {
        <dt>{name}</dt>
        <dd>{children()}</dd>
    }
}

/// The shape of a page that is on its way.
#[component]
pub fn PageSkeleton() -> impl IntoView {
    skeleton(Some(view! { <h1 class="visually-hidden" tabindex="-1">{t(words::LOADING)}</h1> }.into_any()))
}

/// The shape of what is on its way below the head of a page.
#[component]
pub fn BodySkeleton() -> impl IntoView {
    skeleton(None)
}

fn skeleton(heading: Option<AnyView>) -> impl IntoView {
    view! {
        <div class="page-body late" aria-busy="true">
            {heading}
            <div class="form">
                <span class="skeleton"></span>
                <span class="skeleton"></span>
                <span class="skeleton"></span>
                <span class="skeleton"></span>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        for (number, text) in
            [(0, "0"), (999, "999"), (1_000, "1,000"), (10_000, "10,000"), (1_234_567, "1,234,567")]
        {
            assert_eq!(grouped(number), text);
        }
    }

    #[test]
    fn a_total_is_named_only_when_it_differs() {
        assert_eq!(count_of(11, Some(128)), "11 of 128");
        assert_eq!(count_of(128, Some(128)), "128");
        assert_eq!(count_of(5, None), "5");
    }
}
