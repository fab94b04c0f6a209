//! The page of one connection: how it is doing, where it is used, and what can be done about it.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    Known,
    edit::ChangeDialog,
    status_of,
    usage::{DeleteSection, Usage, users_of},
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Part, Permission, use_session},
    connecting::Consent,
    document,
    phrases::{connections as words, fill, t},
    routes::{CustomerTab, Entry, Route},
    settled,
    ui::{
        AskDialog, Button, Copyable, Fact, Failure, Look, Notice, PageHead, PageSkeleton, Status, Time, Tone,
        use_toasts,
    },
};
use connection_detail::{CustomerConfigVariableStatus, Variables};

document!(ConnectionDetail, "src/customers/connections/detail.graphql");
document!(DisconnectConnection, "src/customers/connections/disconnect.graphql");

pub use connection_detail::ConnectionRecord;

/// The page. Another id is another page.
#[component]
pub fn ConnectionPage(customer: String, id: String) -> impl IntoView {
    let connection = {
        let customer = customer.clone();
        One::new(move || (customer.clone(), id.clone()), fetch)
    };
    let session = use_session();
    // Once it is there, only its end ends the page: an answer that does not come is not the connection's.
    let stage = Memo::new(move |before: Option<&Option<Result<(), Error>>>| {
        let is_found = session.finds(&customer, Part::Connections);
        connection.answer.with(|it| match (it, before) {
            (Some(_), _) if !is_found => Some(Err(Error::NotFound)),
            (Some(Ok(_)), _) => Some(Ok(())),
            (Some(Err(error)), Some(Some(Ok(())))) if error.can_retry() => Some(Ok(())),
            (Some(Err(error)), _) => Some(Err(error.clone())),
            (None, _) => None,
        })
    });
    move || match (stage.get(), connection.answer.get_untracked()) {
        (Some(Err(error)), _) => {
            view! { <Failure error page=true on_retry=move |()| connection.reload() /> }.into_any()
        }
        (Some(Ok(())), Some(Ok(first))) => view! { <Loaded connection first /> }.into_any(),
        _ => view! { <PageSkeleton /> }.into_any(),
    }
}

#[component]
fn Loaded(connection: One<ConnectionRecord>, first: ConnectionRecord) -> impl IntoView {
    let record = Memo::new(move |before: Option<&ConnectionRecord>| match connection.answer.get() {
        Some(Ok(record)) => record,
        Some(Err(_)) | None => before.cloned().unwrap_or_else(|| first.clone()),
    });
    let failure = move || {
        let error = connection.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned()))?;
        Some(view! { <Failure error on_retry=move |()| connection.reload() /> })
    };
    let session = use_session();
    let may = move |allow: fn(&ConnectionRecord) -> bool| {
        Signal::derive(move || {
            record.with(|it| {
                let customer = it.customer.as_ref().map(|it| it.id.as_str()).unwrap_or_default();
                session.may_on(customer, Permission::ManageCustomers, allow(it))
            })
        })
    };
    let (may_change, may_remove) = (may(|it| it.allow_update), may(|it| it.allow_remove));
    let toasts = use_toasts();
    let consent = Consent::default();
    let status = Memo::new(move |_| record.with(known));
    // The other system has answered, be it the same as before.
    let answered = Memo::new(move |_| record.with(|it| (known(it), it.last_configured_at.clone())));
    Effect::new(move |before: Option<_>| {
        let now = answered.get();
        if before.is_some_and(|it| it != now) && consent.is_awaited() {
            consent.stop();
            match now.0 {
                Known::Connected => toasts.success(t(words::NOW_CONNECTED)),
                Known::Failed => toasts.failure(t(words::CONSENT_FAILED)),
                Known::NotConnected => {}
            }
        }
        now
    });
    let connect = move |()| {
        let Some(url) = record.with_untracked(|it| it.authorize_url.clone()) else { return };
        if !consent.ask(&url, move || connection.refresh()) {
            toasts.failure(t(words::BLOCKED));
        }
    };
    let disconnect = Mutation::new(send_disconnect);
    let cutting = RwSignal::new(false);
    let ask_to_cut = move |()| {
        disconnect.clear();
        cutting.set(true);
    };
    let id = StoredValue::new(record.with_untracked(|it| it.id.clone()));
    let cut = move |()| {
        disconnect.send(id.get_value(), move |()| {
            cutting.set(false);
            toasts.success(t(words::DISCONNECTED));
            connection.reload();
        });
    };
    let sees_instances = untrack(|| {
        let entry = Entry::Company(Permission::ViewInstances, Permission::ViewOwnInstances);
        session.access(|it| it.may_enter(entry)).is_granted()
    });
    let navigate = use_navigate();
    let home = record.with_untracked(|it| it.customer.as_ref().map(|it| it.id.clone()).unwrap_or_default());
    let gone = move |()| {
        let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
        navigate(&Route::customer(&home, CustomerTab::Connections).to_string(), options);
    };
    let changing = RwSignal::new(false);
    let users = sees_instances.then(|| users_of(id.get_value()));
    let name = move || record.with(|it| it.key.clone().unwrap_or_default());
    let change = move || {
        may_change.get().is_visible().then(|| {
            view! { <Button access=may_change on_click=move |()| changing.set(true)>{t(words::CHANGE)}</Button> }
        })
    };
    let connect_actions = move || {
        let can_ask = record.with(|it| it.authorize_url.is_some()) && may_change.get().is_visible();
        can_ask.then(|| {
            let is_connected = status.get() == Known::Connected;
            let (look, name) = match is_connected {
                true => (Look::Default, words::RECONNECT),
                false => (Look::Primary, words::CONNECT),
            };
            view! {
                {is_connected
                    .then(|| {
                        view! {
                            <Button look=Look::Quiet access=may_change on_click=ask_to_cut>
                                {t(words::DISCONNECT)}
                            </Button>
                        }
                    })}
                <Button look access=may_change pending=consent.is_open() on_click=connect>{t(name)}</Button>
            }
        })
    };
    let actions = move || (change(), connect_actions());
    view! {
        {move || view! { <Head record=record.get() actions=actions.into_any() /> }}
        <div class="page-body">
            <div class="form">
                {failure}
                {move || consent.is_open().get().then(|| view! {
                    <Notice tone=Tone::Info><p role="status">{t(words::WAITING)}</p></Notice>
                })}
                {move || (status.get() == Known::Failed).then(|| view! {
                    <Notice tone=Tone::Danger><p>{t(words::FAILED_TEXT)}</p></Notice>
                })}
                {users
                    .map(|users| {
                        let id = id.get_value();
                        view! { <Usage id users access=may_change on_paused=move |()| connection.reload() /> }
                    })}
                {move || view! { <About record=record.get() /> }}
                <ChangeDialog record open=changing on_changed=move |()| connection.reload() />
                <AskDialog
                    open=cutting
                    title=Signal::derive(move || fill(words::DISCONNECT_QUESTION, &[("name", &name())]))
                    confirm=t(words::DISCONNECT)
                    look=Look::Danger
                    pending=disconnect.pending
                    error=disconnect.error
                    on_confirm=cut
                >
                    <p>{t(words::DISCONNECT_TEXT)}</p>
                </AskDialog>
                <DeleteSection record users access=may_remove on_gone=gone />
            </div>
        </div>
    }
}

