//! A list that is read page by page.

use std::{future::Future, pin::Pin, rc::Rc};

use futures_util::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};

use super::Error;

/// One page of rows.
pub struct Slice<T> {
    pub rows: Vec<T>,
    /// How many rows match in all.
    pub total: u32,
    /// Where the next page begins; none on the last one.
    pub next: Option<String>,
}

/// All the rows that are to be shown, on one page: `ask` reads the pages they are picked from.
///
/// # Errors
/// As `ask`.
pub async fn sifted<T, F>(
    ask: impl Fn(Option<String>) -> F,
    is_shown: impl Fn(&T) -> bool,
) -> Result<Slice<T>, Error>
where
    F: Future<Output = Result<Slice<T>, Error>>,
{
    let (mut rows, mut after) = (Vec::new(), None);
    loop {
        let slice = ask(after).await?;
        rows.extend(slice.rows.into_iter().filter(&is_shown));
        after = slice.next;
        if after.is_none() {
            let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            return Ok(Slice { rows, total, next: None });
        }
    }
}

/// What a list is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing has arrived yet.
    First,
    /// A new question is on its way; the old rows stay.
    Updating,
    /// The next page is on its way.
    More,
    Ready,
    Failed(Error),
}

/// The rows that answer a question (search, filters, order), and the way to more of them.
///
/// A changed question starts over and drops whatever was on its way; so does leaving the screen. The newest question
/// is therefore the only one whose answer is ever shown.
pub struct Paged<T: Send + Sync + 'static> {
    pub rows: Signal<Vec<T>>,
    pub total: Signal<Option<u32>>,
    pub status: Signal<Status>,
    pub has_more: Signal<bool>,
    inner: StoredValue<Inner<T>, LocalStorage>,
}

impl<T: Send + Sync> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for Paged<T> {}

type Asked<T> = Pin<Box<dyn Future<Output = Result<Slice<T>, Error>>>>;

struct Inner<T: Send + Sync + 'static> {
    ask: Rc<dyn Fn(Option<String>) -> Asked<T>>,
    rows: RwSignal<Vec<T>>,
    total: RwSignal<Option<u32>>,
    status: RwSignal<Status>,
    next: RwSignal<Option<String>>,
    flight: Option<AbortHandle>,
    /// Where the page asked for last begins.
    asked: Option<String>,
}

impl<T: Clone + Send + Sync + 'static> Paged<T> {
    /// A list that asks at once, and again whenever `question` changes. `fetch` gets the question and where the page
    /// begins.
    pub fn new<Q, F>(
        question: impl Fn() -> Q + Send + Sync + 'static,
        fetch: impl Fn(Q, Option<String>) -> F + 'static,
    ) -> Self
    where
        Q: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<Slice<T>, Error>> + 'static,
    {
        let question = Memo::new(move |_| question());
        let ask: Rc<dyn Fn(Option<String>) -> Asked<T>> =
            Rc::new(move |after| Box::pin(fetch(question.get_untracked(), after)));
        let (rows, total) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        let (status, next) = (RwSignal::new(Status::First), RwSignal::new(None));
        let inner =
            StoredValue::new_local(Inner { ask, rows, total, status, next, flight: None, asked: None });
        let page = Self {
            rows: rows.into(),
            total: total.into(),
            status: status.into(),
            has_more: Signal::derive(move || next.with(Option::is_some)),
            inner,
        };
        Effect::new(move |_| {
            question.track();
            page.refresh();
        });
        on_cleanup(move || page.abort());
        page
    }

    /// Asks the same question again, from the start.
    pub fn refresh(self) {
        self.start(None);
    }

    /// Asks for the next page, if there is one and it is not already on its way.
    pub fn more(self) {
        let next = self.inner.try_with_value(|it| {
            if it.status.get_untracked() == Status::More { None } else { it.next.get_untracked() }
        });
        if let Some(Some(next)) = next {
            self.start(Some(next));
        }
    }

    /// Asks once more for what failed.
    pub fn retry(self) {
        if let Some(asked) = self.inner.try_with_value(|it| it.asked.clone()) {
            self.start(asked);
        }
    }

    fn start(self, after: Option<String>) {
        self.abort();
        let Some(asked) = self.inner.try_with_value(|it| {
            it.status.update(|status| {
                *status = match (&after, &status) {
                    (Some(_), _) => Status::More,
                    (None, _) if it.total.get_untracked().is_none() => Status::First,
                    (None, _) => Status::Updating,
                };
            });
            if after.is_none() {
                // What follows the rows of another question is no part of this one's answer.
                it.next.set(None);
            }
            (it.ask)(after.clone())
        }) else {
            return;
        };
        let (asked, handle) = abortable(asked);
        let is_next = after.is_some();
        self.inner.update_value(|it| {
            it.flight = Some(handle);
            it.asked = after;
        });
        spawn_local(async move {
            if let Ok(answer) = asked.await {
                self.arrive(is_next, answer);
            }
        });
    }

    fn arrive(self, is_next: bool, answer: Result<Slice<T>, Error>) {
        self.inner.try_with_value(|it| match answer {
            Ok(slice) => {
                it.next.set(slice.next);
                it.total.set(Some(slice.total));
                if is_next {
                    it.rows.update(|rows| rows.extend(slice.rows));
                } else {
                    it.rows.set(slice.rows);
                }
                it.status.set(Status::Ready);
            }
            Err(error) => it.status.set(Status::Failed(error)),
        });
    }

    fn abort(self) {
        let flight = self.inner.try_update_value(|it| it.flight.take());
        if let Some(Some(flight)) = flight {
            flight.abort();
        }
    }
}
