//! A field of labels: words in lower case, each once.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::{Icon, field::Frame, unique_id};
use crate::phrases::{fill, t, ui as words};

/// Enter or a comma adds what is typed; Backspace in an empty field takes the last one away.
#[component]
pub fn LabelsField(
    #[prop(into)] label: String,
    value: RwSignal<Vec<String>>,
    /// Labels in use elsewhere.
    #[prop(optional, into)]
    suggestions: Signal<Vec<String>>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let frame = Frame { id: unique_id(), label, optional: true, hint, problem };
    let list = format!("{}-list", frame.id);
    let take = move |text: String| {
        value.update(|labels| add(labels, &text));
        typed.set(String::new());
    };
    let on_input = move |event: leptos::ev::Event| {
        let text: String = event_target_value(&event);
        // A suggestion that was picked arrives whole; one that is typed may go on.
        let is_picked = event.dyn_ref::<web_sys::InputEvent>().is_none_or(|it| {
            it.data().is_none() && it.input_type().is_empty() || it.input_type() == "insertReplacementText"
        });
        let is_done = text.contains(',') || is_picked;
        if is_done { take(text) } else { typed.set(text) }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() && !typed.get_untracked().trim().is_empty() => {
            event.prevent_default();
            take(typed.get_untracked());
        }
        "Backspace" if typed.get_untracked().is_empty() => value.update(|labels| drop(labels.pop())),
        _ => {}
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
                children=move |label| {
                    let gone = label.clone();
                    view! {
                        <span class="chip">
                            <span dir="auto">{label.clone()}</span>
                            <button
                                class="chip-remove"
                                type="button"
                                aria-label=fill(words::REMOVE_LABEL, &[("label", &label)])
                                on:click=move |_| value.update(|labels| labels.retain(|it| *it != gone))
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
                on:blur=move |_| take(typed.get_untracked())
            />
            <datalist id=list>{open}</datalist>
        </div>
    };
    frame.around(control.into_any())
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
