//! Publishing what changed since the last version.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::detail::IntegrationRecord;
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Access, Permission, use_session},
    document,
    phrases::{common, fill, integrations as words, t},
    routes::{IntegrationTab, Route},
    settled,
    ui::{Button, Dialog, Icon, Look, Notice, PlainButton, TextArea, Tone, use_toasts, when_closed},
};

document!(PublishIntegration, "src/integrations/publish.graphql");

/// Says that there is something to publish; those who may publish it from here. It leads to the new version's page.
#[component]
pub fn PublishNotice(
    integration: One<IntegrationRecord>,
    newest: Memo<IntegrationRecord>,
    #[prop(into)] on_published: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || {
        session.may(Permission::ManageIntegrations, newest.with(|it| it.allow_publish))
    });
    let open = RwSignal::new(false);
    let comment = RwSignal::new(String::new());
    let run = Mutation::new(publish);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let submit = move |()| {
        let said = comment.with_untracked(|it| it.trim().to_owned());
        let navigate = navigate.clone();
        run.send((newest.with_untracked(|it| it.id.clone()), said), move |(id, number): (String, i64)| {
            comment.set(String::new());
            open.set(false);
            toasts.success(fill(words::PUBLISHED_NOW, &[("version", &number.to_string())]));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::integration(&id, IntegrationTab::Versions).to_string(), options);
            // A draft becomes a version on the same page.
            on_published.run(());
        });
    };
    when_closed(open, move || run.clear());
    Effect::new(move |_| {
        if run.error.get().is_some() {
            // Somebody else may have published it, or nobody lets the reader any longer.
            integration.reload();
        }
    });
    let title = move || fill(words::PUBLISH, &[("version", &next(newest))]);
    let notice = move || {
        let (is_changed, last) = newest.with(|it| (it.has_unpublished_changes, it.version_number));
        let (heading, text) = match last {
            0 => (t(words::NEVER_PUBLISHED), t(words::NEVER_PUBLISHED_TEXT)),
            _ => {
                (fill(words::CHANGED_SINCE, &[("version", &last.to_string())]), t(words::CHANGED_SINCE_TEXT))
            }
        };
        is_changed.then(|| {
            view! {
                <div class="notice page-notice">
                    <Icon name="info" />
                    <div>
                        <strong>{heading}</strong>
                        <p>{text}</p>
                    </div>
                    {access
                        .get()
                        .is_visible()
                        .then(|| {
                            view! {
                                <Button look=Look::Primary access on_click=move |()| open.set(true)>
                                    {title()}
                                </Button>
                            }
                        })}
                </div>
            }
        })
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=run.pending submit=true>{title}</Button>
        }
    };
    view! {
        {notice}
        <Dialog
            open
            title=Signal::derive(title)
            dirty=Signal::derive(move || comment.with(|it| !it.trim().is_empty()))
            pending=run.pending
            on_submit=submit
            foot
        >
            {move || run.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <p>{move || fill(words::PUBLISH_TEXT, &[("version", &next(newest))])}</p>
            <TextArea label=t(words::PUBLISH_COMMENT) value=comment hint=t(words::PUBLISH_HINT) optional=true />
        </Dialog>
    }
}

/// The number that the next version will have.
fn next(newest: Memo<IntegrationRecord>) -> String {
    newest.with(|it| (it.version_number + 1).to_string())
}

/// Publishes; answers with the id and the number of the new version.
async fn publish((id, comment): (String, String)) -> Result<(String, i64), Error> {
    let variables = publish_integration::Variables { id, comment: Some(comment) };
    let payload = api::send::<PublishIntegration>(variables).await?.publish_integration;
    settled!(payload, integration).map(|it| (it.id, it.version_number))
}
