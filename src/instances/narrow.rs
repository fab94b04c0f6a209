//! Filters of the list of instances: whose they are, what they are made from, and in which version. The address holds
//! ids; the names are asked for.

use std::future::Future;

use leptos::prelude::*;

use super::choose::{Found, customers, integrations, kept, retry};
use crate::{
    api::{self, Error, One},
    auth::{Permission, use_session},
    document,
    phrases::{Phrase, fill, instances as words, t},
    shell::query,
    ui::{Combobox, FilterChip, Select, Suggestion},
};

document!(NamedCustomer, "src/instances/customer.graphql");
document!(MadeFrom, "src/instances/made_from.graphql");

/// What the address asks for, with its names.
#[derive(Clone, Copy)]
pub struct Narrow {
    pub customer: Part,
    pub integration: Part,
    pub version: Part,
    /// Id and name of each version of the integration.
    versions: Memo<Vec<(String, String)>>,
    /// What the list is about anyway is not asked for.
    asks: (bool, bool),
}

/// One filter: the id in the address, and its name once it is known.
#[derive(Clone, Copy)]
pub struct Part {
    pub id: Memo<Option<String>>,
    set: SignalSetter<Option<String>>,
    name: Memo<Option<String>>,
}

impl Part {
    fn chip(self, about: Phrase) -> Option<FilterChip> {
        let id = self.id.get()?;
        let on_remove = Callback::new(move |()| self.set.set(None));
        Some(FilterChip { name: t(about), value: self.name.get().unwrap_or(id), on_remove })
    }
}

impl Narrow {
    /// `customer` and `integration` are what the list is about anyway.
    pub fn new(customer: Option<String>, integration: Option<String>) -> Self {
        let asks = (customer.is_none(), integration.is_none());
        let (customer_id, set_customer) = query::<String>("customer");
        let (integration_id, set_integration) = query::<String>("integration");
        let (version_id, set_version) = query::<String>("version");
        // A list about one takes no other from the address.
        let customer_id = Memo::new(move |_| customer_id.get().filter(|_| asks.0));
        let own_integration = Memo::new(move |_| integration_id.get().filter(|_| asks.1));
        let sequence = Memo::new(move |_| integration.clone().or(own_integration.get()));
        let version_id = Memo::new(move |_| version_id.get().filter(|_| sequence.with(Option::is_some)));
        let named = One::new(move || customer_id.get(), named_customer);
        let made_from = One::new(move || sequence.get(), made_from);
        let customer_name = Memo::new(move |_| named.answer.get().and_then(Result::ok).flatten());
        let known = Memo::new(move |_| made_from.answer.get().and_then(Result::ok).unwrap_or_default());
        let integration_name = Memo::new(move |_| known.with(|it| it.0.clone()));
        let versions = Memo::new(move |_| known.with(|it| it.1.clone()));
        let version_name = Memo::new(move |_| {
            let id = version_id.get()?;
            versions.with(|all| all.iter().find(|it| it.0 == id).map(|it| it.1.clone()))
        });
        let set_integration = SignalSetter::map(move |id: Option<String>| {
            set_integration.set(id);
            // It was a version of another one.
            set_version.set(None);
        });
        Self {
            customer: Part { id: customer_id, set: set_customer, name: customer_name },
            integration: Part { id: own_integration, set: set_integration, name: integration_name },
            version: Part { id: version_id, set: set_version, name: version_name },
            versions,
            asks,
        }
    }

    pub fn chips(self) -> Vec<FilterChip> {
        let chips = [
            self.customer.chip(words::CUSTOMER),
            self.integration.chip(words::INTEGRATION),
            self.version.chip(words::VERSION),
        ];
        chips.into_iter().flatten().collect()
    }

    pub fn is_set(self) -> bool {
        [self.customer, self.integration, self.version].map(|it| it.id.with(Option::is_some)).contains(&true)
    }

    pub fn clear(self) {
        self.customer.set.set(None);
        self.integration.set.set(None);
    }
}

/// The fields. Who may not see customers or integrations cannot choose one.
#[component]
pub fn NarrowFields(narrow: Narrow) -> impl IntoView {
    let session = use_session();
    let may = move |permission| session.access(|it| it.can(permission)).is_granted();
    let customer = narrow.asks.0 && may(Permission::ViewCustomers);
    let integration = narrow.asks.1 && may(Permission::ViewIntegrations);
    let version = move || {
        let versions = narrow.versions.get();
        (!versions.is_empty()).then(|| {
            let any = (String::new(), t(words::ANY_VERSION));
            let options = std::iter::once(any).chain(versions).collect::<Vec<_>>();
            let value = Signal::derive(move || narrow.version.id.get().unwrap_or_default());
            let choose = move |id: String| narrow.version.set.set(Some(id).filter(|it| !it.is_empty()));
            view! { <Select label=t(words::VERSION) value options=Signal::stored(options) on_change=choose /> }
        })
    };
    view! {
        {customer.then(|| view! { <Chooser label=words::CUSTOMER part=narrow.customer find=customers /> })}
        {integration.then(|| view! { <Chooser label=words::INTEGRATION part=narrow.integration find=integrations /> })}
        {version}
    }
}

/// A field that finds one by its name.
#[component]
fn Chooser<F>(label: Phrase, part: Part, find: fn(String) -> F) -> impl IntoView
where
    F: Future<Output = Result<Found<Suggestion>, Error>> + 'static,
{
    let typed = RwSignal::new(String::new());
    let found = One::new(move || typed.get(), find);
    let known = kept(found);
    let now = move || {
        let id = part.id.get()?;
        Some(Suggestion { name: part.name.get().unwrap_or_default(), id })
    };
    let chosen = RwSignal::new(untrack(now));
    // The address leads; what is picked here goes there.
    Effect::new(move |_| {
        let now = now();
        if chosen.with_untracked(|it| *it != now) {
            chosen.set(now);
        }
    });
    Effect::new(move |before: Option<Option<String>>| {
        let id = chosen.with(|it| it.as_ref().map(|it| it.id.clone()));
        if before.is_some_and(|it| it != id) && part.id.get_untracked() != id {
            part.set.set(id.clone());
        }
        id
    });
    view! {
        <Combobox
            label=t(label)
            value=chosen
            suggestions=Signal::derive(move || known.with(|it| it.0.clone()))
            total=Signal::derive(move || known.with(|it| Some(it.1)))
            on_search=move |it| typed.set(it)
        />
        {retry(found)}
    }
}

async fn named_customer(id: Option<String>) -> Result<Option<String>, Error> {
    let Some(id) = id else { return Ok(None) };
    let found = api::send::<NamedCustomer>(named_customer::Variables { id }).await?.customer;
    Ok(found.map(|it| it.name))
}

/// The name of an integration, and its versions.
async fn made_from(sequence: Option<String>) -> Result<(Option<String>, Vec<(String, String)>), Error> {
    let Some(sequence) = sequence else { return Ok((None, Vec::new())) };
    let found = api::send::<MadeFrom>(made_from::Variables { sequence }).await?.integrations.nodes;
    let found: Vec<_> = found.into_iter().flatten().collect();
    let name = found.first().map(|it| it.name.clone());
    let version = |it: made_from::MadeFromIntegrationsNodes| {
        let number = it.version_number.to_string();
        (it.id, fill(words::VERSION_NUMBER, &[("version", &number)]))
    };
    Ok((name, found.into_iter().map(version).collect()))
}
