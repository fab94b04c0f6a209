//! What a person may do, each permission with its reason.

use futures_util::future::{try_join, try_join_all};
use leptos::prelude::*;

use super::{
    effective::{Line, OnObject, Reason, effective},
    grants::{Grant, Kind, ObjectName, given, grants_of},
    roles::Granted,
};
use crate::{
    api::{self, Error},
    auth::{Given, Permissions},
    document,
    phrases::{fill, people as words, t},
};

document!(PersonPermissions, "src/people/permissions.graphql");

/// What a person may do.
#[derive(Clone, PartialEq)]
pub struct Effective {
    pub lines: Vec<Line>,
    /// What the app makes of what the role includes.
    pub known: Permissions,
    /// What was granted object by object.
    pub given: Vec<Given>,
}

/// Of a team member: by role, and object by object.
///
/// # Errors
/// As [`api::send`]; `NotFound` when there is no such person, or not for the reader.
pub async fn member_permissions(user: String) -> Result<Effective, Error> {
    let (role, grants) = try_join(included(user.clone()), grants_of(user)).await?;
    let given = try_join_all(grants.iter().map(given)).await?;
    let known = Permissions::from_tags(role.iter().map(|it| it.tag.as_str()));
    let lines = effective(&role, &on_objects(grants));
    Ok(Effective { lines, known, given: given.into_iter().flatten().collect() })
}

/// Of one of a customer's people, to whom nothing is granted beside their role.
///
/// # Errors
/// As [`member_permissions`].
pub async fn customer_user_permissions(user: String) -> Result<Vec<Line>, Error> {
    Ok(effective(&included(user).await?, &[]))
}

/// What was granted to a third party, who asks themself.
///
/// # Errors
/// As [`api::send`].
pub async fn granted_lines(user: String) -> Result<Vec<Line>, Error> {
    Ok(effective(&[], &on_objects(grants_of(user).await?)))
}

/// The role says itself what it includes: the list of roles leaves out those above the reader's own.
async fn included(id: String) -> Result<Vec<Granted>, Error> {
    let found = api::send::<PersonPermissions>(person_permissions::Variables { id }).await?;
    let role = found.user.ok_or(Error::NotFound)?.role.permissions.nodes.into_iter().flatten();
    Ok(role.map(|it| Granted { tag: it.tag, name: it.name, description: it.description }).collect())
}

fn on_objects(grants: Vec<Grant>) -> Vec<OnObject> {
    let one = |Grant { permission: it, obj, .. }: Grant| OnObject {
        permission: Granted { tag: it.tag, name: it.name, description: it.description },
        kind: it.obj_type.name,
        key: obj,
    };
    grants.into_iter().map(one).collect()
}

/// Permissions, what each lets people do, and why the person has it.
#[component]
pub fn EffectiveTable(
    lines: Vec<Line>,
    /// What people read as the person's role.
    role: String,
) -> impl IntoView {
    let by_role = fill(words::BY_ROLE, &[("role", &role)]);
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
