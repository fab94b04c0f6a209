//! The Details tab: who a team member is, to be changed by those who may.

use leptos::prelude::*;

use super::member::{Head, MemberRecord};
use crate::{
    api::{Error, Mutation, One},
    auth::{Permission, use_session},
    people::{DeletePerson, Draft, PersonFields, PictureField, organization_roles, role_choices, save},
    phrases::{common, members as words, people, t},
    routes::{MemberTab, Route},
    ui::{
        Button, Copyable, DirtyMark, Fact, Form, Look, Notice, PlainButton, Time, Tone, UnsavedGuard,
        use_toasts,
    },
};

/// The tab. `member` holds an answer.
#[component]
pub fn DetailsTab(member: One<MemberRecord>) -> impl IntoView {
    let Some(Ok(first)) = member.answer.get_untracked() else {
        return ().into_any();
    };
    let session = use_session();
    let newest = Memo::new(move |before: Option<&MemberRecord>| match member.answer.get() {
        Some(Ok(record)) => record,
        Some(Err(_)) | None => before.cloned().unwrap_or_else(|| first.clone()),
    });
    let may = move |allow: fn(&MemberRecord) -> bool| {
        Signal::derive(move || session.may(Permission::ManageOrganizationUsers, newest.with(allow)))
    };
    let (may_save, may_remove) = (may(|it| it.allow_update), may(|it| it.allow_remove));
    let is_oneself =
        Memo::new(move |_| session.viewer().is_some_and(|viewer| newest.with(|it| it.id == viewer.id)));

    let form = Form::new(Draft::from(&newest.get_untracked()));
    let dirty = form.is_dirty();
    let update = Mutation::new(move |(checked, changes)| save(newest.get_untracked().id, checked, changes));
    let toasts = use_toasts();
    Effect::new(move |_| {
        let error = update.error.get();
        if error == Some(Error::Forbidden) {
            // It was allowed when the page was opened.
            member.reload();
        }
        form.show_refusal(error);
    });
    let send = move |()| {
        let Some(checked) = form.check() else { return };
        let changes = checked.changes(&form.saved());
        update.send((checked, changes), move |saved| {
            let record = newest.get_untracked().with(saved);
            form.reset(Draft::from(&record));
            member.set(record);
            toasts.success(t(people::SAVED));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(());
    };

    let roles = One::new(|| (), |()| organization_roles());
    let choices = Signal::derive(move || {
        let own = session.viewer().map(|it| it.role).unwrap_or_default();
        let present = newest.with(|it| it.role.id.clone());
        roles.answer.with(|it| match it {
            Some(Ok(roles)) => role_choices(roles, &own, &present),
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
    let MemberRecord { id, name, .. } = newest.get_untracked();
    if !untrack(|| may_save.get()).is_visible() {
        return view! {
            <Head record=newest.get_untracked() open=MemberTab::Details />
            <div class="page-body split">
                <Facts record=newest.get_untracked() />
                <About record=newest.into() />
            </div>
        }
        .into_any();
    }
    view! {
        {move || view! { <Head record=newest.get() open=MemberTab::Details actions=actions.into_any() /> }}
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id=id.clone()
                    name=Signal::derive(move || newest.with(|it| it.name.clone()))
                    picture=Signal::derive(move || newest.with(|it| it.avatar_url.clone()))
                    access=may_save
                    on_saved=move |saved| member.set(newest.get_untracked().with(saved))
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
                    let (id, name) = (id.clone(), name.clone());
                    if is_oneself.get() {
                        view! { <p class="muted">{t(words::OWN_ACCOUNT)}</p> }.into_any()
                    } else {
                        view! { <DeletePerson id name access=may_remove back=Route::TeamMembers /> }.into_any()
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
fn Facts(record: MemberRecord) -> impl IntoView {
    let phone = if record.phone.is_empty() { t(people::NONE) } else { record.phone };
    view! {
        <dl class="facts">
            <Fact name=t(people::NAME)><bdi>{record.name}</bdi></Fact>
            <Fact name=t(people::PHONE)>{phone}</Fact>
            <Fact name=t(people::ROLE)>{record.role.name}" – "{record.role.description}</Fact>
        </dl>
    }
}

/// What nobody types.
#[component]
fn About(record: Signal<MemberRecord>) -> impl IntoView {
    move || {
        let MemberRecord { id, email, created_at, updated_at, .. } = record.get();
        view! {
            <aside class="aside">
                <dl class="facts">
                    <Fact name=t(people::EMAIL)><Copyable text=email label=t(people::EMAIL) /></Fact>
                    <Fact name=t(words::CREATED)><Time moment=created_at /></Fact>
                    <Fact name=t(words::CHANGED)><Time moment=updated_at /></Fact>
                    <Fact name=t(words::ID)><Copyable text=id label=t(words::ID) /></Fact>
                </dl>
            </aside>
        }
    }
}

impl From<&MemberRecord> for Draft {
    fn from(it: &MemberRecord) -> Self {
        Self {
            name: it.name.clone(),
            email: it.email.clone(),
            phone: it.phone.clone(),
            role: it.role.id.clone(),
        }
    }
}

impl MemberRecord {
    /// The record with what the server saved.
    fn with(mut self, saved: crate::people::Person) -> Self {
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
