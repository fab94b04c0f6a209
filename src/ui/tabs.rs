//! Parts of a page that have addresses of their own.

use leptos::prelude::*;

use crate::{
    phrases::{t, ui as words},
    routes::Route,
};

/// One part.
pub struct Tab {
    pub to: Route,
    pub name: String,
}

/// Links to the parts; the open one is marked.
#[component]
pub fn Tabs(tabs: Vec<Tab>, open: Route) -> impl IntoView {
    let tab = |it: Tab| {
        let here = (it.to == open).then_some("page");
        view! { <a class="tab" href=it.to.to_string() aria-current=here>{it.name}</a> }
    };
    view! {
        <nav class="tab-line" aria-label=t(words::PARTS)>
            <div class="tabs">{tabs.into_iter().map(tab).collect_view()}</div>
        </nav>
    }
}
