//! The mark of a customer to find again. It is the reader's own, and acts at once.

use leptos::{prelude::*, task::spawn_local};

use super::detail::CustomerRecord;
use crate::{
    api::{self, Error, One},
    auth::use_session,
    document,
    parts::send_star,
    phrases::{customers as words, fill},
    routes::Route,
    settled,
    ui::{IconButton, Toasts, use_toasts},
};

document!(StarCustomer, "src/customers/star.graphql");

/// A mark on the screen.
#[derive(Clone, Copy)]
pub struct Mark {
    is_set: RwSignal<bool>,
    /// Every row of a long list has a mark, so it does without a `Mutation` and an effect.
    is_pending: StoredValue<bool>,
    toasts: Toasts,
    /// The page of the customer, if it is open.
    page: Option<One<CustomerRecord>>,
}

/// The button of the mark, for all who have the list.
#[component]
pub fn StarButton(id: String, name: String, starred: bool) -> impl IntoView {
    let session = use_session();
    let is_offered = move || {
        let has_list = session.access(|it| it.may_enter(Route::Customers.entry())).is_granted();
        has_list && session.looking_as().with(Option::is_none)
    };
    let is_set = RwSignal::new(starred);
    let mark =
        Mark { is_set, is_pending: StoredValue::new(false), toasts: use_toasts(), page: use_context() };
    let label = fill(words::STAR, &[("name", &name)]);
    let press = Callback::new(move |()| mark.turn(id.clone()));
    move || {
        let label = label.clone();
        is_offered()
            .then(|| view! { <IconButton icon="star" label pressed=Signal::from(is_set) on_click=press /> })
    }
}

impl Mark {
    fn turn(self, id: String) {
        if self.is_pending.get_value() {
            return;
        }
        self.is_pending.set_value(true);
        let starred = !self.is_set.get_untracked();
        self.is_set.set(starred);
        spawn_local(async move {
            // Few visits mark anything: what sends it comes with the first press.
            match send_star::load().await {
                Ok(()) => drop(send_star::run(id, starred, self)),
                Err(_) => self.go_back(&Error::Unreachable),
            }
        });
    }

    /// Tells the server, and goes back when it refuses.
    pub fn send(self, id: String, starred: bool) {
        spawn_local(async move {
            match send(id, starred).await {
                // The row may be gone meanwhile.
                Ok(()) => drop(self.is_pending.try_set_value(false)),
                Err(error) => {
                    if let Some(page) = self.page.filter(|_| error == Error::NotFound) {
                        page.reload();
                    }
                    self.go_back(&error);
                }
            }
        });
    }

    fn go_back(self, error: &Error) {
        if self.is_pending.try_set_value(false).is_none() {
            self.is_set.update(|it| *it = !*it);
            self.toasts.failure(error.to_string());
        }
    }
}

async fn send(id: String, starred: bool) -> Result<(), Error> {
    let payload = api::send::<StarCustomer>(star_customer::Variables { id, starred }).await?.update_customer;
    settled!(payload, customer).map(drop)
}
