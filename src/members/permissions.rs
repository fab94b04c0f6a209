//! The Permissions tab: what a team member may do, each line with its reason, and the app seen through their eyes.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::member::Head;
use crate::{
    api::One,
    auth::{LookingAs, is_third_party, use_session},
    people::{Effective, EffectiveTable, PersonRecord, member_permissions},
    phrases::{fill, members as words, people, roles as role_words, t},
    routes::{MemberTab, Route},
    ui::{BodySkeleton, Empty, EmptyKind, Failure, LinkButton, Look, PlainButton},
};

/// The tab. `member` holds an answer.
#[component]
pub fn PermissionsTab(member: One<PersonRecord>) -> impl IntoView {
    let Some(Ok(record)) = member.answer.get_untracked() else {
        return ().into_any();
    };
    let session = use_session();
    let id = record.id.clone();
    let asked = One::new(move || id.clone(), member_permissions);
    let name = record.name.clone();
    let (seen_name, seen_role) = (record.name.clone(), record.role.name.clone());
    let navigate = use_navigate();
    let look = move |Effective { known, given, .. }| {
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
            None => view! { <BodySkeleton /> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| asked.reload() /> }.into_any(),
            Some(Ok(found)) if found.lines.is_empty() => {
                let granular = granular.clone();
                view! {
                    <Empty kind=EmptyKind::NothingYet title=t(people::NO_PERMISSIONS) text=t(words::NO_PERMISSIONS_TEXT)>
                        {third_party
                            .then(|| view! {
                                <LinkButton to=granular look=Look::Primary>{t(words::GRANULAR_ACCESS)}</LinkButton>
                            })}
                    </Empty>
                }
                    .into_any()
            }
            Some(Ok(Effective { lines, .. })) => {
                view! { <EffectiveTable lines role=role_name.clone() /> }.into_any()
            }
        }}
    }
    .into_any()
}
