//! Asks before something is gone for good.

use leptos::{leptos_dom::helpers::TimeoutHandle, prelude::*};
use std::time::Duration;

use super::{Button, Dialog, Icon, Look, Notice, PlainButton, Tone, unique_id, when_closed};
use crate::{
    api::Error,
    auth::Access,
    phrases::{common, fill, t, ui as words},
};

/// How long a person may pause in typing before being told that the text differs.
const PAUSE: Duration = Duration::from_millis(600);

/// The end of a page: what can be ended here for good, and the button that asks about it.
#[component]
pub fn DangerSection(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// The button's words; none while nothing can be done.
    #[prop(into)]
    button: Option<String>,
    #[prop(into)] access: Signal<Access>,
    #[prop(into)] on_click: Callback<()>,
    /// What stands in the way.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let button = button.map(|name| view! { <Button look=Look::DangerQuiet access on_click>{name}</Button> });
    view! {
        <section class="danger-zone">
            <div>
                <h2>{title}</h2>
                <p class="muted">{text}</p>
                {children.map(|it| it())}
            </div>
            {button}
        </section>
    }
}

/// Asks before something that can be undone is done all the same.
#[component]
pub fn AskDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// The button's words, such as "Pause instance".
    #[prop(into)]
    confirm: Signal<String>,
    #[prop(optional)] look: Look,
    #[prop(into)] pending: Signal<bool>,
    #[prop(into)] error: Signal<Option<Error>>,
    #[prop(into)] on_confirm: Callback<()>,
    /// What follows from it.
    children: ChildrenFn,
) -> impl IntoView {
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <Button look access=Access::Granted pending submit=true>{confirm}</Button>
        }
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog open title pending on_submit=on_confirm foot>
            {move || error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {children.with_value(|it| it())}
        </Dialog>
    }
}

/// Says what goes with a thing and asks for its name. Until that is typed or pasted the button does nothing.
#[component]
pub fn DeleteDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: String,
    /// What has to be typed. Upper and lower case count.
    #[prop(into)]
    name: String,
    /// The button's words, such as "Remove customer".
    #[prop(into)]
    confirm: String,
    #[prop(into)] pending: Signal<bool>,
    #[prop(into)] error: Signal<Option<Error>>,
    #[prop(into)] on_confirm: Callback<()>,
    /// What goes with it.
    children: ChildrenFn,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let is_judged = RwSignal::new(false);
    let timer = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
    };
    on_cleanup(stop);
    when_closed(open, move || {
        typed.set(String::new());
        is_judged.set(false);
    });
    let name = StoredValue::new(name);
    let confirm = StoredValue::new(confirm);
    let is_same = Memo::new(move |_| name.with_value(|name| normal(name) == normal(&typed.get())));
    let problem = move || is_judged.get() && !typed.with(String::is_empty) && !is_same.get();
    let on_input = move |event| {
        typed.set(event_target_value(&event));
        is_judged.set(false);
        stop();
        timer.set_value(set_timeout_with_handle(move || is_judged.set(true), PAUSE).ok());
    };
    let run = move |()| {
        if is_same.get_untracked() && !pending.get_untracked() {
            on_confirm.run(());
        } else {
            is_judged.set(true);
        }
    };
    let ids = StoredValue::new((unique_id(), unique_id()));
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            <button
                class="button"
                type="submit"
                data-look="danger"
                aria-disabled=move || (!is_same.get()).then_some("true")
                aria-busy=move || pending.get().then_some("true")
                title=move || (!is_same.get()).then(|| t(words::CONFIRM_FIRST))
            >
                {move || pending.get().then(|| view! { <span class="spinner" data-alone=""></span> })}
                {confirm.get_value()}
            </button>
        }
    };
    let children = StoredValue::new(children);
    view! {
        <Dialog open title pending on_submit=run foot>
            {move || error.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it.to_string()}</p></Notice> })}
            {children.with_value(|it| it())}
            <div class="field">
                <label class="field-label" for=ids.with_value(|it| it.0.clone())>{t(words::CONFIRM_LABEL)}</label>
                <input
                    class="input"
                    id=ids.with_value(|it| it.0.clone())
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    aria-required="true"
                    aria-describedby=ids.with_value(|it| it.1.clone())
                    aria-invalid=move || problem().then_some("true")
                    prop:value=move || typed.get()
                    on:input=on_input
                    on:blur=move |_| is_judged.set(true)
                />
                <div class="field-note" id=ids.with_value(|it| it.1.clone())>
                    {move || {
                        let name = name.get_value();
                        if problem() {
                            let text = fill(words::CONFIRM_DIFFERS, &[("text", &name)]);
                            view! { <p class="field-problem"><Icon name="alert" small=true /><bdi>{text}</bdi></p> }
                                .into_any()
                        } else {
                            let text = fill(words::CONFIRM_HINT, &[("text", &name)]);
                            view! { <p class="field-hint"><bdi>{text}</bdi></p> }.into_any()
                        }
                    }}
                </div>
            </div>
        </Dialog>
    }
}

/// Blanks around a text, and the ways to compose the same letters, make no difference.
fn normal(text: &str) -> String {
    String::from(js_sys::JsString::from(text.trim()).normalize("NFC"))
}
