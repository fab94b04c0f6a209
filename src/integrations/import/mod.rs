//! Importing a definition: a new integration, or the next version of one that exists.

mod faults;

use leptos::{ev::DragEvent, html, prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use wasm_bindgen_futures::JsFuture;
use web_sys::FileList;

use super::detail::{IntegrationRecord, fetch};
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Access, Viewer, use_session},
    document,
    phrases::{common, fill, integrations as words, t},
    routes::{IntegrationTab, Route},
    settled,
    shell::{Refused, journal},
    ui::{
        Binding, Button, CodeArea, Failure, LinkButton, Look, Notice, PageHead, PageSkeleton, PlainButton,
        TextButton, Tone, UnsavedGuard, use_toasts,
    },
};
use faults::{Fault, Refusal};

document!(ImportIntegration, "src/integrations/import/import.graphql");

/// The most bytes of a file that is read.
const MOST: f64 = 1_000_000.0;

/// The page. With `into`, what is imported is the next version of that integration.
#[component]
pub fn ImportPage(#[prop(optional_no_strip)] into: Option<String>) -> impl IntoView {
    let session = use_session();
    let Some(id) = into else {
        let access = Signal::derive(move || session.access(Viewer::add_integration));
        return open(None, access);
    };
    let integration = One::new(move || id.clone(), fetch);
    let first = Memo::new(move |_| integration.answer.with(|it| it.as_ref().map(Result::is_ok)));
    (move || match (first.get(), integration.answer.get_untracked()) {
        (_, Some(Err(error))) => {
            view! { <Failure error page=true on_retry=move |()| integration.reload() /> }.into_any()
        }
        (_, Some(Ok(record))) => {
            let target = record.clone();
            open(Some(record), Signal::derive(move || target.may_update(session)))
        }
        (_, None) => view! { <PageSkeleton /> }.into_any(),
    })
    .into_any()
}

fn open(target: Option<IntegrationRecord>, access: Signal<Access>) -> AnyView {
    let is_visible = Memo::new(move |_| access.get().is_visible());
    let target = StoredValue::new(target);
    (move || match is_visible.get() {
        true => view! { <ImportForm target=target.get_value() access /> }.into_any(),
        false => view! { <Refused /> }.into_any(),
    })
    .into_any()
}

#[component]
fn ImportForm(target: Option<IntegrationRecord>, access: Signal<Access>) -> impl IntoView {
    let text = RwSignal::new(String::new());
    let missing = RwSignal::new(None::<String>);
    let line = RwSignal::new(None::<u32>);
    let dirty = Signal::derive(move || text.with(|it| !it.trim().is_empty()));
    let id = target.as_ref().map(|it| it.id.clone());
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    let key = format!("import {owner} {}", id.as_deref().unwrap_or_default());
    journal::keep(key, move || text.get(), dirty, |kept| text.set(kept));
    let send = Mutation::new(import);
    let refusal = Memo::new(move |_| Refusal::of(send.error.get()));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let into = StoredValue::new(id);
    let run = Callback::new(move |replace: bool| {
        if !dirty.get_untracked() {
            missing.set(Some(t(words::DEFINITION_MISSING)));
            return;
        }
        let navigate = navigate.clone();
        send.send((text.get_untracked(), into.get_value(), replace), move |(id, name): (String, String)| {
            text.set(String::new());
            toasts.success(fill(words::IMPORTED, &[("name", &name)]));
            navigate(
                &Route::integration(&id, IntegrationTab::Versions).to_string(),
                NavigateOptions::default(),
            );
        });
    });
    let take = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|it| it.get(0)) else { return };
        let name = file.name();
        if file.size() > MOST {
            missing.set(Some(fill(words::FILE_LARGE, &[("name", &name)])));
            return;
        }
        spawn_local(async move {
            let read = JsFuture::from(file.text()).await.ok().and_then(|it| it.as_string());
            // A file that is no text holds what no text does.
            match read.filter(|it| !it.contains(['\0', '\u{fffd}'])) {
                Some(read) => {
                    send.clear();
                    missing.set(None);
                    text.set(read);
                }
                None => missing.set(Some(fill(words::FILE_UNREADABLE, &[("name", &name)]))),
            }
        });
    };
    let back = match &target {
        Some(it) => (Route::integration(&it.id, IntegrationTab::Versions), it.name.clone()),
        None => (Route::Integrations, t(words::TITLE)),
    };
    let title = match &target {
        Some(it) => fill(words::IMPORT_NEXT_TITLE, &[("name", &it.name)]),
        None => t(words::IMPORT_TITLE),
    };
    let about = t(if target.is_some() { words::IMPORT_NEXT_TEXT } else { words::IMPORT_TEXT });
    let cancel = back.0.clone();
    let actions = view! {
        <LinkButton to=cancel look=Look::Quiet>{t(common::CANCEL)}</LinkButton>
        <Button look=Look::Primary access pending=send.pending on_click=move |()| run.run(false)>
            {t(words::IMPORT)}
        </Button>
    };
    let typed = Binding::new(text, move |it| {
        missing.set(None);
        text.set(it);
    });
    let marked =
        Signal::derive(move || refusal.with(|it| it.faults.iter().filter_map(|it| it.line).collect()));
    view! {
        <PageHead title parent=Some(back) actions=actions.into_any() />
        <FileTarget about on_files=take>
            {move || problems(refusal.get(), line, run)}
            <CodeArea
                label=t(words::DEFINITION)
                value=typed
                problem=missing
                hint=t(words::DEFINITION_HINT)
                marked
                line
            />
        </FileTarget>
        <UnsavedGuard dirty on_discard=move |()| text.set(String::new()) />
    }
}

