//! Every part of the kit in every state, for whoever builds or changes one. Development builds only.

mod controls;
mod dialogs;
mod shown;
mod tables;

use leptos::prelude::*;

use crate::{
    auth::Access,
    boot::{self, Theme},
    ui::{BodySkeleton, Button, Look, PageHead, Segmented},
};

/// The page.
#[component]
pub fn KitPage() -> impl IntoView {
    let theme = RwSignal::new(boot::theme());
    let choose = move |chosen: String| {
        theme.set(Theme::from_name(&chosen));
        boot::set_theme(theme.get_untracked());
    };
    let themes = [Theme::Light, Theme::Dark, Theme::System].map(|it| (it.to_string(), it.to_string()));
    let switch = view! {
        <Segmented
            label="Theme"
            value=Signal::derive(move || theme.get().to_string())
            options=themes.into()
            on_change=choose
        />
    };
    let parts = [
        ("Color", colors()),
        ("Type", type_sizes()),
        ("Button", controls::buttons()),
        ("Field", controls::fields()),
        ("Choice", controls::choices()),
        ("Status", shown::states()),
        ("Page head, tabs", shown::heads()),
        ("Filters", controls::filters()),
        ("Table", tables::tables()),
        ("Notice, banner, toast", shown::notices()),
        ("Empty, failure", shown::empties()),
        ("Skeleton", view! { <div class="card"><BodySkeleton /></div> }.into_any()),
        ("Dialog, menu", dialogs::dialogs()),
        ("Text, facts", shown::texts()),
        ("Recovery page", panic_button()),
    ];
    let count = parts.len().to_string();
    view! {
        <PageHead
            title="Kit"
            count=Signal::stored(Some(count))
            meta="Every component in every state. Development builds only.".into_any()
            actions=switch.into_any()
        />
        <div class="kit">{parts.map(part).collect_view()}</div>
    }
}

fn part((name, inside): (&'static str, AnyView)) -> AnyView {
    view! { <section class="kit-part"><h2>{name}</h2><div>{inside}</div></section> }.into_any()
}

fn cell(name: &'static str, inside: AnyView) -> AnyView {
    view! { <div class="kit-cell">{inside}<small>{name}</small></div> }.into_any()
}

const ROLES: &str = "canvas surface raised sunken hover active selected text text-2 text-3 link line line-strong \
    control primary primary-hover primary-active on-primary accent accent-soft accent-line accent-text focus signal \
    danger-bg danger-line danger-fg danger-glyph warn-bg warn-line warn-fg warn-glyph success-bg success-line \
    success-fg success-glyph info-bg info-line info-fg info-glyph danger-fill danger-fill-hover danger-fill-active \
    on-danger tooltip on-tooltip thumb";

/// Leads to the page that everybody sees when the app has a fault.
fn panic_button() -> AnyView {
    let panic = |()| panic!("provoked on the kit's page");
    view! { <Button look=Look::Danger access=Access::Granted on_click=panic>"Panic"</Button> }.into_any()
}

fn colors() -> AnyView {
    let patch = |role| view! { <div class="patch" data-role=role>{role}</div> };
    view! { <div class="patches">{ROLES.split(' ').map(patch).collect_view()}</div> }.into_any()
}

fn type_sizes() -> AnyView {
    view! {
        <p class="kit-note">"title 20/28, 600"</p>
        <h1>"Eastern Spaceflight"</h1>
        <p class="kit-note">"section 15/20, 600"</p>
        <h2>"Flows"</h2>
        <p class="kit-note">"body 13/20, 400 and 500"</p>
        <p>"Runs when the instance is deployed. "<strong>"3 running"</strong></p>
        <p class="kit-note">"small 12/16"</p>
        <p class="identity-sub">"Deployed 19 Nov, 14:20 by Edward Davis"</p>
        <p class="kit-note">"mono 12/20"</p>
        <p><code>"09:40:29.870 PUT /v2/orders/FTL-20417 409"</code></p>
    }
    .into_any()
}
