//! The frame of somebody else's eyes: says whose they are, and the way back.

use leptos::prelude::*;

use crate::{
    auth::use_session,
    phrases::{fill, roles as words, t},
    ui::{Banner, PlainButton, Tone},
};

#[component]
pub fn LookingBanner() -> impl IntoView {
    let session = use_session();
    move || {
        let other = session.looking_as().get()?;
        let text = if other.name == other.role {
            fill(words::VIEWING_AS_ROLE, &[("role", &other.role)])
        } else {
            fill(words::VIEWING_AS, &[("name", &other.name), ("role", &other.role)])
        };
        Some(view! {
            <div class="looking">
                <Banner tone=Tone::Warn>
                    <p>{text}</p>
                    <PlainButton on_click=move |()| session.look_as(None)>{t(words::STOP_VIEWING)}</PlainButton>
                </Banner>
            </div>
        })
    }
}
