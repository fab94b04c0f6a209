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
    // Nothing else makes the menu anew: it may be open.
    let shown =
        Memo::new(move |_| session.viewer().map(|it| (it.id, it.name, it.avatar_url, it.role, it.email)));
    move || {
        let (id_of_person, name, picture, role, email) = shown.get()?;
        let face = view! {
            <Avatar id=id_of_person name=name.clone() picture shape=Shape::Round />
            <span class="identity-text">
                <bdi>{name}</bdi>
                <span class="identity-sub">{role}</span>
            </span>
        };
        Some(view! {
            <Menu id class="sidebar-user" label=t(words::ACCOUNT) face=face.into_any()>
                <div class="menu-note"><bdi>{email}</bdi></div>
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
