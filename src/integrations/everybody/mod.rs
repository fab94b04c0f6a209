//! Moving all instances of an integration to its newest version.

mod count;

use leptos::prelude::*;

use super::detail::IntegrationRecord;
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, use_session},
    document,
    phrases::{common, fill, integrations as words, t},
    routes::{InstanceTab, Route},
    settled,
    ui::{Button, Dialog, Failure, Look, Notice, PlainButton, Tone, when_closed},
};
use count::{Behind, Stand};

document!(InstancesBehind, "src/integrations/everybody/behind.graphql");
document!(MoveInstances, "src/integrations/everybody/move.graphql");

/// The versions that are compared: what all of them share, and id and number of the newest.
type Target = (String, String, i64);

/// A button while instances are behind, for those who may move them; and the dialog that says which, and afterwards
/// what became of them.
#[component]
pub fn MoveEverybody(newest: Memo<IntegrationRecord>, #[prop(into)] on_moved: Callback<()>) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || {
        session.may(Permission::ManageIntegrations, newest.with(|it| it.allow_publish))
    });
    // The API moves to the newest version, and only one that is available can be moved to.
    let target = Memo::new(move |_| newest.with(target));
    let stand = One::new(move || target.get(), fetch);
    let known = Memo::new(move |before: Option<&Stand>| match stand.answer.get() {
        Some(Ok(stand)) => stand,
        Some(Err(_)) | None => before.cloned().unwrap_or_default(),
    });
    // What was behind when the change was sent, and what was afterwards.
    let result = RwSignal::new(None::<(Stand, Stand)>);
    let open = RwSignal::new(false);
    let run = Mutation::new(move_all);
    when_closed(open, move || {
        run.clear();
        result.set(None);
    });
    // Whatever the answer was: how many were moved is told by those that are left.
    Effect::new(move |_| {
        if run.error.get().is_some() {
            stand.reload();
        }
    });
    let version = move || target.get().map(|it| it.2.to_string()).unwrap_or_default();
    let submit = move |()| {
        let (Some(target), before) = (target.get_untracked(), known.get_untracked()) else { return };
        run.send(target, move |after: Result<Stand, Error>| {
            match after {
                Ok(after) => {
                    result.set(Some((before, after.clone())));
                    stand.set(after);
                }
                // Moved they were; the question says how many are left, once that can be told.
                Err(_) => stand.reload(),
            }
            on_moved.run(());
        });
    };
    let button = move || {
        let has_use = known.with(|it| it.behind > 0) || open.get();
        (has_use && access.get().is_visible()).then(|| {
            view! {
                <Button access on_click=move |()| open.set(true)>
                    {fill(words::MOVE_ALL, &[("version", &version())])}
                </Button>
            }
        })
    };
    let buttons = move || match result.with(Option::is_some) {
        true => {
            let close = move |()| open.set(false);
            view! { <PlainButton look=Look::Primary on_click=close>{t(words::DONE)}</PlainButton> }.into_any()
        }
        false => view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access pending=run.pending submit=true>
                {move || fill(words::MOVE_ALL, &[("version", &version())])}
            </Button>
        }
        .into_any(),
    };
    let foot = move || view! { {buttons} };
    let body = move || match result.get() {
        Some((before, after)) => outcome_of(&before, &after, &version()).into_any(),
        None => question(&known.get()).into_any(),
    };
    view! {
        {button}
        <Dialog
            open
            title=Signal::derive(move || fill(words::MOVE_ALL_TITLE, &[("version", &version())]))
            pending=run.pending
            on_submit=submit
            foot
        >
            {move || run.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {move || match stand.answer.get() {
                Some(Err(error)) => Some(view! { <Failure error on_retry=move |()| stand.reload() /> }),
                Some(Ok(_)) | None => None,
            }}
            {body}
        </Dialog>
    }
}

fn target(it: &IntegrationRecord) -> Option<Target> {
    let available = it.version_at.as_ref().filter(|to| to.version_number == it.version_number)?;
    Some((it.version_sequence_id.clone()?, available.id.clone(), available.version_number))
}

/// How many will be moved, and whose they are.
fn question(stand: &Stand) -> impl IntoView + use<> {
    let (customers, rest) = stand.customers();
    let customer = |(name, count): (String, usize)| {
        let count = (count > 1).then(|| format!(" × {count}"));
        view! { <li><bdi>{name}</bdi>{count}</li> }
    };
    let rest =
        (rest > 0).then(|| view! { <li>{fill(words::AND_MORE, &[("count", &rest.to_string())])}</li> });
    view! {
        <p>{fill(words::MOVE_ALL_COUNT, &[("count", &stand.behind.to_string())])}</p>
        <ul class="name-list" aria-label=t(words::MOVE_ALL_CUSTOMERS)>{customers.into_iter().map(customer).collect_view()}{rest}</ul>
        <p class="muted">{t(words::MOVE_ALL_TEXT)}</p>
    }
}

/// What became of them.
fn outcome_of(before: &Stand, after: &Stand, version: &str) -> impl IntoView + use<> {
    let moved = after.moved_since(before).to_string();
    let values = [("moved", &*moved), ("count", &before.behind.to_string()), ("version", version)];
    let said = fill(words::MOVED, &values);
    let tone = if after.behind == 0 { Tone::Success } else { Tone::Warn };
    let waiting = (after.waiting > 0).then(|| {
        let text = fill(words::MOVED_WAITING, &[("count", &after.waiting.to_string()), ("version", version)]);
        view! { <p>{text}</p> }
    });
    let left = (after.behind > 0).then(|| {
        let one = |Behind { id, name, customer }: Behind| {
            let to = Route::instance(&id, InstanceTab::Summary).to_string();
            view! { <li><a href=to><bdi>{name}</bdi></a>" "<bdi class="faint">{customer}</bdi></li> }
        };
        let rest = after.behind.saturating_sub(u32::try_from(after.named.len()).unwrap_or(u32::MAX));
        let rest =
            (rest > 0).then(|| view! { <li>{fill(words::AND_MORE, &[("count", &rest.to_string())])}</li> });
        view! {
            <p>{t(words::NOT_MOVED)}</p>
            <ul class="name-list" aria-label=t(words::NOT_MOVED)>
                {after.named.clone().into_iter().map(one).collect_view()}
                {rest}
            </ul>
        }
    });
    view! {
        <div role="status"><Notice tone><p>{said}</p></Notice></div>
        {waiting}
        {left}
    }
}

/// Nothing is behind a version that nobody can be moved to.
async fn fetch(target: Option<Target>) -> Result<Stand, Error> {
    let Some((sequence, newest, number)) = target else { return Ok(Stand::default()) };
    let variables = instances_behind::Variables { sequence, newest };
    let found = api::send::<InstancesBehind>(variables).await?;
    let named = found.all.nodes.into_iter().flatten().filter(|it| it.integration.version_number < number);
    let count = |it: i64| u32::try_from(it).unwrap_or_default();
    Ok(Stand {
        named: named.map(|it| Behind { id: it.id, name: it.name, customer: it.customer.name }).collect(),
        behind: count(found.all.total_count - found.moved.total_count),
        waiting: count(found.waiting.total_count),
    })
}

/// Moves them. The API says only that it did what it could; what that was is told by those that are left.
async fn move_all(target: Target) -> Result<Result<Stand, Error>, Error> {
    let variables = move_instances::Variables { id: target.1.clone() };
    let payload = api::send::<MoveInstances>(variables).await?;
    let payload = payload.bulk_update_instances_to_latest_integration_version;
    settled!(payload, integration)?;
    Ok(fetch(Some(target)).await)
}
