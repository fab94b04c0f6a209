//! What was granted to a third party, on their own profile.

use leptos::prelude::*;

use crate::{
    api::One,
    people::{EffectiveTable, granted_lines},
    phrases::{profile as words, t},
    ui::Failure,
};

/// Permissions with the objects they are granted on.
#[component]
pub fn GrantedSection(user: String, role: String) -> impl IntoView {
    let asked = One::new(move || user.clone(), granted_lines);
    view! {
        <section class="section">
            <h2>{t(words::GRANTED)}</h2>
            {move || match asked.answer.get() {
                None => view! { <span class="skeleton late"></span> }.into_any(),
                Some(Err(error)) => view! { <Failure error on_retry=move |()| asked.reload() /> }.into_any(),
                Some(Ok(lines)) if lines.is_empty() => {
                    view! { <p class="muted">{t(words::NOTHING_GRANTED)}</p> }.into_any()
                }
                Some(Ok(lines)) => view! { <EffectiveTable lines role=role.clone() /> }.into_any(),
            }}
        </section>
    }
}
