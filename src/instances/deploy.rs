//! The way to an instance's settings, and making it run what they say.

use leptos::prelude::*;
use serde_json::Map;

use super::{detail::InstanceRecord, save::deploy};
use crate::{
    api::{Error, Mutation, One},
    auth::use_session,
    boot,
    embed::{Event, Subject, tell},
    phrases::{configure, dynamic, fill, instances as words, t},
    routes::Route,
    ui::{AskDialog, Button, LinkButton, Look, use_toasts, when_closed},
};

/// Both buttons, and the question that deploying asks. What there is to do next leads.
#[component]
pub fn DeployButton(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || newest.with(|it| it.may(session, it.allow_deploy)));
    let asking = RwSignal::new(false);
    let run = Mutation::new(run);
    let toasts = use_toasts();
    let confirm = move |()| {
        run.send(newest.with_untracked(|it| Subject::from(it)), move |()| {
            asking.set(false);
            toasts.success(t(words::DEPLOYED_NOW));
            instance.reload();
        });
    };
    when_closed(asking, move || run.clear());
    let leads = Memo::new(move |_| newest.with(|it| it.needs_deploy && it.flags().is_configured));
    let has_use = Memo::new(move |_| newest.with(|it| !it.system_suspended) && access.get().is_visible());
    let button = move || {
        let look = if leads.get() { Look::Primary } else { Look::Default };
        has_use.get().then(|| {
            view! { <Button look access on_click=move |()| asking.set(true)>{t(words::DEPLOY)}</Button> }
        })
    };
    let title = move || {
        newest.with(|it| {
            let version = it.integration.version_number.to_string();
            fill(words::DEPLOY_QUESTION, &[("name", &dynamic(&it.name)), ("version", &version)])
        })
    };
    let text = move || match newest.with(|it| (it.deployed_version, it.integration.version_number)) {
        (0, _) => t(words::DEPLOY_FIRST),
        (old, new) if old == new => t(words::DEPLOY_AGAIN),
        (old, _) => fill(words::DEPLOY_OTHER, &[("version", &old.to_string())]),
    };
    let may_configure =
        Signal::derive(move || newest.with(|it| it.may(session, it.allow_update_config_variables)));
    let way = Memo::new(move |_| newest.with(|it| (it.id.clone(), it.flags().is_configured)));
    let configure = move || {
        let (id, is_complete) = way.get();
        let (look, name) = match is_complete {
            true => (Look::Default, words::RECONFIGURE),
            false => (Look::Primary, words::CONFIGURE),
        };
        let to = Route::ConfigureInstance { id };
        if !may_configure.get().is_visible() {
            return view! { <LinkButton to>{t(configure::VIEW)}</LinkButton> }.into_any();
        }
        let rehearse = (!boot::is_embedded()).then(|| {
            let href = format!("{to}?rehearse=true");
            view! { <a class="button" data-look="quiet" href=href>{t(configure::REHEARSE)}</a> }
        });
        view! { {rehearse} <LinkButton to look>{t(name)}</LinkButton> }.into_any()
    };
    view! {
        {configure}
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

/// Part of the change, so that the host hears of it even when the page is gone by then.
async fn run(about: Subject) -> Result<(), Error> {
    deploy(about.instance.0.clone()).await?;
    tell(Event::Deployed, &about, Map::new());
    Ok(())
}
