//! A setting that is a form of its own, described by a data source.

mod rule;
mod schema;

use leptos::{html, prelude::*};
use serde_json::{Value, json};

use super::{draft::Answer, wizard::Question};
use crate::{
    phrases::{configure as words, dynamic, fill, t},
    ui::{
        Binding, Check, IconButton, PlainButton, Select, TextArea, TextField, field_note, focus_last_row,
        unique_id,
    },
};
use rule::Rule;
pub use schema::first;
use schema::{Field, Member, Shape, Step, at, put};

/// Whether what is filled in will do for the form that a data source described.
#[must_use]
pub fn is_complete(content: &Value, answer: &str) -> bool {
    let field = schema::read(content);
    let data = serde_json::from_str(answer);
    field.shape == Shape::Json || data.is_ok_and(|it| schema::is_complete(&field, true, &it))
}

/// The data, as the parts of the form read and change it.
#[derive(Clone, Copy)]
struct Data {
    all: Memo<Value>,
    answer: RwSignal<Answer>,
    problem: RwSignal<Option<String>>,
}

impl Data {
    fn set(self, path: &[Step], value: Value) {
        let mut all = self.all.get_untracked();
        put(&mut all, path, value);
        self.problem.set(None);
        self.answer.update(|it| it.value = all.to_string());
    }

    fn part(self, path: &[Step]) -> Memo<Value> {
        let path = path.to_vec();
        Memo::new(move |_| self.all.with(|it| at(it, &path).clone()))
    }
}

/// The field.
#[component]
pub fn FormField(question: Question, label: String, hint: String) -> impl IntoView {
    let Question { answer, problem, source, .. } = question;
    let all = Memo::new(move |_| answer.with(|it| serde_json::from_str(&it.value).unwrap_or_default()));
    let data = Data { all, answer, problem };
    let form = Memo::new(move |_| source.with(|it| it.content.as_ref().map(schema::read)));
    let note = unique_id();
    let described_by = note.clone();
    let name = label.clone();
    let fields = move || match form.get() {
        None => ().into_any(),
        Some(Field { shape: Shape::Json, .. }) => {
            let value = Binding::new(Memo::new(move |_| answer.with(|it| it.value.clone())), move |it| {
                answer.update(|answer| answer.value = it)
            });
            view! { <TextArea label=t(words::AS_JSON) value problem mono=true /> }.into_any()
        }
        Some(field) => fields(&field, true, Vec::new(), data, &name),
    };
    view! {
        <fieldset class="field form-block" aria-describedby=described_by>
            <legend class="field-label">{label}</legend>
            {fields}
            <div class="field-note" id=note>{field_note(problem, hint)}</div>
        </fieldset>
    }
}

/// The controls of a field and of all that is in it.
fn fields(field: &Field, required: bool, path: Vec<Step>, data: Data, name: &str) -> AnyView {
    match &field.shape {
        Shape::Object(members) => {
            let member = |it: &Member| {
                let path = path.iter().cloned().chain([Step::Key(it.key.clone())]).collect();
                ruled(it.clone(), path, data)
            };
            members.iter().map(member).collect_view().into_any()
        }
        Shape::List(item) => {
            // The setting's own name stands above already.
            let heading = (!path.is_empty()).then(|| dynamic(&field.title));
            view! { <Rows item=(**item).clone() path data name=name.to_owned() heading /> }.into_any()
        }
        Shape::Text | Shape::Number | Shape::YesOrNo | Shape::Choice(_) | Shape::Json => {
            leaf(field.clone(), required, path, data)
        }
    }
}

/// A field of an object, as far as the rules of the layout let it be shown and changed.
fn ruled(member: Member, path: Vec<Step>, data: Data) -> AnyView {
    let Member { required, field, rules, .. } = member;
    let title = dynamic(&field.title);
    if rules.is_empty() {
        return fields(&field, required, path, data, &title);
    }
    let rules = StoredValue::new(rules);
    let follow = move |holds: fn(&[Rule], &Value) -> bool| {
        Memo::new(move |_| data.all.with(|it| rules.with_value(|rules| holds(rules, it))))
    };
    let (is_shown, is_enabled) = (follow(rule::is_shown), follow(rule::is_enabled));
    (move || {
        is_shown.get().then(|| {
            let inside = fields(&field, required, path.clone(), data, &title);
            view! {
                <fieldset class="form-rule" disabled=move || !is_enabled.get()>
                    {inside}
                    {move || (!is_enabled.get()).then(|| view! { <p class="field-hint">{t(words::FORM_DISABLED)}</p> })}
                </fieldset>
            }
        })
    })
    .into_any()
}

