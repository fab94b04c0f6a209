//! The API keys of a flow: what callers show to be let in.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use leptos::{html, prelude::*};

use super::{FlowRow, fetch, instance_flows::IntegrationFlowEndpointSecurityType as Security};
use crate::{
    api::{self, Error, Mutation},
    auth::{Access, use_session},
    document,
    instances::detail::InstanceRecord,
    phrases::{dynamic, fill, runs as words, t},
    settled,
    ui::{Button, Copyable, Dialog, IconButton, Look, Notice, PlainButton, Tone, use_toasts, when_closed},
};
use set_flow_keys::Variables;

document!(SetFlowKeys, "src/instances/flows/keys.graphql");

/// One change of the keys.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Change {
    Add(String),
    Remove(String),
}

/// The keys that there are, one more at a press, and one less when asked twice.
#[component]
pub fn KeysDialog(
    open: RwSignal<bool>,
    #[prop(into)] flow: Signal<Option<FlowRow>>,
    instance: Memo<InstanceRecord>,
    /// They were changed, or could not be: what is shown may be old.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || {
        instance.with(|it| it.may(session, flow.with(|it| it.as_ref().map(|it| it.allow_update))))
    });
    let change = Mutation::new(change_keys);
    let doomed = RwSignal::new(None::<String>);
    let toasts = use_toasts();
    let send = move |it: Change| {
        let Some(flow) = flow.get_untracked() else { return };
        let said = if matches!(it, Change::Add(_)) { words::KEY_ADDED } else { words::KEY_REMOVED };
        change.send((instance.with_untracked(|it| it.id.clone()), flow.id, it), move |()| {
            doomed.set(None);
            toasts.success(t(said));
            on_change.run(());
        });
    };
    Effect::new(move |_| {
        if change.error.get().is_some() {
            on_change.run(());
        }
    });
    when_closed(open, move || {
        change.clear();
        doomed.set(None);
    });
    // The question's buttons go, and with them the focus.
    let place = NodeRef::<html::Div>::new();
    Effect::new(move |was_asked: Option<bool>| {
        let is_asked = doomed.with(Option::is_some);
        if was_asked == Some(true)
            && !is_asked
            && let Some(place) = place.get_untracked()
        {
            drop(place.focus());
        }
        is_asked
    });
    let add = move |()| match generated() {
        Some(key) => send(Change::Add(key)),
        None => toasts.failure(t(words::KEY_FAILED)),
    };
    let title = move || {
        let name = flow.with(|it| it.as_ref().map(|it| dynamic(&it.flow.name)).unwrap_or_default());
        fill(words::KEYS_OF, &[("flow", &name)])
    };
    let foot = move || {
        view! {
            <Button look=Look::Primary access pending=change.pending on_click=add>{t(words::GENERATE_KEY)}</Button>
        }
    };
    let keys = Memo::new(move |_| flow.with(|it| it.as_ref().map(FlowRow::keys).unwrap_or_default()));
    let is_needed = move || {
        flow.with(|it| {
            it.as_ref().is_some_and(|it| it.flow.endpoint_security_type == Security::CUSTOMER_REQUIRED)
        })
    };
    let may_change = Memo::new(move |_| access.get().is_granted());
    let row = move |(at, key): (usize, String)| {
        let condemned = key.clone();
        let own = key.clone();
        view! {
            <li class="key-row">
                <Copyable text=key label=t(words::KEY) />
                {move || may_change.get().then(|| {
                    let condemned = condemned.clone();
                    view! {
                        <IconButton
                            icon="trash"
                            label=fill(words::REMOVE_KEY, &[("number", &(at + 1).to_string())])
                            on_click=move |()| {
                                change.clear();
                                doomed.set(Some(condemned.clone()));
                            }
                        />
                    }
                })}
                {move || {
                    (doomed.get().as_ref() == Some(&own)).then(|| question(doomed, access, change.pending, send))
                }}
            </li>
        }
    };
    let list = move || match keys.get() {
        none if none.is_empty() => {
            let text = if is_needed() { words::KEYS_NEEDED } else { words::KEYS_EMPTY };
            view! { <p class="muted">{t(text)}</p> }.into_any()
        }
        keys => view! { <ul class="key-list">{keys.into_iter().enumerate().map(row).collect_view()}</ul> }
            .into_any(),
    };
    view! {
        <Dialog open title=Signal::derive(title) pending=change.pending foot>
            {move || change.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <p>{t(words::KEYS_TEXT)}</p>
            <div node_ref=place role="group" aria-label=t(words::KEYS) tabindex="-1">{list}</div>
        </Dialog>
    }
}

/// Asks before a key goes: other systems use it.
fn question(
    doomed: RwSignal<Option<String>>,
    access: Signal<Access>,
    pending: Signal<bool>,
    send: impl Fn(Change) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let confirm = move |()| {
        if let Some(key) = doomed.get_untracked() {
            send(Change::Remove(key));
        }
    };
    view! {
        <Notice tone=Tone::Warn>
            <p role="alert">{t(words::REMOVE_KEY_QUESTION)}</p>
            <div class="button-row">
                <PlainButton on_click=move |()| doomed.set(None)>{t(words::KEEP_KEY)}</PlainButton>
                <Button look=Look::DangerQuiet access pending on_click=confirm>
                    {t(words::REMOVE_KEY_CONFIRM)}
                </Button>
            </div>
        </Notice>
    }
}

/// A key nobody can guess.
fn generated() -> Option<String> {
    let mut bytes = [0; 32];
    window().crypto().ok()?.get_random_values_with_u8_array(&mut bytes).ok()?;
    Some(URL_SAFE_NO_PAD.encode(bytes))
}

/// The API takes all keys of a flow at once, so they are read anew before one is added or taken away: a key that
/// somebody else made meanwhile stays.
async fn change_keys((instance, config, change): (String, String, Change)) -> Result<(), Error> {
    let now = fetch(instance.clone()).await?;
    let now = now.into_iter().find(|it| it.id == config).ok_or(Error::NotFound)?;
    let mut keys = now.keys();
    match change {
        Change::Add(key) => keys.push(key),
        Change::Remove(key) => keys.retain(|it| *it != key),
    }
    let keys = Some(keys.into_iter().map(Some).collect());
    let payload =
        api::send::<SetFlowKeys>(Variables { id: instance, flow: now.flow.id, keys }).await?.update_instance;
    settled!(payload, instance).map(drop)
}
