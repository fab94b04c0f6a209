//! Making an instance run what it is configured to.

use leptos::prelude::*;

use super::{detail::InstanceRecord, save::deploy};
use crate::{
    api::{Mutation, One},
    auth::{Permission, use_session},
    phrases::{fill, instances as words, t},
    ui::{AskDialog, Button, Look, use_toasts},
};

/// The button and the question it asks. It leads while there is something to deploy.
#[component]
pub fn DeployButton(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let access =
        Signal::derive(move || session.may(Permission::ManageInstances, newest.with(|it| it.allow_deploy)));
    let asking = RwSignal::new(false);
    let run = Mutation::new(deploy);
    let toasts = use_toasts();
    let confirm = move |()| {
        run.send(newest.with_untracked(|it| it.id.clone()), move |()| {
            asking.set(false);
            toasts.success(t(words::DEPLOYED_NOW));
            instance.reload();
        });
    };
    Effect::new(move |_| {
        if !asking.get() {
            run.clear();
        }
    });
    let button = move || {
        let look = if newest.with(|it| it.needs_deploy) { Look::Primary } else { Look::Default };
        let has_use = newest.with(|it| !it.system_suspended) && access.get().is_visible();
        has_use.then(|| {
            view! { <Button look access on_click=move |()| asking.set(true)>{t(words::DEPLOY)}</Button> }
        })
    };
    let title = move || {
        newest.with(|it| {
            let version = it.integration.version_number.to_string();
            fill(words::DEPLOY_QUESTION, &[("name", &it.name), ("version", &version)])
        })
    };
    let text = move || match newest.with(|it| (it.deployed_version, it.integration.version_number)) {
        (0, _) => t(words::DEPLOY_FIRST),
        (old, new) if old == new => t(words::DEPLOY_AGAIN),
        (old, _) => fill(words::DEPLOY_OTHER, &[("version", &old.to_string())]),
    };
    view! {
        {button}
        <AskDialog
            open=asking
            title=Signal::derive(title)
            confirm=t(words::DEPLOY)
            look=Look::Primary
            pending=run.pending
            error=run.error
            on_confirm=confirm
        >
            <p>{text}</p>
        </AskDialog>
    }
}
