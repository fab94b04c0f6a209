//! Adding an integration: a blank one, or one that begins with a template.

mod send;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    draft::Draft,
    fields::{DescriptionField, IntegrationLabels, NameField},
};
use crate::{
    api::{self, Error, Mutation, One, once::Unsure},
    auth::{Access, use_session},
    document,
    phrases::{common, fill, integrations as words, t},
    routes::{IntegrationTab, Route},
    shell::journal,
    ui::{Button, Choice, ChoiceList, Dialog, Failure, Form, Look, Notice, PlainButton, Tone, use_toasts},
};

pub use send::{Start, Wish, add_once};

document!(IntegrationTemplates, "src/integrations/add/templates.graphql");

/// Something to begin with.
#[derive(Clone, Debug, PartialEq)]
struct Template {
    choice: Choice,
    start: Start,
}

/// The choice that begins with nothing.
const BLANK: &str = "";

/// The dialog. On success it leads to the new integration.
#[component]
pub fn AddIntegrationDialog(open: RwSignal<bool>) -> impl IntoView {
    let form = Form::new(Draft::default());
    let dirty = form.is_dirty();
    let chosen = RwSignal::new(BLANK.to_owned());
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("new integration {owner}"),
        move || (form.draft(), chosen.get()),
        dirty,
        |(draft, start): (Draft, String)| {
            form.fill(draft);
            chosen.set(start);
            open.set(true);
        },
    );
    let templates = One::new(move || open.get(), fetch);
    let known = Memo::new(move |_| templates.answer.get().and_then(Result::ok).unwrap_or_default());
    let start = move || {
        let value = chosen.get();
        if value == BLANK {
            return Some(Start::Blank);
        }
        known.with(|all| all.iter().find(|it| it.choice.value == value).map(|it| it.start.clone()))
    };
    let is_copy = Memo::new(move |_| matches!(start(), Some(Start::Copy(_))));
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            form.discard();
            chosen.set(BLANK.to_owned());
        }
        open.get()
    });
    let unsure = Unsure::default();
    let add = Mutation::new(move |wish| add_once(wish, unsure.clone()));
    Effect::new(move |_| form.show_refusal(add.error.get()));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let submit = move |()| {
        let (Some(checked), Some(start)) = (form.check(), untrack(start)) else { return };
        let name = checked.clone().into_draft().name;
        let navigate = navigate.clone();
        add.send(Wish { start, checked }, move |id| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            navigate(
                &Route::integration(&id, IntegrationTab::Summary).to_string(),
                NavigateOptions::default(),
            );
        });
    };
    let choices = move || {
        let blank = Choice { value: BLANK.to_owned(), name: t(words::BLANK), hint: t(words::BLANK_HINT) };
        std::iter::once(blank).chain(known.get().into_iter().map(|it| it.choice)).collect::<Vec<_>>()
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=add.pending submit=true>{t(words::ADD)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD) dirty pending=add.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            <NameField form />
            <DescriptionField form />
            {move || (!is_copy.get()).then(|| view! { <IntegrationLabels form /> })}
            <ChoiceList
                label=t(words::BEGIN_WITH)
                value=chosen
                options=Signal::derive(choices)
                on_change=move |it| chosen.set(it)
            />
            {move || match templates.answer.get() {
                Some(Err(error)) => Some(view! { <Failure error on_retry=move |()| templates.reload() /> }),
                Some(Ok(_)) | None => None,
            }}
        </Dialog>
    }
}

/// What there is to begin with: the organization's own templates first. Nothing is asked for while nobody needs it.
async fn fetch(is_open: bool) -> Result<Vec<Template>, Error> {
    if !is_open {
        return Ok(Vec::new());
    }
    let found = api::send::<IntegrationTemplates>(integration_templates::Variables {}).await?;
    let own = found.integrations.nodes.into_iter().flatten().map(|it| Template {
        choice: Choice { value: it.id.clone(), name: it.name, hint: it.description.unwrap_or_default() },
        start: Start::Copy(it.id),
    });
    let standard = found.standard_integration_templates.nodes.into_iter().flatten().map(|it| Template {
        choice: Choice { value: it.id, name: it.name, hint: it.description },
        start: Start::Definition(it.definition),
    });
    Ok(own.chain(standard).collect())
}
