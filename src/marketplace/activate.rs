//! Making an instance of what is offered, and going on to its settings.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use serde_json::Map;

use super::{about::About, list::Offer};
use crate::{
    api::{Error, Mutation, One, once::Unsure},
    auth::Access,
    embed::{Event, tell},
    instances::{Wish, create_once},
    phrases::{marketplace as words, t},
    routes::Route,
    ui::{Button, Icon, Look},
};

/// Makes an instance of an offer, once for each press, and opens its settings.
pub type Activation = Mutation<About, ()>;

/// The activation of this offer.
pub fn activation(offer: Offer) -> Activation {
    let unsure = Unsure::default();
    let navigate = use_navigate();
    Mutation::new(move |about| begin(offer.clone(), about, unsure.clone(), navigate.clone()))
}

/// Part of the change, so that it leads on even when whatever showed the button is gone by then.
async fn begin(
    offer: Offer,
    about: About,
    unsure: Unsure<Wish>,
    navigate: impl Fn(&str, NavigateOptions),
) -> Result<(), Error> {
    let name = about.next_name(&offer);
    let customer = about.customer.clone().unwrap_or_default().0;
    let wish = Wish::named(customer, offer.id.clone(), name.clone(), about.labels.clone())?;
    let here = || window().location().pathname();
    let began_at = here();
    let id = create_once(wish, unsure).await?;
    tell(Event::Created, &about.subject(&offer, id.clone(), name), Map::new());
    // Whoever went elsewhere meanwhile stays there.
    if here() == began_at {
        navigate(&Route::ConfigureInstance { id }.to_string(), NavigateOptions::default());
    }
    Ok(())
}

/// The button of an `activation`, for those who may and while there is room for one more.
#[component]
pub fn ActivateButton(offer: Offer, found: One<About>, activation: Activation) -> impl IntoView {
    let error = activation.error;
    let problem = move || {
        let sentence = error.get()?.to_string();
        Some(view! { <p class="field-problem" role="alert"><Icon name="alert" small=true />{sentence}</p> })
    };
    let button = move || {
        let about = found.answer.get()?.ok().filter(|it| it.can_add(&offer))?;
        let name = if about.instances.is_empty() { words::CONFIGURE } else { words::ADD };
        let pending = activation.pending;
        let press = move |()| activation.send(about.clone(), |()| ());
        Some(
            view! { <Button look=Look::Primary access=Access::Granted pending on_click=press>{t(name)}</Button> },
        )
    };
    view! {
        {problem}
        {button}
    }
}
