//! A window above the page that has to be dealt with first.

use std::time::Duration;

use leptos::{
    ev::{Event, KeyboardEvent, MouseEvent, SubmitEvent},
    html,
    prelude::*,
};
use wasm_bindgen::JsCast;

use super::{
    Icon, Look, Notice, PlainButton, Tone,
    guard::{count_unsaved, hold_back},
    unique_id,
};
use crate::phrases::{t, ui as words};

/// A native modal dialog. Its content lives while it is open. Escape, the cross and a press beside it close it, but
/// not while something is on its way, and not without asking while something is typed.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Something typed would be lost.
    #[prop(optional, into)]
    dirty: Signal<bool>,
    #[prop(optional, into)] pending: Signal<bool>,
    /// Makes the dialog a form.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// 704 pixels wide instead of 480.
    #[prop(optional)]
    large: bool,
    /// From the start edge, full height.
    #[prop(optional)]
    drawer: bool,
    /// The buttons.
    #[prop(optional, into)]
    foot: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let children = StoredValue::new(children);
    let foot = StoredValue::new(foot);
    move || {
        open.get().then(|| {
            let (body, foot) = (children.get_value(), foot.get_value());
            view! { <Opened open title dirty pending on_submit large drawer foot body /> }
        })
    }
}

/// Runs `then` each time what is open closes.
pub fn when_closed(open: RwSignal<bool>, then: impl Fn() + 'static) {
    let at_first = open.get_untracked();
    Effect::new(move |was_open: Option<bool>| {
        let is_open = open.get();
        if was_open.unwrap_or(at_first) && !is_open {
            untrack(&then);
        }
        is_open
    });
}

#[component]
fn Opened(
    open: RwSignal<bool>,
    title: Signal<String>,
    dirty: Signal<bool>,
    pending: Signal<bool>,
    on_submit: Option<Callback<()>>,
    large: bool,
    drawer: bool,
    foot: Option<ViewFn>,
    body: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    count_unsaved(dirty);
    let asking = RwSignal::new(false);
    let way_on = hold_back(dirty, move || asking.set(true));
    let discard = move |()| {
        let way = way_on.take();
        open.set(false);
        // What was typed goes with the dialog; until then it holds back.
        if let Some(way) = way {
            set_timeout(move || way.go(), Duration::ZERO);
        }
    };
    let stay = move |()| {
        way_on.take();
        asking.set(false);
    };
    let name = unique_id();
    let opener = document().active_element().and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());

    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
            && dialog.show_modal().is_ok()
        {
            focus_first(&dialog);
        }
    });
    let opener = StoredValue::new_local(opener);
    on_cleanup(move || {
        // What is behind an open dialog cannot take the focus.
        if let Some(Some(dialog)) = dialog.try_get_untracked() {
            dialog.close();
        }
        if let Some(Some(opener)) = opener.try_update_value(Option::take) {
            // It may be gone; the focus then stays with the document.
            drop(opener.focus());
        }
    });

    // Whoever pressed Escape hears the question, and afterwards is back in the form.
    Effect::new(move |was_asking: Option<bool>| {
        let is_asking = asking.get();
        if let Some(dialog) = dialog.get_untracked() {
            match (was_asking, is_asking) {
                (Some(false), true) => focus(&dialog, ".dialog-question button"),
                (Some(true), false) => focus_first(&dialog),
                _ => false,
            };
        }
        is_asking
    });

    let close = move || match (pending.get_untracked(), dirty.get_untracked()) {
        (true, _) => {}
        (false, true) => asking.set(true),
        (false, false) => open.set(false),
    };
    // A browser heeds `cancel` only once until something else is pressed; of the key it heeds every press.
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
    };
    let on_cancel = move |event: Event| {
        event.prevent_default();
        event.stop_propagation();
        close();
    };
    // The browser closed it all the same.
    let on_close = move |_| {
        if open.try_get_untracked() == Some(true) {
            open.set(false);
        }
    };
    let on_press = move |event: MouseEvent| {
        let is_beside = event.target().is_some_and(|it| {
            dialog.get_untracked().is_some_and(|own| AsRef::<web_sys::EventTarget>::as_ref(&own) == &it)
        });
        if is_beside {
            close();
        }
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(());
        }
    };
    let inside = view! {
        <div class="dialog-head">
            <h2 class="dialog-title" id=name.clone()>{title}</h2>
            <button class="icon-button" type="button" aria-label=t(words::CLOSE) on:click=move |_| close()>
                <Icon name="x" />
            </button>
        </div>
        <div class="dialog-body">
            {body()}
            {move || asking.get().then(|| view! {
                <div class="dialog-question">
                    <Notice tone=Tone::Warn>
                        <p>{t(words::DISCARD_TEXT)}</p>
                        <div class="button-row">
                            <PlainButton on_click=stay>{t(words::KEEP_EDITING)}</PlainButton>
                            <PlainButton look=Look::DangerQuiet on_click=discard>
                                {t(words::DISCARD)}
                            </PlainButton>
                        </div>
                    </Notice>
                </div>
            })}
        </div>
        {foot.map(|it| view! { <div class="dialog-foot">{it.run()}</div> })}
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            data-size=large.then_some("l")
            data-look=drawer.then_some("drawer")
            aria-labelledby=name
            on:keydown=on_key
            on:cancel=on_cancel
            on:close=on_close
            on:mousedown=on_press
        >
            {if on_submit.is_some() {
                view! { <form class="dialog-form" novalidate on:submit=submit>{inside}</form> }.into_any()
            } else {
                view! { <div class="dialog-form">{inside}</div> }.into_any()
            }}
        </dialog>
    }
}

/// The first field, or else the first button of the foot, rather than the cross that comes first in the document.
fn focus_first(dialog: &web_sys::HtmlDialogElement) -> bool {
    focus(dialog, ".dialog-body :is(input, textarea, select)")
        || focus(dialog, ".dialog-foot :is(button, a)")
        || focus(dialog, ".dialog-body :is(a, button)")
}

/// Says whether there is such an element.
fn focus(dialog: &web_sys::HtmlDialogElement, selector: &str) -> bool {
    let found = dialog.query_selector(selector).ok().flatten();
    let found = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok());
    found.is_some_and(|it| it.focus().is_ok())
}
