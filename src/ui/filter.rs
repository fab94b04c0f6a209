//! The filters of a list: a button that opens them, and chips that name those set.

use leptos::prelude::*;

use super::{Icon, TextButton, field::Frame, search::Debounce, unique_id};
use crate::phrases::{fill, t, ui as words};

/// One filter that is set.
#[derive(Clone)]
pub struct FilterChip {
    /// What it is about, as in "Label is".
    pub name: String,
    pub value: String,
    /// Takes it away.
    pub on_remove: Callback<()>,
}

/// Search at the start, the button, and what stands at the end; under them the fields, and the chips.
#[component]
pub fn FilterBar(
    search: AnyView,
    #[prop(into)] set: Signal<Vec<FilterChip>>,
    #[prop(into)] on_clear: Callback<()>,
    /// At the end of the bar.
    #[prop(optional)]
    end: Option<AnyView>,
    /// The fields. They apply as they are filled in.
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(!set.get_untracked().is_empty());
    let id = unique_id();
    let controlled = id.clone();
    view! {
        <div class="toolbar">
            {search}
            <button
                class="button"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=controlled
                on:click=move |_| is_open.update(|it| *it = !*it)
            >
                <Icon name="filter" />
                {t(words::FILTER)}
                {move || {
                    let number = set.with(Vec::len);
                    (number > 0).then(|| view! { <span class="button-count">{number}</span> })
                }}
            </button>
            {end.map(|it| view! { <div class="toolbar-end">{it}</div> })}
        </div>
        <section id=id class="shelf" aria-label=t(words::FILTERS) hidden=move || !is_open.get()>
            <div class="shelf-fields">{move || is_open.get().then(|| children())}</div>
        </section>
        {move || {
            let set = set.get();
            (!set.is_empty())
                .then(|| {
                    view! {
                        <div class="chip-row" role="group" aria-label=t(words::ACTIVE_FILTERS)>
                            {set.into_iter().map(chip).collect_view()}
                            <TextButton on_click=on_clear>{t(words::CLEAR_FILTERS)}</TextButton>
                        </div>
                    }
                })
        }}
    }
}

fn chip(it: FilterChip) -> impl IntoView {
    let whole = format!("{} {}", it.name, it.value);
    view! {
        <span class="chip" data-look="filter">
            <span><span class="chip-key">{it.name}</span>" "<bdi>{it.value}</bdi></span>
            <button
                class="chip-remove"
                type="button"
                aria-label=fill(words::REMOVE_FILTER, &[("filter", &whole)])
                on:click=move |_| it.on_remove.run(())
            >
                <Icon name="x" small=true />
            </button>
        </span>
    }
}

/// A filter of text. Applies a moment after the last key press.
#[component]
pub fn QueryField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<Option<String>>,
    #[prop(optional, into)] placeholder: Option<String>,
) -> impl IntoView {
    let text = Debounce::new(value, on_change);
    let frame = Frame { id: unique_id(), label, optional: false, hint: None, problem: Signal::default() };
    let control = view! {
        <input
            class="input"
            id=frame.id.clone()
            placeholder=placeholder
            autocomplete="off"
            dir="auto"
            prop:value=text.typed
            on:input=move |event| text.type_in(event_target_value(&event))
            on:change=move |_| text.apply()
        />
    };
    frame.around(control.into_any())
}
