//! Buttons, and links that look like them.

use leptos::prelude::*;

use super::{Icon, unique_id};
use crate::{auth::Access, routes::Route};

/// How much a button asks for. One primary a screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    Primary,
    #[default]
    Default,
    Quiet,
    Danger,
    DangerQuiet,
}

impl Look {
    fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Primary => Some("primary"),
            Self::Default => None,
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
            Self::DangerQuiet => Some("danger-quiet"),
        }
    }
}

/// A button that changes something. Without access it stays in sight and says why.
#[component]
pub fn Button(
    /// Whether this person may.
    #[prop(into)]
    access: Signal<Access>,
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<&'static str>,
    /// While true, a spinner shows and presses do nothing.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// Submits the form around it.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let reason = move || match access.get() {
        Access::Granted => None,
        Access::Denied(why) => Some(why.to_string()),
    };
    let is_denied = move || !access.get().is_granted();
    let id = unique_id();
    let described_by = id.clone();
    let press = move |event: leptos::ev::MouseEvent| {
        if is_denied() || pending.get_untracked() {
            event.prevent_default();
        } else if let Some(on_click) = on_click {
            on_click.run(());
        }
    };
    view! {
        <span class="gate">
            <button
                class="button"
                type=if submit { "submit" } else { "button" }
                data-look=look.as_str()
                aria-disabled=move || is_denied().then_some("true")
                aria-describedby=move || is_denied().then(|| described_by.clone())
                aria-busy=move || pending.get().then_some("true")
                on:click=press
            >
                {move || {
                    let alone = icon.is_none().then_some("");
                    pending.get().then(|| view! { <span class="spinner" data-alone=alone></span> })
                }}
                {move || match icon {
                    _ if is_denied() => Some(view! { <Icon name="lock" /> }),
                    Some(name) if !pending.get() => Some(view! { <Icon name /> }),
                    Some(_) | None => None,
                }}
                {children()}
            </button>
            {move || reason().map(|text| view! { <span class="tooltip" role="tooltip" id=id.clone()>{text}</span> })}
        </span>
    }
}

/// A button that needs no permission, such as Cancel or Try again.
#[component]
pub fn PlainButton(
    #[prop(optional)] look: Look,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(into)] on_click: Callback<()>,
    children: Children,
) -> impl IntoView {
    view! {
        <button class="button" type="button" data-look=look.as_str() on:click=move |_| on_click.run(())>
            {icon.map(|name| view! { <Icon name /> })}
            {children()}
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(to: Route, #[prop(optional)] look: Look, children: Children) -> impl IntoView {
    view! { <a class="button" data-look=look.as_str() href=to.to_string()>{children()}</a> }
}

/// A button of a sign only; its label is read out and shown as a tooltip.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] pressed: Option<Signal<bool>>,
    #[prop(into)] on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <button
            class="icon-button"
            type="button"
            aria-label=label.clone()
            title=label
            aria-pressed=pressed.map(|it| move || it.get().to_string())
            on:click=move |_| on_click.run(())
        >
            <Icon name=icon />
        </button>
    }
}

/// A button that looks like a link.
#[component]
pub fn TextButton(#[prop(into)] on_click: Callback<()>, children: Children) -> impl IntoView {
    view! { <button class="text-button" type="button" on:click=move |_| on_click.run(())>{children()}</button> }
}
