//! What the wizard is open for: to configure, to try it out with pretend connections, or only to look.

use leptos::prelude::*;

use super::{
    outputs::{Outputs, switch},
    own::Whose,
    saving::{Saving, save},
};
use crate::{
    api::Error,
    boot,
    embed::use_frame,
    instances::deploy,
    phrases::{Phrase, common, configure as words, dynamic, marketplace, t, ui},
    routes::{CustomerTab, InstanceTab, IntegrationTab, Route},
    ui::{Notice, Tone},
};

/// What the wizard is open for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    #[default]
    Work,
    /// Nothing is sent that changes anything, and nothing is asked of other systems.
    Rehearsal,
    /// For those who may not change what they see.
    Reading,
}

impl Mode {
    /// What leaving is called.
    pub fn cancel(self) -> Phrase {
        match self {
            Self::Work => common::CANCEL,
            Self::Rehearsal | Self::Reading => ui::CLOSE,
        }
    }

    /// Fields that nobody may change where somebody only looks. What reads something anew stays outside of them.
    pub fn fields(self, inside: AnyView) -> AnyView {
        match self {
            Self::Work | Self::Rehearsal => inside,
            Self::Reading => {
                view! { <fieldset class="wizard-reading" disabled>{inside}</fieldset> }.into_any()
            }
        }
    }

    /// What drafts are kept under: none is kept of anything but work, and none of that is touched.
    pub fn of_draft(self, is_own: bool) -> &'static str {
        match self {
            Self::Work if is_own => "own settings",
            Self::Work => "settings",
            Self::Rehearsal => "rehearsed settings",
            Self::Reading => "read settings",
        }
    }
}

/// Says so, above the page.
pub fn notice(mode: Mode) -> Option<AnyView> {
    let (title, text) = match mode {
        Mode::Work => return None,
        Mode::Rehearsal => (words::REHEARSAL, words::REHEARSAL_TEXT),
        Mode::Reading => (words::READING, words::READING_TEXT),
    };
    let view = view! {
        <Notice tone=Tone::Info>
            <p class="notice-title">{t(title)}</p>
            <p>{t(text)}</p>
        </Notice>
    };
    Some(view.into_any())
}

/// Where the wizard was begun.
pub struct Begun {
    pub mode: Mode,
    pub whose: Whose,
    /// Its id; empty in a rehearsal of what no instance has yet.
    pub instance: String,
    /// Id of the version, and name.
    pub integration: (String, String),
}

impl Begun {
    /// What stands above the wizard, and where Cancel leads. `customer` are the id and name of whose instance it is.
    pub fn ways(self, customer: (String, String)) -> (Option<(Route, String)>, Route) {
        let (version, made_from) = self.integration;
        if self.instance.is_empty() {
            let to = Route::integration(&version, IntegrationTab::Summary);
            return (Some((to.clone(), dynamic(&made_from))), to);
        }
        let own = Route::instance(&self.instance, InstanceTab::Summary);
        if !boot::is_embedded() {
            return (Some((Route::customer(&customer.0, CustomerTab::Instances), customer.1)), own);
        }
        let hides_back = use_frame().screen.with_untracked(|it| it.instance.hide_back);
        let above = (!hides_back).then(|| (Route::Marketplace, t(marketplace::BACK)));
        // Who gives up in a marketplace goes back to it: an instance that was just added has no page worth seeing.
        // Where no way back is shown, that page is all there is.
        let out =
            above.as_ref().filter(|_| self.mode == Mode::Work && !self.whose.is_own()).map(|it| it.0.clone());
        (above, out.unwrap_or(own))
    }
}

/// Saves answers; a rehearsal only takes them in. Says whether something is still to be filled in then, as [`save`].
///
/// # Errors
/// As [`save`].
pub async fn keep(mode: Mode, saving: Saving) -> Result<Option<bool>, Error> {
    match mode {
        Mode::Work => save(saving).await,
        Mode::Rehearsal => {
            saving.questions.iter().for_each(|it| it.saved(&it.sending()));
            Ok(Some(false))
        }
        Mode::Reading => Ok(None),
    }
}

/// Deploys, where that is meant; first what the instance writes down is settled.
///
/// # Errors
/// As [`deploy`].
pub async fn run(mode: Mode, id: String, outputs: Outputs) -> Result<(), Error> {
    match mode {
        Mode::Work => {
            if let Some(off) = outputs.change() {
                switch(id.clone(), off).await?;
                outputs.changed(off);
            }
            deploy(id).await
        }
        Mode::Rehearsal | Mode::Reading => Ok(()),
    }
}
