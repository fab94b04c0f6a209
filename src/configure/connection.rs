//! A setting that is a connection: one that the customer has already, or one filled in for this instance alone.

use leptos::prelude::*;

use super::{
    asked::{Reader, Said, asked},
    draft::Answer,
    fields::Place,
    load::{Link, stored},
    wizard::{Question, check, save},
};
use crate::{
    api::{self, Error, Mutation, One},
    auth::{Permission, Viewer, use_session},
    connecting::{Consent, Input},
    document,
    embed::use_frame,
    phrases::{configure as words, fill, t},
    routes::Route,
    ui::{Button, Failure, Glyph, Icon, Look, Notice, SafeLink, SafeUrl, Select, Status, Tone, use_toasts},
};
use reusable_connections::CustomerConfigVariableStatus;

document!(ConnectionToFill, "src/configure/connection.graphql");
document!(ReusableConnections, "src/configure/reusable.graphql");

/// What is asked to make the connection.
#[derive(Clone, PartialEq)]
struct Described {
    /// The other system, and the way to it.
    app: String,
    way: String,
    comments: String,
    inputs: Vec<Input>,
}

/// A connection of the customer's that fits.
#[derive(Clone, PartialEq)]
struct Reusable {
    id: String,
    name: String,
    is_connected: bool,
}

/// The field.
#[component]
pub fn ConnectionField(question: Question, place: Place) -> impl IntoView {
    let key = question.setting.key.clone();
    let wanted = (place.integration.clone(), key.clone());
    let is_customer = use_session().viewer().is_some_and(|it| it.own_customer().is_some());
    let reader = if is_customer { Reader::Customer } else { Reader::Organization };
    let described = One::new(move || wanted.clone(), move |it| describe(it, reader));
    let kind = question.setting.connection.clone().unwrap_or_default();
    let customer = place.customer.clone();
    let reusable =
        One::new(move || (customer.clone(), kind.clone()), |(customer, kind)| reusable(customer, kind));
    let Question { answer, problem, link, .. } = question.clone();
    let is_stored = Memo::new(move |_| link.with(Option::is_some));
    let is_shared = Memo::new(move |_| answer.with(|it| it.shared.is_some()));
    let own = {
        let question = question.clone();
        move || match described.answer.get() {
            None => view! { <span class="skeleton late"></span> }.into_any(),
            Some(Err(error)) => view! { <Failure error on_retry=move |()| described.reload() /> }.into_any(),
            Some(Ok(it)) => {
                let question = question.clone();
                let kept = is_stored.get() && !it.inputs.is_empty();
                let fields = question.fields(it.inputs);
                let comments = Some(it.comments).filter(|it| !it.is_empty());
                let ways = format!("{} – {}", it.app, it.way);
                view! {
                    <p class="muted"><bdi>{ways}</bdi></p>
                    {comments.map(|it| view! { <p class="muted" dir="auto">{it}</p> })}
                    {kept.then(|| view! { <p class="field-hint">{t(words::KEPT)}</p> })}
                    {fields}
                }
                .into_any()
            }
        }
    };
    let shared = {
        let customer = place.customer.clone();
        move || {
            let id = answer.with(|it| it.shared.clone())?;
            let found = reusable.answer.get()?.ok()?.into_iter().find(|it| it.id == id)?;
            let to = Route::Connection { customer: customer.clone(), id };
            let (glyph, status) =
                status_of(Some(if found.is_connected { Link::Connected } else { Link::Waiting }));
            Some(view! {
                <p class="connection-state">
                    <Status glyph>{t(status)}</Status>
                    <a href=to.to_string() target="_blank">{t(words::OPEN_CONNECTION)}</a>
                </p>
            })
        }
    };
    let choices = Signal::derive(move || {
        let found = reusable.answer.get().and_then(Result::ok).unwrap_or_default();
        let state = |it: &Reusable| {
            if it.is_connected {
                it.name.clone()
            } else {
                fill(words::NOT_CONNECTED_YET, &[("name", &it.name)])
            }
        };
        let own = (String::new(), t(words::FILL_IN_HERE));
        std::iter::once(own).chain(found.iter().map(|it| (it.id.clone(), state(it)))).collect::<Vec<_>>()
    });
    let choose = move |id: String| {
        answer.update(|it| *it = Answer { shared: Some(id).filter(|it| !it.is_empty()), ..it.clone() });
        problem.set(None);
    };
    let is_inline = use_frame().screen.with_untracked(|it| it.wizard.is_inline);
    let choice = move || {
        let is_offered = choices.with(|it| it.len() > 1) && (!is_inline || is_shared.get());
        is_offered.then(|| {
            let value = Signal::derive(move || answer.with(|it| it.shared.clone().unwrap_or_default()));
            view! { <Select label=t(words::USE) value options=choices on_change=choose /> }
        })
    };
    // It goes on while what stands above it is shown anew.
    let consent = {
        let (question, place) = (question.clone(), place.clone());
        move || {
            let (question, place) = (question.clone(), place.clone());
            let asks = question.setting.asks_consent && !is_shared.get();
            asks.then(|| view! { <ConsentRow question place /> })
        }
    };
    view! {
        <fieldset class="field connection-block">
            <legend class="field-label">{key}</legend>
            <p class="field-hint" dir="auto">{question.setting.about.clone()}</p>
            {choice}
            {move || if is_shared.get() { shared().into_any() } else { own().into_any() }}
            {consent}
            {move || problem.get().map(|it| {
                view! { <p class="field-problem" role="alert"><Icon name="alert" small=true />{it}</p> }
            })}
        </fieldset>
    }
}

