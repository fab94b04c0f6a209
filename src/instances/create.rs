//! Adding an instance: a customer, an integration in one of its versions, a name.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use super::{
    choose::{ChooseCustomer, ChooseIntegration, Offered},
    creation::{Wish, create_once},
    draft::Draft,
    fields::InstanceFields,
    wording::called,
};
use crate::{
    api::{Mutation, once::Unsure},
    auth::{Access, use_session},
    phrases::{common, fill, instances as words, t},
    routes::{InstanceTab, Route},
    shell::journal,
    ui::{Button, Check, Dialog, Form, Look, Notice, PlainButton, Suggestion, Tone, use_toasts, when_closed},
};

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
    let owner = untrack(|| use_session().viewer()).map(|it| it.id).unwrap_or_default();
    let place = given.get_value().map(|it| it.id).unwrap_or_default();
    journal::keep(
        format!("new instance {place} {owner}"),
        move || (form.draft(), customer.get(), offered.get(), version.get()),
        dirty,
        |(draft, whose, made_from, of): (Draft, Option<Suggestion>, Option<Offered>, String)| {
            form.fill(draft);
            customer.set(given.get_value().or(whose));
            offered.set(made_from);
            version.set(of);
            open.set(true);
        },
    );
    // A name and labels that nobody typed follow the integration.
    Effect::new(move |before: Option<Option<Offered>>| {
        let now = offered.get();
        // What a reload brought back is as somebody left it.
        let Some(before) = before else { return now };
        if now != before {
            let mut draft = untrack(|| form.draft());
            let said =
                |it: Option<&Offered>| it.map(|it| (it.name.clone(), it.labels.clone())).unwrap_or_default();
            let ((old_name, old_labels), (name, labels)) = (said(before.as_ref()), said(now.as_ref()));
            if draft.name == old_name {
                draft.name = name;
            }
            if draft.labels == old_labels {
                draft.labels = labels;
            }
            form.fill(draft);
            version.set(now.as_ref().map(|it| it.newest.clone()).unwrap_or_default());
        }
        if now.is_some() {
            problems.1.set(None);
        }
        now
    });
    Effect::new(move |_| {
        if customer.with(Option::is_some) {
            problems.0.set(None);
        }
    });
    when_closed(open, move || {
        form.discard();
        customer.set(given.get_value());
        offered.set(None);
        later.set(false);
        problems.0.set(None);
        problems.1.set(None);
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
    let add = called(words::ADD, words::OWN_ADD);
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look=Look::Primary access=Access::Granted pending=create.pending submit=true>
                {move || t(if later.get() { add } else { words::ADD_AND_CONFIGURE })}
            </Button>
        }
    };
    view! {
        <Dialog open title=t(add) dirty pending=create.pending on_submit=submit foot>
            {move || {
                form.refusal.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })
            }}
            {(!is_given).then(|| view! { <ChooseCustomer chosen=customer problem=problems.0 /> })}
            <ChooseIntegration chosen=offered version problem=problems.1 />
            <InstanceFields form />
            <Check label=t(called(words::LATER, words::OWN_LATER)) value=later hint=t(words::LATER_HINT) />
        </Dialog>
    }
}
