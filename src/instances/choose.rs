//! The fields that say whose an instance is and what it is made from.

use leptos::prelude::*;

use crate::{
    api::{self, Error, One, Slice},
    auth::use_session,
    document,
    phrases::{fill, instances as words, t},
    ui::{Combobox, Failure, Select, Suggestion},
};

document!(InstanceCustomers, "src/instances/customers.graphql");
document!(InstanceOffers, "src/instances/offers.graphql");
document!(InstanceVersions, "src/instances/versions.graphql");

use instance_offers::Offer;

/// An integration that instances can be made from.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Offered {
    pub name: String,
    /// Those of the integration, for the instance to begin with.
    pub labels: Vec<String>,
    /// Shared by all its versions.
    pub sequence: String,
    /// The id of the newest version that is available.
    pub newest: String,
}

/// Matches by part of their names, and how many there are in all.
pub type Found<T> = (Vec<T>, u32);

/// Only customers who may be given an instance are found.
#[component]
pub fn ChooseCustomer(
    chosen: RwSignal<Option<Suggestion>>,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let found = One::new(move || typed.get(), open_customers);
    let known = kept(found);
    view! {
        <Combobox
            label=t(words::CUSTOMER)
            value=chosen
            suggestions=Signal::derive(move || known.with(|it| it.0.clone()))
            total=Signal::derive(move || known.with(|it| Some(it.1)))
            on_search=move |it| typed.set(it)
            problem
        />
        {retry(found)}
    }
}

/// The integration, and which version of it; the newest unless another one is chosen.
#[component]
pub fn ChooseIntegration(
    chosen: RwSignal<Option<Offered>>,
    version: RwSignal<String>,
    problem: RwSignal<Option<String>>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let picked = RwSignal::new(chosen.with_untracked(|it| it.as_ref().map(Suggestion::from)));
    let viewer = untrack(|| use_session().viewer());
    let is_own = viewer.is_some_and(|it| it.own_customer().is_some());
    let found = One::new(move || typed.get(), move |text| offers(text, is_own));
    let known = kept(found);
    Effect::new(move |_| {
        let Some(picked) = picked.get() else { return chosen.set(None) };
        let offer = known.with_untracked(|(all, _)| all.iter().find(|it| it.sequence == picked.id).cloned());
        // What a reload brought back is not looked for yet.
        if offer.is_some() {
            chosen.set(offer);
        }
    });
    let sequence = Memo::new(move |_| chosen.with(|it| it.as_ref().map(|it| it.sequence.clone())));
    view! {
        <Combobox
            label=t(words::INTEGRATION)
            value=picked
            suggestions=Signal::derive(move || known.with(|it| it.0.iter().map(Suggestion::from).collect()))
            total=Signal::derive(move || known.with(|it| Some(it.1)))
            on_search=move |it| typed.set(it)
            problem
        />
        {retry(found)}
        {move || sequence.get().map(|sequence| view! { <ChooseVersion sequence version /> })}
    }
}

#[component]
fn ChooseVersion(sequence: String, version: RwSignal<String>) -> impl IntoView {
    let found = One::new(move || sequence.clone(), versions);
    move || match found.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| found.reload() /> }.into_any(),
        Some(Ok(all)) => view! {
            <Select
                label=t(words::VERSION)
                value=version
                options=Signal::stored(all)
                on_change=move |it| version.set(it)
            />
        }
        .into_any(),
    }
}

/// The newest answer; what was found stays while more is asked for.
pub fn kept<T: Clone + PartialEq + Send + Sync + 'static>(found: One<Found<T>>) -> Memo<Found<T>> {
    Memo::new(move |before: Option<&Found<T>>| match found.answer.get() {
        Some(Ok(found)) => found,
        Some(Err(_)) | None => before.cloned().unwrap_or_default(),
    })
}

pub fn retry<T: Clone + Send + Sync + 'static>(found: One<T>) -> impl IntoView {
    move || match found.answer.get() {
        Some(Err(error)) => Some(view! { <Failure error on_retry=move |()| found.reload() /> }),
        Some(Ok(_)) | None => None,
    }
}

impl From<&Offered> for Suggestion {
    fn from(offer: &Offered) -> Self {
        Self { id: offer.sequence.clone(), name: offer.name.clone() }
    }
}

/// Customers by part of their names.
///
/// # Errors
/// As [`api::send`].
pub async fn customers(text: String) -> Result<Found<Suggestion>, Error> {
    find_customers(text, |_| true).await
}

async fn open_customers(text: String) -> Result<Found<Suggestion>, Error> {
    find_customers(text, |it| it.allow_add_instance).await
}

async fn find_customers(
    text: String,
    is_open: fn(&instance_customers::InstanceCustomersCustomersNodes) -> bool,
) -> Result<Found<Suggestion>, Error> {
    let ask = async |first, after| {
        let variables =
            instance_customers::Variables { search: Some(text.clone()), first: Some(first), after };
        let found = api::send::<InstanceCustomers>(variables).await?.customers;
        Ok(Slice {
            rows: found.nodes.into_iter().flatten().collect(),
            total: u32::try_from(found.total_count).unwrap_or_default(),
            next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
        })
    };
    enough(ask, |it| is_open(&it).then_some(Suggestion { id: it.id, name: it.name })).await
}

