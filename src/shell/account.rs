//! The person at the end of the navigation: appearance and sign-out.

use leptos::{prelude::*, task::spawn_local};

use super::AppearanceField;
use crate::{
    auth::use_session,
    parts::account_items,
    phrases::{shell as words, t},
    routes::Route,
    ui::{Avatar, Icon, Menu, MenuItem, Shape, lazy},
};

#[component]
pub fn AccountMenu(
    /// Tells the menu of the sidebar from that of the bar.
    id: &'static str,
) -> impl IntoView {
    let session = use_session();
    // Nothing else makes the menu anew: it may be open.
    let shown = Memo::new(move |_| session.viewer().map(|it| (it.id, it.name, it.avatar_url, it.role)));
    let was_opened = RwSignal::new(false);
    let items = move || was_opened.get().then(|| lazy::piece(account_items::load, account_items::view));
    move || {
        let (id_of_person, name, picture, role) = shown.get()?;
        let face = view! {
            <Avatar id=id_of_person name=name.clone() picture shape=Shape::Round />
            <span class="identity-text">
                <bdi>{name}</bdi>
                <span class="identity-sub">{role}</span>
            </span>
        };
        let on_press = move |()| was_opened.set(true);
        Some(view! {
            <Menu id class="sidebar-user" label=t(words::ACCOUNT) face=face.into_any() on_press>{items}</Menu>
        })
    }
}

/// What the menu offers.
#[component]
pub fn AccountItems() -> impl IntoView {
    let session = use_session();
    let email = Memo::new(move |_| session.viewer().map(|it| it.email));
    view! {
        <div class="menu-note"><bdi>{move || email.get()}</bdi></div>
        <AppearanceField />
        <div class="menu-rule"></div>
        <a class="menu-item" href=Route::Profile.to_string()>
            <Icon name="gear" />
            {t(words::PROFILE)}
        </a>
        <MenuItem icon="exit" on_click=move |()| spawn_local(session.sign_out())>{t(words::SIGN_OUT)}</MenuItem>
    }
}
