//! The line that says whether an instance runs, and lets it run or stops it.

use leptos::prelude::*;

use super::{
    detail::InstanceRecord,
    save::set_enabled,
    state::{Flags, InstanceState},
};
use crate::{
    api::{Mutation, One},
    auth::use_session,
    embed::use_frame,
    phrases::{dynamic, fill, instances as words, t},
    ui::{AskDialog, Button, Look, Status, Time, use_toasts, when_closed},
};

/// The line. Stopping asks first: other systems notice.
#[component]
pub fn StatusBar(instance: One<InstanceRecord>, newest: Memo<InstanceRecord>) -> impl IntoView {
    let (session, frame) = (use_session(), use_frame());
    let access = Signal::derive(move || newest.with(|it| it.may(session, it.allow_update)));
    let asking = RwSignal::new(false);
    let change = Mutation::new(set_enabled);
    let toasts = use_toasts();
    let set = move |enabled: bool| {
        let id = newest.with_untracked(|it| it.id.clone());
        change.send((id, enabled), move |()| {
            asking.set(false);
            toasts.success(t(if enabled { words::UNPAUSED_NOW } else { words::PAUSED_NOW }));
            instance.reload();
        });
    };
    // A pause that is refused says so in its dialog.
    Effect::new(move |_| {
        if let Some(error) = change.error.get().filter(|_| !asking.get_untracked()) {
            toasts.failure(error.to_string());
        }
    });
    when_closed(asking, move || change.clear());
    let flags = Memo::new(move |_| newest.with(InstanceRecord::flags));
    let has_use = Memo::new(move |_| {
        let Flags { deployed_version, system_suspended, .. } = flags.get();
        let is_hidden = frame.screen.with(|it| it.instance.hide_pause);
        deployed_version > 0 && !system_suspended && !is_hidden && access.get().is_visible()
    });
    let is_enabled = Memo::new(move |_| flags.with(|it| it.enabled));
    // One button for both, so that the focus stays on it.
    let press = move |()| if is_enabled.get_untracked() { asking.set(true) } else { set(true) };
    let pending = Signal::derive(move || change.pending.get() && !asking.get());
    let button = move || {
        has_use.get().then(|| {
            view! {
                <Button look=Look::Quiet access pending on_click=press>
                    {move || t(if is_enabled.get() { words::PAUSE } else { words::UNPAUSE })}
                </Button>
            }
        })
    };
    let state = Memo::new(move |_| InstanceState::of(flags.get()));
    let deployed = Memo::new(move |_| {
        newest.with(|it| it.last_deployed_at.clone()).filter(|_| state.get() == InstanceState::Enabled)
    });
    let about = move || match deployed.get() {
        Some(moment) => view! { {t(words::DEPLOYED)}" "<Time moment /> }.into_any(),
        None => state.get().about().map(t).into_any(),
    };
    let status = |it: InstanceState| view! { <Status glyph=it.glyph()>{t(it.phrase())}</Status> };
    let besides = move || state.get().besides(flags.get()).into_iter().map(status).collect_view();
    view! {
        <div class="banner status-bar" data-tone=move || state.get().glyph().tone().as_str()>
            <span role="status">{move || status(state.get())}</span>
            {besides}
            <span class="status-about">{about}</span>
            {button}
        </div>
        <AskDialog
            open=asking
            title=Signal::derive(move || fill(words::PAUSE_QUESTION, &[("name", &newest.with(|it| dynamic(&it.name)))]))
            confirm=t(words::PAUSE)
            look=Look::Primary
            pending=change.pending
            error=change.error
            on_confirm=move |()| set(false)
        >
            <p>{t(words::PAUSE_TEXT)}</p>
        </AskDialog>
    }
}
