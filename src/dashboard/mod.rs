//! The first screen: what changed last, as far as this person may see it.

use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    auth::{Belonging, Permission, is_third_party, use_session},
    document,
    phrases::{fill, shell as words, t},
    routes::{CustomerTab, Route},
    ui::{Avatar, Failure, LinkButton, PageHead, Shape, Time},
};
use recent_customers::RecentCustomer;

document!(RecentCustomers, "src/dashboard/recent.graphql");

/// A greeting, and the customers changed last for those who may view customers.
#[component]
pub fn DashboardPage() -> impl IntoView {
    let session = use_session();
    let Some(viewer) = untrack(|| session.viewer()) else {
        return ().into_any();
    };
    let body = match &viewer.belongs_to {
        Belonging::Customer { .. } => {
            view! { <LinkButton to=Route::Marketplace>{t(words::MARKETPLACE)}</LinkButton> }.into_any()
        }
        _ if viewer.can(Permission::ViewCustomers).is_granted() => view! { <Recent /> }.into_any(),
        Belonging::Organization { .. } if is_third_party(&viewer.role) => {
            view! { <p class="muted">{t(words::SHARED_HERE)}</p> }.into_any()
        }
        Belonging::Organization { .. } | Belonging::Nobody => {
            view! { <p class="muted">{t(words::NO_ROLE_ACCESS)}</p> }.into_any()
        }
    };
    view! {
        <PageHead title=fill(words::WELCOME, &[("name", &viewer.name)]) />
        <div class="page-body">{body}</div>
    }
    .into_any()
}

#[component]
fn Recent() -> impl IntoView {
    let recent = One::new(|| (), |()| fetch());
    view! {
        <section class="card">
            <div class="card-head">
                <h2>{t(words::RECENT_CUSTOMERS)}</h2>
                <a href=Route::Customers.to_string()>{t(words::ALL_CUSTOMERS)}</a>
            </div>
            {move || match recent.answer.get() {
                None => view! { <div class="card-body late"><span class="skeleton"></span></div> }.into_any(),
                Some(Err(error)) => view! { <Failure error on_retry=move |()| recent.reload() /> }.into_any(),
                Some(Ok(rows)) => {
                    view! { <ul class="recent">{rows.into_iter().map(row).collect_view()}</ul> }.into_any()
                }
            }}
        </section>
    }
}

fn row(it: RecentCustomer) -> impl IntoView {
    view! {
        <li>
            <a class="recent-row" href=Route::customer(&it.id, CustomerTab::Summary).to_string()>
                <Avatar id=it.id.clone() name=it.name.clone() picture=it.avatar_url shape=Shape::Square />
                <span class="identity-text">
                    <bdi>{it.name}</bdi>
                    <span class="identity-sub" dir="auto">{it.description}</span>
                </span>
                <span class="cell-2"><Time moment=it.updated_at /></span>
            </a>
        </li>
    }
}

async fn fetch() -> Result<Vec<RecentCustomer>, Error> {
    let found = api::send::<RecentCustomers>(recent_customers::Variables {}).await?;
    Ok(found.customers.nodes.into_iter().flatten().collect())
}
