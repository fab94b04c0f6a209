//! Adding a person.

use std::future::Future;

use leptos::prelude::*;

use super::{
    draft::{Checked, Draft},
    fields::PersonFields,
    roles::Role,
};
use crate::{
    api::{Error, Mutation, One},
    auth::{Access, Viewer, use_session},
    phrases::{Phrase, common, fill, people as words, t},
    shell::journal,
    ui::{Button, Choice, Dialog, Failure, Form, Look, Notice, PlainButton, Tone, use_toasts, when_closed},
};

/// The roles the reader may give, from all of them, the reader, and the present one.
pub type Offered = fn(&[Role], &Viewer, &str) -> Vec<Choice>;

/// The dialog. The person gets a mail with a link to choose a password.
#[component]
pub fn AddPersonDialog<R, S>(
    open: RwSignal<bool>,
    /// Tells what is typed apart from what is typed into other such dialogs.
    #[prop(into)]
    kept_as: String,
    /// The title, and the words of the button.
    name: Phrase,
    /// What is said about the mail.
    note: Phrase,
    /// The roles such a person can have. Asked for only when the dialog opens.
    roles: fn() -> R,
    offered: Offered,
    send: impl Fn(Checked) -> S + 'static,
    #[prop(into)] on_added: Callback<()>,
) -> impl IntoView
where
    R: Future<Output = Result<Vec<Role>, Error>> + 'static,
    S: Future<Output = Result<(), Error>> + 'static,
{
    let form = Form::new(Draft::default());
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("{kept_as} {owner}"),
        move || form.draft(),
        form.is_dirty(),
        |draft| {
            form.fill(draft);
            open.set(true);
        },
    );
    let create = Mutation::new(send);
    let toasts = use_toasts();
    Effect::new(move |_| form.show_refusal(create.error.get()));
    when_closed(open, move || {
        form.discard();
        create.clear();
    });
    let submit = move |()| {
        let Some(checked) = form.check() else { return };
        let email = form.draft().email.trim().to_owned();
        create.send(checked, move |()| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::ADDED, &[("email", &email)]));
            on_added.run(());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(name)}</Button>
        }
    };
    view! {
        <Dialog open title=t(name) dirty=form.is_dirty() pending=create.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            <Fields form roles offered />
            <Notice tone=Tone::Info><p>{t(note)}</p></Notice>
        </Dialog>
    }
}

#[component]
fn Fields<R>(form: Form<Draft>, roles: fn() -> R, offered: Offered) -> impl IntoView
where
    R: Future<Output = Result<Vec<Role>, Error>> + 'static,
{
    let viewer = untrack(|| use_session().viewer());
    let roles = One::new(|| (), move |()| roles());
    let choices = Signal::derive(move || {
        roles.answer.with(|it| match (it, &viewer) {
            (Some(Ok(roles)), Some(viewer)) => offered(roles, viewer, ""),
            _ => Vec::new(),
        })
    });
    let failure =
        Memo::new(move |_| roles.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())));
    view! {
        <PersonFields form is_new=true roles=choices />
        {move || failure.get().map(|error| view! { <Failure error on_retry=move |()| roles.reload() /> })}
    }
}
