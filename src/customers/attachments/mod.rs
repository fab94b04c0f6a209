//! The Attachments tab: files kept with a customer.

mod change;
mod rename;
mod uploads;

use leptos::{
    ev::{self, DragEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::JsCast;

use super::{
    detail::{CustomerRecord, newest},
    head::Head,
};
use crate::{
    api::{self, Error, Mutation, One, files},
    auth::{Access, Permission, use_session},
    document,
    phrases::{common, customers as words, fill, t},
    routes::CustomerTab,
    ui::{
        Button, Dialog, Empty, EmptyKind, Failure, IconButton, Leaving, Look, Notice, PlainButton, Tone,
        UnsavedGuard, use_toasts, when_closed,
    },
};
use change::File;
use rename::RenameDialog;
use uploads::Uploads;

document!(CustomerAttachments, "src/customers/attachments/list.graphql");

const LEAVING: Leaving = Leaving {
    title: words::LEAVE_UPLOADS_TITLE,
    text: words::LEAVE_UPLOADS_TEXT,
    stay: words::LEAVE_UPLOADS_STAY,
    leave: words::LEAVE_UPLOADS_GO,
};

/// The tab. `customer` holds an answer.
#[component]
pub fn AttachmentsTab(customer: One<CustomerRecord>) -> impl IntoView {
    let Some(record) = newest(customer) else { return ().into_any() };
    let id = record.with_untracked(|it| it.id.clone());
    let session = use_session();
    let may = Signal::derive(move || {
        record.with(|it| session.may_on(&it.id, Permission::ManageCustomers, it.allow_manage_attachments))
    });
    let kept = {
        let id = id.clone();
        One::new(move || id.clone(), fetch)
    };
    let reload = Callback::new(move |()| kept.reload());
    // Whatever is done to the files of a customer that is gone ends in a look at them.
    Effect::new(move |_| {
        if kept.answer.with(|it| matches!(it, Some(Err(Error::NotFound)))) {
            customer.reload();
        }
    });
    let uploads = Uploads::new(id.clone(), reload);
    let renaming = RwSignal::new(None::<File>);
    let removing = RwSignal::new(None::<File>);
    let input = NodeRef::<html::Input>::new();
    let choose = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        uploads.begin(input.files());
        // The same file can be chosen again.
        input.set_value("");
    };
    let add = move || {
        may.get().is_visible().then(|| {
            view! { <Button look=Look::Primary icon="plus" access=may on_click=choose>{t(words::ADD_FILE)}</Button> }
        })
    };
    let is_over = RwSignal::new(false);
    let over = move |event: DragEvent| {
        if may.get_untracked().is_granted() {
            event.prevent_default();
            is_over.set(true);
        }
    };
    keep_strays_out();
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        if may.get_untracked().is_granted() {
            uploads.begin(event.data_transfer().and_then(|it| it.files()));
        }
    };
    view! {
        {move || view! { <Head record=record.get() open=CustomerTab::Attachments actions=add.into_any() /> }}
        <input node_ref=input type="file" multiple=true hidden=true on:change=chosen />
        <div
            class="page-body drop"
            data-over=move || is_over.get().then_some("")
            on:dragover=over
            on:dragleave=move |_| is_over.set(false)
            on:drop=dropped
        >
            {uploads.show()}
            {move || match kept.answer.get() {
                None => view! { <span class="skeleton late" aria-busy="true"></span> }.into_any(),
                Some(Err(error)) => view! { <Failure error on_retry=reload /> }.into_any(),
                Some(Ok(all)) if all.is_empty() => {
                    view! {
                        <Empty kind=EmptyKind::NothingYet title=t(words::NO_FILES) text=t(words::NO_FILES_TEXT)>
                            {add()}
                        </Empty>
                    }
                        .into_any()
                }
                Some(Ok(all)) => {
                    let line = move |it: File| line(it, may, renaming, removing);
                    view! { <ul class="files">{all.into_iter().map(line).collect_view()}</ul> }.into_any()
                }
            }}
            {move || may.get().is_granted().then(|| view! { <p class="muted drop-hint">{t(words::DROP_HERE)}</p> })}
        </div>
        <RenameDialog customer=id.clone() renaming on_done=reload />
        <RemoveDialog customer=id removing on_done=reload />
        <UnsavedGuard dirty=uploads.is_running() on_discard=move |()| uploads.stop() says=LEAVING />
    }
    .into_any()
}

