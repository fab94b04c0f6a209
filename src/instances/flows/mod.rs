//! The flows of an instance: what starts each, how to call it, and how it is doing.

mod curl;
pub mod headers;
mod keys;

use leptos::prelude::*;

use super::detail::InstanceRecord;
use crate::{
    api::{self, Error, One},
    auth::use_session,
    document,
    phrases::{dynamic, fill, instances, runs as words, t},
    ui::{CopyButton, Copyable, Failure, Glyph, Status, TextButton, Time},
};
use curl::{Call, curl};
use instance_flows::{ActionScheduleSupport, IntegrationFlowEndpointSecurityType as Security, Variables};
use keys::KeysDialog;

document!(InstanceFlows, "src/instances/flows/list.graphql");

pub use instance_flows::FlowRow;

/// What a call is of unless somebody kept another type with the flow.
pub const USUAL_TYPE: &str = "application/json";

impl FlowRow {
    /// Whether it runs by the clock, so that nobody calls it.
    #[must_use]
    pub fn is_scheduled(&self) -> bool {
        self.flow.trigger.action.schedule_support == Some(ActionScheduleSupport::REQUIRED)
    }

    /// Its API keys; none for those who may not see them.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        self.api_keys.iter().flatten().flatten().cloned().collect()
    }

    fn call(&self) -> Call {
        Call {
            address: self.webhook_url.clone(),
            content_type: self.test_content_type.clone().unwrap_or_else(|| USUAL_TYPE.to_owned()),
            headers: headers::rows(self.test_headers.as_deref()),
            key: self.keys().into_iter().next(),
            payload: self.test_payload.clone().unwrap_or_else(|| "{}".to_owned()),
        }
    }
}

/// The flows as a table.
#[component]
pub fn FlowsSection(newest: Memo<InstanceRecord>) -> impl IntoView {
    let flows = flows_of(newest);
    let chosen = RwSignal::new(None::<String>);
    let open = RwSignal::new(false);
    let flow = Memo::new(move |before: Option<&Option<FlowRow>>| {
        let id = chosen.get()?;
        let now = flows.answer.with(|it| match it {
            Some(Ok(rows)) => rows.iter().find(|it| it.id == id).cloned(),
            Some(Err(_)) | None => None,
        });
        now.or_else(|| before.cloned().flatten().filter(|it| it.id == id))
    });
    let show_keys = Callback::new(move |id| {
        chosen.set(Some(id));
        open.set(true);
    });
    let body = move || match flows.answer.get() {
        None => view! { <span class="skeleton late"></span> }.into_any(),
        Some(Err(error)) => view! { <Failure error on_retry=move |()| flows.reload() /> }.into_any(),
        Some(Ok(rows)) if rows.is_empty() => view! { <p class="muted">{t(words::NO_FLOWS)}</p> }.into_any(),
        Some(Ok(rows)) => table(rows, newest, show_keys).into_any(),
    };
    view! {
        <section class="section">
            <h2>{t(words::FLOWS)}</h2>
            {body}
        </section>
        <KeysDialog open flow instance=newest on_change=move |()| flows.reload() />
    }
}

/// The flows of an instance, anew whenever the instance was read anew.
pub fn flows_of(newest: Memo<InstanceRecord>) -> One<Vec<FlowRow>> {
    let id = Memo::new(move |_| newest.with(|it| it.id.clone()));
    let flows = One::new(move || id.get(), fetch);
    Effect::new(move |before: Option<()>| {
        newest.track();
        if before.is_some() {
            flows.reload();
        }
    });
    flows
}

fn table(rows: Vec<FlowRow>, instance: Memo<InstanceRecord>, show_keys: Callback<String>) -> impl IntoView {
    let head = |name, class: &'static str| view! { <th class=class scope="col">{t(name)}</th> };
    view! {
        <div class="table-wrap flows">
            <table class="data-table" data-inset="" data-stack="" aria-label=t(words::FLOWS)>
                <thead>
                    <tr>
                        {head(words::FLOW_NAME, "")}
                        {head(words::TRIGGER, "w-3 keep-4")}
                        {head(words::ADDRESS, "w-address")}
                        {head(words::KEYS, "w-x")}
                        {head(words::LAST_RUN, "w-3 keep-3")}
                        {head(words::STATE, "w-3")}
                    </tr>
                </thead>
                <tbody>{rows.into_iter().map(|it| row(it, instance, show_keys)).collect_view()}</tbody>
            </table>
        </div>
    }
}

