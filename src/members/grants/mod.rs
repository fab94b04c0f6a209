//! The Granular Access tab: what a third party was given, object by object.

mod add;
mod choice;
mod objects;

use leptos::prelude::*;

use super::member::Head;
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, is_third_party, use_session},
    document,
    people::{Grant, Kind, ObjectName, PersonRecord, granted, grants_of},
    phrases::{common, fill, members as words, people, t},
    routes::MemberTab,
    settled,
    ui::{
        BodySkeleton, Button, Dialog, Empty, EmptyKind, Failure, Look, Notice, PlainButton, Tone, use_toasts,
        when_closed,
    },
};
use add::AddGrantDialog;

document!(AdministerGrant, "src/members/grants/administer.graphql");

/// The tab. `member` holds an answer.
#[component]
pub fn GrantsTab(member: One<PersonRecord>) -> impl IntoView {
    let Some(Ok(record)) = member.answer.get_untracked() else {
        return ().into_any();
    };
    if !is_third_party(&record.role.name) {
        return view! { <Failure error=Error::NotFound page=true on_retry=move |()| member.reload() /> }
            .into_any();
    }
    let session = use_session();
    let user = record.id.clone();
    let given = One::new(move || user.clone(), grants_of);
    let adding = RwSignal::new(false);
    let revoking = RwSignal::new(None::<Grant>);
    let allow = record.allow_update;
    let may = Signal::derive(move || session.may(Permission::ManageOrganizationUsers, allow));
    let add = move || {
        may.get().is_visible().then(|| {
            view! {
                <Button look=Look::Primary icon="plus" access=may on_click=move |()| adding.set(true)>
                    {t(words::ADD_PERMISSION)}
                </Button>
            }
        })
    };
    let (name, user) = (record.name.clone(), record.id.clone());
    let held = Signal::derive(move || match given.answer.get() {
        Some(Ok(all)) => all,
        Some(Err(_)) | None => Vec::new(),
    });
    view! {
        <Head record=record.clone() open=MemberTab::GranularAccess actions=add.into_any() />
        <p class="page-note">{fill(words::GRANULAR_TEXT, &[("name", &name)])}</p>
        {move || match given.answer.get() {
            None => view! { <BodySkeleton /> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| given.reload() /> }.into_any(),
            Some(Ok(all)) if all.is_empty() => {
                view! {
                    <Empty kind=EmptyKind::NothingYet title=t(words::NO_GRANTS) text=t(words::NO_GRANTS_TEXT)>
                        {add()}
                    </Empty>
                }
                    .into_any()
            }
            Some(Ok(all)) => {
                let revoke = Callback::new(move |it| revoking.set(Some(it)));
                table(all, may.get().is_granted().then_some(revoke)).into_any()
            }
        }}
        <AddGrantDialog open=adding user=user.clone() name=name.clone() held on_done=move |()| given.reload() />
        <RevokeDialog revoking user name on_done=move |()| given.reload() />
    }
    .into_any()
}

fn table(mut all: Vec<Grant>, revoke: Option<Callback<Grant>>) -> impl IntoView {
    all.sort_by(|one, other| {
        let of =
            |it: &Grant| (it.permission.obj_type.name.clone(), it.obj.clone(), it.permission.name.clone());
        of(one).cmp(&of(other))
    });
    let row = move |it: Grant| {
        let kind = Kind::from_type(&it.permission.obj_type.name);
        let through = it.granted_by_role.as_ref().map_or_else(|| t(words::DIRECT), |it| it.name.clone());
        let object = match kind {
            Some(kind) => view! { <ObjectName kind object=it.obj.clone() /> }.into_any(),
            None => view! { <code class="mono">{it.obj.clone()}</code> }.into_any(),
        };
        let (permission, about) = (it.permission.name.clone(), it.permission.description.clone());
        let button = (it.allow_remove && it.granted_by_role.is_none()).then_some(revoke).flatten().map(|revoke| {
            let label = fill(words::REVOKE_LABEL, &[("permission", &permission)]);
            let press = move |_| revoke.run(it.clone());
            view! {
                <button class="text-button" type="button" data-tone="danger" aria-label=label on:click=press>
                    {t(words::REVOKE)}
                </button>
            }
        });
        view! {
            <tr>
                <td><span class="cell-2">{kind.map(Kind::name)}</span></td>
                <td>{object}</td>
                <td title=about>{permission}</td>
                <td class="keep-2"><span class="cell-2">{through}</span></td>
                <td class="num">{button}</td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap">
            <table class="data-table" data-plain="" aria-label=t(words::GRANULAR_ACCESS)>
                <thead>
                    <tr>
                        <th scope="col">{t(words::TYPE)}</th>
                        <th scope="col">{t(words::OBJECT)}</th>
                        <th scope="col">{t(people::PERMISSION)}</th>
                        <th class="keep-2" scope="col">{t(words::GRANTED_THROUGH)}</th>
                        <th scope="col"><span class="visually-hidden">{t(words::REVOKE)}</span></th>
                    </tr>
                </thead>
                <tbody>{all.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// Asks before a permission is taken back.
#[component]
fn RevokeDialog(
    revoking: RwSignal<Option<Grant>>,
    user: String,
    name: String,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    Effect::new(move |_| open.set(revoking.with(Option::is_some)));
    let revoke = Mutation::new(take_back);
    when_closed(open, move || {
        revoking.set(None);
        revoke.clear();
    });
    let toasts = use_toasts();
    let run = move |()| {
        let Some(grant) = revoking.get_untracked() else { return };
        let told = grant.permission.name.clone();
        revoke.send((user.clone(), grant), move |()| {
            revoking.set(None);
            toasts.success(fill(words::REVOKED, &[("permission", &told)]));
            on_done.run(());
        });
    };
    let run = StoredValue::new(run);
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button
                look=Look::Danger
                access=crate::auth::Access::Granted
                pending=revoke.pending
                on_click=move |()| run.with_value(|run| run(()))
            >
                {t(words::REVOKE)}
            </Button>
        }
    };
    let question = move || {
        let permission =
            revoking.with(|it| it.as_ref().map(|it| it.permission.name.clone())).unwrap_or_default();
        fill(words::REVOKE_TEXT, &[("name", &name), ("permission", &permission)])
    };
    view! {
        <Dialog open title=t(words::REVOKE_TITLE) pending=revoke.pending foot>
            {move || revoke.error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            <p>{question.clone()}</p>
        </Dialog>
    }
}

async fn take_back((user, grant): (String, Grant)) -> Result<(), Error> {
    let kind = Kind::from_type(&grant.permission.obj_type.name).ok_or(Error::NotFound)?;
    let object = granted(kind, grant.obj).await?.ok_or(Error::NotFound)?;
    administer(user, object.id, grant.permission.id, false).await
}

/// Gives a permission on an object, or takes it back.
///
/// # Errors
/// As [`api::send`].
pub async fn administer(user: String, object: String, permission: String, grant: bool) -> Result<(), Error> {
    let variables = administer_grant::Variables { user, object, permission, grant };
    let payload = api::send::<AdministerGrant>(variables).await?.administer_object_permission;
    settled!(payload, user).map(drop)
}