#[component]
fn Head(record: ConnectionRecord, actions: AnyView) -> impl IntoView {
    let (glyph, name) = status_of(known(&record));
    let parent = record.customer.map(|it| (Route::customer(&it.id, CustomerTab::Connections), it.name));
    view! {
        <PageHead
            title=record.key.unwrap_or_default()
            parent
            meta=view! { <Status glyph>{t(name)}</Status> }.into_any()
            actions
        />
    }
}

#[component]
fn About(record: ConnectionRecord) -> impl IntoView {
    let ConnectionRecord { id, scoped_config_variable: kind, last_configured_at, .. } = record;
    let app = kind.connection.as_ref().map_or_else(|| kind.key.clone(), |it| it.component.label.clone());
    let method = kind.connection.map(|it| it.label).unwrap_or_default();
    let configured = match last_configured_at {
        Some(moment) => view! { <Time moment /> }.into_any(),
        None => t(words::NEVER).into_any(),
    };
    view! {
        <dl class="facts">
            <Fact name=t(words::APP)><bdi>{app}</bdi></Fact>
            <Fact name=t(words::METHOD)><bdi>{method}</bdi></Fact>
            <Fact name=t(words::CONFIGURED)>{configured}</Fact>
            <Fact name=t(words::SECRETS)>{t(words::SECRETS_TEXT)}</Fact>
            <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
        </dl>
    }
}

fn known(record: &ConnectionRecord) -> Known {
    match record.status {
        Some(CustomerConfigVariableStatus::ACTIVE) => Known::Connected,
        Some(CustomerConfigVariableStatus::ERROR | CustomerConfigVariableStatus::FAILED) => Known::Failed,
        Some(CustomerConfigVariableStatus::PENDING | CustomerConfigVariableStatus::Other(_)) | None => {
            Known::NotConnected
        }
    }
}

/// Reads one connection of a customer.
///
/// # Errors
/// `NotFound` when there is none for this person; see [`Error`].
pub async fn fetch((customer, id): (String, String)) -> Result<ConnectionRecord, Error> {
    let found = api::send::<ConnectionDetail>(Variables { id }).await?.customer_config_variable;
    // Under another customer's address there is no such connection.
    found.filter(|it| it.customer.as_ref().is_some_and(|it| it.id == customer)).ok_or(Error::NotFound)
}

async fn send_disconnect(id: String) -> Result<(), Error> {
    let variables = disconnect_connection::Variables { id };
    let payload = api::send::<DisconnectConnection>(variables).await?.disconnect_customer_connection;
    settled!(payload, customer_config_variable).map(drop)
}