fn row(it: FlowRow, instance: Memo<InstanceRecord>, show_keys: Callback<String>) -> impl IntoView {
    let name = dynamic(&it.flow.name);
    let about = it.flow.description.clone().filter(|it| !it.is_empty());
    let (glyph, state) = match (&it.last_executed_at, it.in_failed_state) {
        (_, true) => (Glyph::Failed, words::FAILED),
        (Some(_), false) => (Glyph::Succeeded, words::SUCCEEDED),
        (None, false) => (Glyph::Queued, words::NEVER_RAN),
    };
    let last = match it.last_executed_at.clone() {
        Some(moment) => view! { <Time moment /> }.into_any(),
        None => view! { <span class="faint">{t(instances::NEVER)}</span> }.into_any(),
    };
    let address = if it.is_scheduled() {
        view! { <span class="faint">{t(words::ON_SCHEDULE)}</span> }.into_any()
    } else {
        let say = |phrase| fill(phrase, &[("flow", &name)]);
        let command = curl(&it.call());
        view! {
            <span class="flow-address">
                <Copyable text=it.webhook_url.clone() label=say(words::ADDRESS_OF) />
                <CopyButton text=Signal::stored(command) label=say(words::COPY_CURL_OF)>{t(words::COPY_CURL)}</CopyButton>
            </span>
        }
        .into_any()
    };
    let keys = keys_cell(&it, &name, instance, show_keys);
    let trigger = it.flow.trigger.action.label;
    view! {
        <tr>
            <td>
                <span class="identity-text">
                    <strong><bdi title=about>{name}</bdi></strong>
                    <span class="identity-sub stack-only">{trigger.clone()}</span>
                </span>
            </td>
            <td class="keep-4">{trigger}</td>
            <td data-full="">{address}</td>
            <td class="flow-keys" data-name=t(words::KEYS)>{keys}</td>
            <td class="keep-3"><span class="cell-2">{last}</span></td>
            <td class="flow-state"><Status glyph>{t(state)}</Status></td>
        </tr>
    }
}

/// How many keys there are, for those who see them, and the way to change them for those who may.
fn keys_cell(
    it: &FlowRow,
    name: &str,
    instance: Memo<InstanceRecord>,
    show_keys: Callback<String>,
) -> AnyView {
    if it.is_scheduled() {
        return ().into_any();
    }
    let may = untrack(|| instance.with(|of| of.may(use_session(), it.allow_update))).is_visible();
    let count = it.keys().len();
    let text = match (&it.flow.endpoint_security_type, may, count) {
        (Security::UNSECURED, ..) => {
            return view! { <span class="faint">{t(words::KEYS_NONE)}</span> }.into_any();
        }
        (Security::ORGANIZATION, ..) => {
            return view! { <span class="faint">{t(words::KEYS_BY_ORGANIZATION)}</span> }.into_any();
        }
        (Security::CUSTOMER_REQUIRED, true, 0) => t(words::KEYS_MISSING),
        (Security::CUSTOMER_REQUIRED, false, _) => t(words::KEYS_REQUIRED),
        (_, true, 0) => t(words::KEYS_NONE),
        (_, true, count) => count.to_string(),
        (_, false, _) => t(words::KEYS_OPTIONAL),
    };
    if !may {
        return text.into_any();
    }
    let (id, label) = (it.id.clone(), fill(words::KEYS_OF, &[("flow", name)]));
    view! {
        {text}" "
        <TextButton on_click=move |()| show_keys.run(id.clone())>
            {t(words::KEYS_OPEN)}<span class="visually-hidden">" "{label}</span>
        </TextButton>
    }
    .into_any()
}

/// All flows of an instance.
///
/// # Errors
/// `NotFound` when there is no such instance for this person; see [`Error`].
pub async fn fetch(id: String) -> Result<Vec<FlowRow>, Error> {
    let mut all = Vec::new();
    let mut after = None;
    loop {
        let answer = api::send::<InstanceFlows>(Variables { id: id.clone(), after }).await?;
        let page = answer.instance.ok_or(Error::NotFound)?.flow_configs;
        all.extend(page.nodes.into_iter().flatten());
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(all);
        }
    }
}
