//! Where a connection is used, and the end of it.

use leptos::prelude::*;

use super::connection::ConnectionRecord;
use crate::{
    api::{self, Error, Mutation, One},
    auth::Access,
    document,
    phrases::{connections as words, fill, t},
    routes::{InstanceTab, Route},
    settled,
    ui::{AskDialog, Button, DangerSection, DeleteDialog, Failure, Glyph, Look, Status, grouped, use_toasts},
};

document!(ConnectionUsage, "src/customers/connections/usage.graphql");
document!(PauseConnectionUsers, "src/customers/connections/pause.graphql");
document!(DeleteConnection, "src/customers/connections/delete.graphql");

use connection_usage::ConnectionUser;

/// The instances that use a connection. Only for those who may see instances.
pub fn users_of(id: String) -> One<Vec<ConnectionUser>> {
    One::new(move || id.clone(), fetch)
}

/// The instances that use the connection, and the way to pause them all.
#[component]
pub fn Usage(
    id: String,
    users: One<Vec<ConnectionUser>>,
    access: Signal<Access>,
    #[prop(into)] on_paused: Callback<()>,
) -> impl IntoView {
    let asking = RwSignal::new(false);
    let kept = StoredValue::new(id);
    let running = Memo::new(move |_| {
        users.answer.with(|it| match it {
            Some(Ok(all)) => all.iter().filter(|it| it.enabled).count(),
            Some(Err(_)) | None => 0,
        })
    });
    let pause = Mutation::new(send_pause);
    let toasts = use_toasts();
    let run = move |()| {
        pause.send(kept.get_value(), move |()| {
            asking.set(false);
            toasts.success(t(words::ALL_PAUSED));
            users.reload();
            on_paused.run(());
        });
    };
    let ask = move |()| {
        pause.clear();
        asking.set(true);
    };
    let pause_all = move || {
        (running.get() > 0 && access.get().is_visible()).then(|| {
            view! {
                <div class="button-row">
                    <Button access on_click=ask>{t(words::PAUSE_ALL)}</Button>
                </div>
            }
        })
    };
    let question = move || {
        let count = u32::try_from(running.get()).unwrap_or(u32::MAX);
        fill(words::PAUSE_TEXT, &[("count", &grouped(count))])
    };
    view! {
        <section class="section">
            <h2>{t(words::USED_BY)}</h2>
            {move || match users.answer.get() {
                None => view! { <span class="skeleton late"></span> }.into_any(),
                Some(Err(error)) => view! { <Failure error on_retry=move |()| users.reload() /> }.into_any(),
                Some(Ok(all)) if all.is_empty() => view! { <p class="muted">{t(words::UNUSED)}</p> }.into_any(),
                Some(Ok(all)) => {
                    view! { <ul class="files">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
                }
            }}
            {pause_all}
        </section>
        <AskDialog
            open=asking
            title=t(words::PAUSE_QUESTION)
            confirm=t(words::PAUSE_ALL)
            look=Look::Danger
            pending=pause.pending
            error=pause.error
            on_confirm=run
        >
            <p>{question}</p>
        </AskDialog>
    }
}

fn line(it: ConnectionUser) -> impl IntoView {
    let (glyph, state) = match it.enabled {
        true => (Glyph::Enabled, words::RUNS),
        false => (Glyph::Paused, words::IS_PAUSED),
    };
    let to = Route::instance(&it.id, InstanceTab::Summary).to_string();
    view! {
        <li class="file">
            <span class="file-name">
                <a class="data-table-link" href=to><bdi>{it.name}</bdi></a>
                " "
                <span class="faint"><bdi>{it.integration.name}</bdi></span>
            </span>
            <Status glyph>{t(state)}</Status>
        </li>
    }
}

async fn fetch(id: String) -> Result<Vec<ConnectionUser>, Error> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let variables = connection_usage::Variables { id: id.clone(), after };
        let found = api::send::<ConnectionUsage>(variables).await?;
        let page = found.customer_config_variable.ok_or(Error::NotFound)?.instances;
        all.extend(page.nodes.into_iter().flatten());
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(all);
        }
    }
}

