//! The wizard's pages, with how far each has come.

use leptos::prelude::*;

use super::{pages::Page, wizard::Question};
use crate::{
    phrases::{Phrase, configure as words, dynamic, fill, t},
    ui::Icon,
};

/// The list. Every page can be opened at any time: what is typed on another stays.
#[component]
pub fn Steps(
    pages: StoredValue<Vec<Page>>,
    questions: StoredValue<Vec<Question>, LocalStorage>,
    at: Memo<usize>,
    #[prop(into)] on_open: Callback<usize>,
    /// When what is filled in counts; none where it never does.
    note: Option<Phrase>,
) -> impl IntoView {
    let step = move |(number, page): (usize, Page)| {
        let keys: Vec<String> = page.keys().cloned().collect();
        let count = keys.len();
        let state = Memo::new(move |_| {
            questions.with_value(|all| {
                let mut state = State::Done;
                for question in all.iter().filter(|it| keys.contains(&it.setting.key)) {
                    if question.problem.with(Option::is_some) {
                        return State::Wrong;
                    }
                    if !question.is_settled() || question.is_dirty() {
                        state = State::Open;
                    }
                }
                state
            })
        });
        let note = move || match state.get() {
            State::Wrong => t(words::NEEDS_ATTENTION),
            State::Done => t(words::COMPLETE),
            State::Open => fill(words::SETTINGS, &[("count", &count.to_string())]),
        };
        let mark = move || match state.get() {
            State::Done if at.get() != number => view! { <Icon name="check" small=true /> }.into_any(),
            State::Open | State::Done | State::Wrong => (number + 1).to_string().into_any(),
        };
        view! {
            <li>
                <button
                    class="step"
                    type="button"
                    data-state=move || state.get().as_str()
                    aria-current=move || (at.get() == number).then_some("step")
                    on:click=move |_| on_open.run(number)
                >
                    <span class="step-mark">{mark}</span>
                    <span class="step-name" dir="auto">{dynamic(&page.name)}</span>
                    <span class="step-note">{note}</span>
                </button>
            </li>
        }
    };
    view! {
        <nav class="wizard-side" aria-label=t(words::STEPS)>
            <ol class="stepper">{pages.get_value().into_iter().enumerate().map(step).collect_view()}</ol>
            {note.map(|it| view! { <p class="field-hint aside-note">{t(it)}</p> })}
        </nav>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Done,
    Wrong,
}

impl State {
    fn as_str(self) -> Option<&'static str> {
        match self {
            Self::Open => None,
            Self::Done => Some("done"),
            Self::Wrong => Some("error"),
        }
    }
}
