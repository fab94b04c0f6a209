//! The Details tab: what an instance is called, to be changed by those who may, and its end.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    detail::InstanceRecord,
    draft::Draft,
    fields::InstanceFields,
    head::Head,
    save::{delete, save},
};
use crate::{
    api::{Mutation, One},
    auth::{Permission, use_session},
    phrases::{fill, instances as words, t},
    routes::{CustomerTab, InstanceTab, Route},
    shell::{Editor, EditorActions, EditorForm},
    ui::{Button, Chips, Copyable, DeleteDialog, Fact, Look, Time, use_toasts},
};

/// The tab.
#[component]
pub fn DetailsTab(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let may_update = newest.with_untracked(|it| it.allow_update);
    if untrack(|| use_session().may(Permission::ManageInstances, may_update)).is_visible() {
        view! { <Editing instance newest /> }.into_any()
    } else {
        view! {
            <Head instance newest open=InstanceTab::Details />
            <div class="page-body split">
                {move || view! { <Facts record=newest.get() /> }}
                <About newest />
            </div>
        }
        .into_any()
    }
}

/// For those who may only read.
#[component]
fn Facts(record: InstanceRecord) -> impl IntoView {
    let Draft { name, description, labels } = Draft::from(&record);
    let description = if description.is_empty() { t(words::NONE) } else { description };
    let labels = match labels.is_empty() {
        false => view! { <Chips words=labels /> }.into_any(),
        true => t(words::NONE).into_any(),
    };
    view! {
        <dl class="facts">
            <Fact name=t(words::NAME)><bdi>{name}</bdi></Fact>
            <Fact name=t(words::DESCRIPTION)><span class="prose" dir="auto">{description}</span></Fact>
            <Fact name=t(words::LABELS)>{labels}</Fact>
        </dl>
    }
}

/// The form of those who may change the instance.
#[component]
fn Editing(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let first = newest.get_untracked();
    let editor = Editor::<InstanceRecord, Draft>::new("instance", first.id.clone(), instance, first, save);
    let form = editor.form;
    let access = editor.access(Permission::ManageInstances, |it| it.allow_update);
    let actions = move || view! { <EditorActions editor access /> };
    view! {
        <Head instance newest open=InstanceTab::Details actions />
        <div class="page-body split">
            <div class="form">
                <EditorForm editor>
                    <InstanceFields form />
                </EditorForm>
                <DangerZone newest />
            </div>
            <About newest />
        </div>
    }
}

/// What nobody types.
#[component]
fn About(newest: Memo<InstanceRecord>) -> impl IntoView {
    move || {
        let InstanceRecord { id, created_at, updated_at, .. } = newest.get();
        view! {
            <aside class="aside">
                <dl class="facts">
                    <Fact name=t(words::CREATED)><Time moment=created_at /></Fact>
                    <Fact name=t(words::CHANGED)><Time moment=updated_at /></Fact>
                    <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
                </dl>
            </aside>
        }
    }
}

/// The end of the details: a button for those who may, and the dialog it opens.
#[component]
fn DangerZone(newest: Memo<InstanceRecord>) -> impl IntoView {
    let session = use_session();
    let access =
        Signal::derive(move || session.may(Permission::ManageInstances, newest.with(|it| it.allow_remove)));
    let open = RwSignal::new(false);
    let remove = Mutation::new(delete);
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let confirm = move |()| {
        let InstanceRecord { id, name, customer, .. } = newest.get_untracked();
        let navigate = navigate.clone();
        remove.send(id, move |()| {
            open.set(false);
            toasts.success(fill(words::DELETED, &[("name", &name)]));
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(&Route::customer(&customer.id, CustomerTab::Instances).to_string(), options);
        });
    };
    Effect::new(move |_| {
        if !open.get() {
            remove.clear();
        }
    });
    // Another name makes another dialog: what has to be typed is the name of now.
    let name = Memo::new(move |_| newest.with(|it| it.name.clone()));
    let zone = move || {
        access.get().is_visible().then(|| {
            view! {
                <section class="danger-zone">
                    <div>
                        <h2>{t(words::DELETE_TITLE)}</h2>
                        <p class="muted">{t(words::DELETE_TEXT)}</p>
                    </div>
                    <Button look=Look::DangerQuiet access on_click=move |()| open.set(true)>
                        {t(words::DELETE)}
                    </Button>
                </section>
            }
        })
    };
    let dialog = move || {
        let name = name.get();
        view! {
            <DeleteDialog
                open
                title=fill(words::DELETE_QUESTION, &[("name", &name)])
                name
                confirm=t(words::DELETE)
                pending=remove.pending
                error=remove.error
                on_confirm=confirm.clone()
            >
                <p>{t(words::DELETE_ALL)}</p>
            </DeleteDialog>
        }
    };
    view! {
        {zone}
        {dialog}
    }
}