/// How many instances are named where something is refused because of them.
const NAMED: usize = 5;

/// Those that keep a connection from being deleted.
fn in_the_way(all: &[ConnectionUser]) -> impl IntoView + use<> {
    let running: Vec<_> = all.iter().filter(|it| it.enabled).cloned().collect();
    let more = u32::try_from(running.len().saturating_sub(NAMED)).unwrap_or(u32::MAX);
    let name = |it: ConnectionUser| {
        let to = Route::instance(&it.id, InstanceTab::Summary).to_string();
        view! { <li><a class="data-table-link" href=to><bdi>{it.name}</bdi></a></li> }
    };
    view! {
        <ul class="plain-list" aria-label=t(words::USED_BY)>
            {running.into_iter().take(NAMED).map(name).collect_view()}
            {(more > 0).then(|| view! { <li>{fill(words::MORE_USERS, &[("count", &grouped(more))])}</li> })}
        </ul>
    }
}

/// Deletes a connection that nothing uses.
#[component]
pub fn DeleteSection(
    record: Memo<ConnectionRecord>,
    /// None for those who see no instances.
    users: Option<One<Vec<ConnectionUser>>>,
    access: Signal<Access>,
    #[prop(into)] on_gone: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let delete = Mutation::new(send_delete);
    let toasts = use_toasts();
    let name = Memo::new(move |_| record.with(|it| it.key.clone().unwrap_or_default()));
    let ask = move |()| {
        delete.clear();
        open.set(true);
    };
    let confirm = move |()| {
        let (id, told) = (record.with_untracked(|it| it.id.clone()), name.get_untracked());
        delete.send(id, move |()| {
            open.set(false);
            toasts.success(fill(words::DELETED, &[("name", &told)]));
            on_gone.run(());
        });
    };
    let in_use = move || record.with(|it| it.is_in_use);
    view! {
        {move || {
            access
                .get()
                .is_visible()
                .then(|| {
                    let text = match (in_use(), users) {
                        (false, _) => words::DELETE_TEXT,
                        (true, Some(_)) => words::DELETE_IN_USE,
                        (true, None) => words::DELETE_IN_USE_UNSEEN,
                    };
                    let all = users.filter(|_| in_use()).and_then(|it| it.answer.get()?.ok());
                    let button = (!in_use()).then(|| t(words::DELETE));
                    view! {
                        <DangerSection title=t(words::DELETE_TITLE) text=t(text) button access on_click=ask>
                            {all.map(|it| in_the_way(&it))}
                        </DangerSection>
                    }
                })
        }}
        {move || {
            let name = name.get();
            view! {
                <DeleteDialog
                    open
                    title=fill(words::DELETE_QUESTION, &[("name", &name)])
                    name
                    confirm=t(words::DELETE)
                    pending=delete.pending
                    error=delete.error
                    on_confirm=confirm
                >
                    <p class="muted">{t(words::DELETE_WARNING)}</p>
                </DeleteDialog>
            }
        }}
    }
}

async fn send_pause(id: String) -> Result<(), Error> {
    let variables = pause_connection_users::Variables { id };
    let payload =
        api::send::<PauseConnectionUsers>(variables).await?.bulk_disable_instances_using_customer_connection;
    settled!(payload, customer_config_variable).map(drop)
}

/// What is gone already, by an attempt whose answer was lost or by somebody else's, is deleted.
async fn send_delete(id: String) -> Result<(), Error> {
    let payload = match api::send::<DeleteConnection>(delete_connection::Variables { id }).await {
        Err(Error::NotFound) => return Ok(()),
        answer => answer?.delete_customer_config_variable,
    };
    settled!(payload, customer_config_variable).map(drop)
}
