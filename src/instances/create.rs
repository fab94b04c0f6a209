//! Adding an instance: a customer, an integration in one of its versions, a name.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    choose::{ChooseCustomer, ChooseIntegration, Offered},
    draft::{Checked, Draft},
    fields::InstanceFields,
};
use crate::{
    api::{self, Error, Mutation, Problem, outcome},
    auth::Access,
    document,
    phrases::{common, fill, instances as words, t},
    routes::{InstanceTab, Route},
    ui::{Button, Check, Dialog, Form, Look, Notice, PlainButton, Suggestion, Tone, use_toasts},
};

document!(CreateInstance, "src/instances/create.graphql");
document!(InstanceArrived, "src/instances/arrived.graphql");

/// What is sent.
#[derive(Clone, PartialEq)]
struct Wish {
    customer: String,
    /// The version's id.
    integration: String,
    checked: Checked,
}

/// The dialog. On success it leads to the new instance's configuration, or to its page when that is left to others.
#[component]
pub fn CreateInstanceDialog(
    open: RwSignal<bool>,
    /// Whose it will be; chosen in the dialog where it is not said.
    #[prop(optional_no_strip)]
    customer: Option<Suggestion>,
) -> impl IntoView {
    let form = Form::new(Draft::default());
    let is_given = customer.is_some();
    let given = StoredValue::new(customer.clone());
    let customer = RwSignal::new(customer);
    let offered = RwSignal::new(None::<Offered>);
    let version = RwSignal::new(String::new());
    let later = RwSignal::new(false);
    let problems = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let fields_dirty = form.is_dirty();
    let dirty = Signal::derive(move || offered.with(Option::is_some) || fields_dirty.get());
    // A name and labels that nobody typed follow the integration.
    Effect::new(move |before: Option<Option<Offered>>| {
        let now = offered.get();
        let before = before.flatten();
        if let Some(now) = now.as_ref().filter(|now| before.as_ref() != Some(*now)) {
            let mut draft = untrack(|| form.draft());
            let (name, labels) = before.map(|it| (it.name, it.labels)).unwrap_or_default();
            if draft.name == name {
                draft.name.clone_from(&now.name);
            }
            if draft.labels == labels {
                draft.labels.clone_from(&now.labels);
            }
            form.fill(draft);
            version.set(now.newest.clone());
            problems.1.set(None);
        }
        now
    });
    Effect::new(move |_| {
        if customer.with(Option::is_some) {
            problems.0.set(None);
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        if was_open == Some(true) && !open.get() {
            form.discard();
            customer.set(given.get_value());
            offered.set(None);
            later.set(false);
        }
        open.get()
    });
    let unsure = Unsure::default();
    let create = Mutation::new(move |wish| create_once(wish, unsure.clone()));
    Effect::new(move |_| form.show_refusal(create.error.get()));
    let (navigate, toasts) = (use_navigate(), use_toasts());
    let submit = move |()| {
        let missing = |is_missing: bool, phrase| is_missing.then(|| t(phrase));
        problems.0.set(missing(customer.with_untracked(Option::is_none), words::CUSTOMER_MISSING));
        problems.1.set(missing(offered.with_untracked(Option::is_none), words::INTEGRATION_MISSING));
        let checked = form.check();
        let (Some(customer), Some(_), Some(checked)) =
            (customer.get_untracked(), offered.get_untracked(), checked)
        else {
            crate::ui::focus_first_problem();
            return;
        };
        let name = checked.clone().into_draft().name;
        let wish = Wish { customer: customer.id, integration: version.get_untracked(), checked };
        let (navigate, is_later) = (navigate.clone(), later.get_untracked());
        create.send(wish, move |id| {
            open.set(false);
            toasts.success(fill(words::ADDED, &[("name", &name)]));
            let to = if is_later {
                Route::instance(&id, InstanceTab::Summary)
            } else {
                Route::ConfigureInstance { id }
            };
            navigate(&to.to_string(), NavigateOptions::default());
        });
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>
                {move || t(if later.get() { words::ADD } else { words::ADD_AND_CONFIGURE })}
            </Button>
        }
    };
    view! {
        <Dialog open title=t(words::ADD) dirty pending=create.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            {(!is_given).then(|| view! { <ChooseCustomer chosen=customer problem=problems.0 /> })}
            <ChooseIntegration chosen=offered version problem=problems.1 />
            <InstanceFields form />
            <Check label=t(words::LATER) value=later hint=t(words::LATER_HINT) />
        </Dialog>
    }
}

/// What was sent without an answer, and when, in milliseconds of this machine's clock.
type Unsure = Rc<RefCell<Option<(Wish, f64)>>>;

/// Creates an instance, unless an attempt whose answer was lost did so.
async fn create_once(wish: Wish, unsure: Unsure) -> Result<String, Error> {
    let before = unsure.borrow().clone();
    if let Some((sent, since)) = before.filter(|(sent, _)| *sent == wish)
        && let Some(id) = arrived(&sent, since).await?
    {
        return Ok(id);
    }
    let since = js_sys::Date::now();
    let answer = send(wish.clone()).await;
    if answer != Err(Error::Unreachable) {
        unsure.take();
        return answer;
    }
    unsure.replace(Some((wish.clone(), since)));
    arrived(&wish, since).await?.ok_or(Error::Unreachable)
}

/// Looks for an instance that was just created. The API knows no key for a repeated change, so it is told by all its
/// fields.
async fn arrived(sent: &Wish, since: f64) -> Result<Option<String>, Error> {
    // Milliseconds by which the server's clock may be behind.
    const SKEW: f64 = 600_000.0;
    let Wish { customer, integration, checked } = sent.clone();
    let draft = checked.into_draft();
    let variables = instance_arrived::Variables { customer, integration, name: draft.name };
    let found = api::send::<InstanceArrived>(variables).await?.instances.nodes.into_iter().flatten().next();
    let is_same = |it: &instance_arrived::InstanceArrivedInstancesNodes| {
        it.description == draft.description
            && it.labels.as_deref().unwrap_or_default() == draft.labels
            && js_sys::Date::parse(&it.created_at) >= since - SKEW
    };
    Ok(found.filter(is_same).map(|it| it.id))
}

async fn send(Wish { customer, integration, checked }: Wish) -> Result<String, Error> {
    let Draft { name, description, labels } = checked.into_draft();
    let variables = create_instance::Variables {
        customer,
        integration,
        name,
        description: Some(description),
        labels: Some(labels.into_iter().map(Some).collect()),
    };
    let payload = api::send::<CreateInstance>(variables).await?.create_instance;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
    outcome(payload.instance, problems.collect()).map(|it| it.id)
}
