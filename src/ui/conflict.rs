//! Two people changed the same thing: both versions, and a choice.

use leptos::prelude::*;

use super::{Choice, ChoiceList, Dialog, Form, Look, PlainButton, form::Draft, when_closed};
use crate::phrases::{common, t, ui as words};

/// A draft whose fields can be chosen one by one from two versions.
pub trait Versioned: Draft {
    const FIELDS: &'static [Self::Field];

    /// What the form calls a field.
    fn label(field: Self::Field) -> String;

    /// What is in a field, for people to read.
    fn shown(&self, field: Self::Field) -> String;

    /// Takes one field of another version.
    fn take(&mut self, field: Self::Field, from: &Self);
}

/// The fields that both changed, and differently, since `base`.
#[must_use]
pub fn conflicts<D: Versioned>(base: &D, mine: &D, theirs: &D) -> Vec<D::Field> {
    let clash = |field: &D::Field| {
        let same = |one, other| D::is_same(*field, one, other);
        !same(base, mine) && !same(base, theirs) && !same(mine, theirs)
    };
    D::FIELDS.iter().copied().filter(clash).collect()
}

/// Their version with what was changed here since `base`, but for the fields in `given_up`.
#[must_use]
pub fn merged<D: Versioned>(base: &D, mine: &D, theirs: &D, given_up: &[D::Field]) -> D {
    let mut merged = theirs.clone();
    for field in D::FIELDS.iter().copied() {
        if !D::is_same(field, base, mine) && !given_up.contains(&field) {
            merged.take(field, mine);
        }
    }
    merged
}

impl<D: Versioned> Form<D> {
    /// Takes `now`, which the server answered to what was `sent`; what was typed since then stays.
    pub fn settle(self, sent: &D, now: D) {
        let typed = untrack(|| self.draft());
        let merged = merged(sent, &typed, &now, &[]);
        self.reset(now);
        self.fill(merged);
    }
}

/// Shows a form beside a newer version of what it edits, field by field where they clash; it is open while there is a
/// `newer` one. Once the person has chosen, the form stands on the newer version and `on_chosen` runs.
#[component]
pub fn ConflictDialog<D: Versioned>(
    form: Form<D>,
    #[prop(into)] newer: Signal<Option<D>>,
    #[prop(into)] on_chosen: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let given_up = RwSignal::new(Vec::<D::Field>::new());
    Effect::new(move |_| {
        let is_newer = newer.with(Option::is_some);
        if is_newer {
            given_up.set(Vec::new());
        }
        open.set(is_newer);
    });
    when_closed(open, move || {
        if newer.with_untracked(Option::is_some) {
            on_close.run(());
        }
    });
    let choose = move |()| {
        let Some(theirs) = newer.get_untracked() else { return };
        let merged = untrack(|| merged(&form.saved(), &form.draft(), &theirs, &given_up.get()));
        form.rebase(theirs);
        form.fill(merged);
        on_chosen.run(());
    };
    let row = move |field: D::Field, mine: &D, theirs: &D| {
        let is_given_up = Signal::derive(move || given_up.with(|it| it.contains(&field)));
        let version = |value: &str, name, of: &D| {
            let shown = of.shown(field);
            Choice {
                value: value.into(),
                name: t(name),
                hint: if shown.is_empty() { t(words::EMPTY_VALUE) } else { shown },
            }
        };
        let options =
            vec![version(MINE, words::VERSION_MINE, mine), version(THEIRS, words::VERSION_THEIRS, theirs)];
        let pick = move |value: String| {
            given_up.update(|it| {
                it.retain(|other| *other != field);
                if value == THEIRS {
                    it.push(field);
                }
            });
        };
        view! {
            <ChoiceList
                label=D::label(field)
                value=Signal::derive(move || String::from(if is_given_up.get() { THEIRS } else { MINE }))
                options=Signal::stored(options)
                on_change=pick
            />
        }
    };
    let rows = move || {
        newer.get().map(|theirs| {
            let (base, mine) = untrack(|| (form.saved(), form.draft()));
            let clashes = conflicts(&base, &mine, &theirs).into_iter();
            clashes.map(|field| row(field, &mine, &theirs)).collect_view()
        })
    };
    let foot = move || {
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(words::KEEP_EDITING)}</PlainButton>
            <PlainButton look=Look::Primary on_click=choose>{t(common::SAVE)}</PlainButton>
        }
    };
    view! {
        <Dialog open title=t(words::CONFLICT_TITLE) foot>
            <p>{t(words::CONFLICT_TEXT)}</p>
            {rows}
        </Dialog>
    }
}

const MINE: &str = "mine";
const THEIRS: &str = "theirs";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Problem;

    #[derive(Clone, Debug, Default, PartialEq)]
    struct Pair([u8; 2]);

    impl Draft for Pair {
        type Field = usize;
        type Checked = ();

        fn check(&self) -> Result<(), Vec<(usize, String)>> {
            Ok(())
        }

        fn is_same(field: usize, one: &Self, other: &Self) -> bool {
            one.0[field] == other.0[field]
        }

        fn field_of(_: &Problem) -> Option<usize> {
            None
        }
    }

    impl Versioned for Pair {
        const FIELDS: &'static [usize] = &[0, 1];

        fn label(field: usize) -> String {
            field.to_string()
        }

        fn shown(&self, field: usize) -> String {
            self.0[field].to_string()
        }

        fn take(&mut self, field: usize, from: &Self) {
            self.0[field] = from.0[field];
        }
    }

    /// Every way in which two people change two fields that hold 0.
    #[test]
    fn nothing_that_somebody_changed_is_lost_without_a_choice() {
        let base = Pair::default();
        for code in 0..81_u8 {
            let digit = |at: u32| code / 3_u8.pow(at) % 3;
            let (mine, theirs) = (Pair([digit(0), digit(1)]), Pair([digit(2), digit(3)]));
            let clashes = conflicts(&base, &mine, &theirs);
            let merged = merged(&base, &mine, &theirs, &[]);
            for field in 0..2 {
                let (mine, theirs, merged) = (mine.0[field], theirs.0[field], merged.0[field]);
                let expected = if mine == 0 { theirs } else { mine };
                assert_eq!(merged, expected);
                assert_eq!(clashes.contains(&field), mine != 0 && theirs != 0 && mine != theirs);
            }
        }
    }

    #[test]
    fn a_field_that_is_given_up_is_theirs() {
        let (base, mine, theirs) = (Pair([0, 0]), Pair([1, 1]), Pair([2, 2]));
        assert_eq!(merged(&base, &mine, &theirs, &[0]), Pair([2, 1]));
    }
}
