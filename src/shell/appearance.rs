//! Light, dark, or as the system says: for this browser at once, and for the person's account.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation},
    auth::use_session,
    boot::{self, Theme},
    document,
    phrases::{shell as words, t},
    settled,
    ui::{Segmented, use_toasts},
};

document!(SaveAppearance, "src/shell/appearance.graphql");

/// The choice. Wherever it is shown, it is the same.
#[component]
pub fn AppearanceField() -> impl IntoView {
    let session = use_session();
    let theme = Memo::new(move |_| session.viewer().map_or_else(boot::theme, |it| it.theme));
    let unsent = RwSignal::new(false);
    let save = Mutation::new(send);
    let toasts = use_toasts();
    // What is chosen while another choice is on its way goes after it.
    Effect::new(move |_| {
        if !save.pending.get() && unsent.get() {
            unsent.set(false);
            if let Some(viewer) = untrack(|| session.viewer()) {
                save.send((viewer.id, viewer.theme), |()| ());
            }
        }
    });
    Effect::new(move |_| {
        if let Some(error) = save.error.get() {
            toasts.failure(error.to_string());
        }
    });
    let choose = move |chosen: String| {
        session.choose_theme(Theme::from_name(&chosen));
        unsent.set(true);
    };
    view! {
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
    }
}

async fn send((id, theme): (String, Theme)) -> Result<(), Error> {
    let variables = save_appearance::Variables {
        id,
        dark_mode: theme == Theme::Dark,
        follow_system: theme == Theme::System,
    };
    let payload = api::send::<SaveAppearance>(variables).await?.update_user;
    settled!(payload)
}
