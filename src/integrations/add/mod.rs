//! Adding an integration: a blank one, or one that begins with a template.

mod send;

use leptos::prelude::*;

use super::{
    draft::Draft,
    fields::{DescriptionField, IntegrationLabels, NameField},
};
use crate::{
    api::{self, Error, One},
    auth::{Access, use_session},
    document,
    phrases::{common, integrations as words, t},
    shell::journal,
    ui::{
        Button, Choice, ChoiceList, Dialog, Failure, Form, Look, Notice, PlainButton, Tone,
        focus_first_problem, when_closed,
    },
};

pub use send::{Start, use_adding};

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
    // What a reload brought back may not be read yet, or be gone.
    let has_tried = RwSignal::new(false);
    let problem = move || (has_tried.get() && start().is_none()).then(|| t(words::BEGIN_WITH_MISSING));
    let is_copy = Memo::new(move |_| matches!(start(), Some(Start::Copy(_))));
    when_closed(open, move || {
        form.discard();
        chosen.set(BLANK.to_owned());
        has_tried.set(false);
    });
    let (add, pending) = use_adding(form, open);
    let submit = move |()| {
        has_tried.set(true);
        match untrack(start) {
            Some(start) => add(start),
            None => focus_first_problem(),
        }
    };
    let choices = move || {
        let blank = Choice { value: BLANK.to_owned(), name: t(words::BLANK), hint: t(words::BLANK_HINT) };
        std::iter::once(blank).chain(known.get().into_iter().map(|it| it.choice)).collect::<Vec<_>>()
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending submit=true>{t(words::ADD)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD) dirty pending on_submit=submit foot>
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
                problem=Signal::derive(problem)
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
