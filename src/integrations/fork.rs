//! Making an integration of its own from one that exists.

use leptos::prelude::*;

use super::{
    add::{Start, use_adding},
    detail::IntegrationRecord,
    draft::Draft,
    fields::{DescriptionField, NameField},
};
use crate::{
    auth::{Access, Permission, Viewer, use_session},
    phrases::{common, fill, integrations as words, t},
    ui::{Button, Dialog, Form, Look, Notice, PlainButton, Tone, when_closed},
};

/// The button for those who may, and the dialog it opens.
#[component]
pub fn Fork(of: IntegrationRecord) -> impl IntoView {
    let IntegrationRecord { id, name, description, allow_fork, .. } = of;
    let session = use_session();
    let access = Signal::derive(move || {
        session.may(Permission::ManageIntegrations, allow_fork).and(session.access(Viewer::add_integration))
    });
    let open = RwSignal::new(false);
    let title = fill(words::FORK_TITLE, &[("name", &name)]);
    let first = Draft {
        name: fill(words::FORK_NAME, &[("name", &name)]),
        description: description.unwrap_or_default(),
        ..Draft::default()
    };
    let form = Form::new(first);
    let dirty = form.is_dirty();
    when_closed(open, move || form.discard());
    let (add, pending) = use_adding(form, open);
    let submit = move |()| add(Start::Copy(id.clone()));
    let button = move || {
        access.get().is_visible().then(|| {
            view! { <Button access on_click=move |()| open.set(true)>{t(words::FORK)}</Button> }
        })
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending submit=true>{t(words::FORK)}</Button>
        }
    };
    view! {
        {button}
        <Dialog open title dirty pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            <p>{t(words::FORK_TEXT)}</p>
            <NameField form />
            <DescriptionField form />
        </Dialog>
    }
}
