//! Settings, Roles: which role includes which permission, from the API, for team members and for customers' people.

mod matrix;

use futures_util::future::try_join;
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    api::One,
    auth::{LookingAs, use_session},
    people::{Role, customer_roles, organization_roles},
    phrases::{Phrase, fill, roles as words, t},
    routes::Route,
    shell::settings_tabs,
    ui::{BodySkeleton, Failure, Icon, PageHead},
};
use matrix::{Row, rows};

/// Two matrices: permissions down, roles across.
#[component]
pub fn RolesPage() -> impl IntoView {
    let roles = One::new(|| (), |()| try_join(organization_roles(), customer_roles()));
    view! {
        <PageHead title=t(words::TITLE) tabs=settings_tabs(Route::Roles).into_any() />
        <p class="page-note">{t(words::TEXT)}</p>
        {move || match roles.answer.get() {
            None => view! { <BodySkeleton /> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| roles.reload() /> }.into_any(),
            Some(Ok((team, customers))) => {
                view! {
                    <section class="section">
                        <h2>{t(words::TEAM)}</h2>
                        {table(&team, words::TEAM, true)}
                    </section>
                    <section class="section">
                        <h2>{t(words::CUSTOMERS)}</h2>
                        {table(&customers, words::CUSTOMERS, false)}
                    </section>
                }
                    .into_any()
            }
        }}
    }
}

/// `is_ours`: the roles of the reader's own organization, which the app can be looked at as.
fn table(roles: &[Role], name: Phrase, is_ours: bool) -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let own = session.viewer().map(|it| it.role).unwrap_or_default();
    let head = |role: &Role| {
        let is_own = role.name == own;
        let other = LookingAs::role(role.name.clone(), role.known_permissions());
        let label = fill(words::VIEW_AS, &[("name", &role.name)]);
        let navigate = navigate.clone();
        let look = move |_| {
            session.look_as(Some(other.clone()));
            navigate(&Route::Dashboard.to_string(), NavigateOptions::default());
        };
        view! {
            <th scope="col" title=role.description.clone()>
                <span class="matrix-role">{role.name.clone()}</span>
                {if !is_ours {
                    ().into_any()
                } else if is_own {
                    view! { <span class="faint">{t(words::YOUR_ROLE)}</span> }.into_any()
                } else {
                    view! {
                        <button class="text-button" type="button" aria-label=label on:click=look>
                            {t(words::VIEW_AS_SHORT)}
                        </button>
                    }
                        .into_any()
                }}
            </th>
        }
    };
    let row = |Row { name, description, included }: Row| {
        let cell = |is_included: bool| {
            let text = t(if is_included { words::INCLUDED } else { words::NOT_INCLUDED });
            view! {
                <td class="matrix-cell" data-in=is_included.then_some("")>
                    {is_included.then(|| view! { <Icon name="check" /> })}
                    <span class=if is_included { "visually-hidden" } else { "matrix-no" }>{text}</span>
                </td>
            }
        };
        view! {
            <tr>
                <th scope="row">
                    {name}
                    <span class="matrix-about">{description}</span>
                </th>
                {included.into_iter().map(cell).collect_view()}
            </tr>
        }
    };
    view! {
        <div class="table-wrap" data-scroll="" tabindex="0" role="region" aria-label=t(name)>
            <table class="data-table matrix" data-plain="" aria-label=t(name)>
                <thead>
                    <tr>
                        <th scope="col">{t(words::PERMISSION)}</th>
                        {roles.iter().map(head).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows(roles).into_iter().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}
