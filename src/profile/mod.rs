//! The reader's own account.

mod granted;
mod password;
mod token;

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation, One, Stage},
    auth::{Access, is_third_party, use_session},
    boot, document,
    people::{Checked, Draft, Person, PersonFields, PictureField, save, save_picture},
    phrases::{common, people, profile as words, t},
    shell::{AppearanceField, journal},
    ui::{
        Button, DirtyMark, Fact, Failure, Form, Look, Notice, PageHead, PageSkeleton, PlainButton, Shape,
        Tone, UnsavedGuard, use_toasts,
    },
};
use granted::GrantedSection;
use password::PasswordSection;
use token::{Tenants, TokenSection};

document!(OwnProfile, "src/profile/profile.graphql");

use own_profile::OwnProfileAuthenticatedUser as Record;

/// The page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let own = One::new(|| (), |()| fetch());
    let stage = own.stage();
    move || match stage.get() {
        Stage::Waiting => view! { <PageSkeleton /> }.into_any(),
        Stage::Failed(error) => {
            view! { <Failure error page=true on_retry=move |()| own.reload() /> }.into_any()
        }
        Stage::Shown => view! { <Profile own /> }.into_any(),
    }
}

#[component]
fn Profile(own: One<Record>) -> impl IntoView {
    let Some(Ok(first)) = own.answer.get_untracked() else {
        return ().into_any();
    };
    let session = use_session();
    let newest = own.newest(first);
    // Everybody may change their own name and picture; only looking on as somebody else keeps from it.
    let access = Signal::derive(move || match session.looking_as().with(Option::is_some) {
        true => Access::Denied(crate::auth::Denial::LookingAs),
        false => Access::Granted,
    });
    let form = Form::new(Draft::from(&newest.get_untracked()));
    let dirty = form.is_dirty();
    journal::keep(
        format!("profile {}", newest.with_untracked(|it| it.id.clone())),
        move || form.draft(),
        dirty,
        |draft: Draft| {
            // Only what can be typed here: the rest is as it is now.
            let Draft { name, phone, .. } = draft;
            form.fill(Draft { name, phone, ..form.draft() });
        },
    );
    let update = Mutation::new(move |(checked, changes): (Checked, Vec<&'static str>)| {
        save(newest.get_untracked().id, checked, changes)
    });
    let toasts = use_toasts();
    Effect::new(move |_| form.show_refusal(update.error.get()));
    let take = move |person: Person| {
        let mut record = newest.get_untracked();
        record.name.clone_from(&person.name);
        record.phone = person.phone;
        record.avatar_url.clone_from(&person.avatar_url);
        session.rename(person.name, person.avatar_url);
        own.set(record);
    };
    let send = move |()| {
        // Enter does no more than the button does, but has no place of its own to say why.
        if let Access::Denied(why) = access.get_untracked() {
            return form.refusal.set(Some(why.into()));
        }
        let Some(checked) = form.check() else { return };
        let (saved, sent) = untrack(|| (form.saved(), form.draft()));
        update.send((checked.clone(), checked.changes(&saved)), move |person| {
            take(person);
            form.settle(&sent, Draft::from(&newest.get_untracked()));
            toasts.success(t(people::SAVED));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(());
    };
    let actions = move || {
        dirty.get().then(|| {
            view! {
                <DirtyMark dirty />
                <PlainButton look=Look::Quiet on_click=move |()| form.discard()>{t(common::DISCARD)}</PlainButton>
                <Button look=Look::Primary access pending=update.pending on_click=send>{t(common::SAVE)}</Button>
            }
        })
    };
    let Record { id, email, role, .. } = newest.get_untracked();
    let permissions: Vec<_> = role.permissions.nodes.into_iter().flatten().collect();
    let granted = is_third_party(&role.name).then(|| (id.clone(), role.name.clone()));
    // Whoever comes through a host product has no password here, and the host's token is nothing to hand on.
    let signs_in_here = !boot::is_embedded();
    let line = |it: own_profile::OwnProfileAuthenticatedUserRolePermissionsNodes| {
        view! {
            <li>
                <strong>{it.name}</strong>
                <span class="muted">{it.description}</span>
            </li>
        }
    };
    view! {
        <PageHead title=t(words::TITLE) actions=actions.into_any() />
        <div class="page-body split">
            <div class="form">
                <PictureField
                    id
                    name=Signal::derive(move || newest.with(|it| it.name.clone()))
                    picture=Signal::derive(move || newest.with(|it| it.avatar_url.clone()))
                    access
                    shape=Shape::Round
                    save=save_picture
                    on_saved=take
                    on_gone=move |()| own.reload()
                />
                <form class="form" novalidate on:submit=submit>
                    {move || {
                        form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
                    }}
                    <PersonFields form />
                    // Enter sends a form only when it has a button of its own; the one that is seen stands in the head.
                    <button type="submit" hidden=true></button>
                </form>
                {signs_in_here.then(|| view! { <PasswordSection access /> })}
                <section class="section">
                    <h2>{t(words::APPEARANCE)}</h2>
                    <AppearanceField />
                    <p class="field-hint">{t(words::APPEARANCE_HINT)}</p>
                </section>
                // The token is the reader's own, whomever they look on as.
                {move || (signs_in_here && session.looking_as().with(Option::is_none)).then(|| view! { <TokenSection /> })}
                <Tenants />
                {granted.map(|(user, role)| view! { <GrantedSection user role /> })}
            </div>
            <aside class="aside">
                <dl class="facts">
                    <Fact name=t(people::EMAIL)>{email}</Fact>
                    <Fact name=t(people::ROLE)>{role.name}</Fact>
                </dl>
                <p class="muted">{role.description}</p>
                {(!permissions.is_empty()).then(|| view! {
                    <details class="own-permissions">
                        <summary>{t(words::PERMISSIONS)}</summary>
                        <ul>{permissions.into_iter().map(line).collect_view()}</ul>
                    </details>
                })}
            </aside>
        </div>
        <UnsavedGuard dirty on_discard=move |()| form.discard() />
    }
    .into_any()
}

impl From<&Record> for Draft {
    fn from(it: &Record) -> Self {
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

async fn fetch() -> Result<Record, Error> {
    Ok(api::send::<OwnProfile>(own_profile::Variables {}).await?.authenticated_user)
}
