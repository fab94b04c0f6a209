//! The end of an instance.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde_json::Map;

use super::{detail::InstanceRecord, save::delete};
use crate::{
    api::{Error, Mutation},
    auth::use_session,
    boot,
    embed::{Event, Subject, tell, use_frame},
    phrases::{dynamic, fill, instances as words, t},
    routes::{CustomerTab, Route},
    ui::{AskDialog, DangerSection, DeleteDialog, Look, use_toasts, when_closed},
};

/// A button for those who may, and the dialog it opens.
#[component]
pub fn DangerZone(newest: Memo<InstanceRecord>) -> impl IntoView {
    let (session, frame) = (use_session(), use_frame());
    let access = Signal::derive(move || newest.with(|it| it.may(session, it.allow_remove)));
    // In somebody else's product an instance is what is switched on there.
    let (title, button) = match boot::is_embedded() {
        true => (words::DEACTIVATE_TITLE, words::DEACTIVATE),
        false => (words::DELETE_TITLE, words::DELETE),
    };
    let open = RwSignal::new(false);
    let remove = Mutation::new(remove);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let confirm = move |()| {
        let record = newest.get_untracked();
        let about = Subject::from(&record);
        let InstanceRecord { name, customer, .. } = record;
        let navigate = navigate.clone();
        remove.send(about, move |()| {
            open.set(false);
            toasts.success(fill(words::DELETED, &[("name", &dynamic(&name))]));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            let to = match (boot::is_embedded(), frame.stays.get_untracked()) {
                (true, true) => Route::FindIntegration,
                (true, false) => Route::Marketplace,
                (false, _) => Route::customer(&customer.id, CustomerTab::Instances),
            };
            navigate(&to.to_string(), options);
        });
    };
    when_closed(open, move || remove.clear());
    // Another name makes another dialog: what has to be typed is the name of now.
    let name = Memo::new(move |_| newest.with(|it| it.name.clone()));
    let zone = move || {
        let is_hidden = frame.screen.with(|it| it.instance.hide_deactivation);
        (!is_hidden && access.get().is_visible()).then(|| {
            view! {
                <DangerSection
                    title=t(title)
                    text=t(words::DELETE_TEXT)
                    button=t(button)
                    access
                    on_click=move |()| open.set(true)
                />
            }
        })
    };
    let dialog = move || {
        let name = name.get();
        let confirm = confirm.clone();
        if boot::is_embedded() {
            let title = fill(words::DEACTIVATE_QUESTION, &[("name", &dynamic(&name))]);
            return view! {
                <AskDialog
                    open
                    title
                    confirm=t(button)
                    look=Look::Danger
                    pending=remove.pending
                    error=remove.error
                    on_confirm=confirm
                >
                    <p>{t(words::DEACTIVATE_ALL)}</p>
                </AskDialog>
            }
            .into_any();
        }
        view! {
            <DeleteDialog
                open
                title=fill(words::DELETE_QUESTION, &[("name", &dynamic(&name))])
                name
                confirm=t(words::DELETE)
                pending=remove.pending
                error=remove.error
                on_confirm=confirm
            >
                <p>{t(words::DELETE_ALL)}</p>
            </DeleteDialog>
        }
        .into_any()
    };
    view! {
        {zone}
        {dialog}
    }
}

/// Part of the change, so that the host hears of it even when the page is gone by then.
async fn remove(about: Subject) -> Result<(), Error> {
    delete(about.instance.0.clone()).await?;
    tell(Event::Deleted, &about, Map::new());
    Ok(())
}
