//! The state of a page that edits one record: what is typed, what is saved, and what somebody else saved meanwhile.

use std::{future::Future, rc::Rc};

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use leptos_router::hooks::use_location;
use serde::{Serialize, de::DeserializeOwned};

use super::{journal, journey::keep_focus};
use crate::{
    api::{Error, Mutation, One},
    auth::{Access, Permission, use_session},
    phrases::{common, t, ui as words},
    routes::Route,
    ui::{
        Button, ConflictDialog, DirtyMark, Form, Look, Notice, PlainButton, Tone, Unsaved, UnsavedGuard,
        Versioned, conflicts, merged, use_toasts,
    },
};

/// A draft that people edit on a page of its record.
pub trait Editable: Versioned + Serialize + DeserializeOwned {}

impl<D: Versioned + Serialize + DeserializeOwned> Editable for D {}

/// A change of the record `id`, whose form was filled from `base`.
pub struct Change<D: Editable> {
    pub id: String,
    pub base: D,
    pub draft: D,
    pub checked: D::Checked,
}

/// How a change ended: the record as it is now, or somebody else's newer version of the same fields.
pub enum Outcome<R> {
    Saved(R),
    /// Nothing was sent.
    Newer(Box<R>),
}

impl<D: Editable> Change<D> {
    /// Somebody else's version, if it says something else in a field that was changed here. The API takes no version
    /// with a change, so `now` is to be read just before sending.
    pub fn clashes<R>(&self, now: &R) -> bool
    where
        D: for<'a> From<&'a R>,
    {
        !conflicts(&self.base, &self.draft, &D::from(now)).is_empty()
    }
}

/// Whether a page shows the form of those who may change its record, or what others read. Follows a role that changes,
/// but not while something is typed: the form then stays, with its buttons locked.
pub fn edits(may: impl Fn() -> Access + Send + Sync + 'static) -> Memo<bool> {
    let unsaved = expect_context::<Unsaved>();
    Memo::new(move |before: Option<&bool>| may().is_visible() || (before == Some(&true) && unsaved.any()))
}

/// The page's state. Lives as long as the page.
pub struct Editor<R: Send + Sync + 'static, D: Editable> {
    pub form: Form<D>,
    /// The record as the reader saw it last.
    pub saved: RwSignal<R>,
    pub pending: Signal<bool>,
    record: One<R>,
    dirty: Signal<bool>,
    restored: RwSignal<bool>,
    newer: RwSignal<Option<R>>,
    send: Callback<()>,
}

impl<R: Send + Sync, D: Editable> Clone for Editor<R, D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync, D: Editable> Copy for Editor<R, D> {}

