//! The person at the end of the navigation: appearance and sign-out.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    auth::use_session,
    boot::{self, Theme},
    phrases::{shell as words, t},
    ui::{Avatar, Menu, MenuItem, Segmented, Shape},
};

#[component]
pub fn AccountMenu(
    /// Tells the menu of the sidebar from that of the bar.
    id: &'static str,
) -> impl IntoView {
    let session = use_session();
    let theme = RwSignal::new(boot::theme());
    let choose = move |chosen: String| {
        theme.set(Theme::from_name(&chosen));
        boot::set_theme(theme.get_untracked());
    };
    move || {
        let viewer = session.viewer()?;
        let face = view! {
            <Avatar id=viewer.id.clone() name=viewer.name.clone() picture=viewer.avatar_url.clone() shape=Shape::Round />
            <span class="identity-text">
                <bdi>{viewer.name.clone()}</bdi>
                <span class="identity-sub">{viewer.role.clone()}</span>
            </span>
        };
        Some(view! {
            <Menu id class="sidebar-user" label=t(words::ACCOUNT) face=face.into_any()>
                <div class="menu-note"><bdi>{viewer.email.clone()}</bdi></div>
                <Segmented
                    label=t(words::APPEARANCE)
                    value=Signal::derive(move || theme.get().to_string())
                    options=vec![
                        (Theme::Light.to_string(), t(words::LIGHT)),
                        (Theme::Dark.to_string(), t(words::DARK)),
                        (Theme::System.to_string(), t(words::SYSTEM)),
                    ]
                    on_change=choose
                />
                <div class="menu-rule"></div>
                <MenuItem icon="exit" on_click=move |()| spawn_local(session.sign_out())>{t(words::SIGN_OUT)}</MenuItem>
            </Menu>
        })
    }
}
