//! A setting that says which field of another system goes with which field of one's own.

use leptos::prelude::*;
use serde_json::Value;

use super::{
    objects::{self, Mapped, Named},
    wizard::Question,
};
use crate::{
    phrases::{Phrase, configure as words, fill, t},
    ui::{Select, field_note, unique_id},
};

/// What becomes of the answer when something else is chosen for a field.
type Change = fn(&Value, &str, &str, &str) -> String;

/// The table: a row for each field, with the object and the field that go with it.
#[component]
pub fn MappingField(question: Question, label: String, hint: String) -> impl IntoView {
    let Question { answer, problem, source, .. } = question;
    let content = Memo::new(move |_| source.with(|it| it.content.clone().unwrap_or(Value::Null)));
    let value = Memo::new(move |_| answer.with(|it| it.value.clone()));
    let asked = Memo::new(move |_| content.with(|it| objects::asked(it, &value.get())));
    let fields =
        Memo::new(move |_| asked.with(|it| it.fields.iter().map(|it| it.field.clone()).collect::<Vec<_>>()));
    let write = move |change: Change, field: &str, to: &str| {
        problem.set(None);
        let before = value.get_untracked();
        let after = content.with_untracked(|it| change(it, &before, field, to));
        answer.update(|it| it.value = after);
    };
    let row = move |field: Named| {
        let (key, name) = (field.key.clone(), field.name());
        let of = move |key: &str, part: fn(&Mapped) -> &Option<Named>| {
            asked
                .with(|all| all.fields.iter().find(|it| it.field.key == *key).and_then(|it| part(it).clone()))
        };
        let object = {
            let key = key.clone();
            Memo::new(move |_| of(&key, |it| &it.mapped_object))
        };
        let mapped = {
            let key = key.clone();
            Memo::new(move |_| of(&key, |it| &it.mapped_field))
        };
        let objects = Signal::derive(move || {
            let known = asked.with(|it| it.options.iter().map(|it| it.object.clone()).collect::<Vec<_>>());
            options(known, object.get())
        });
        let others = Signal::derive(move || {
            let chosen = object.get().unwrap_or_default().key;
            let of = asked.with(|it| it.options.iter().find(|it| it.object.key == chosen).cloned());
            options(of.map(|it| it.fields).unwrap_or_default(), mapped.get())
        });
        let cell = |label: Phrase,
                    part: Memo<Option<Named>>,
                    options: Signal<Vec<(String, String)>>,
                    change: Change| {
            let (label, key) = (fill(label, &[("field", &name)]), key.clone());
            let value = Signal::derive(move || part.get().unwrap_or_default().key);
            let on_change = move |it: String| write(change, &key, &it);
            view! { <td><Select label bare=true problem value options on_change /></td> }
        };
        view! {
            <tr>
                <th scope="row" dir="auto">{name.clone()}</th>
                {cell(words::OBJECT_FOR, object, objects, objects::map_object)}
                {cell(words::FIELD_FOR, mapped, others, objects::map_field)}
            </tr>
        }
    };
    let note = unique_id();
    let described_by = note.clone();
    view! {
        <fieldset class="field form-block" aria-describedby=described_by>
            <legend class="field-label">{label}</legend>
            <table class="mapping">
                <thead>
                    <tr>
                        <th scope="col">{t(words::FIELD)}</th>
                        <th scope="col">{t(words::OBJECT)}</th>
                        <th scope="col">{t(words::MAPPED_FIELD)}</th>
                    </tr>
                </thead>
                <tbody>{move || fields.get().into_iter().map(row).collect_view()}</tbody>
            </table>
            <div class="field-note" id=note>{field_note(problem, hint)}</div>
        </fieldset>
    }
}

/// What there is to choose from, nothing at all included; what is chosen and offered no more as well.
fn options(known: Vec<Named>, chosen: Option<Named>) -> Vec<(String, String)> {
    let gone = chosen.filter(|it| known.iter().all(|known| known.key != it.key));
    let none = (String::new(), t(words::CHOOSE));
    let all = known.into_iter().chain(gone).map(|it| (it.key.clone(), it.name()));
    std::iter::once(none).chain(all).collect()
}
