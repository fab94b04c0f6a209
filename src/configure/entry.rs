//! The way into the wizard, and what stands there when it ended where there is nowhere to go.

use leptos::prelude::*;

use super::{Wizard, load::definition};
use crate::{
    api::{Error, One},
    embed::use_frame,
    phrases::{Phrase, configure as words, t},
    shell::query,
    ui::{Empty, EmptyKind, Failure, PageSkeleton, PlainButton},
};

/// The wizard of one instance. Another id is another one.
#[component]
pub fn ConfigurePage(id: String) -> impl IntoView {
    if use_frame().is_personal.get_untracked() {
        let (title, text) = (t(words::NOTHING_PERSONAL), t(words::NOTHING_PERSONAL_TEXT));
        return view! { <Empty kind=EmptyKind::NothingYet title text /> }.into_any();
    }
    view! { <Everybodys id /> }.into_any()
}

/// The settings that count for everybody.
#[component]
fn Everybodys(id: String) -> impl IntoView {
    let found = One::new(move || id.clone(), definition);
    // In a dialog of the host's there is nowhere to go from here.
    let ended = RwSignal::new(None::<Phrase>);
    let (_, set_page) = query::<usize>("page");
    let again = move |()| {
        set_page.set(None);
        ended.set(None);
        found.reload();
    };
    move || match found.answer.get() {
        Some(Ok(_)) if ended.get().is_some() => {
            let is_there = ended.get() != Some(words::REMOVED);
            let title = ended.get().map(t).unwrap_or_default();
            view! {
                <Empty kind=EmptyKind::NothingYet title text=t(words::ENDED)>
                    {is_there.then(|| view! { <PlainButton on_click=again>{t(words::OPEN_AGAIN)}</PlainButton> })}
                </Empty>
            }
            .into_any()
        }
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Err(error)) => {
            view! { <Failure error page=true on_retry=move |()| found.reload() /> }.into_any()
        }
        Some(Ok(it)) if !it.may_configure => {
            view! { <Failure error=Error::Forbidden page=true on_retry=move |()| found.reload() /> }
                .into_any()
        }
        Some(Ok(definition)) => view! { <Wizard definition ended /> }.into_any(),
    }
}
