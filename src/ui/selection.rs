//! Which rows of a list are chosen, for something that is done to several at once.

use std::collections::HashSet;

use leptos::{ev::MouseEvent, prelude::*};

use crate::phrases::{fill, t, ui as words};

/// The rows that were chosen by their ids, or all that match, those not loaded yet included.
#[derive(Clone, Copy)]
pub struct Selection {
    ids: RwSignal<HashSet<String>>,
    all: RwSignal<bool>,
    /// The row that was chosen last: Shift chooses from there.
    last: RwSignal<Option<String>>,
}

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    Some(HashSet<String>),
    All,
}

impl Selection {
    /// Nothing is chosen, and again after every change of `question`: other rows answer it.
    pub fn new<Q: PartialEq + Send + Sync + 'static>(
        question: impl Fn() -> Q + Send + Sync + 'static,
    ) -> Self {
        let selection =
            Self { ids: RwSignal::default(), all: RwSignal::new(false), last: RwSignal::new(None) };
        let question = Memo::new(move |_| question());
        Effect::new(move |before: Option<()>| {
            // A memo that is only tracked is never computed, and never changes.
            question.with(|_| ());
            if before.is_some() {
                selection.clear();
            }
        });
        selection
    }

    #[must_use]
    pub fn chosen(self) -> Chosen {
        if self.all.get() { Chosen::All } else { Chosen::Some(self.ids.get()) }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        !self.all.get() && self.ids.with(HashSet::is_empty)
    }

    #[must_use]
    pub fn contains(self, id: &str) -> bool {
        self.all.get() || self.ids.with(|it| it.contains(id))
    }

    pub fn clear(self) {
        self.all.set(false);
        self.last.set(None);
        self.ids.update(HashSet::clear);
    }

    /// Chooses all that match.
    pub fn choose_all(self) {
        self.all.set(true);
    }

    /// Chooses these rows, or lets go of them.
    fn set(self, rows: &[String], is_chosen: bool) {
        self.ids.update(|ids| {
            for id in rows {
                if is_chosen {
                    ids.insert(id.clone());
                } else {
                    ids.remove(id);
                }
            }
        });
    }
}

/// What a table needs to let its rows be chosen.
pub struct Selectable<T: 'static> {
    pub selection: Selection,
    pub id: fn(&T) -> String,
    /// What a screen reader calls the row.
    pub name: fn(&T) -> String,
}

impl<T> Clone for Selectable<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Selectable<T> {}

/// The box of one row. `rows` are all that are loaded, in their order.
pub(super) fn row_box(
    selection: Selection,
    id: String,
    name: &str,
    rows: impl Fn() -> Vec<String> + 'static,
) -> AnyView {
    let label = fill(words::SELECT_ROW, &[("name", name)]);
    let own = id.clone();
    let toggle = move |event: MouseEvent| {
        let is_chosen = !untrack(|| selection.contains(&id));
        if selection.all.get_untracked() {
            // From all that match to all that are loaded, but for this one.
            selection.all.set(false);
            selection.set(&rows(), true);
        }
        let last = selection.last.get_untracked().filter(|_| event.shift_key());
        selection.set(&range(&rows(), last.as_deref(), &id), is_chosen);
        selection.last.set(Some(id.clone()));
    };
    view! {
        <td class="select-col">
            <label class="select-box">
                <input
                    type="checkbox"
                    aria-label=label
                    prop:checked=move || selection.contains(&own)
                    on:click=toggle
                />
            </label>
        </td>
    }
    .into_any()
}

/// The box of all rows that are loaded: how many there are, how many of them are chosen, and which they are.
pub(super) fn head_box(
    selection: Selection,
    count: Signal<usize>,
    chosen: impl Fn() -> usize + Send + Sync + 'static,
    rows: impl Fn() -> Vec<String> + 'static,
) -> AnyView {
    let chosen = Memo::new(move |_| if selection.is_empty() { 0 } else { chosen() });
    let is_every = move || chosen.get() > 0 && chosen.get() == count.get();
    let toggle = move |_| {
        let choose = !untrack(is_every);
        selection.all.set(false);
        selection.set(&rows(), choose);
    };
    view! {
        <th class="select-col" scope="col">
            <label class="select-box">
                <input
                    type="checkbox"
                    aria-label=t(words::SELECT_ROWS)
                    // A press on it would choose nothing, and leave its tick.
                    disabled=move || count.get() == 0
                    prop:checked=is_every
                    prop:indeterminate=move || { chosen.get() > 0 && !is_every() }
                    on:click=toggle
                />
                <span class="stack-only" aria-hidden="true">{t(words::SELECT_ROWS)}</span>
            </label>
        </th>
    }
    .into_any()
}

/// The rows from `last` to `id`, both included; `id` alone when there is no `last` among them.
fn range(rows: &[String], last: Option<&str>, id: &str) -> Vec<String> {
    let at = |id: &str| rows.iter().position(|it| it == id);
    match (last.and_then(at), at(id)) {
        (Some(from), Some(to)) => rows[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![id.to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shift_chooses_from_the_last_row_to_this_one() {
        let rows = ["a", "b", "c", "d"].map(String::from);
        for (last, id, expected) in [
            (None, "c", &["c"][..]),
            (Some("a"), "c", &["a", "b", "c"]),
            (Some("d"), "c", &["c", "d"]),
            (Some("c"), "c", &["c"]),
            (Some("gone"), "b", &["b"]),
        ] {
            assert_eq!(range(&rows, last, id), expected);
        }
    }
}