impl<R, D> Editor<R, D>
where
    R: Clone + Send + Sync + 'static,
    D: Editable + for<'a> From<&'a R>,
{
    /// Edits `record`, which answered with `first`. `kind` and `id` name the draft that outlives a reload.
    pub fn new<F>(
        kind: &str,
        id: String,
        record: One<R>,
        first: R,
        save: impl Fn(Change<D>) -> F + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Outcome<R>, Error>> + 'static,
    {
        let now = D::from(&first);
        let form = Form::new(now.clone());
        let saved = RwSignal::new(first);
        let dirty = form.is_dirty();
        let restored = RwSignal::new(false);
        let session = use_session();
        let owner = untrack(|| session.viewer()).map(|it| it.id).unwrap_or_default();
        journal::keep(
            format!("{kind} {id} {owner}"),
            move || (form.saved(), form.draft()),
            dirty,
            |(base, draft): (D, D)| {
                form.fill(merged(&base, &draft, &now, &[]));
                form.rebase(still_clashing(&base, &draft, now));
                restored.set(dirty.get_untracked());
            },
        );
        // With nothing left to save, the button that was pressed goes.
        Effect::new(move |was_dirty: Option<bool>| {
            let is_dirty = dirty.get();
            if was_dirty == Some(true) && !is_dirty {
                keep_focus();
            }
            is_dirty
        });
        let update = Mutation::new(save);
        let entry = Route::parse(&use_location().pathname.get_untracked()).entry();
        Effect::new(move |_| {
            let error = update.error.get();
            // It was allowed, and there, when the page was opened.
            if error == Some(Error::Forbidden) {
                record.reload();
            }
            // It is gone, unless it is the reader's role that hides it now: then the page stays with what is typed.
            if error == Some(Error::NotFound) {
                spawn_local(async move {
                    drop(session.look().await);
                    if untrack(|| session.access(|it| it.may_enter(entry))).is_granted() {
                        record.reload();
                    }
                });
            }
            form.show_refusal(error);
        });
        let newer = RwSignal::new(None);
        let toasts = use_toasts();
        let id = Rc::new(id);
        let send = StoredValue::new_local(Rc::new(move || {
            let Some(checked) = form.check() else { return };
            let (base, draft) = untrack(|| (form.saved(), form.draft()));
            let sent = draft.clone();
            let change = Change { id: id.to_string(), base, draft, checked };
            update.send(change, move |outcome| match outcome {
                Outcome::Saved(now) => {
                    form.settle(&sent, D::from(&now));
                    saved.set(now.clone());
                    record.set(now);
                    restored.set(false);
                    toasts.success(t(words::SAVED));
                }
                Outcome::Newer(theirs) => newer.set(Some(*theirs)),
            });
        }));
        let send = Callback::new(move |()| send.get_value()());
        Self { form, saved, pending: update.pending, record, dirty, restored, newer, send }
    }

    /// Whether the reader may save: by role or by what is granted on `object`, and by what the record's newest answer
    /// says.
    #[must_use]
    pub fn access(
        self,
        permission: Permission,
        object: fn(&R) -> &str,
        allowed: fn(&R) -> bool,
    ) -> Signal<Access> {
        let session = use_session();
        Signal::derive(move || {
            let newest = self.record.answer.with(|it| match it {
                Some(Ok(record)) => Some(allowed(record)),
                Some(Err(_)) | None => None,
            });
            self.saved.with(|it| session.may_on(object(it), permission, newest))
        })
    }

    /// Takes in what was saved outside of the form.
    pub fn take(self, change: impl FnOnce(&mut R)) {
        let mut record = self.saved.get_untracked();
        change(&mut record);
        self.saved.set(record.clone());
        self.record.set(record);
    }

    fn discard(self) {
        // A form that came back may stand on an older version.
        let saved = self.saved.get_untracked();
        self.form.reset(D::from(&saved));
        self.restored.set(false);
    }

    fn send_chosen(self) {
        let Some(theirs) = self.newer.get_untracked() else { return };
        self.saved.set(theirs.clone());
        self.newer.set(None);
        if self.dirty.get_untracked() {
            self.send.run(());
        } else {
            self.form.reset(D::from(&theirs));
            self.record.set(theirs);
            self.restored.set(false);
        }
    }
}

/// The buttons that save or give up what is typed, while there is something.
#[component]
pub fn EditorActions<R, D>(editor: Editor<R, D>, #[prop(into)] access: Signal<Access>) -> impl IntoView
where
    R: Clone + Send + Sync + 'static,
    D: Editable + for<'a> From<&'a R>,
{
    let Editor { dirty, pending, send, .. } = editor;
    move || {
        dirty.get().then(|| {
            view! {
                <DirtyMark dirty />
                <PlainButton look=Look::Quiet on_click=move |()| editor.discard()>{t(common::DISCARD)}</PlainButton>
                <Button look=Look::Primary access pending on_click=send>{t(common::SAVE)}</Button>
            }
        })
    }
}

/// The form around the fields, with what there is to say about it as a whole, and the dialogs that save somebody's work.
#[component]
pub fn EditorForm<R, D>(
    editor: Editor<R, D>,
    #[prop(into)] access: Signal<Access>,
    children: Children,
) -> impl IntoView
where
    R: Clone + Send + Sync + 'static,
    D: Editable + for<'a> From<&'a R>,
{
    let Editor { form, dirty, restored, newer, send, .. } = editor;
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        // Enter does no more than the button does, but has no place of its own to say why.
        match access.get_untracked() {
            Access::Granted => send.run(()),
            Access::Denied(why) => form.refusal.set(Some(why.into())),
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            {move || restored.get().then(|| view! { <Notice tone=Tone::Info><p>{t(words::RESTORED)}</p></Notice> })}
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            {children()}
            // Enter sends a form only when it has a button of its own; the one that is seen stands in the head.
            <button type="submit" hidden=true></button>
        </form>
        <ConflictDialog
            form
            newer=Signal::derive(move || newer.with(|it| it.as_ref().map(D::from)))
            on_chosen=move |()| editor.send_chosen()
            on_close=move |()| newer.set(None)
        />
        <UnsavedGuard dirty on_discard=move |()| editor.discard() />
    }
}

/// What a form that comes back stands on: the record as it is `now`, but for the fields that somebody else changed as
/// well. Those stay as they were, so that saving asks.
fn still_clashing<D: Versioned>(base: &D, draft: &D, now: D) -> D {
    let mut stands_on = now.clone();
    for field in conflicts(base, draft, &now) {
        stands_on.take(field, base);
    }
    stands_on
}
