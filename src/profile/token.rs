//! The access token for other programs, and the person's other accounts.

use leptos::prelude::*;

use crate::{
    api::{self, Error, One},
    document,
    phrases::{profile as words, t},
    ui::{Badge, Copyable, Notice, PlainButton, SafeLink, SafeUrl, Tone},
};

document!(UserTenants, "src/profile/tenants.graphql");

/// Shown only on demand, with a warning: whoever has it is the person.
#[component]
pub fn TokenSection() -> impl IntoView {
    let is_shown = RwSignal::new(false);
    view! {
        <section class="section">
            <h2>{t(words::TOKEN)}</h2>
            <p class="muted">{t(words::TOKEN_TEXT)}</p>
            {move || {
                if is_shown.get() {
                    let token = api::token().unwrap_or_default();
                    view! {
                        <Notice tone=Tone::Warn><p>{t(words::TOKEN_WARNING)}</p></Notice>
                        <Copyable text=token label=t(words::TOKEN) />
                        <div>
                            <PlainButton on_click=move |()| is_shown.set(false)>{t(words::HIDE_TOKEN)}</PlainButton>
                        </div>
                    }
                        .into_any()
                } else {
                    view! {
                        <div><PlainButton on_click=move |()| is_shown.set(true)>{t(words::SHOW_TOKEN)}</PlainButton></div>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// Nothing for those who have one account only.
#[component]
pub fn Tenants() -> impl IntoView {
    let tenants = One::new(|| (), |()| fetch());
    move || {
        let Some(Ok(all)) = tenants.answer.get() else { return None };
        let row = |it: user_tenants::UserTenantsListUserTenantsNodes| {
            let link = SafeUrl::parse(&it.url).filter(|_| !it.is_current_stack);
            view! {
                <li>
                    {match link {
                        Some(to) => view! { <SafeLink to><bdi>{it.org_name}</bdi></SafeLink> }.into_any(),
                        None => view! { <bdi>{it.org_name}</bdi> }.into_any(),
                    }}
                    {it.is_current_stack.then(|| view! { <Badge>{t(words::THIS_TENANT)}</Badge> })}
                </li>
            }
        };
        (all.len() > 1).then(|| {
            view! {
                <section class="section">
                    <h2>{t(words::TENANTS)}</h2>
                    <ul class="tenants">{all.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    }
}

async fn fetch() -> Result<Vec<user_tenants::UserTenantsListUserTenantsNodes>, Error> {
    Ok(api::send::<UserTenants>(user_tenants::Variables {}).await?.list_user_tenants.nodes)
}
