//! Light, dark, or as the system says: for this browser at once, and for the person's account.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation},
    auth::use_session,
    boot::{self, Theme},
    document,
    phrases::{shell as words, t},
    ui::Segmented,
};

document!(SaveAppearance, "src/shell/appearance.graphql");

/// The choice.
#[component]
pub fn AppearanceField() -> impl IntoView {
    let session = use_session();
    let theme = RwSignal::new(boot::theme());
    let save = Mutation::new(send);
    let choose = move |chosen: String| {
        theme.set(Theme::from_name(&chosen));
        boot::set_theme(theme.get_untracked());
        if let Some(viewer) = untrack(|| session.viewer()) {
            // This browser has it either way; the account gets it with the next choice if not with this one.
            save.send((viewer.id, theme.get_untracked()), |()| ());
        }
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
    api::send::<SaveAppearance>(variables).await.map(drop)
}
