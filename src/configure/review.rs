//! What deploying will change, above the button that does it: nobody has to open another page to see it.

use leptos::prelude::*;

use super::{
    summary::{Change, Said},
    wizard::Question,
};
use crate::phrases::{configure as words, dynamic, fill, t};

/// What the instance runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// 0 when it never ran.
    pub version: i64,
    /// The version that will run.
    pub next: i64,
    /// Something was changed before and never deployed.
    pub is_behind: bool,
}

/// The summary. It is open where it tells of changes, and closed where everything is new.
#[component]
pub fn Review(
    questions: StoredValue<Vec<Question>, LocalStorage>,
    /// None where nothing runs by it: what somebody settles for themselves for the first time, or again.
    #[prop(optional_no_strip)]
    runs: Option<Runs>,
    /// Nothing was settled before.
    is_first: bool,
    /// It is open, whatever it tells.
    #[prop(optional)]
    open: bool,
) -> impl IntoView {
    let changes = Memo::new(move |_| {
        questions.with_value(|all| all.iter().filter_map(|it| it.change(is_first)).collect::<Vec<Change>>())
    });
    let is_behind = runs.is_some_and(|it| it.is_behind);
    let version = runs.map(|it| match it {
        Runs { version: 0, next, .. } => fill(words::RUNS_FIRST, &[("version", &next.to_string())]),
        Runs { version, next, .. } if version == next => {
            fill(words::RUNS_SAME, &[("version", &version.to_string())])
        }
        Runs { version, next, .. } => {
            let parts = [("before", version.to_string()), ("after", next.to_string())];
            let parts = parts.each_ref().map(|(name, value)| (*name, value.as_str()));
            fill(words::RUNS_OTHER, &parts)
        }
    });
    let title = move || {
        let count = changes.with(Vec::len);
        match (is_first, count) {
            (true, _) if runs.is_none() => t(words::OWN_REVIEW_FIRST),
            (true, _) => t(words::REVIEW_FIRST),
            (false, 0) => t(words::REVIEW_NOTHING),
            (false, count) => fill(words::REVIEW, &[("count", &count.to_string())]),
        }
    };
    let is_own = runs.is_none();
    let said = move |it: Said| match if is_own { it.of_oneself() } else { it } {
        Said::Word(word) => t(word),
        Said::Text(text) => dynamic(&text),
    };
    let row = move |it: Change| {
        let before = it.before.map(|before| {
            view! {
                <span class="visually-hidden">{t(words::BEFORE)}" "</span>
                <bdi class="change-before">{said(before)}</bdi>
                <span class="change-arrow" aria-hidden="true">" → "</span>
                <span class="visually-hidden">{t(words::AFTER)}" "</span>
            }
        });
        view! {
            <div>
                <dt dir="auto">{dynamic(&it.key)}</dt>
                <dd>{before}<bdi>{said(it.after)}</bdi></dd>
            </div>
        }
    };
    view! {
        <details class="changes" open=open || !is_first>
            <summary>{title}</summary>
            {version.map(|it| view! { <p>{it}</p> })}
            {(is_behind && !is_first).then(|| view! { <p>{t(words::BEHIND)}</p> })}
            <dl>{move || changes.get().into_iter().map(row).collect_view()}</dl>
        </details>
    }
}
