//! Adding one of a customer's people.

use leptos::prelude::*;

use crate::{
    api::{self, Error, Mutation, One, Problem, outcome},
    auth::{Access, use_session},
    document,
    people::{Checked, Draft, PersonFields, customer_role_choices, customer_roles},
    phrases::{common, customers as words, fill, t},
    ui::{Button, Dialog, Failure, Form, Look, Notice, PlainButton, Tone, use_toasts},
};

document!(CreateCustomerUser, "src/customers/users/create.graphql");

/// The dialog. The person gets a mail with a link to choose a password.
#[component]
pub fn CreateUserDialog(
    customer: String,
    open: RwSignal<bool>,
    #[prop(into)] on_added: Callback<()>,
) -> impl IntoView {
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
        create.send((customer.clone(), checked), move |()| {
            form.discard();
            open.set(false);
            toasts.success(fill(words::USER_ADDED, &[("email", &email)]));
            on_added.run(());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>{t(words::ADD_USER)}</Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD_USER) dirty=form.is_dirty() pending=create.pending on_submit=submit foot>
            <Body form />
        </Dialog>
    }
}

/// The roles are asked for only when the dialog opens.
#[component]
fn Body(form: Form<Draft>) -> impl IntoView {
    let (own_role, is_team_member) = untrack(|| use_session().viewer())
        .map(|it| (it.role.clone(), it.own_customer().is_none()))
        .unwrap_or_default();
    let roles = One::new(|| (), |()| customer_roles());
    let choices = Signal::derive(move || {
        roles.answer.with(|it| match it {
            Some(Ok(roles)) => customer_role_choices(roles, &own_role, is_team_member, ""),
            Some(Err(_)) | None => Vec::new(),
        })
    });
    let failure =
        Memo::new(move |_| roles.answer.with(|it| it.as_ref().and_then(|it| it.as_ref().err().cloned())));
    view! {
        {move || form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
        <PersonFields form is_new=true roles=choices />
        {move || failure.get().map(|error| view! { <Failure error on_retry=move |()| roles.reload() /> })}
        <Notice tone=Tone::Info><p>{t(words::USER_MAIL_NOTE)}</p></Notice>
    }
}

async fn send((customer, checked): (String, Checked)) -> Result<(), Error> {
    let Draft { name, email, phone, role } = checked.into_draft();
    let phone = Some(phone).filter(|it| !it.is_empty());
    let variables = create_customer_user::Variables { customer, name, email, role, phone };
    let payload = api::send::<CreateCustomerUser>(variables).await?.create_customer_user;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.user, problems.collect()).map(drop)
}
