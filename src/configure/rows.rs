//! Lists of texts, with and without names: a row for each, one more with Enter, one less with its cross.

use leptos::{ev::KeyboardEvent, html, prelude::*};

use super::draft::{Pair, pairs, texts};
use crate::{
    phrases::{configure as words, fill, t},
    ui::{Binding, IconButton, PlainButton, field_note, focus_last_row, unique_id},
};

/// Several texts. The value is a JSON list of them.
#[component]
pub fn ListField(
    label: String,
    value: Binding<String>,
    problem: RwSignal<Option<String>>,
    hint: String,
) -> impl IntoView {
    let rows = Rows::new(move || texts(&value.get()).len());
    let write = move |change: &dyn Fn(&mut Vec<String>)| {
        let mut all = texts(&value.get_untracked());
        change(&mut all);
        value.set(serde_json::json!(all).to_string());
    };
    let add = move || {
        write(&|it| it.push(String::new()));
        focus_last_row(rows.list);
    };
    let name = label.clone();
    let row = move |at: usize| {
        let text = move || texts(&value.get()).get(at).cloned().unwrap_or_default();
        let number = (at + 1).to_string();
        view! {
            <li class="row-field">
                <input
                    class="input"
                    dir="auto"
                    aria-label=format!("{name} {number}")
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    prop:value=text
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        write(&|it| if let Some(row) = it.get_mut(at) { row.clone_from(&typed) });
                    }
                    on:keydown=on_enter(add)
                />
                <IconButton
                    icon="x"
                    label=fill(words::REMOVE_ROW, &[("number", &number)])
                    on_click=move |()| {
                        write(&|it| drop(it.remove(at)));
                        focus_last_row(rows.list);
                    }
                />
            </li>
        }
    };
    rows.view(label, problem, hint, None, row, add)
}

/// Several texts, each with a name. The value is a JSON list of `{key, value}`.
#[component]
pub fn PairsField(
    label: String,
    value: Binding<String>,
    problem: RwSignal<Option<String>>,
    hint: String,
) -> impl IntoView {
    let rows = Rows::new(move || pairs(&value.get()).len());
    let write = move |change: &dyn Fn(&mut Vec<Pair>)| {
        let mut all = pairs(&value.get_untracked());
        change(&mut all);
        value.set(serde_json::json!(all).to_string());
    };
    let add = move || {
        write(&|it| it.push(Pair::default()));
        focus_last_row(rows.list);
    };
    let input =
        move |at: usize, name: String, read: fn(&Pair) -> &String, edit: fn(&mut Pair) -> &mut String| {
            let text = move || pairs(&value.get()).get(at).map(|it| read(it).clone()).unwrap_or_default();
            let on_input = move |event| {
                let typed = event_target_value(&event);
                write(&|it| {
                    if let Some(row) = it.get_mut(at) {
                        edit(row).clone_from(&typed)
                    }
                });
            };
            view! {
                <input
                    class="input mono"
                    dir="auto"
                    aria-label=name
                    aria-invalid=move || problem.get().is_some().then_some("true")
                    prop:value=text
                    on:input=on_input
                    on:keydown=on_enter(add)
                />
            }
        };
    let row = move |at: usize| {
        let number = (at + 1).to_string();
        let numbered = |phrase| fill(phrase, &[("number", &number)]);
        view! {
            <li class="row-field">
                {input(at, numbered(words::KEY_OF_ROW), |it| &it.key, |it| &mut it.key)}
                {input(at, numbered(words::VALUE_OF_ROW), |it| &it.value, |it| &mut it.value)}
                <IconButton
                    icon="x"
                    label=numbered(words::REMOVE_ROW)
                    on_click=move |()| {
                        write(&|it| drop(it.remove(at)));
                        focus_last_row(rows.list);
                    }
                />
            </li>
        }
    };
    let heads = view! {
        <div class="row-heads" aria-hidden="true"><span>{t(words::KEY)}</span><span>{t(words::VALUE)}</span></div>
    };
    rows.view(label, problem, hint, Some(heads.into_any()), row, add)
}

/// Enter adds a row instead of sending the form.
fn on_enter(add: impl Fn() + 'static) -> impl FnMut(KeyboardEvent) + 'static {
    move |event| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            add();
        }
    }
}

/// The rows of either list, by their places.
#[derive(Clone, Copy)]
struct Rows {
    list: NodeRef<html::Ul>,
    count: Memo<usize>,
}

impl Rows {
    fn new(count: impl Fn() -> usize + Send + Sync + 'static) -> Self {
        Self { list: NodeRef::new(), count: Memo::new(move |_| count()) }
    }

    fn view<V: IntoView + 'static>(
        self,
        label: String,
        problem: RwSignal<Option<String>>,
        hint: String,
        heads: Option<AnyView>,
        row: impl Fn(usize) -> V + Clone + Send + Sync + 'static,
        add: impl Fn() + Send + Sync + 'static,
    ) -> impl IntoView {
        let note = unique_id();
        let described_by = note.clone();
        view! {
            <fieldset class="field" aria-describedby=described_by>
                <legend class="field-label">{label}</legend>
                {heads}
                <ul class="row-fields" node_ref=self.list>
                    {move || (0..self.count.get()).map(&row).collect_view()}
                </ul>
                <div class="field-note" id=note>{field_note(problem, hint)}</div>
                <div class="button-row">
                    <PlainButton icon="plus" on_click=move |()| add()>{t(words::ADD_ROW)}</PlainButton>
                </div>
            </fieldset>
        }
    }
}
