//! A field of labels: words in lower case, each once.

use leptos::{
    ev::{Event, KeyboardEvent},
    prelude::*,
};
use wasm_bindgen::JsCast;

use super::{Binding, Icon, field::Frame, unique_id};
use crate::phrases::{fill, t, ui as words};

/// Enter or a comma adds what is typed. Backspace in an empty field marks the last one, and once more takes it away.
#[component]
pub fn LabelsField(
    #[prop(into)] label: String,
    #[prop(into)] value: Binding<Vec<String>>,
    /// Labels in use elsewhere.
    #[prop(optional, into)]
    suggestions: Signal<Vec<String>>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let is_last_marked = RwSignal::new(false);
    let frame = Frame { id: unique_id(), label, optional: true, hint, problem };
    let list = format!("{}-list", frame.id);
    let take = move |text: String| {
        value.update(|labels| add(labels, &text));
        typed.set(String::new());
    };
    let on_input = move |event: Event| {
        is_last_marked.set(false);
        let text: String = event_target_value(&event);
        // A comma, or a suggestion that was picked. One that is typed may go on.
        let is_suggestion = || !is_typed(&event) && suggestions.with_untracked(|all| all.contains(&text));
        let is_done = text.contains(',') || is_suggestion();
        if is_done { take(text) } else { typed.set(text) }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() && !typed.get_untracked().trim().is_empty() => {
            event.prevent_default();
            take(typed.get_untracked());
        }
        "Backspace" if typed.get_untracked().is_empty() => {
            if is_last_marked.get_untracked() {
                value.update(|labels| drop(labels.pop()));
            }
            is_last_marked.update(|it| *it = !*it);
        }
        _ => is_last_marked.set(false),
    };
    let open = move || {
        let used = value.get();
        let option = |it: String| view! { <option value=it></option> };
        suggestions.get().into_iter().filter(|it| !used.contains(it)).map(option).collect_view()
    };
    let control = view! {
        <div class="input-group" data-chips="" data-invalid=move || problem.get().is_some().then_some("")>
            <For
                each=move || value.get()
                key=Clone::clone
                children=move |label: String| {
                    let own = label.clone();
                    let is_marked = move || is_last_marked.get() && value.get().last() == Some(&own);
                    let gone = StoredValue::new(label.clone());
                    let remove = move || value.update(|all| all.retain(|it| gone.with_value(|gone| it != gone)));
                    view! {
                        <span class="chip" data-marked=move || is_marked().then_some("")>
                            <span dir="auto">{label.clone()}</span>
                            <button
                                class="chip-remove"
                                type="button"
                                aria-label=fill(words::REMOVE_LABEL, &[("label", &label)])
                                on:click=move |_| remove()
                                on:keydown=move |event| {
                                    if event.key() == "Delete" {
                                        remove();
                                    }
                                }
                            >
                                <Icon name="x" small=true />
                            </button>
                        </span>
                    }
                }
            />
            <input
                id=frame.id.clone()
                list=list.clone()
                placeholder=t(words::ADD_LABEL)
                autocomplete="off"
                dir="auto"
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=frame.note_id()
                prop:value=typed
                on:input=on_input
                on:keydown=on_key
                on:blur=move |_| {
                    is_last_marked.set(false);
                    take(typed.get_untracked());
                }
            />
            <datalist id=list>{open}</datalist>
        </div>
    };
    frame.around(control.into_any())
}

/// Whether a change of a field came letter by letter. A choice from the browser's list did not.
fn is_typed(event: &Event) -> bool {
    event.dyn_ref::<web_sys::InputEvent>().is_some_and(|it| it.input_type() != "insertReplacementText")
}

/// Adds the labels of a text, which commas part: trimmed, lower case, each once. The API stores them so.
pub fn add(labels: &mut Vec<String>, text: &str) {
    for label in text.split(',').map(|it| it.trim().to_lowercase()) {
        if !label.is_empty() && !labels.contains(&label) {
            labels.push(label);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_trimmed_lowered_and_kept_once() {
        let mut labels = vec!["paid".to_owned()];
        add(&mut labels, " Production ,PAID,, ÉTÉ, two words ");
        assert_eq!(labels, ["paid", "production", "été", "two words"]);
    }
}
