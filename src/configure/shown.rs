//! The page of the wizard that is open.

use leptos::prelude::*;

use super::{
    fields::{Place, SettingField},
    pages::{self, Page, Part},
    wizard::Question,
};
use crate::{phrases::dynamic, ui::Html};

/// Its name, its help and the fields of its settings, in its order.
#[component]
pub fn PageBody(page: Page, questions: Vec<Question>, place: Place) -> impl IntoView {
    let mut questions = questions.into_iter();
    let parts = page.elements.into_iter().map(|part| match part {
        Part::Help(text) => {
            let text = dynamic(&text);
            let plain = pages::paragraphs(&text);
            view! { <Html text plain /> }.into_any()
        }
        Part::Begin(name, tagline) => view! {
            <div class="wizard-begin">
                <h3 dir="auto">{dynamic(&name)}</h3>
                {Some(dynamic(&tagline)).filter(|it| !it.is_empty()).map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
            </div>
        }
        .into_any(),
        Part::Setting(_) => questions
            .next()
            .map(|question| view! { <SettingField question place=place.clone() /> })
            .into_any(),
    });
    let tagline = Some(dynamic(&page.tagline)).filter(|it| !it.is_empty());
    view! {
        <div>
            <h2 dir="auto">{dynamic(&page.name)}</h2>
            {tagline.map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
        </div>
        {parts.collect_view()}
    }
}
