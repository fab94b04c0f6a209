//! The way into the wizard, and what stands there when it ended where there is nowhere to go.

use leptos::prelude::*;

use super::{
    Wizard,
    load::{definition, rehearsal},
    mode::Mode,
};
use crate::{
    api::{Error, One},
    auth::{Viewer, use_session},
    boot,
    embed::Person,
    phrases::{Phrase, configure as words, t},
    shell::query,
    ui::{Empty, EmptyKind, Failure, PageSkeleton, PlainButton},
};

/// The wizard of one instance. Another id is another one.
#[component]
pub fn ConfigurePage(id: String) -> impl IntoView {
    let (rehearse, _) = query::<String>("rehearse");
    // A host is told what happens; in a rehearsal nothing does.
    let rehearse = Memo::new(move |_| rehearse.get().filter(|_| !boot::is_embedded()));
    move || view! { <Settings id=id.clone() person=None rehearse=rehearse.get() /> }
}

/// The settings that count for everybody, or those of a person alone. A rehearsal is of an instance, or of an
/// `integration` that none is made of.
#[component]
pub fn Settings(
    id: String,
    #[prop(optional_no_strip)] person: Option<Person>,
    #[prop(optional_no_strip)] rehearse: Option<String>,
) -> impl IntoView {
    let (_, set_page) = query::<usize>("page");
    let is_own = person.is_some();
    let of_integration = rehearse.as_deref() == Some("integration");
    let asked = (id, person);
    let found = One::new(
        move || asked.clone(),
        move |(id, person)| async move {
            if of_integration { rehearsal(id).await } else { definition(id, person).await }
        },
    );
    // In a dialog of the host's there is nowhere to go from here.
    let ended = RwSignal::new(None::<Phrase>);
    let again = move |()| {
        set_page.set(None);
        // First, or what is shown until the answer comes were the wizard of before.
        found.start_over();
        ended.set(None);
    };
    let session = use_session();
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
        Some(Ok(it)) if is_own && it.settings.is_empty() => {
            let (title, text) = (t(words::NOTHING_PERSONAL), t(words::NOTHING_PERSONAL_TEXT));
            view! { <Empty kind=EmptyKind::NothingYet page=true title text /> }.into_any()
        }
        Some(Ok(definition)) => {
            let may_configure = match is_own {
                true => definition.may_configure,
                false => {
                    untrack(|| session.access(Viewer::configure)).is_granted()
                        && (of_integration || definition.may_configure)
                }
            };
            match (rehearse.is_some(), may_configure) {
                (true, false) => {
                    view! { <Failure error=Error::Forbidden page=true on_retry=move |()| found.reload() /> }
                        .into_any()
                }
                (true, true) => view! { <Wizard definition ended mode=Mode::Rehearsal /> }.into_any(),
                (false, true) => view! { <Wizard definition ended mode=Mode::Work /> }.into_any(),
                (false, false) => view! { <Wizard definition ended mode=Mode::Reading /> }.into_any(),
            }
        }
    }
}
