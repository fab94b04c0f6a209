//! The person at the end of the navigation: appearance and sign-out.

use leptos::{prelude::*, task::spawn_local};

use super::AppearanceField;
use crate::{
    auth::use_session,
    phrases::{shell as words, t},
    routes::Route,
    ui::{Avatar, Icon, Menu, MenuItem, Shape},
};

#[component]
pub fn AccountMenu(
    /// Tells the menu of the sidebar from that of the bar.
    id: &'static str,
) -> impl IntoView {
    let session = use_session();
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
                <AppearanceField />
                <div class="menu-rule"></div>
                <a class="menu-item" href=Route::Profile.to_string()>
                    <Icon name="gear" />
                    {t(words::PROFILE)}
                </a>
                <MenuItem icon="exit" on_click=move |()| spawn_local(session.sign_out())>{t(words::SIGN_OUT)}</MenuItem>
            </Menu>
        })
    }
}
