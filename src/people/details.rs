//! Who a person is, to be changed by those who may: the same for team members and for customers' people.

use std::future::Future;

use leptos::prelude::*;

use super::{
    create::Offered,
    delete::DeletePerson,
    draft::Draft,
    fields::PersonFields,
    picture::PictureField,
    roles::Role,
    save::{Person, save, save_picture},
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, use_session},
    document,
    phrases::{common, people as words, t},
    routes::Route,
    ui::{
        Button, Copyable, DirtyMark, Fact, Form, Look, Notice, PlainButton, Shape, Time, Tone, UnsavedGuard,
        use_toasts,
    },
};
use person_by_id::Variables;

document!(PersonById, "src/people/person.graphql");

pub use person_by_id::PersonRecord;

/// # Errors
/// As [`api::send`]; `NotFound` when there is no such person, or not for the reader.
pub async fn person(id: String) -> Result<PersonRecord, Error> {
    api::send::<PersonById>(Variables { id }).await?.user.ok_or(Error::NotFound)
}

/// The fields of a person, for those who may change them; else the same to read. `person` holds an answer.
#[component]
pub fn PersonDetails<F>(
    person: One<PersonRecord>,
    /// What a role must include to change such people.
    permission: Permission,
    /// The roles such a person can have. Asked for only when there is something to choose.
    roles: fn() -> F,
    /// The roles the reader may give, from all of them, the reader, and the present one.
    offered: Offered,
    /// What stands above the fields: of a person, with the buttons that save.
    head: fn(PersonRecord, Option<AnyView>) -> AnyView,
    /// Where to go when the person is deleted.
    back: Route,
) -> impl IntoView
where
    F: Future<Output = Result<Vec<Role>, Error>> + 'static,
{
    let Some(Ok(first)) = person.answer.get_untracked() else {
        return ().into_any();
    };
    let session = use_session();
    let newest = Memo::new(move |before: Option<&PersonRecord>| match person.answer.get() {
        Some(Ok(record)) => record,
        Some(Err(_)) | None => before.cloned().unwrap_or_else(|| first.clone()),
    });
    let may = move |allow: fn(&PersonRecord) -> bool| {
        Signal::derive(move || session.may(permission, newest.with(allow)))
    };
    let (may_save, may_remove) = (may(|it| it.allow_update), may(|it| it.allow_remove));
    let is_oneself =
        Memo::new(move |_| session.viewer().is_some_and(|viewer| newest.with(|it| it.id == viewer.id)));

    if !untrack(|| may_save.get()).is_visible() {
        return view! {
            {head(newest.get_untracked(), None)}
            <div class="page-body split">
                <Facts record=newest.get_untracked() />
                <About record=newest.into() />
            </div>
        }
        .into_any();
    }
    let form = Form::new(Draft::from(&newest.get_untracked()));
    let dirty = form.is_dirty();
    let update = Mutation::new(move |(checked, changes)| save(newest.get_untracked().id, checked, changes));
    let toasts = use_toasts();
    Effect::new(move |_| {
        let error = update.error.get();
        if error == Some(Error::Forbidden) {
            // It was allowed when the page was opened.
            person.reload();
        }
        form.show_refusal(error);
    });
    let send = move |()| {
        let Some(checked) = form.check() else { return };
        let changes = checked.changes(&form.saved());
        update.send((checked, changes), move |saved| {
            let record = newest.get_untracked().with(saved);
            form.reset(Draft::from(&record));
            person.set(record);
            toasts.success(t(words::SAVED));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(());
    };

    let roles = One::new(|| (), move |()| roles());
    let choices = Signal::derive(move || {
        let Some(viewer) = session.viewer() else { return Vec::new() };
        let present = newest.with(|it| it.role.id.clone());
        roles.answer.with(|it| match it {
            Some(Ok(roles)) => offered(roles, &viewer, &present),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let role_locked = Signal::derive(move || match newest.with(|it| it.allow_change_roles) {
        true => None,
        false if is_oneself.get() => Some(t(words::OWN_ROLE)),
        false => Some(t(words::ROLE_LOCKED)),
    });
    let actions = move || {
        dirty.get().then(|| {
            view! {
                <DirtyMark dirty />
                <PlainButton look=Look::Quiet on_click=move |()| form.discard()>{t(common::DISCARD)}</PlainButton>
                <Button look=Look::Primary access=may_save pending=update.pending on_click=send>
                    {t(common::SAVE)}
                </Button>
            }
        })
    };
    let PersonRecord { id, name, .. } = newest.get_untracked();
    view! {
        {move || head(newest.get(), Some(actions.into_any()))}
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id=id.clone()
                    name=Signal::derive(move || newest.with(|it| it.name.clone()))
                    picture=Signal::derive(move || newest.with(|it| it.avatar_url.clone()))
                    access=may_save
                    shape=Shape::Round
                    save=save_picture
                    on_saved=move |saved| person.set(newest.get_untracked().with(saved))
                />
                <form class="form" novalidate on:submit=submit>
                    {move || {
                        form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
                    }}
                    <PersonFields form roles=choices role_locked />
                    // Enter sends a form only when it has a button of its own; the one that is seen stands in the head.
                    <button type="submit" hidden=true></button>
                </form>
                {move || {
                    let (id, name, back) = (id.clone(), name.clone(), back.clone());
                    if is_oneself.get() {
                        view! { <p class="muted">{t(words::OWN_ACCOUNT)}</p> }.into_any()
                    } else {
                        view! { <DeletePerson id name access=may_remove back /> }.into_any()
                    }
                }}
            </div>
            <About record=newest.into() />
        </div>
        <UnsavedGuard dirty on_discard=move |()| form.discard() />
    }
    .into_any()
}

/// The same for those who may only read.
#[component]
fn Facts(record: PersonRecord) -> impl IntoView {
    let phone = if record.phone.is_empty() { t(words::NONE) } else { record.phone };
    view! {
        <dl class="facts">
            <Fact name=t(words::NAME)><bdi>{record.name}</bdi></Fact>
            <Fact name=t(words::PHONE)>{phone}</Fact>
            <Fact name=t(words::ROLE)>{record.role.name}" – "{record.role.description}</Fact>
        </dl>
    }
}

/// What nobody types.
#[component]
fn About(record: Signal<PersonRecord>) -> impl IntoView {
    move || {
        let PersonRecord { id, email, external_id, created_at, updated_at, .. } = record.get();
        let address = match external_id.filter(|it| !it.is_empty()) {
            Some(text) => {
                view! { <Fact name=t(words::IDENTIFIER)><Copyable text label=t(words::IDENTIFIER) /></Fact> }
                    .into_any()
            }
            None => view! { <Fact name=t(words::EMAIL)><Copyable text=email label=t(words::EMAIL) /></Fact> }
                .into_any(),
        };
        view! {
            <aside class="aside">
                <dl class="facts">
                    {address}
                    <Fact name=t(words::CREATED)><Time moment=created_at /></Fact>
                    <Fact name=t(words::CHANGED)><Time moment=updated_at /></Fact>
                    <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
                </dl>
            </aside>
        }
    }
}

impl From<&PersonRecord> for Draft {
    fn from(it: &PersonRecord) -> Self {
        Self {
            name: it.name.clone(),
            email: it.email.clone(),
            phone: it.phone.clone(),
            role: it.role.id.clone(),
        }
    }
}

impl PersonRecord {
    /// The record with what the server saved.
    fn with(mut self, saved: Person) -> Self {
        self.name = saved.name;
        self.phone = saved.phone;
        self.avatar_url = saved.avatar_url;
        self.updated_at = saved.updated_at;
        self.role.id = saved.role.id;
        self.role.name = saved.role.name;
        self.role.description = saved.role.description;
        self
    }
}
