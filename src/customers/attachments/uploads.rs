//! Files on their way: how far each is, and what can be done about it.

use futures_util::future::{AbortHandle, abortable};
use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};

use super::change::{self, File};
use crate::{
    api::{
        Error,
        upload::{MediaType, upload},
    },
    phrases::{customers as words, fill, t},
    ui::{Icon, IconButton, TextButton, TextField},
};

/// Bytes. The API takes no larger ones.
const LARGEST: f64 = 500_000_000.0;

/// Where one file is.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// From 0 to 1.
    Going(f64),
    /// It is there; the customer does not have it yet.
    Attaching,
    Failed(Error),
    /// Nothing another try would change.
    Refused(String),
}

/// One file on its way.
#[derive(Clone, Copy)]
struct Upload {
    key: u32,
    /// What it is to be called.
    name: RwSignal<String>,
    file: StoredValue<web_sys::File, LocalStorage>,
    stage: RwSignal<Stage>,
    flight: StoredValue<Option<AbortHandle>>,
    /// Set once the bytes are there, so that another try does not send them again.
    stored: StoredValue<Option<String>>,
}

/// The files on their way to one customer.
#[derive(Clone, Copy)]
pub struct Uploads {
    customer: StoredValue<String>,
    all: RwSignal<Vec<Upload>, LocalStorage>,
    next: StoredValue<u32>,
    /// Told when the customer has another file, or seems to be gone.
    on_change: Callback<()>,
}

impl Uploads {
    pub fn new(customer: String, on_change: Callback<()>) -> Self {
        let uploads = Self {
            customer: StoredValue::new(customer),
            all: RwSignal::new_local(Vec::new()),
            next: StoredValue::new(0),
            on_change,
        };
        on_cleanup(move || uploads.all.with_untracked(|all| all.iter().for_each(Upload::stop)));
        uploads
    }

    /// Whether leaving would end something.
    pub fn is_running(self) -> Signal<bool> {
        Signal::derive(move || self.all.with(|all| all.iter().any(|it| it.stage.with(Stage::is_running))))
    }

    /// Gives all of them up.
    pub fn stop(self) {
        self.all.with_untracked(|all| all.iter().for_each(Upload::stop));
        self.all.set(Vec::new());
    }

    /// Sends some files, each on its own.
    pub fn begin(self, files: Option<web_sys::FileList>) {
        let Some(files) = files else { return };
        for file in (0..files.length()).filter_map(|at| files.get(at)) {
            let key = self.next.try_update_value(|it| {
                *it += 1;
                *it
            });
            let refusal = match file.size() {
                0.0 => Some(t(words::FILE_EMPTY)),
                size if size > LARGEST => Some(t(words::FILE_LARGE)),
                _ => None,
            };
            let is_good = refusal.is_none();
            let one = Upload {
                key: key.unwrap_or_default(),
                name: RwSignal::new(file.name()),
                file: StoredValue::new_local(file),
                stage: RwSignal::new(refusal.map_or(Stage::Going(0.0), Stage::Refused)),
                flight: StoredValue::new(None),
                stored: StoredValue::new(None),
            };
            self.all.update(|it| it.push(one));
            if is_good {
                self.go(one);
            }
        }
    }

    /// Sends a file, or what is left to do about it.
    fn go(self, one: Upload) {
        let (customer, name) = (self.customer.get_value(), one.name.get_untracked());
        let file = one.file.get_value();
        one.stage.set(Stage::Going(0.0));
        let (work, handle) = abortable(async move {
            let url = match one.stored.get_value() {
                Some(url) => url,
                None => {
                    let progress = move |part| {
                        let _ = one.stage.try_set(Stage::Going(part));
                    };
                    upload(customer.clone(), MediaType::ATTACHMENT, name.clone(), file.into(), progress)
                        .await?
                }
            };
            one.stored.set_value(Some(url.clone()));
            one.stage.set(Stage::Attaching);
            change::add(customer, File { name, url }).await
        });
        one.flight.set_value(Some(handle));
        spawn_local(async move {
            match work.await {
                // Stopped; whoever did it took it off the list.
                Err(_) => {}
                Ok(Ok(())) => {
                    self.drop_one(one);
                    self.on_change.run(());
                }
                Ok(Err(error)) => {
                    if error == Error::NotFound {
                        self.on_change.run(());
                    }
                    let _ = one.stage.try_set(Stage::Failed(error));
                }
            }
        });
    }

    fn drop_one(self, one: Upload) {
        one.stop();
        let _ = self.all.try_update(|all| all.retain(|it| it.key != one.key));
    }

    /// The files on their way, as a list.
    pub fn show(self) -> impl IntoView {
        let line = move |one: Upload| {
            let name = one.file.with_value(|it| it.name());
            let state = move || {
                one.stage.with(|stage| match stage {
                    Stage::Going(part) => fill(words::UPLOADING, &[("percent", &percent(*part))]),
                    Stage::Attaching => t(words::ATTACHING),
                    Stage::Failed(error) => error.to_string(),
                    Stage::Refused(why) => why.clone(),
                })
            };
            let part = move || {
                one.stage.with(|stage| match stage {
                    Stage::Going(part) => Some(*part),
                    Stage::Attaching => Some(1.0),
                    Stage::Failed(_) | Stage::Refused(_) => None,
                })
            };
            let has_failed = move || part().is_none();
            let can_retry = move || one.stage.with(|it| matches!(it, Stage::Failed(_)));
            // Another name may be what the server wants.
            let is_refused =
                Memo::new(move |_| one.stage.with(|it| matches!(it, Stage::Failed(Error::Refused(_)))));
            let again = move |event: SubmitEvent| {
                event.prevent_default();
                self.go(one);
            };
            let label = fill(words::UPLOAD_LABEL, &[("name", &name)]);
            let end = [("name", name.as_str())];
            let (stop, dismiss) = (fill(words::STOP_UPLOAD, &end), fill(words::DISMISS_UPLOAD, &end));
            let end_label = move || if has_failed() { dismiss.clone() } else { stop.clone() };
            view! {
                <li class="upload" data-tone=move || has_failed().then_some("danger")>
                    <Icon name="layers" />
                    <div class="upload-text">
                        <bdi>{name}</bdi>
                        <span class="upload-state" role=move || has_failed().then_some("alert")>{state}</span>
                        <progress
                            aria-label=label
                            value=move || part().unwrap_or_default()
                            hidden=has_failed
                        ></progress>
                        {move || is_refused.get().then(|| view! {
                            <form on:submit=again><TextField label=t(words::FILE_NAME) value=one.name /></form>
                        })}
                    </div>
                    {move || {
                        can_retry()
                            .then(|| view! { <TextButton on_click=move |()| self.go(one)>{t(words::RETRY_UPLOAD)}</TextButton> })
                    }}
                    {move || view! { <IconButton icon="x" label=end_label() on_click=move |()| self.drop_one(one) /> }}
                </li>
            }
        };
        let is_empty = move || self.all.with(Vec::is_empty);
        view! {
            <ul class="uploads" hidden=is_empty>
                <For each=move || self.all.get() key=|it| it.key children=line />
            </ul>
        }
    }
}

impl Stage {
    fn is_running(&self) -> bool {
        matches!(self, Self::Going(_) | Self::Attaching)
    }
}

impl Upload {
    fn stop(&self) {
        if let Some(Some(flight)) = self.flight.try_update_value(Option::take) {
            flight.abort();
        }
    }
}

fn percent(part: f64) -> String {
    format!("{:.0}", (part * 100.0).floor())
}
