//! Making an instance of what is offered, and going on to its settings.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde_json::Map;

use super::{about::About, list::Offer};
use crate::{
    api::{Error, Mutation, One},
    auth::Access,
    embed::{Event, tell},
    instances::{Unsure, Wish, create_once},
    phrases::{marketplace as words, t},
    routes::Route,
    ui::{Button, Icon, Look},
};

/// Makes instances of an offer, once for each press.
#[derive(Clone)]
pub struct Activation {
    pub pending: Signal<bool>,
    pub error: Signal<Option<Error>>,
    run: Callback<About>,
}

impl Activation {
    pub fn new(offer: Offer) -> Self {
        let unsure = Unsure::default();
        let create = Mutation::new(move |wish| create_once(wish, unsure.clone()));
        let navigate = use_navigate();
        let offer = StoredValue::new(offer);
        let navigate = StoredValue::new_local(navigate);
        let run = move |about: About| {
            let offer = offer.get_value();
            let name = about.next_name(&offer);
            let customer = about.customer.clone().unwrap_or_default().0;
            let labels = about.labels.clone();
            let Some(wish) = Wish::named(customer, offer.id.clone(), name.clone(), labels) else { return };
            create.send(wish, move |id| {
                tell(Event::Created, &about.subject(&offer, id.clone(), name.clone()), Map::new());
                let to = Route::ConfigureInstance { id }.to_string();
                navigate.with_value(|go| go(&to, NavigateOptions::default()));
            });
        };
        Self { pending: create.pending, error: create.error, run: Callback::new(run) }
    }

    /// Makes one, and opens its settings.
    pub fn run(&self, about: About) {
        self.run.run(about);
    }
}

/// The button, for those who may and while there is room for one more.
#[component]
pub fn ActivateButton(offer: Offer, found: One<About>) -> impl IntoView {
    let activation = Activation::new(offer.clone());
    let error = activation.error;
    let problem = move || {
        let sentence = error.get()?.to_string();
        Some(view! { <p class="field-problem" role="alert"><Icon name="alert" small=true />{sentence}</p> })
    };
    let button = move || {
        let about = found.answer.get()?.ok().filter(|it| it.can_add(&offer))?;
        let name = if about.instances.is_empty() { words::CONFIGURE } else { words::ADD };
        let (activation, pending) = (activation.clone(), activation.pending);
        let press = move |()| activation.run(about.clone());
        Some(
            view! { <Button look=Look::Primary access=Access::Granted pending on_click=press>{t(name)}</Button> },
        )
    };
    view! {
        {problem}
        {button}
    }
}
