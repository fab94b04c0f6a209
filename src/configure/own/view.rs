//! What the reader settled for themselves, to be read.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{Own, OwnRemoval, Whose, reader};
use crate::{
    api::{Error, One},
    auth::{Access, Viewer, use_session},
    configure::{
        kept,
        load::{Definition, definition},
        pages::Page,
        report::Report,
        summary::Said,
        wizard::Question,
    },
    embed::Subject,
    phrases::{configure as words, t},
    routes::{InstanceTab, Route},
    ui::{Empty, EmptyKind, Fact, Failure, LinkButton, Look, PageHead, PageSkeleton, use_toasts},
};

/// The reader's own part of one instance. Another id is another one.
#[component]
pub fn OwnConfigurationPage(id: String) -> impl IntoView {
    let asked = (id, reader());
    let found = One::new(move || asked.clone(), |(id, person)| definition(id, person));
    move || match found.answer.get() {
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failure error page=true on_retry=move |()| found.reload() /> }.into_any()
        }
        Some(Ok(it)) if it.person.is_none() => {
            view! { <Failure error=Error::Forbidden page=true on_retry=move |()| found.reload() /> }
                .into_any()
        }
        Some(Ok(definition)) => view! { <Shown definition /> }.into_any(),
    }
}

#[component]
fn Shown(definition: Definition) -> impl IntoView {
    let about = Subject { is_read_only: true, ..Subject::from(&definition) };
    let Definition { id, name, integration, pages, settings, stored, person, record, .. } = definition;
    let (is_settled, may_update) = (record.is_some(), record.as_ref().is_some_and(|it| it.may_update));
    let whose = Whose::of(person.as_ref(), record);
    let questions = kept::questions(settings, &stored, false);
    let questions = StoredValue::new_local(questions);
    let report = Report::new(about, questions, whose);
    pages.iter().for_each(|it| report.page(it));
    let back = Route::instance(&id, InstanceTab::Summary);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let to = back.to_string();
    let on_removed = move |()| {
        report.deleted();
        toasts.success(t(words::OWN_DELETED));
        navigate(&to, NavigateOptions { replace: true, ..NavigateOptions::default() });
    };
    let session = use_session();
    let change = Route::ConfigureOneself { id };
    let access = Access::from_allow(may_update || !is_settled)
        .and(untrack(|| session.access(Viewer::configure_oneself)));
    let reconfigure = access.is_visible().then(|| {
        let (look, label) = match is_settled {
            true => (Look::Default, words::OWN_RECONFIGURE),
            false => (Look::Primary, words::OWN_CONFIGURE),
        };
        view! { <LinkButton to=change look>{t(label)}</LinkButton> }
    });
    let actions = view! {
        {match whose {
            Whose::Own(own) => removal(own, on_removed),
            Whose::Everybodys => ().into_any(),
        }}
        {reconfigure}
    };
    let body = if is_settled {
        pages.into_iter().map(|page| section(page, questions)).collect_view().into_any()
    } else {
        let (title, text) = (t(words::OWN_NOTHING), t(words::OWN_NOTHING_TEXT));
        view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any()
    };
    view! {
        <PageHead
            title=t(words::OWN_TITLE)
            parent=Some((back, name))
            meta=view! { <bdi>{integration.1}</bdi><span>{format!("v{}", integration.3)}</span> }.into_any()
            actions=actions.into_any()
        />
        <div class="page-body">{body}</div>
    }
}

fn removal(own: Own, on_removed: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    view! { <OwnRemoval own on_removed /> }.into_any()
}

/// A page of the wizard, with its answers in place of its fields.
fn section(page: Page, questions: StoredValue<Vec<Question>, LocalStorage>) -> impl IntoView {
    let keys: Vec<String> = page.keys().cloned().collect();
    let said = |it: &Question| it.change(true).map(|it| (it.key, it.after));
    let found: Vec<(String, Said)> = questions
        .with_value(|all| all.iter().filter(|it| keys.contains(&it.setting.key)).filter_map(said).collect());
    let fact = |(name, said): (String, Said)| {
        let said = match said.of_oneself() {
            Said::Word(word) => t(word),
            Said::Text(text) => text,
        };
        view! { <Fact name><bdi class="prose">{said}</bdi></Fact> }
    };
    (!found.is_empty()).then(|| {
        view! {
            <section class="section">
                <h2 dir="auto">{page.name}</h2>
                <dl class="facts">{found.into_iter().map(fact).collect_view()}</dl>
            </section>
        }
    })
}
