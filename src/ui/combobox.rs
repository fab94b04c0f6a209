//! A field that picks one of many by typing part of its name.

use leptos::{ev::KeyboardEvent, leptos_dom::helpers::TimeoutHandle, prelude::*};

use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{field::Frame, page::grouped, search::PAUSE, unique_id};
use crate::phrases::{fill, t, ui as words};

/// One thing that can be picked.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Suggestion {
    pub id: String,
    pub name: String,
}

/// Arrow down opens, arrows move, Enter takes, Escape closes and then clears. Who uses it searches: `on_search` gets
/// what is typed, `suggestions` and `total` answer.
#[component]
pub fn Combobox(
    #[prop(into)] label: String,
    value: RwSignal<Option<Suggestion>>,
    #[prop(into)] suggestions: Signal<Vec<Suggestion>>,
    /// How many match in all.
    #[prop(optional, into)]
    total: Signal<Option<u32>>,
    #[prop(into)] on_search: Callback<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let name = move || value.get().map(|it| it.name).unwrap_or_default();
    let typed = RwSignal::new(untrack(name));
    let is_open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let frame = Frame { id: unique_id(), label, optional: false, hint, problem };
    let list = format!("{}-list", frame.id);
    let option_id = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };

    Effect::new(move |_| typed.set(name()));
    let stop = move || {
        if let Some(Some(timer)) = waiting.try_update_value(Option::take) {
            timer.clear();
        }
    };
    on_cleanup(stop);
    let search_soon = move || {
        stop();
        let search = move || on_search.run(typed.get_untracked());
        waiting.set_value(set_timeout_with_handle(search, PAUSE).ok());
    };
    // A list that is longer than its box follows the keyboard.
    let row_id = option_id.clone();
    Effect::new(move |_| {
        let row = document().get_element_by_id(&row_id(active.get()));
        if let Some(row) = row.filter(|_| is_open.get()) {
            row.scroll_into_view_with_scroll_into_view_options(&nearest());
        }
    });
    let open = move || {
        if !is_open.get_untracked() {
            active.set(0);
            is_open.set(true);
            on_search.run(typed.get_untracked());
        }
    };
    // What was picked may have taken the field away, which then loses the focus.
    let close = move || {
        if is_open.try_set(false).is_none() {
            typed.set(untrack(name));
        }
    };
    let take = move |at: usize| {
        if let Some(chosen) = suggestions.with_untracked(|all| all.get(at).cloned()) {
            value.set(Some(chosen));
            close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let count = suggestions.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !is_open.get_untracked() => open(),
            "ArrowDown" => active.update(|at| *at = (*at + 1) % count.max(1)),
            "ArrowUp" => active.update(|at| *at = (*at + count.max(1) - 1) % count.max(1)),
            "Enter" if is_open.get_untracked() && !event.is_composing() => take(active.get_untracked()),
            "Escape" if is_open.get_untracked() => {
                event.stop_propagation();
                close();
            }
            "Escape" if !typed.get_untracked().is_empty() => {
                event.stop_propagation();
                value.set(None);
                typed.set(String::new());
            }
            _ => return,
        }
        event.prevent_default();
    };
    let row = {
        let option_id = option_id.clone();
        move |(at, it): (usize, Suggestion)| {
            let (before, matching, after) = split_match(&it.name, &typed.get());
            view! {
                <li
                    class="menu-item"
                    role="option"
                    id=option_id(at)
                    aria-selected=move || (active.get() == at).to_string()
                    // Not click: the field would lose the focus first and close the list.
                    on:mousedown=move |event| {
                        event.prevent_default();
                        take(at);
                    }
                >
                    <bdi>{before}<mark>{matching}</mark>{after}</bdi>
                </li>
            }
        }
    };
    let active_option = move || {
        let has_options = is_open.get() && suggestions.with(|all| !all.is_empty());
        has_options.then(|| option_id(active.get()))
    };
    let (controls, own_list) = (list.clone(), list);
    let control = view! {
        <div class="combobox">
            <input
                class="input"
                id=frame.id.clone()
                role="combobox"
                autocomplete="off"
                dir="auto"
                aria-autocomplete="list"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=controls
                aria-activedescendant=active_option
                aria-invalid=move || problem.get().is_some().then_some("true")
                aria-describedby=frame.note_id()
                prop:value=typed
                on:input=move |event| {
                    typed.set(event_target_value(&event));
                    active.set(0);
                    is_open.set(true);
                    search_soon();
                }
                on:mousedown=move |_| open()
                on:blur=move |_| close()
                on:keydown=on_key
            />
            <ul class="combobox-list menu" role="listbox" id=own_list hidden=move || !is_open.get()>
                {move || suggestions.get().into_iter().enumerate().map(row.clone()).collect_view()}
                {move || foot(suggestions.with(Vec::len), total.get())
                    .map(|it| view! { <li class="menu-note" role="presentation">{it}</li> })}
            </ul>
        </div>
    };
    frame.around(control.into_any())
}

fn nearest() -> ScrollIntoViewOptions {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options
}

fn foot(shown: usize, total: Option<u32>) -> Option<String> {
    let shown = u32::try_from(shown).unwrap_or(u32::MAX);
    match total {
        _ if shown == 0 => Some(t(words::NO_SUGGESTION)),
        Some(total) if total > shown => {
            Some(fill(words::SHOWN_OF, &[("count", &grouped(shown)), ("total", &grouped(total))]))
        }
        Some(_) | None => None,
    }
}

/// What stands before the match, the match, and what stands after it. Case does not count.
fn split_match(name: &str, term: &str) -> (String, String, String) {
    let folded = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let term = folded(term.trim());
    let starts = name.char_indices().map(|(at, _)| at);
    let found = starts.filter(|_| !term.is_empty()).find_map(|start| {
        let ends = name[start..].char_indices().map(|(at, one)| start + at + one.len_utf8());
        ends.take(term.len()).find(|end| folded(&name[start..*end]) == term).map(|end| (start, end))
    });
    let (start, end) = found.unwrap_or((name.len(), name.len()));
    (name[..start].into(), name[start..end].into(), name[end..].into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_match_is_found_whatever_its_case() {
        for (name, term, parts) in [
            ("FTL Rockets", "rock", ("FTL ", "Rock", "ets")),
            ("FTL Rockets", "", ("FTL Rockets", "", "")),
            ("FTL Rockets", "warp", ("FTL Rockets", "", "")),
            ("Übermut", "ÜBER", ("", "Über", "mut")),
        ] {
            let (before, matching, after) = split_match(name, term);
            assert_eq!((before.as_str(), matching.as_str(), after.as_str()), parts);
        }
    }
}
