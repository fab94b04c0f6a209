//! Fields of choice: one of several, yes or no.

use leptos::prelude::*;

use super::{Binding, Icon, field::Frame, unique_id};

/// One of up to a dozen choices, as a native list.
#[component]
pub fn Select(
    #[prop(into)] label: String,
    /// The chosen value; empty for the first, neutral choice.
    #[prop(into)]
    value: Signal<String>,
    /// Value and text of each choice.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    #[prop(into)] on_change: Callback<String>,
    /// Keeps the label for screen readers only.
    #[prop(optional)]
    bare: bool,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
) -> impl IntoView {
    let frame = Frame { id: unique_id(), label, optional: false, hint, problem };
    let (id, name, note) = (frame.id.clone(), frame.label.clone(), frame.note_id());
    let control = view! {
        <select
            class="select"
            id=id
            aria-label=bare.then_some(name)
            aria-invalid=move || problem.get().is_some().then_some("true")
            aria-describedby=(!bare).then_some(note)
            prop:value=value
            on:change=move |event| on_change.run(event_target_value(&event))
        >
            {move || {
                let chosen = value.get();
                let option = |(value, text): (String, String)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{text}</option> }
                };
                options.get().into_iter().map(option).collect_view()
            }}
        </select>
    }
    .into_any();
    if bare {
        return control;
    }
    frame.around(control)
}

/// Two to four short choices side by side; arrows move and choose.
#[component]
pub fn Segmented(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    options: Vec<(String, String)>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    let group = unique_id();
    let option = move |(key, text): (String, String)| {
        let (chosen, own) = (key.clone(), key.clone());
        view! {
            <label class="segment">
                <input
                    type="radio"
                    name=group.clone()
                    value=key
                    prop:checked=move || value.get() == own
                    on:change=move |_| on_change.run(chosen.clone())
                />
                <span>{text}</span>
            </label>
        }
    };
    view! {
        <div class="segmented" role="radiogroup" aria-label=label>
            {options.into_iter().map(option).collect_view()}
        </div>
    }
}

/// Yes or no, as a part of a form.
#[component]
pub fn Check(
    #[prop(into)] label: String,
    #[prop(into)] value: Binding<bool>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] is_wrong: Signal<bool>,
) -> impl IntoView {
    let note = unique_id();
    view! {
        <label class="check">
            <input
                type="checkbox"
                aria-invalid=move || is_wrong.get().then_some("true")
                aria-describedby=hint.is_some().then(|| note.clone())
                prop:checked=move || value.get()
                on:change=move |event| value.set(event_target_checked(&event))
            />
            <span>{label}</span>
            {hint.map(|it| view! { <span class="check-hint" id=note>{it}</span> })}
        </label>
    }
}

/// On or off, at once. It shows `value`, so a change that is refused takes it back.
#[component]
pub fn Switch(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="setting">
            <span class="setting-text">{label}</span>
            <input
                class="switch"
                type="checkbox"
                role="switch"
                prop:checked=value
                on:change:target=move |event| {
                    let switch = event.target();
                    on_change.run(switch.checked());
                    switch.set_checked(value.get_untracked());
                }
            />
        </label>
    }
}

/// One of several things that need a line of explanation each.
#[component]
pub fn ChoiceList(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// Why nothing can be chosen; empty when it can.
    #[prop(optional, into)]
    locked: Signal<Option<String>>,
) -> impl IntoView {
    let (group, note) = (unique_id(), unique_id());
    let described = note.clone();
    let name = group.clone();
    let option = move |Choice { value: key, name: title, hint }: Choice| {
        let (chosen, own) = (key.clone(), key.clone());
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=group.clone()
                    value=key
                    prop:checked=move || value.get() == own
                    disabled=move || locked.get().is_some()
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    on:change=move |_| on_change.run(chosen.clone())
                />
                <span class="choice-name"><bdi>{title}</bdi></span>
                <span class="choice-hint">{hint}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field choices" aria-describedby=described>
            <legend class="field-label" id=name>{label}</legend>
            <div class="choice-list">{move || options.get().into_iter().map(option.clone()).collect_view()}</div>
            <div class="field-note" id=note>
                {move || match (problem.get(), locked.get()) {
                    (Some(problem), _) => {
                        view! { <p class="field-problem"><Icon name="alert" small=true />{problem}</p> }.into_any()
                    }
                    (None, Some(why)) => view! { <p class="field-hint">{why}</p> }.into_any(),
                    (None, None) => ().into_any(),
                }}
            </div>
        </fieldset>
    }
}

/// One choice of a [`ChoiceList`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub name: String,
    pub hint: String,
}
