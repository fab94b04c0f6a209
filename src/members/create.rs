//! Adding a team member.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation, One, Problem, outcome},
    auth::{Access, use_session},
    document,
    people::{Checked, Draft, PersonFields, organization_roles, role_choices},
    phrases::{common, fill, members as words, t},
    ui::{Button, Dialog, Failure, Form, Look, Notice, PlainButton, Tone, use_toasts},
};

document!(CreateTeamMember, "src/members/create.graphql");

/// The dialog. The person gets a mail with a link to choose a password.
#[component]
pub fn CreateMemberDialog(open: RwSignal<bool>, #[prop(into)] on_added: Callback<()>) -> impl IntoView {
    let form = Form::new(Draft::default());
    let create = Mutation::new(send);
    let toasts = use_toasts();
    Effect::new(move |_| form.show_refusal(create.error.get()));
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            form.discard();
            create.clear();
        }
        open.get()
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
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(words::ADD)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD_TITLE) dirty=form.is_dirty() pending=create.pending on_submit=submit foot>
            <Body form />
        </Dialog>
    }
}

/// The roles are asked for only when the dialog opens.
#[component]
fn Body(form: Form<Draft>) -> impl IntoView {
    let own_role = untrack(|| use_session().viewer()).map(|it| it.role).unwrap_or_default();
    let roles = One::new(|| (), |()| organization_roles());
    let choices = Signal::derive(move || {
        roles.answer.with(|it| match it {
            Some(Ok(roles)) => role_choices(roles, &own_role, ""),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let failure =
        Memo::new(move |_| roles.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())));
    view! {
        {move || form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
        <PersonFields form is_new=true roles=choices />
        {move || failure.get().map(|error| view! { <Failure error on_retry=move |()| roles.reload() /> })}
        <Notice tone=Tone::Info><p>{t(words::MAIL_NOTE)}</p></Notice>
    }
}

async fn send(checked: Checked) -> Result<(), Error> {
    let Draft { name, email, phone, role } = checked.into_draft();
    let variables =
        create_team_member::Variables { name, email, role, phone: Some(phone).filter(|it| !it.is_empty()) };
    let payload = api::send::<CreateTeamMember>(variables).await?.create_organization_user;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.user, problems.collect()).map(drop)
}
