//! Fields of text: a label above, a control, and a line below that holds a hint or what is wrong.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

use super::{Binding, Icon, unique_id};
use crate::phrases::{t, ui as words};

/// What all fields share.
pub(super) struct Frame {
    pub id: String,
    pub label: String,
    pub optional: bool,
    pub hint: Option<String>,
    pub problem: Signal<Option<String>>,
}

impl Frame {
    /// The id of the line below the control.
    pub fn note_id(&self) -> String {
        format!("{}-note", self.id)
    }

    pub fn around(self, control: AnyView) -> AnyView {
        let Self { id, label, optional, hint, problem } = self;
        let note = format!("{id}-note");
        view! {
            <div class="field">
                <label class="field-label" for=id>
                    {label}
                    {optional.then(|| view! { <span class="field-optional">{t(words::OPTIONAL)}</span> })}
                </label>
                {control}
                <div id=note class="field-note">{field_note(problem, hint.unwrap_or_default())}</div>
            </div>
        }
        .into_any()
    }
}

/// What stands below a field, or a group of them: what is wrong, or else a hint.
pub fn field_note(problem: impl Into<Signal<Option<String>>>, hint: String) -> AnyView {
    let problem = problem.into();
    (move || match problem.get() {
        Some(problem) => {
            view! { <p class="field-problem"><Icon name="alert" small=true />{problem}</p> }.into_any()
        }
        None if hint.is_empty() => ().into_any(),
        None => view! { <p class="field-hint">{hint.clone()}</p> }.into_any(),
    })
    .into_any()
}

/// One line of text.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    #[prop(into)] value: Binding<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] placeholder: Option<String>,
    /// Marked as optional; required fields carry no mark.
    #[prop(optional)]
    optional: bool,
    /// For what a machine reads: ids, addresses.
    #[prop(optional)]
    mono: bool,
    /// `email`, `tel`, `password`; text unless said.
    #[prop(default = "text")]
    kind: &'static str,
    /// What a browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
) -> impl IntoView {
    let frame = Frame { id: unique_id(), label, optional, hint, problem };
    let control = view! {
        <input
            class="input"
            class:mono=mono
            type=kind
            id=frame.id.clone()
            placeholder=placeholder
            autocomplete=autocomplete
            dir="auto"
            aria-required=(!optional).then_some("true")
            aria-invalid=move || problem.get().is_some().then_some("true")
            aria-describedby=frame.note_id()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    frame.around(control.into_any())
}

/// Several lines of text.
#[component]
pub fn TextArea(
    #[prop(into)] label: String,
    #[prop(into)] value: Binding<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional)] optional: bool,
    /// For what a machine reads.
    #[prop(optional)]
    mono: bool,
) -> impl IntoView {
    let frame = Frame { id: unique_id(), label, optional, hint, problem };
    let control = view! {
        <textarea
            class="textarea"
            class:mono=mono
            id=frame.id.clone()
            rows="4"
            dir="auto"
            aria-invalid=move || problem.get().is_some().then_some("true")
            aria-describedby=frame.note_id()
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    frame.around(control.into_any())
}

/// Moves the focus to the first field that says it is wrong, once it says so.
pub fn focus_first_problem() {
    request_animation_frame(|| {
        let field = document().query_selector("[aria-invalid=true]").ok().flatten();
        if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(field.focus());
        }
    });
}

/// Moves the focus to the first field of a list's last row, once it is there; where no row is left, to what adds one.
pub fn focus_last_row(list: NodeRef<html::Ul>) {
    request_animation_frame(move || {
        let list = list.try_get_untracked().flatten();
        let last = list.and_then(|it| it.last_element_child().or_else(|| it.next_element_sibling()));
        let field = last.and_then(|it| it.query_selector("input, select, textarea, button").ok().flatten());
        if let Some(field) = field.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
            drop(field.focus());
        }
    });
}
