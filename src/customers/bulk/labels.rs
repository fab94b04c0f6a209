//! Adding labels to many customers, or taking them away.

use leptos::prelude::*;

use super::{
    Scope, guard, stage_view,
    work::{Did, Item, Stage, Work},
};
use crate::{
    api::Error,
    auth::Access,
    customers::{detail, save},
    phrases::{common, customers as words, fill, t},
    ui::{Button, Dialog, LabelsField, Look, PlainButton, grouped, when_closed},
};

/// What happens to the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelMode {
    Add,
    Remove,
}

impl LabelMode {
    /// A customer's labels afterwards; none when they stay as they are.
    fn apply(self, before: &[String], labels: &[String]) -> Option<Vec<String>> {
        let mut after = before.to_vec();
        match self {
            Self::Add => after.extend(labels.iter().filter(|it| !before.contains(it)).cloned()),
            Self::Remove => after.retain(|it| !labels.contains(it)),
        }
        (after != before).then_some(after)
    }
}

/// The dialog; `mode` opens it.
#[component]
pub fn LabelDialog(
    mode: RwSignal<Option<LabelMode>>,
    scope: Scope,
    /// How many customers are chosen.
    count: Signal<u32>,
    known: Signal<Vec<String>>,
    on_changed: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let labels = RwSignal::new(Vec::<String>::new());
    let problem = RwSignal::new(None);
    let work = Work::new();
    guard(work);
    Effect::new(move |_| {
        if mode.with(Option::is_some) {
            labels.set(Vec::new());
            problem.set(None);
            work.stage.set(Stage::Idle);
            open.set(true);
        }
    });
    when_closed(open, move || mode.set(None));
    Effect::new(move |_| {
        if matches!(work.stage.get(), Stage::Ended(it) if it.changed > 0) {
            on_changed.run(());
        }
    });
    let running = Signal::derive(move || work.is_running());
    let is_idle = move || work.stage.with(|it| matches!(it, Stage::Idle | Stage::Failed(_)));
    let step = move || {
        let (mode, labels) = (mode.get_untracked().unwrap_or(LabelMode::Add), labels.get_untracked());
        move |item: Item| change(item.id, mode, labels.clone())
    };
    let submit = move |()| {
        if !untrack(is_idle) {
            return;
        }
        if labels.with_untracked(Vec::is_empty) {
            problem.set(Some(t(words::LABELS_MISSING)));
            return;
        }
        let items = async move {
            let rows = scope.rows(work).await?;
            Ok(rows.into_iter().map(|it| Item { id: it.id, name: it.name }).collect())
        };
        work.begin(items, step());
    };
    let retry = Callback::new(move |items| work.begin(async { Ok(items) }, step()));
    let title = move || {
        let phrase = match mode.get() {
            Some(LabelMode::Remove) => words::REMOVE_LABELS_TITLE,
            Some(LabelMode::Add) | None => words::ADD_LABELS_TITLE,
        };
        fill(phrase, &[("count", &grouped(count.get()))])
    };
    let submit_name = move || match mode.get() {
        Some(LabelMode::Remove) => t(words::REMOVE_LABELS),
        Some(LabelMode::Add) | None => t(words::ADD_LABELS),
    };
    let buttons = move || {
        if is_idle() {
            view! {
                <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
                <Button look=Look::Primary access=Access::Granted submit=true>{submit_name}</Button>
            }
            .into_any()
        } else if running.get() {
            view! { <PlainButton on_click=move |()| work.stop()>{t(words::WORK_STOP)}</PlainButton> }
                .into_any()
        } else {
            view! {
                <PlainButton look=Look::Primary on_click=move |()| open.set(false)>{t(words::WORK_CLOSE)}</PlainButton>
            }
            .into_any()
        }
    };
    let foot = move || view! { {buttons} };
    let field = move || {
        view! {
            <LabelsField label=t(words::LABELS) value=labels suggestions=known problem=problem hint=t(words::LABELS_HINT) />
        }
    };
    view! {
        <Dialog open title=Signal::derive(title) pending=running on_submit=submit foot>
            {move || is_idle().then(field)}
            {stage_view(work, retry)}
        </Dialog>
    }
}

/// Reads a customer's labels and changes only them: what others changed meanwhile stays.
async fn change(id: String, mode: LabelMode, labels: Vec<String>) -> Result<Did, Error> {
    let now = detail::fetch(id.clone()).await?;
    match mode.apply(now.labels.as_deref().unwrap_or_default(), &labels) {
        Some(after) => save::save_labels(id, after).await.map(|_| Did::Change),
        None => Ok(Did::Nothing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_there_once_and_others_stay() {
        let words = |all: &[&str]| all.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let before = words(&["paid", "eu"]);
        for (mode, labels, after) in [
            (LabelMode::Add, &["eu", "beta"][..], Some(words(&["paid", "eu", "beta"]))),
            (LabelMode::Add, &["eu"], None),
            (LabelMode::Remove, &["eu", "beta"], Some(words(&["paid"]))),
            (LabelMode::Remove, &["beta"], None),
        ] {
            assert_eq!(mode.apply(&before, &words(labels)), after);
        }
    }
}
