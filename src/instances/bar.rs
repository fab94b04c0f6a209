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
    let button = move || {
        let Flags { deployed_version, system_suspended, enabled, .. } = flags.get();
        let is_hidden = frame.screen.with(|it| it.instance.hide_pause);
        let has_use = deployed_version > 0 && !system_suspended && !is_hidden && access.get().is_visible();
        has_use.then(|| {
            if enabled {
                view! {
                    <Button look=Look::Quiet access on_click=move |()| asking.set(true)>{t(words::PAUSE)}</Button>
                }
                .into_any()
            } else {
                view! {
                    <Button look=Look::Quiet access pending=change.pending on_click=move |()| set(true)>
                        {t(words::UNPAUSE)}
                    </Button>
                }
                .into_any()
            }
        })
    };
    let bar = move || {
        let state = InstanceState::of(flags.get());
        let deployed =
            newest.with(|it| it.last_deployed_at.clone()).filter(|_| state == InstanceState::Enabled);
        let about = match deployed {
            Some(moment) => view! { {t(words::DEPLOYED)}" "<Time moment /> }.into_any(),
            None => state.about().map(t).into_any(),
        };
        let besides = state.besides(flags.get()).into_iter();
        let besides =
            besides.map(|it| view! { <Status glyph=it.glyph()>{t(it.phrase())}</Status> }).collect_view();
        view! {
            <div class="banner status-bar" data-tone=state.glyph().tone().as_str()>
                <span role="status"><Status glyph=state.glyph()>{t(state.phrase())}</Status></span>
                {besides}
                <span class="status-about">{about}</span>
                {button}
            </div>
        }
    };
    view! {
        {bar}
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
