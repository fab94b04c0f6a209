//! The Permissions tab: what a team member may do, each line with its reason, and the app seen through their eyes.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    effective::{Line, OnObject, Reason, effective},
    grants::{self, Kind, ObjectName},
    member::Head,
};
use crate::{
    api::{self, Error, One},
    auth::{Given, LookingAs, Permissions, is_third_party, use_session},
    document,
    people::{Granted, PersonRecord},
    phrases::{fill, members as words, roles as role_words, t},
    routes::{MemberTab, Route},
    ui::{Empty, EmptyKind, Failure, LinkButton, Look, PageSkeleton, PlainButton},
};

document!(MemberPermissions, "src/members/permissions.graphql");

/// The tab. `member` holds an answer.
#[component]
pub fn PermissionsTab(member: One<PersonRecord>) -> impl IntoView {
    let Some(Ok(record)) = member.answer.get_untracked() else {
        return ().into_any();
    };
    let session = use_session();
    let id = record.id.clone();
    let asked = One::new(move || id.clone(), fetch);
    let name = record.name.clone();
    let (seen_name, seen_role) = (record.name.clone(), record.role.name.clone());
    let navigate = use_navigate();
    let look = move |Found { known, given, .. }| {
        let (name, role) = (seen_name.clone(), seen_role.clone());
        let other = LookingAs { name, role, permissions: known, given };
        session.look_as(Some(other));
        navigate(&Route::Dashboard.to_string(), NavigateOptions::default());
    };
    let is_oneself = session.viewer().is_some_and(|it| it.id == record.id);
    let actions = move || {
        let Some(Ok(found)) = asked.answer.get() else { return None };
        let look = look.clone();
        let label = fill(role_words::VIEW_AS, &[("name", &name)]);
        (!is_oneself).then(|| {
            view! {
                <PlainButton icon="eye" on_click=move |()| look(found.clone())>
                    {label}
                </PlainButton>
            }
        })
    };
    let granular = Route::member(&record.id, MemberTab::GranularAccess);
    let third_party = is_third_party(&record.role.name);
    let role_name = record.role.name.clone();
    view! {
        <Head record open=MemberTab::Permissions actions=actions.into_any() />
        {move || match asked.answer.get() {
            None => view! { <PageSkeleton /> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| asked.reload() /> }.into_any(),
            Some(Ok(found)) if found.lines.is_empty() => {
                let granular = granular.clone();
                view! {
                    <Empty kind=EmptyKind::NothingYet title=t(words::NO_PERMISSIONS) text=t(words::NO_PERMISSIONS_TEXT)>
                        {third_party
                            .then(|| view! {
                                <LinkButton to=granular look=Look::Primary>{t(words::GRANULAR_ACCESS)}</LinkButton>
                            })}
                    </Empty>
                }
                    .into_any()
            }
            Some(Ok(found)) => table(found.lines, &role_name).into_any(),
        }}
    }
    .into_any()
}

fn table(lines: Vec<Line>, role: &str) -> impl IntoView {
    let by_role = fill(words::BY_ROLE, &[("role", role)]);
    let row = move |it: Line| {
        let reason = match it.reason {
            Reason::Role => by_role.clone().into_any(),
            Reason::Grant { kind, key } => match Kind::from_type(&kind) {
                Some(kind) => view! { {t(words::GRANTED_ON)}" "<ObjectName kind object=key /> }.into_any(),
                None => fill(words::GRANTED_ON_OTHER, &[("kind", &kind)]).into_any(),
            },
        };
        view! {
            <tr>
                <td><strong>{it.name}</strong></td>
                <td><span class="cell-2">{it.description}</span></td>
                <td><span class="cell-2">{reason}</span></td>
            </tr>
        }
    };
    view! {
        <div class="table-wrap">
            <table class="data-table" data-plain="" aria-label=t(words::PERMISSIONS)>
                <thead>
                    <tr>
                        <th scope="col">{t(words::PERMISSION)}</th>
                        <th scope="col">{t(words::ALLOWS)}</th>
                        <th scope="col">{t(words::REASON)}</th>
                    </tr>
                </thead>
                <tbody>{lines.into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

#[derive(Clone, PartialEq)]
struct Found {
    lines: Vec<Line>,
    known: Permissions,
    given: Vec<Given>,
}

/// The role says itself what it includes: the list of roles leaves out those above the reader's own.
async fn fetch(user: String) -> Result<Found, Error> {
    let variables = member_permissions::Variables { id: user.clone() };
    let (found, grants) =
        futures_util::future::try_join(api::send::<MemberPermissions>(variables), grants::all_of(user))
            .await?;
    let role = found.user.ok_or(Error::NotFound)?.role.permissions.nodes.into_iter().flatten();
    let role: Vec<Granted> =
        role.map(|it| Granted { tag: it.tag, name: it.name, description: it.description }).collect();
    let given = futures_util::future::try_join_all(grants.iter().map(grants::given)).await?;
    let grants: Vec<OnObject> = grants
        .into_iter()
        .map(|it| OnObject {
            permission: Granted {
                tag: it.permission.tag,
                name: it.permission.name,
                description: it.permission.description,
            },
            kind: it.permission.obj_type.name,
            key: it.obj,
        })
        .collect();
    Ok(Found {
        lines: effective(&role, &grants),
        known: Permissions::from_tags(role.iter().map(|it| it.tag.as_str())),
        given: given.into_iter().flatten().collect(),
    })
}
