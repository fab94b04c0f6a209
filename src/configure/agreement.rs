//! The other system's consent to a connection: asked for in a window, seen to come, and withdrawn.

use leptos::prelude::*;

use super::{
    fields::Place,
    load::{Link, Stored, stored},
    own::Whose,
    saving::{Saving, check, save},
    wizard::Question,
};
use crate::{
    api::{self, Error, Mutation},
    auth::Access,
    connecting::Consent,
    document,
    phrases::{Phrase, configure as words, dynamic, fill, t},
    settled,
    ui::{
        AskDialog, Button, Glyph, Look, Notice, SafeLink, SafeUrl, Status, Tone, focus_first_problem,
        use_toasts, when_closed,
    },
};

document!(DisconnectOwn, "src/configure/disconnect.graphql");

/// What the other system says, and the ways to its consent and back.
#[component]
pub fn ConsentRow(question: Question, place: Place, access: Signal<Access>) -> impl IntoView {
    let consent = Consent::default();
    let toasts = use_toasts();
    let Question { link, refreshed, authorize_url, .. } = question.clone();
    let (id, whose) = (StoredValue::new(place.instance), place.whose);
    let kept = StoredValue::new_local(question.clone());
    let look = move || async move {
        let Some(id) = id.try_get_value() else { return };
        if let Ok(all) = stored(id, whose).await
            && let Some(question) = kept.try_get_value()
        {
            question.refresh(all.iter().find(|it| it.key == question.setting.key));
        }
    };
    // It may have been asked for before another page of the wizard was opened, or in another tab.
    if link.get_untracked() == Some(Link::Waiting) {
        consent.resume(look);
    }
    // A browser that blocked the window leaves a link to open it by hand.
    let blocked = RwSignal::new(None::<SafeUrl>);
    // A connection that works and is asked for again works on: that it was agreed to anew shows in the time.
    Effect::new(move |before: Option<(Option<Link>, Option<String>)>| {
        let now = (link.get(), refreshed.get());
        let has_answered = before.is_some_and(|it| it != now) && now.0 != Some(Link::Waiting);
        if has_answered && consent.is_awaited() {
            consent.stop();
            blocked.set(None);
        }
        now
    });
    let ask = move || {
        let Some(url) = authorize_url.get_untracked() else {
            consent.give_up();
            toasts.failure(t(words::NO_CONSENT_PAGE));
            return;
        };
        if consent.ask(&url, look) {
            blocked.set(None);
        } else {
            let origin = if url.starts_with('/') { location_origin() } else { String::new() };
            blocked.set(SafeUrl::parse(&format!("{origin}{url}")));
        }
    };
    let prepare = Mutation::new(move |values| {
        let (id, questions) = (id.get_value(), vec![kept.get_value()]);
        save(Saving { id, whose, questions, values, is_last: false })
    });
    Effect::new(move |_| {
        if let Some(error) = prepare.error.get() {
            consent.give_up();
            toasts.failure(error.to_string());
        }
    });
    // What is filled in has to be there before the other system is asked.
    let connect = move |()| {
        let question = kept.get_value();
        match check(&[question]) {
            Ok(values) if values.is_empty() && authorize_url.get_untracked().is_some() => ask(),
            Ok(values) => {
                consent.prepare();
                prepare.send(values, move |_| ask());
            }
            Err(_) => focus_first_problem(),
        }
    };
    let own_link = Memo::new(move |_| kept.with_value(Question::own_link));
    let is_connected = Memo::new(move |_| own_link.get() == Some(Link::Connected));
    let name = move || t(if is_connected.get() { words::RECONNECT } else { words::CONNECT });
    let pending = Signal::derive(move || prepare.pending.get() || consent.is_open().get());
    let is_ready = Memo::new(move |_| kept.with_value(Question::is_ready));
    let connect_button = move || {
        is_ready
            .get()
            .then(|| view! { <Button look=Look::Default access pending on_click=connect>{name}</Button> })
    };
    let cutting = RwSignal::new(false);
    let cut = Mutation::new(disconnect);
    when_closed(cutting, move || cut.clear());
    let confirm = move |()| {
        cut.send((kept.with_value(Question::id), id.get_value()), move |all| {
            cutting.set(false);
            kept.with_value(|it| it.refresh(all.iter().find(|stored| stored.key == it.setting.key)));
            toasts.success(t(words::DISCONNECTED));
        });
    };
    let cut_button = move || {
        // The consent to what people settle for themselves goes with all of that.
        (is_connected.get() && !whose.is_own()).then(|| {
            view! {
                <Button look=Look::Quiet access on_click=move |()| cutting.set(true)>{t(words::DISCONNECT)}</Button>
            }
        })
    };
    view! {
        <p class="connection-state">
            <span role="status">
                {move || {
                    let (glyph, status) = status_of(own_link.get());
                    view! { <Status glyph>{t(status)}</Status> }
                }}
            </span>
            {connect_button}
            {cut_button}
        </p>
        {move || consent.is_open().get().then(|| view! {
            <Notice tone=Tone::Info><p role="status">{t(words::WAITING)}</p></Notice>
        })}
        {move || blocked.get().map(|to| view! {
            <Notice tone=Tone::Warn><p>{t(words::BLOCKED)}" "<SafeLink to>{t(words::OPEN_BY_HAND)}</SafeLink></p></Notice>
        })}
        <AskDialog
            open=cutting
            title=fill(words::DISCONNECT_QUESTION, &[("name", &dynamic(&question.setting.key))])
            confirm=t(words::DISCONNECT)
            look=Look::Danger
            pending=cut.pending
            error=cut.error
            on_confirm=confirm
        >
            <p>{t(words::DISCONNECT_TEXT)}</p>
        </AskDialog>
    }
}

fn location_origin() -> String {
    let base = api::base_url();
    if base.is_empty() { window().location().origin().unwrap_or_default() } else { base }
}

/// How a connection is doing, in a sign and words.
#[must_use]
pub fn status_of(link: Option<Link>) -> (Glyph, Phrase) {
    match link {
        Some(Link::Connected) => (Glyph::Enabled, words::CONNECTED),
        Some(Link::Failed) => (Glyph::Failed, words::CONNECTION_FAILED),
        Some(Link::Waiting) | None => (Glyph::NotConfigured, words::NOT_CONNECTED),
    }
}

/// Withdraws the consent to the value of this id, and reads what its instance has then.
async fn disconnect((id, instance): (String, String)) -> Result<Vec<Stored>, Error> {
    let payload = api::send::<DisconnectOwn>(disconnect_own::Variables { id }).await?.disconnect_connection;
    settled!(payload, instance_config_variable)?;
    stored(instance, Whose::Everybodys).await
}