fn line(
    file: File,
    may: Signal<Access>,
    renaming: RwSignal<Option<File>>,
    removing: RwSignal<Option<File>>,
) -> impl IntoView {
    let toasts = use_toasts();
    let named = |phrase| fill(phrase, &[("name", &file.name)]);
    let url = file.url.clone();
    let download = move |()| {
        let url = url.clone();
        spawn_local(async move {
            match files::address(url).await {
                Some(address) => follow(&address),
                None => toasts.failure(t(words::NOT_DOWNLOADED)),
            }
        });
    };
    let (rename_label, remove_label) = (named(words::RENAME), named(words::REMOVE_FILE));
    let (to_rename, to_remove) = (file.clone(), file.clone());
    let changes = move || {
        may.get().is_granted().then(|| {
            let (to_rename, to_remove) = (to_rename.clone(), to_remove.clone());
            view! {
                <IconButton
                    icon="pencil"
                    label=rename_label.clone()
                    on_click=move |()| renaming.set(Some(to_rename.clone()))
                />
                <IconButton
                    icon="trash"
                    label=remove_label.clone()
                    on_click=move |()| removing.set(Some(to_remove.clone()))
                />
            }
        })
    };
    view! {
        <li class="file">
            <bdi class="file-name" title=file.name.clone()>{file.name.clone()}</bdi>
            <IconButton icon="down" label=named(words::DOWNLOAD) on_click=download />
            {changes}
        </li>
    }
}

/// Has the files read again when one of them, or the customer, turns out to be gone.
fn reload_when_gone(error: Signal<Option<Error>>, reload: Callback<()>) {
    Effect::new(move |_| {
        if error.with(|it| *it == Some(Error::NotFound)) {
            reload.run(());
        }
    });
}

/// A browser shows a file that is dropped where nothing takes it, in place of the app.
fn keep_strays_out() {
    let refuse = |event: DragEvent| {
        let Some(data) = event.data_transfer() else { return };
        if !event.default_prevented() && data.types().includes(&"Files".into(), 0) {
            event.prevent_default();
            data.set_drop_effect("none");
        }
    };
    let (over, drop) = (window_event_listener(ev::dragover, refuse), window_event_listener(ev::drop, refuse));
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// Saves what an address gives. The server says that it is to be saved, and under which name.
fn follow(address: &str) {
    let link =
        document().create_element("a").ok().and_then(|it| it.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(address);
        link.set_download("");
        link.set_rel("noopener");
        link.click();
    }
}

/// Asks before a file is gone.
#[component]
fn RemoveDialog(
    customer: String,
    removing: RwSignal<Option<File>>,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    when_closed(open, move || removing.set(None));
    let remove = Mutation::new(move |file| change::remove(customer.clone(), file));
    Effect::new(move |_| {
        remove.clear();
        open.set(removing.with(Option::is_some));
    });
    reload_when_gone(remove.error, on_done);
    let toasts = use_toasts();
    let run = move |()| {
        let Some(file) = removing.get_untracked() else { return };
        let name = file.name.clone();
        remove.send(file, move |()| {
            removing.set(None);
            toasts.success(fill(words::FILE_REMOVED, &[("name", &name)]));
            on_done.run(());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Danger access=Access::Granted pending=remove.pending on_click=run>
                {t(words::REMOVE_FILE_SUBMIT)}
            </Button>
        }
    };
    let question = move || {
        let name = removing.with(|it| it.as_ref().map(|it| it.name.clone())).unwrap_or_default();
        fill(words::REMOVE_FILE_TEXT, &[("name", &name)])
    };
    view! {
        <Dialog open title=t(words::REMOVE_FILE_TITLE) pending=remove.pending foot>
            {move || remove.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <p><bdi>{question}</bdi></p>
        </Dialog>
    }
}

async fn fetch(id: String) -> Result<Vec<File>, Error> {
    let found = api::send::<CustomerAttachments>(customer_attachments::Variables { id }).await?;
    let customer = found.customer.ok_or(Error::NotFound)?;
    let files = customer.attachments.into_iter().flatten().flatten();
    Ok(files.map(|it| File { name: it.name, url: it.url }).collect())
}