/// Integrations by part of their names, each by what all its versions share.
///
/// # Errors
/// As [`api::send`].
pub async fn integrations(text: String) -> Result<Found<Suggestion>, Error> {
    find_offers(text, |it| Some(Suggestion { id: it.version_sequence_id?, name: it.name })).await
}

async fn offers(text: String, is_own: bool) -> Result<Found<Offered>, Error> {
    // A customer's own people activate what its maker lets them, and what was made for them.
    let may = move |it: &Offer| !is_own || it.is_customer_deployable == Some(true) || it.customer.is_some();
    // What was never published has no version to make an instance of.
    let open = |it: Offer| {
        may(&it).then_some(())?;
        Some(Offered {
            name: it.name,
            labels: it.labels.unwrap_or_default(),
            sequence: it.version_sequence_id?,
            newest: it.version_at?.id,
        })
    };
    find_offers(text, open).await
}

async fn find_offers<T>(text: String, open: impl Fn(Offer) -> Option<T>) -> Result<Found<T>, Error> {
    let ask = async |first, after| {
        let variables = instance_offers::Variables { search: Some(text.clone()), first: Some(first), after };
        let found = api::send::<InstanceOffers>(variables).await?.integrations;
        Ok(Slice {
            rows: found.nodes.into_iter().flatten().collect(),
            total: u32::try_from(found.total_count).unwrap_or_default(),
            next: found.page_info.end_cursor.filter(|_| found.page_info.has_next_page),
        })
    };
    enough(ask, open).await
}

/// As many are offered at most.
const SHOWN: usize = 20;

/// The first of those that can be chosen, page after page until there are as many as are offered, and how many there are
/// in all. Those that were seen and cannot be chosen do not count; of those on later pages nobody knows. `ask` gets how
/// many to ask for, and where they begin: where some are left out, more at once.
async fn enough<N, T>(
    ask: impl AsyncFn(i64, Option<String>) -> Result<Slice<N>, Error>,
    open: impl Fn(N) -> Option<T>,
) -> Result<Found<T>, Error> {
    let (mut kept, mut seen) = (Vec::new(), 0);
    let (mut first, mut after) = (20, None);
    loop {
        let page = ask(first, after).await?;
        seen += page.rows.len();
        kept.extend(page.rows.into_iter().filter_map(&open));
        if page.next.is_none() || kept.len() >= SHOWN {
            let left_out = u32::try_from(seen - kept.len()).unwrap_or(u32::MAX);
            kept.truncate(SHOWN);
            return Ok((kept, page.total.saturating_sub(left_out)));
        }
        (first, after) = (100, page.next);
    }
}

async fn versions(sequence: String) -> Result<Vec<(String, String)>, Error> {
    let variables = instance_versions::Variables { sequence };
    let found = api::send::<InstanceVersions>(variables).await?.integrations.nodes;
    let name = |it: instance_versions::InstanceVersionsIntegrationsNodes| {
        let comment = it.version_comment.filter(|it| !it.is_empty());
        let comment = comment.map(|it| format!(" – {it}")).unwrap_or_default();
        let number = fill(words::VERSION_NUMBER, &[("version", &it.version_number.to_string())]);
        (it.id, format!("{number}{comment}"))
    };
    Ok(found.into_iter().flatten().map(name).collect())
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use futures_util::FutureExt;

    use super::*;

    /// What is offered of the numbers below `count`, and how many were asked for each time.
    fn numbers(count: i64, is_open: fn(i64) -> bool) -> (Found<i64>, Vec<i64>) {
        let asked = RefCell::default();
        let ask = async |first: i64, after: Option<String>| {
            RefCell::<Vec<i64>>::borrow_mut(&asked).push(first);
            let from = after.map_or(0, |it| it.parse::<i64>().unwrap_or_default());
            let to = (from + first).min(count);
            let total = u32::try_from(count).unwrap_or_default();
            Ok(Slice { rows: (from..to).collect(), total, next: (to < count).then(|| to.to_string()) })
        };
        let found = enough(ask, |it| is_open(it).then_some(it)).now_or_never();
        (found.and_then(Result::ok).unwrap_or_default(), asked.into_inner())
    }

    #[test]
    fn what_cannot_be_chosen_is_not_counted() {
        assert_eq!(numbers(4, |it| it % 2 == 0), ((vec![0, 2], 2), vec![20]));
        assert_eq!(numbers(0, |_| true), ((Vec::new(), 0), vec![20]));
        assert_eq!(numbers(40, |_| true), (((0..20).collect(), 40), vec![20]));
    }

    #[test]
    fn what_can_be_chosen_is_found_behind_what_cannot() {
        let ((found, total), asked) = numbers(500, |it| it >= 25);
        assert_eq!(found, (25..45).collect::<Vec<_>>());
        assert_eq!((total, asked), (475, vec![20, 100]));
        assert_eq!(numbers(200, |it| it == 190), ((vec![190], 1), vec![20, 100, 100]));
    }
}
