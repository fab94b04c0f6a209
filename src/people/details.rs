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
    api::{self, Error, One},
    auth::{Permission, use_session},
    document,
    phrases::{people as words, t},
    routes::Route,
    shell::{Change, Editor, EditorActions, EditorForm, Outcome, edits},
    ui::{Choice, Copyable, Fact, Shape, Time},
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
    let newest = person.newest(first);
    let edits =
        edits(move || newest.with(|it| session.may_on(it.customer_id(), permission, it.allow_update)));
    (move || {
        if edits.get() {
            let first = newest.get_untracked();
            let back = back.clone();
            view! { <Editing person first permission roles offered head back /> }.into_any()
        } else {
            let record = newest.get();
            view! {
                {head(record.clone(), None)}
                <div class="page-body split">
                    <Facts record=record.clone() />
                    <About record=Signal::stored(record) />
                </div>
            }
            .into_any()
        }
    })
    .into_any()
}

/// The form of those who may change the person.
#[component]
fn Editing<F>(
    person: One<PersonRecord>,
    first: PersonRecord,
    permission: Permission,
    roles: fn() -> F,
    offered: Offered,
    head: fn(PersonRecord, Option<AnyView>) -> AnyView,
    back: Route,
) -> impl IntoView
where
    F: Future<Output = Result<Vec<Role>, Error>> + 'static,
{
    let session = use_session();
    let id = first.id.clone();
    let editor = Editor::<PersonRecord, Draft>::new("person", id.clone(), person, first, save_newest);
    let Editor { form, saved, .. } = editor;
    let may_save = editor.access(permission, PersonRecord::customer_id, |it| it.allow_update);
    let may_remove = editor.access(permission, PersonRecord::customer_id, |it| it.allow_remove);
    let is_oneself =
        Memo::new(move |_| session.viewer().is_some_and(|viewer| saved.with(|it| it.id == viewer.id)));

    let roles = One::new(|| (), move |()| roles());
    let choices = Signal::derive(move || {
        let Some(viewer) = session.viewer() else { return Vec::new() };
        let present = saved.with(|it| Choice::from(it));
        roles.answer.with(|it| match it {
            Some(Ok(roles)) => with_present(offered(roles, &viewer, &present.value), present),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let role_locked = Signal::derive(move || match saved.with(|it| it.allow_change_roles) {
        true => None,
        false if is_oneself.get() => Some(t(words::OWN_ROLE)),
        false => Some(t(words::ROLE_LOCKED)),
    });
    let take_picture = move |picture: Person| {
        editor.take(|record| {
            record.avatar_url = picture.avatar_url;
            record.updated_at = picture.updated_at;
        });
    };
    let actions = move || view! { <EditorActions editor access=may_save /> }.into_any();
    view! {
        {move || head(saved.get(), Some(actions()))}
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id=id.clone()
                    name=Signal::derive(move || saved.with(|it| it.name.clone()))
                    picture=Signal::derive(move || saved.with(|it| it.avatar_url.clone()))
                    access=may_save
                    shape=Shape::Round
                    save=save_picture
                    on_saved=take_picture
                    on_gone=move |()| person.reload()
                />
                <EditorForm editor access=may_save>
                    <PersonFields form roles=choices role_locked />
                </EditorForm>
                {move || {
                    let (id, name, back) = (id.clone(), saved.with(|it| it.name.clone()), back.clone());
                    if is_oneself.get() {
                        view! { <p class="muted">{t(words::OWN_ACCOUNT)}</p> }.into_any()
                    } else {
                        view! { <DeletePerson id name access=may_remove back /> }.into_any()
                    }
                }}
            </div>
            <About record=saved.into() />
        </div>
    }
    .into_any()
}

/// Sends what was changed, unless somebody else changed the same meanwhile.
async fn save_newest(change: Change<Draft>) -> Result<Outcome<PersonRecord>, Error> {
    let now = self::person(change.id.clone()).await?;
    if change.clashes(&now) {
        return Ok(Outcome::Newer(Box::new(now)));
    }
    let changes = change.checked.changes(&change.base);
    save(change.id, change.checked, changes).await.map(|saved| Outcome::Saved(now.with(saved)))
}

/// A role that a host product gave is none of those that are given here, and is shown all the same.
fn with_present(mut choices: Vec<Choice>, present: Choice) -> Vec<Choice> {
    if !choices.iter().any(|it| it.value == present.value) {
        choices.push(present);
    }
    choices
}

impl From<&PersonRecord> for Choice {
    fn from(it: &PersonRecord) -> Self {
        Self { value: it.role.id.clone(), name: it.role.name.clone(), hint: it.role.description.clone() }
    }
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
            has_address: true,
            phone: it.phone.clone(),
            role: it.role.id.clone(),
            role_name: it.role.name.clone(),
        }
    }
}

impl PersonRecord {
    /// Whose people it is one of; empty for a team member.
    fn customer_id(&self) -> &str {
        self.customer.as_ref().map(|it| it.id.as_str()).unwrap_or_default()
    }

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
