//! Making an integration of its own from one that exists.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    add::{Start, Wish, add_once},
    detail::IntegrationRecord,
    draft::Draft,
    fields::{DescriptionField, NameField},
};
use crate::{
    api::{Mutation, once::Unsure},
    auth::{Access, Permission, Viewer, use_session},
    phrases::{common, fill, integrations as words, t},
    routes::{IntegrationTab, Route},
    ui::{Button, Dialog, Form, Look, Notice, PlainButton, Tone, use_toasts},
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
    let unsure = Unsure::default();
    let run = Mutation::new(move |wish| add_once(wish, unsure.clone()));
    Effect::new(move |_| form.show_refusal(run.error.get()));
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            form.discard();
        }
        open.get()
    });
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let submit = move |()| {
        let Some(checked) = form.check() else { return };
        let name = checked.clone().into_draft().name;
        let navigate = navigate.clone();
        run.send(Wish { start: Start::Copy(id.clone()), checked }, move |id| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            navigate(
                &Route::integration(&id, IntegrationTab::Summary).to_string(),
                NavigateOptions::default(),
            );
        });
    };
    let button = move || {
        access.get().is_visible().then(|| {
            view! { <Button access on_click=move |()| open.set(true)>{t(words::FORK)}</Button> }
        })
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=run.pending submit=true>{t(words::FORK)}</Button>
        }
    };
    view! {
        {button}
        <Dialog open title dirty pending=run.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            <p>{t(words::FORK_TEXT)}</p>
            <NameField form />
            <DescriptionField form />
        </Dialog>
    }
}
