//! A setting that is some of the objects of another system, each with some of its fields.

use leptos::prelude::*;
use serde_json::Value;

use super::{
    objects::{self, Named, Object},
    wizard::Question,
};
use crate::{
    phrases::{configure as words, fill},
    ui::{Binding, Check, field_note, unique_id},
};

/// The tree: a box for each object and, below it, for each of its fields.
#[component]
pub fn SelectionField(question: Question, label: String, hint: String) -> impl IntoView {
    let Question { answer, problem, source, .. } = question;
    let content = Memo::new(move |_| source.with(|it| it.content.clone().unwrap_or(Value::Null)));
    let value = Memo::new(move |_| answer.with(|it| it.value.clone()));
    let shown = Memo::new(move |_| content.with(|it| objects::shown(it, &value.get())));
    let box_of = move |object: Named, field: Option<Named>| {
        let (of, part) = (object.key.clone(), field.as_ref().map(|it| it.key.clone()));
        let name = field.as_ref().unwrap_or(&object).name();
        let is_on = {
            let (of, part) = (of.clone(), part.clone());
            Memo::new(move |_| value.with(|it| objects::is_chosen(it, &of, part.as_deref())))
        };
        let value = Binding::new(is_on, move |is_on: bool| {
            problem.set(None);
            let before = value.get_untracked();
            let after =
                content.with_untracked(|it| objects::choose(it, &before, &of, part.as_deref(), is_on));
            answer.update(|it| it.value = after);
        });
        let is_wrong = Signal::derive(move || problem.with(Option::is_some));
        view! { <Check label=name value is_wrong /> }
    };
    let branch = move |it: Object| {
        let object = it.object.clone();
        let field = |field: Named| view! { <li>{box_of(object.clone(), Some(field))}</li> };
        let fields = it.fields.into_iter().map(field).collect_view();
        view! {
            <li>
                {box_of(it.object.clone(), None)}
                <ul aria-label=it.object.name()>{fields}</ul>
            </li>
        }
    };
    let count = move || {
        let (selected, total) = (objects::chosen(&value.get()), shown.with(Vec::len));
        let (selected, total) = (selected.to_string(), total.to_string());
        fill(words::OBJECTS_CHOSEN, &[("selected", &selected), ("totalObjects", &total)])
    };
    let note = unique_id();
    let described_by = note.clone();
    view! {
        <fieldset class="field form-block" aria-describedby=described_by>
            <legend class="field-label">{label}</legend>
            <p class="field-hint">{count}</p>
            <ul class="choice-tree">{move || shown.get().into_iter().map(branch).collect_view()}</ul>
            <div class="field-note" id=note>{field_note(problem, hint)}</div>
        </fieldset>
    }
}
