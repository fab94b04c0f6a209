//! The way to one integration or instance that a host names in the query: `instanceId`, `integrationId` or
//! `integrationName`, in this order.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    about::identity_of,
    activate::{ActivateButton, activation},
    detail::{OfferDetails, look_at},
    list::{Offer, named},
};
use crate::{
    api::{Error, One},
    embed::{Details, use_frame},
    phrases::{dynamic, marketplace as words, t},
    routes::{InstanceTab, Route},
    shell::query,
    ui::{Empty, EmptyKind, Failure, PageHead, PageSkeleton},
};

/// What the host asks for.
#[derive(Clone, PartialEq, Eq)]
enum Asked {
    Instance(String),
    Integration(String),
    Name(String),
}

/// The screen. It stays only where there is something to decide.
#[component]
pub fn FindIntegrationPage() -> impl IntoView {
    let (instance, _) = query::<String>("instanceId");
    let (integration, _) = query::<String>("integrationId");
    let (name, _) = query::<String>("integrationName");
    let asked = move || {
        let text = |it: Memo<Option<String>>| it.get().filter(|it| !it.is_empty());
        let instance = text(instance).map(Asked::Instance);
        instance.or_else(|| text(integration).map(Asked::Integration)).or_else(|| text(name).map(Asked::Name))
    };
    move || match asked() {
        Some(Asked::Instance(id)) => {
            go_on(&Route::instance(&id, InstanceTab::Summary));
            view! { <PageSkeleton /> }.into_any()
        }
        Some(asked) => view! { <Found asked /> }.into_any(),
        None => {
            let (title, text) = (t(words::NOTHING_ASKED), t(words::NOTHING_ASKED_TEXT));
            view! { <Empty kind=EmptyKind::NothingYet page=true title text /> }.into_any()
        }
    }
}

#[component]
fn Found(asked: Asked) -> impl IntoView {
    let found = One::new(move || asked.clone(), find);
    move || match found.answer.get() {
        None => view! { <PageSkeleton /> }.into_any(),
        Some(Err(Error::NotFound)) => {
            let (title, text) = (t(words::NOT_FOUND_TITLE), t(words::NOT_FOUND_TEXT));
            view! { <Empty kind=EmptyKind::Missing page=true title text /> }.into_any()
        }
        Some(Err(error)) => {
            view! { <Failure error page=true on_retry=move |()| found.reload() /> }.into_any()
        }
        Some(Ok(offer)) => view! { <Chosen offer /> }.into_any(),
    }
}

/// The integration: what there is one of leads to its page; what there is none of may begin at once, where the host
/// wants no details.
#[component]
fn Chosen(offer: Offer) -> impl IntoView {
    let found = look_at(&offer);
    let (begin, _) = query::<bool>("begin");
    let details = use_frame().screen.with_untracked(|it| it.configure_details);
    let begins = begin.get_untracked() == Some(true) || details == Details::Disallow;
    let activation = activation(offer.clone());
    let failed = activation.error;
    let stays = RwSignal::new(false);
    let wanted = offer.clone();
    Effect::new(move |_| {
        let Some(Ok(about)) = found.answer.get() else { return };
        match about.instances.as_slice() {
            [only] => go_on(&Route::instance(&only.id, InstanceTab::Summary)),
            [] if begins && about.can_add(&wanted) => activation.send(about, |()| ()),
            _ => stays.set(true),
        }
    });
    let title = dynamic(&offer.name);
    let kept = StoredValue::new(offer);
    move || {
        // What was to begin at once and could not can be tried again by hand.
        let has_failed = failed.with(Option::is_some) || matches!(found.answer.get(), Some(Err(_)));
        if !(stays.get() || has_failed) {
            return view! { <PageSkeleton /> }.into_any();
        }
        let offer = kept.get_value();
        view! {
            <PageHead
                title=title.clone()
                actions=view! { <ActivateButton offer=offer.clone() found activation /> }.into_any()
            />
            <div class="page-body offer-page"><OfferDetails offer found /></div>
        }
        .into_any()
    }
}

/// Goes to a screen in the place of this one: going back leads out of here.
fn go_on(to: &Route) {
    let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
    use_navigate()(&to.to_string(), options);
}

async fn find(asked: Asked) -> Result<Offer, Error> {
    let (name, sequence) = match asked {
        Asked::Integration(id) | Asked::Instance(id) => identity_of(id).await?,
        Asked::Name(name) => (name, None),
    };
    let found = named(&name).await?;
    the_one(found, sequence.as_deref()).ok_or(Error::NotFound)
}

/// That of several with one name which is a version of the same integration; the first where nobody says which.
fn the_one(found: Vec<Offer>, sequence: Option<&str>) -> Option<Offer> {
    found.into_iter().find(|it| sequence.is_none() || it.version_sequence_id.as_deref() == sequence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketplace::list::tests::offer;

    #[test]
    fn of_several_with_one_name_it_is_the_one_that_was_asked_for() {
        let one = |id: &str, sequence: &str| Offer {
            id: id.into(),
            version_sequence_id: Some(sequence.into()),
            ..offer()
        };
        let found = vec![one("1", "a"), one("2", "b")];
        let id = |sequence| the_one(found.clone(), sequence).map(|it| it.id);
        assert_eq!(id(Some("b")).as_deref(), Some("2"));
        assert_eq!(id(Some("c")), None);
        assert_eq!(id(None).as_deref(), Some("1"));
    }
}