fn leaf(field: Field, required: bool, path: Vec<Step>, data: Data) -> AnyView {
    let now = data.part(&path);
    let label = if field.title.is_empty() { t(words::VALUE) } else { dynamic(&field.title) };
    let hint = dynamic(&field.about);
    let judged = field.clone();
    // What is missing is told once the page was tried; what is wrong, at once.
    let problem = Signal::derive(move || {
        let found = schema::problem(&judged, required, &now.get());
        found.filter(|it| *it != words::MISSING || data.problem.with(Option::is_some)).map(t)
    });
    let text = Memo::new(move |_| now.with(written));
    let set = StoredValue::new(path);
    let put = move |value| set.with_value(|path| data.set(path, value));
    let optional = !required;
    match field.shape {
        Shape::YesOrNo => {
            let value = Memo::new(move |_| now.with(|it| *it == Value::Bool(true)));
            let value = Binding::new(value, move |it: bool| put(json!(it)));
            view! { <Check label value hint=Some(hint).filter(|it| !it.is_empty()).unwrap_or_default() /> }
                .into_any()
        }
        Shape::Choice(choices) => {
            let value =
                Signal::derive(move || now.with(|it| if it.is_null() { String::new() } else { code(it) }));
            let known = choices.clone();
            let options = Signal::derive(move || {
                let shown = value.get();
                let is_known = known.iter().any(|(it, _)| code(it) == shown);
                let other = match shown.is_empty() {
                    true => (String::new(), t(words::CHOOSE)),
                    false => (shown.clone(), now.with(written)),
                };
                let known = known.iter().map(|(it, name)| (code(it), dynamic(name)));
                (!is_known).then_some(other).into_iter().chain(known).collect::<Vec<_>>()
            });
            let choose = move |chosen: String| {
                let found = choices.iter().find(|(it, _)| code(it) == chosen);
                put(found.map(|(it, _)| it.clone()).unwrap_or_default());
            };
            view! { <Select label value options problem hint on_change=choose /> }.into_any()
        }
        Shape::Number => {
            let value = as_typed(text, put);
            view! { <TextField label value problem hint optional mono=true /> }.into_any()
        }
        Shape::Json | Shape::Object(_) | Shape::List(_) => {
            let value = Binding::new(text, move |typed: String| {
                put(serde_json::from_str(&typed).unwrap_or_else(|_| json!(typed)));
            });
            view! { <TextArea label value problem hint optional mono=true /> }.into_any()
        }
        Shape::Text => {
            let value = Binding::new(text, move |typed: String| {
                put(if typed.is_empty() { Value::Null } else { json!(typed) });
            });
            view! { <TextField label value problem hint optional /> }.into_any()
        }
    }
}

/// A value as it stands in a field of text.
fn written(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

/// A choice as the list of choices names it: texts and numbers that look the same stay apart.
fn code(value: &Value) -> String {
    value.to_string()
}

/// What is typed as a number; as text while it is none, so that it can be finished.
fn number(typed: &str) -> Value {
    let text = typed.trim();
    if text.is_empty() {
        return Value::Null;
    }
    let whole = text.parse::<i64>().ok().map(|it| json!(it));
    let broken = || text.parse::<f64>().ok().filter(|it| it.is_finite()).map(|it| json!(it));
    whole.or_else(broken).unwrap_or_else(|| json!(typed))
}

/// A number as it was typed, while it means what is there: `1.` is on its way to `1.5`.
fn as_typed(shown: Memo<String>, put: impl Fn(Value) + Send + Sync + 'static) -> Binding<String> {
    let typed = RwSignal::new(String::new());
    let text = Memo::new(move |_| {
        let shown = shown.get();
        typed.with(|it| if written(&number(it)) == shown { it.clone() } else { shown })
    });
    Binding::new(text, move |text: String| {
        let value = number(&text);
        typed.set(text);
        put(value);
    })
}

/// A list: a row for each item.
#[component]
fn Rows(item: Field, path: Vec<Step>, data: Data, name: String, heading: Option<String>) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let items = data.part(&path);
    let count = Memo::new(move |_| items.with(|it| it.as_array().map_or(0, Vec::len)));
    let (item, path) = (StoredValue::new(item), StoredValue::new(path));
    let write = move |change: &dyn Fn(&mut Vec<Value>)| {
        let mut all = items.with_untracked(|it| it.as_array().cloned().unwrap_or_default());
        change(&mut all);
        path.with_value(|path| data.set(path, Value::Array(all)));
    };
    let add = move |()| {
        write(&|it| {
            it.push(item.with_value(|item| {
                if matches!(item.shape, Shape::Object(_)) { json!({}) } else { Value::Null }
            }))
        });
        focus_last_row(list);
    };
    let row = move |at: usize| {
        let number = (at + 1).to_string();
        let path = path.with_value(|it| it.iter().cloned().chain([Step::Item(at)]).collect::<Vec<_>>());
        let label = fill(words::ROW, &[("name", &name), ("number", &number)]);
        let fields = item.with_value(|item| fields(item, true, path, data, &item.title));
        view! {
            <li class="form-row">
                <div class="form-row-fields" role="group" aria-label=label>{fields}</div>
                <IconButton
                    icon="x"
                    label=fill(words::REMOVE_ROW, &[("number", &number)])
                    on_click=move |()| {
                        write(&|it| drop(it.remove(at)));
                        focus_last_row(list);
                    }
                />
            </li>
        }
    };
    view! {
        {heading.map(|it| view! { <p class="field-label">{it}</p> })}
        <ul class="row-fields" node_ref=list>{move || (0..count.get()).map(&row).collect_view()}</ul>
        <div class="button-row"><PlainButton icon="plus" on_click=add>{t(words::ADD_ROW)}</PlainButton></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_written_in_several_ways() {
        for (typed, value) in [
            ("7", json!(7)),
            ("+5", json!(5)),
            (" -3 ", json!(-3)),
            ("1.50", json!(1.5)),
            ("1.0", json!(1.0)),
            ("1e3", json!(1000.0)),
            ("", Value::Null),
            ("-", json!("-")),
            ("1e", json!("1e")),
            ("inf", json!("inf")),
            ("1,5", json!("1,5")),
        ] {
            assert_eq!(number(typed), value, "{typed}");
        }
    }

    #[test]
    fn a_number_stays_as_it_was_typed() {
        Owner::new().with(|| {
            let value = RwSignal::new(json!(2));
            let field = as_typed(Memo::new(move |_| value.with(written)), move |it| value.set(it));
            assert_eq!(field.get_untracked(), "2");
            for typed in ["1.50", "+5", "1e3", "1.", "-", ""] {
                field.set(typed.to_owned());
                assert_eq!(field.get_untracked(), typed);
            }
            value.set(json!(3));
            assert_eq!(field.get_untracked(), "3");
        });
    }
}
