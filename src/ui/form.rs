//! What is typed in a form, against what is saved, and what is wrong with it.

use leptos::prelude::*;

use super::focus_first_problem;
use crate::api::{Error, Problem};

/// What a person types about a thing. Pure: the rules that need no server.
pub trait Draft: Clone + Default + PartialEq + Send + Sync + 'static {
    /// Where a problem is shown.
    type Field: Copy + PartialEq + Send + Sync + 'static;
    /// The proof that it may be sent.
    type Checked;

    /// Tries it against the rules.
    ///
    /// # Errors
    /// What is wrong, field by field.
    fn check(&self) -> Result<Self::Checked, Vec<(Self::Field, String)>>;

    /// Whether two drafts say the same in a field.
    fn is_same(field: Self::Field, one: &Self, other: &Self) -> bool;

    /// The field a server's problem belongs to; none for the form as a whole.
    fn field_of(problem: &Problem) -> Option<Self::Field>;
}

/// A value a field shows and changes: a signal of its own, or a part of a [`Form`].
pub struct Binding<T: Send + Sync + 'static> {
    value: Signal<T>,
    change: Callback<T>,
}

impl<T: Send + Sync> Clone for Binding<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Binding<T> {}

impl<T: Clone + Send + Sync + 'static> From<RwSignal<T>> for Binding<T> {
    fn from(signal: RwSignal<T>) -> Self {
        Self { value: signal.into(), change: Callback::new(move |it| signal.set(it)) }
    }
}

impl<T: Clone + Send + Sync + 'static> Binding<T> {
    /// A part of something: how it reads, and what changes it.
    pub fn new(value: impl Into<Signal<T>>, change: impl Fn(T) + Send + Sync + 'static) -> Self {
        Self { value: value.into(), change: Callback::new(change) }
    }

    #[must_use]
    pub fn get(self) -> T {
        self.value.get()
    }

    #[must_use]
    pub fn get_untracked(self) -> T {
        self.value.get_untracked()
    }

    pub fn set(self, value: T) {
        self.change.run(value);
    }

    pub fn update(self, change: impl FnOnce(&mut T)) {
        let mut value = self.get_untracked();
        change(&mut value);
        self.set(value);
    }
}

/// The state of a form.
pub struct Form<D: Draft> {
    typed: RwSignal<D>,
    saved: RwSignal<D>,
    problems: RwSignal<Vec<(D::Field, String)>>,
    /// What was typed when the problems were found.
    judged: RwSignal<D>,
    /// What is wrong with the form as a whole.
    pub refusal: RwSignal<Option<Error>>,
}

impl<D: Draft> Clone for Form<D> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<D: Draft> Copy for Form<D> {}

impl<D: Draft> Form<D> {
    #[must_use]
    pub fn new(saved: D) -> Self {
        Self {
            typed: RwSignal::new(saved.clone()),
            saved: RwSignal::new(saved),
            problems: RwSignal::new(Vec::new()),
            judged: RwSignal::default(),
            refusal: RwSignal::new(None),
        }
    }

    /// A part of the draft, for its field.
    #[must_use]
    pub fn bind<T>(self, read: fn(&D) -> &T, write: fn(&mut D) -> &mut T) -> Binding<T>
    where
        T: Clone + PartialEq + Send + Sync + 'static,
    {
        let value = Memo::new(move |_| self.typed.with(|it| read(it).clone()));
        let change = Callback::new(move |it| self.typed.update(|draft| *write(draft) = it));
        Binding { value: value.into(), change }
    }

    /// What is typed.
    #[must_use]
    pub fn draft(self) -> D {
        self.typed.get()
    }

    /// What is saved.
    #[must_use]
    pub fn saved(self) -> D {
        self.saved.get()
    }

    /// Puts other values in the fields.
    pub fn fill(self, draft: D) {
        self.typed.set(draft);
    }

    /// Takes what is saved now, and shows it.
    pub fn reset(self, saved: D) {
        self.saved.set(saved.clone());
        self.problems.set(Vec::new());
        self.refusal.set(None);
        self.typed.set(saved);
    }

    /// Takes what is saved now, and keeps what is typed.
    pub fn rebase(self, saved: D) {
        self.saved.set(saved);
    }

    /// Goes back to what is saved.
    pub fn discard(self) {
        self.reset(self.saved.get_untracked());
    }

    #[must_use]
    pub fn is_dirty(self) -> Signal<bool> {
        Signal::derive(move || self.saved.with(|saved| self.typed.with(|typed| saved != typed)))
    }

    /// The proof that what is typed may be sent, or none; the problems then stand beside their fields.
    #[must_use]
    pub fn check(self) -> Option<D::Checked> {
        let typed = self.typed.get_untracked();
        let checked = typed.check();
        self.refusal.set(None);
        self.judged.set(typed);
        match checked {
            Ok(checked) => {
                self.problems.set(Vec::new());
                Some(checked)
            }
            Err(problems) => {
                self.problems.set(problems);
                focus_first_problem();
                None
            }
        }
    }

    /// Shows why the server refused: beside the fields at fault, the rest above the form.
    pub fn show_refusal(self, error: Option<Error>) {
        let Some(error) = error else { return };
        let Error::Refused(problems) = &error else {
            self.refusal.set(Some(error));
            return;
        };
        let (fields, rest): (Vec<_>, Vec<_>) =
            problems.iter().cloned().partition(|it| D::field_of(it).is_some());
        let beside = |it: Problem| Some((D::field_of(&it)?, it.messages.join(" ")));
        self.problems.set(fields.into_iter().filter_map(beside).collect());
        focus_first_problem();
        self.refusal.set((!rest.is_empty()).then_some(Error::Refused(rest)));
    }

    /// What is wrong with a field. Once it was wrong it is judged again at every key press; a server's word counts
    /// until the field changes.
    #[must_use]
    pub fn problem(self, field: D::Field) -> Signal<Option<String>> {
        let of = move |problems: &[(D::Field, String)]| {
            problems.iter().find(|(at, _)| *at == field).map(|(_, sentence)| sentence.clone())
        };
        Signal::derive(move || {
            let found = self.problems.with(|all| of(all))?;
            let typed = self.typed.get();
            if self.judged.with(|judged| D::is_same(field, judged, &typed)) {
                return Some(found);
            }
            of(&typed.check().err()?)
        })
    }
}