/// Takes files that are dropped on what it holds, or chosen with its button.
#[component]
fn FileTarget(
    about: String,
    #[prop(into)] on_files: Callback<Option<FileList>>,
    children: Children,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        on_files.run(input.files());
        // The same file can be chosen again.
        input.set_value("");
    };
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        on_files.run(event.data_transfer().and_then(|it| it.files()));
    };
    view! {
        <input node_ref=input type="file" accept=".yml,.yaml" hidden=true on:change=chosen />
        <div
            class="page-body drop import"
            data-over=move || is_over.get().then_some("")
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            <div class="import-head">
                <p class="muted">{about}</p>
                <PlainButton on_click=choose>{t(words::CHOOSE_FILE)}</PlainButton>
            </div>
            {children()}
        </div>
    }
}

/// What is wrong, each with the way to its line.
fn problems(refusal: Refusal, line: RwSignal<Option<u32>>, run: Callback<bool>) -> impl IntoView {
    let Refusal { faults, namesake, other } = refusal;
    let other = other.map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> });
    let namesake = namesake.map(|said| {
        view! {
            <Notice tone=Tone::Warn>
                <strong>{said}</strong>
                <p>{t(words::REPLACE_TEXT)}</p>
                <PlainButton on_click=move |()| run.run(true)>{t(words::REPLACE)}</PlainButton>
            </Notice>
        }
    });
    let count = faults.len();
    let row = move |Fault { line: at, sentence }: Fault| {
        let way = at.map(|at| {
            let name = fill(words::LINE, &[("line", &at.to_string())]);
            view! { <TextButton on_click=move |()| line.set(Some(at))>{name}</TextButton> }
        });
        view! { <li class="fault">{way}<span dir="auto">{sentence}</span></li> }
    };
    let faults = (count > 0).then(|| {
        view! {
            <Notice tone=Tone::Danger>
                <strong>{fill(words::FAULTS_COUNT, &[("count", &count.to_string())])}</strong>
                <ul class="faults" aria-label=t(words::FAULTS)>{faults.into_iter().map(row).collect_view()}</ul>
            </Notice>
        }
    });
    (other, namesake, faults)
}

/// Imports; answers with the integration's id and name.
async fn import(
    (definition, into, replace): (String, Option<String>, bool),
) -> Result<(String, String), Error> {
    let variables =
        import_integration::Variables { definition, integration_id: into, replace: Some(replace) };
    let payload = api::send::<ImportIntegration>(variables).await?.import_integration;
    settled!(payload, integration).map(|it| (it.id, it.name))
}
