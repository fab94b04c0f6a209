//! The catalogue as cards under their categories.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{list::Offer, state::State};
use crate::{
    embed::Details,
    phrases::{dynamic, marketplace as words, t},
    routes::Route,
    ui::{Avatar, AvatarSize, Shape, Status, count_of},
};

/// The category an offer is listed under; empty for those without.
pub fn category_of(offer: &Offer) -> &str {
    offer.category.as_deref().unwrap_or_default().trim()
}

/// The offers by category: in alphabetical order, those without one last.
#[must_use]
pub fn by_category(offers: Vec<Offer>) -> Vec<(String, Vec<Offer>)> {
    let mut groups = BTreeMap::<(bool, String), Vec<Offer>>::new();
    for offer in offers {
        let category = category_of(&offer).to_owned();
        groups.entry((category.is_empty(), category)).or_default().push(offer);
    }
    groups.into_iter().map(|((_, category), offers)| (category, offers)).collect()
}

/// Cards under headings. `opened` takes the offer of a card that is pressed.
pub fn catalogue(offers: Vec<Offer>, details: Details, opened: RwSignal<Option<Offer>>) -> impl IntoView {
    let group = |(category, offers): (String, Vec<Offer>)| {
        let heading = if category.is_empty() { t(words::NO_CATEGORY) } else { dynamic(&category) };
        let count = count_of(u32::try_from(offers.len()).unwrap_or(u32::MAX), None);
        let cards = offers.into_iter().map(|it| card(it, details, opened)).collect_view();
        view! {
            <section class="market-group">
                <h2><bdi>{heading}</bdi>" "<span>{count}</span></h2>
                <div class="market-grid">{cards}</div>
            </section>
        }
    };
    by_category(offers).into_iter().map(group).collect_view()
}

/// The whole card is one button. Where a host allows no details it leads on at once.
fn card(offer: Offer, details: Details, opened: RwSignal<Option<Offer>>) -> AnyView {
    let inside = view! {
        <Avatar
            id=offer.id.clone()
            name=offer.name.clone()
            picture=offer.avatar_url.clone()
            size=AvatarSize::Head
            shape=Shape::Square
        />
        <bdi class="offer-name">{dynamic(&offer.name)}</bdi>
        <span class="offer-state">{shown(State::of(&offer))}</span>
        <span class="offer-text" dir="auto">{offer.description.as_deref().map(dynamic)}</span>
    };
    match details {
        Details::Disallow => {
            let to = begin(&offer.id);
            view! { <a class="offer" href=to>{inside}</a> }.into_any()
        }
        Details::Allow | Details::Always => {
            let open = move |_| opened.set(Some(offer.clone()));
            view! { <button class="offer" type="button" on:click=open>{inside}</button> }.into_any()
        }
    }
}

/// Where an integration begins without its details.
fn begin(id: &str) -> String {
    let id = String::from(js_sys::encode_uri_component(id));
    format!("{}?integrationId={id}&begin=true", Route::FindIntegration)
}

fn shown(state: State) -> AnyView {
    match state.glyph {
        Some(glyph) => view! { <Status glyph>{state.text}</Status> }.into_any(),
        None => state.text.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marketplace::list::tests::offer;

    #[test]
    fn categories_in_order_and_the_rest_last() {
        let of = |name: &str, category: Option<&str>| {
            let category = category.map(str::to_owned);
            Offer { name: name.into(), category, ..offer() }
        };
        let groups = by_category(vec![
            of("none", None),
            of("one", Some("ERP")),
            of("blank", Some(" ")),
            of("two", Some("Accounting")),
            of("three", Some("ERP")),
        ]);
        let names: Vec<(String, Vec<String>)> = groups
            .into_iter()
            .map(|(category, offers)| (category, offers.into_iter().map(|it| it.name).collect()))
            .collect();
        let expected =
            [("Accounting", vec!["two"]), ("ERP", vec!["one", "three"]), ("", vec!["none", "blank"])];
        let expected: Vec<(String, Vec<String>)> = expected
            .into_iter()
            .map(|(category, names)| (category.to_owned(), names.into_iter().map(str::to_owned).collect()))
            .collect();
        assert_eq!(names, expected);
    }
}
