//! The headers of a test: a row for each.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{super::flows::headers::Header, draft::Draft};
use crate::{
    phrases::{Phrase, fill, runs as words, t},
    ui::{Icon, IconButton, PlainButton, unique_id},
};

/// The rows, and one more at a press.
#[component]
pub fn HeaderRows(typed: RwSignal<Draft>, problem: Signal<Option<String>>) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let count = Memo::new(move |_| typed.with(|it| it.headers.len()));
    let note = unique_id();
    let described_by = note.clone();
    let input = move |at: usize,
                      name: String,
                      read: fn(&Header) -> &String,
                      write: fn(&mut Header) -> &mut String| {
        let text = move || typed.with(|it| it.headers.get(at).map(|it| read(it).clone()).unwrap_or_default());
        view! {
            <input
                class="input mono"
                dir="ltr"
                autocomplete="off"
                spellcheck="false"
                aria-label=name
                aria-invalid=move || problem.get().is_some().then_some("true")
                prop:value=text
                on:input=move |event| {
                    let value = event_target_value(&event);
                    typed.update(|it| if let Some(row) = it.headers.get_mut(at) { *write(row) = value });
                }
            />
        }
    };
    let row = move |at: usize| {
        let say = |phrase: Phrase| fill(phrase, &[("number", &(at + 1).to_string())]);
        let remove = move |()| {
            typed.update(|it| drop(it.headers.remove(at)));
            focus_last(list);
        };
        view! {
            <li class="row-field">
                {input(at, say(words::HEADER_NAME), |it| &it.0, |it| &mut it.0)}
                {input(at, say(words::HEADER_VALUE), |it| &it.1, |it| &mut it.1)}
                <IconButton icon="x" label=say(words::REMOVE_HEADER) on_click=remove />
            </li>
        }
    };
    let add = move |()| {
        typed.update(|it| it.headers.push(Header::default()));
        focus_last(list);
    };
    view! {
        <fieldset class="field choices" aria-describedby=described_by>
            <legend class="field-label">{t(words::HEADERS)}</legend>
            <ul class="row-fields" node_ref=list>{move || (0..count.get()).map(row).collect_view()}</ul>
            <div class="field-note" id=note>
                {move || problem.get().map(|it| view! { <p class="field-problem"><Icon name="alert" small=true />{it}</p> })}
            </div>
            <div class="button-row">
                <PlainButton icon="plus" on_click=add>{t(words::ADD_HEADER)}</PlainButton>
            </div>
        </fieldset>
    }
}

/// The row that was just added is where the person goes on typing.
fn focus_last(list: NodeRef<html::Ul>) {
    request_animation_frame(move || {
        let last = list.get_untracked().and_then(|it| it.last_element_child());
        let field = last.and_then(|it| it.query_selector("input").ok().flatten());
        if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(field.focus());
        }
    });
}