/// What the other system says, and the way to its consent.
#[component]
fn ConsentRow(question: Question, place: Place) -> impl IntoView {
    let consent = Consent::default();
    let toasts = use_toasts();
    let Question { link, authorize_url, .. } = question.clone();
    let id = StoredValue::new(place.instance);
    let kept = StoredValue::new_local(question.clone());
    let look = move || {
        leptos::task::spawn_local(async move {
            if let Ok(all) = stored(id.get_value()).await
                && let Some(question) = kept.try_get_value()
            {
                question.refresh(all.iter().find(|it| it.key == question.setting.key));
            }
        });
    };
    Effect::new(move |before: Option<Option<Link>>| {
        let now = link.get();
        if before.is_some_and(|it| it != now)
            && consent.is_open().get_untracked()
            && now != Some(Link::Waiting)
        {
            consent.stop();
        }
        now
    });
    // A browser that blocked the window leaves a link to open it by hand.
    let blocked = RwSignal::new(None::<SafeUrl>);
    let ask = move || {
        let Some(url) = authorize_url.get_untracked() else {
            toasts.failure(t(words::NO_CONSENT_PAGE));
            return;
        };
        if consent.ask(&url, look) {
            blocked.set(None);
        } else {
            blocked.set(SafeUrl::parse(&format!(
                "{}{url}",
                if url.starts_with('/') { location_origin() } else { String::new() }
            )));
        }
    };
    let prepare = Mutation::new(move |values| {
        let (id, question) = (id.get_value(), kept.get_value());
        save(id, vec![question], values)
    });
    Effect::new(move |_| {
        if let Some(error) = prepare.error.get() {
            toasts.failure(error.to_string());
        }
    });
    // What is filled in has to be there before the other system is asked.
    let connect = move |()| {
        let question = kept.get_value();
        match check(&[question]) {
            Ok(values) if values.is_empty() && authorize_url.get_untracked().is_some() => ask(),
            Ok(values) => prepare.send(values, move |()| ask()),
            Err(_) => crate::ui::focus_first_problem(),
        }
    };
    let session = use_session();
    // Only who may configure the instance sees the wizard.
    let access = Signal::derive(move || {
        session.may(Permission::ManageInstances, true).and(session.access(Viewer::configure))
    });
    let name = move || t(if link.get() == Some(Link::Connected) { words::RECONNECT } else { words::CONNECT });
    let pending = Signal::derive(move || prepare.pending.get() || consent.is_open().get());
    view! {
        <p class="connection-state">
            <span role="status">
                {move || {
                    let (glyph, status) = status_of(link.get());
                    view! { <Status glyph>{t(status)}</Status> }
                }}
            </span>
            <Button look=Look::Default access pending on_click=connect>{name}</Button>
        </p>
        {move || consent.is_open().get().then(|| view! {
            <Notice tone=Tone::Info><p role="status">{t(words::WAITING)}</p></Notice>
        })}
        {move || blocked.get().map(|to| view! {
            <Notice tone=Tone::Warn><p>{t(words::BLOCKED)}" "<SafeLink to>{t(words::OPEN_BY_HAND)}</SafeLink></p></Notice>
        })}
    }
}

fn location_origin() -> String {
    let base = api::base_url();
    if base.is_empty() { window().location().origin().unwrap_or_default() } else { base }
}

fn status_of(link: Option<Link>) -> (Glyph, crate::phrases::Phrase) {
    match link {
        Some(Link::Connected) => (Glyph::Enabled, words::CONNECTED),
        Some(Link::Failed) => (Glyph::Failed, words::CONNECTION_FAILED),
        Some(Link::Waiting) | None => (Glyph::NotConfigured, words::NOT_CONNECTED),
    }
}

async fn describe((integration, key): (String, String), reader: Reader) -> Result<Described, Error> {
    let variables = connection_to_fill::Variables { integration, key };
    let found = api::send::<ConnectionToFill>(variables).await?.integration.ok_or(Error::NotFound)?;
    let variable =
        found.required_config_variables.nodes.into_iter().flatten().next().ok_or(Error::NotFound)?;
    let connection = variable.connection.ok_or(Error::NotFound)?;
    let said = variable.inputs.map(|it| it.nodes).unwrap_or_default().into_iter().flatten();
    let said: Vec<Said> = said.map(|it| Said { name: it.name, value: it.value, meta: it.meta }).collect();
    let input = |it: connection_to_fill::ConnectionToFillIntegrationRequiredConfigVariablesNodesConnectionInputsNodes| {
        Input::described(it.key, it.label, &it.type_, it.required, it.default, it.comments)
    };
    Ok(Described {
        app: connection.component.label,
        way: connection.label,
        comments: connection.comments.unwrap_or_default(),
        inputs: asked(connection.inputs.nodes.into_iter().flatten().map(input).collect(), &said, reader),
    })
}

/// The customer's connections of one kind. Who may not see them fills in their own.
async fn reusable(customer: String, kind: String) -> Result<Vec<Reusable>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = reusable_connections::Variables { customer: customer.clone(), after };
        let page = api::send::<ReusableConnections>(variables).await?.customer_config_variables;
        let fits = page
            .nodes
            .into_iter()
            .flatten()
            .filter(|it| it.scoped_config_variable.connection.as_ref().is_some_and(|it| it.id == kind));
        found.extend(fits.map(|it| Reusable {
            id: it.id,
            name: it.key.unwrap_or_default(),
            is_connected: it.status == Some(CustomerConfigVariableStatus::ACTIVE),
        }));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}
