//! Moving an instance to a newer version of its integration.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{detail::InstanceRecord, save::set_version};
use crate::{
    api::{self, Error, Mutation, One},
    auth::use_session,
    document,
    phrases::{Phrase, fill, instances as words, t},
    ui::{AskDialog, Button, Failure, Icon, Look, use_toasts, when_closed},
};
use version_variables::{RequiredConfigVariableDataType, Variables};

document!(VersionVariables, "src/instances/variables.graphql");

/// Says that there is a newer version, to those who may move the instance to it.
#[component]
pub fn VersionNotice(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let access = Signal::derive(move || newest.with(|it| it.may(session, it.allow_update)));
    let asking = RwSignal::new(false);
    let change = Mutation::new(set_version);
    let toasts = use_toasts();
    let newer = Memo::new(move |_| newest.with(InstanceRecord::newer_version));
    let confirm = move |()| {
        let Some((version, _)) = newer.get_untracked() else { return };
        change.send((newest.with_untracked(|it| it.id.clone()), version), move |()| {
            asking.set(false);
            toasts.success(t(words::UPDATED_NOW));
            instance.reload();
        });
    };
    when_closed(asking, move || change.clear());
    let say = move |phrase: Phrase, number: i64| {
        let (latest, now) = (number.to_string(), newest.with(|it| it.integration.version_number.to_string()));
        let organization = newest.with(|it| it.customer.org.name.clone());
        let parts = [
            ("version", latest.as_str()),
            ("latestVersion", &latest),
            ("versionNumber", &now),
            ("organization", &organization),
        ];
        fill(phrase, &parts)
    };
    // Not every newer version is the customer's to take.
    let is_customer = untrack(|| session.viewer()).is_some_and(|it| it.own_customer().is_some());
    let may_move = move || !is_customer || newest.with(|it| it.is_customer_upgradeable == Some(true));
    let notice = move || {
        let (_, number) = newer.get()?;
        let comment = newest.with(|it| it.integration.version_at.as_ref()?.version_comment.clone());
        access.get().is_visible().then(|| {
            let button = may_move().then(|| {
                view! { <Button access on_click=move |()| asking.set(true)>{say(words::UPDATE_TO, number)}</Button> }
            });
            let contact = (!may_move()).then(|| view! { <p>{say(words::UPDATE_CONTACT, number)}</p> });
            view! {
                <div class="notice page-notice">
                    <Icon name="down" />
                    <div>
                        <strong>{say(words::NEWER_VERSION, number)}</strong>
                        {comment.filter(|it| !it.is_empty()).map(|it| view! { <p dir="auto">{it}</p> })}
                        {contact}
                    </div>
                    {button}
                </div>
            }
        })
    };
    let number = Signal::derive(move || newer.get().map(|it| it.1).unwrap_or_default());
    view! {
        {notice}
        <AskDialog
            open=asking
            title=Signal::derive(move || say(words::UPDATE_QUESTION, number.get()))
            confirm=Signal::derive(move || say(words::UPDATE_TO, number.get()))
            look=Look::Primary
            pending=change.pending
            error=change.error
            on_confirm=confirm
        >
            <p>{t(words::UPDATE_TEXT)}</p>
            {move || {
                let to = newer.get()?.0;
                let from = newest.with(|it| it.integration.id.clone());
                Some(view! { <Differences from to /> })
            }}
        </AskDialog>
    }
}

/// What the newer version asks for that the present one did not, and the other way round.
#[component]
fn Differences(from: String, to: String) -> impl IntoView {
    let question = (from, to);
    let found = One::new(
        move || question.clone(),
        |(from, to)| async { Ok((settings(from).await?, settings(to).await?)) },
    );
    let list = |heading: Phrase, keys: Vec<String>| {
        (!keys.is_empty()).then(|| {
            let lines = keys.into_iter().map(|it| view! { <li><bdi>{it}</bdi></li> }).collect_view();
            view! {
                <h3>{t(heading)}</h3>
                <ul class="losses">{lines}</ul>
            }
        })
    };
    let body = move || match found.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        Some(Ok((before, after))) => {
            let (new, gone) = differences(&before, &after);
            if new.is_empty() && gone.is_empty() {
                view! { <p>{t(words::SAME_SETTINGS)}</p> }.into_any()
            } else {
                view! { {list(words::NEW_SETTINGS, new)} {list(words::GONE_SETTINGS, gone)} }.into_any()
            }
        }
    };
    view! { <div role="status">{body}</div> }
}

/// Settings by key, with the kind of value that each takes.
type Settings = BTreeMap<String, RequiredConfigVariableDataType>;

/// Keys that only the later version has, and keys that only the earlier one has. A setting that takes another kind of
/// value than before loses what it holds: it is in both.
fn differences(before: &Settings, after: &Settings) -> (Vec<String>, Vec<String>) {
    let only = |here: &Settings, there: &Settings| {
        here.iter().filter(|(key, kind)| there.get(*key) != Some(kind)).map(|(key, _)| key.clone()).collect()
    };
    (only(after, before), only(before, after))
}

async fn settings(id: String) -> Result<Settings, Error> {
    let mut found = Settings::new();
    let mut after = None;
    loop {
        let answer = api::send::<VersionVariables>(Variables { id: id.clone(), after }).await?;
        let page = answer.integration.ok_or(Error::NotFound)?.required_config_variables;
        found.extend(page.nodes.into_iter().flatten().map(|it| (it.key, it.data_type)));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_and_what_goes_is_named() {
        use RequiredConfigVariableDataType::{CONNECTION, NUMBER, STRING};
        let settings = |all: [(&str, RequiredConfigVariableDataType); 3]| -> Settings {
            all.into_iter().map(|(key, kind)| (key.to_owned(), kind)).collect()
        };
        let before = settings([("Books", CONNECTION), ("Days", STRING), ("Old", STRING)]);
        let after = settings([("Books", CONNECTION), ("Days", NUMBER), ("New", STRING)]);
        let (new, gone) = differences(&before, &after);
        assert_eq!(new, ["Days", "New"]);
        assert_eq!(gone, ["Days", "Old"]);
        assert_eq!(differences(&before, &before), (vec![], vec![]));
    }
}
