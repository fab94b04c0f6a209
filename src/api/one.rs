//! One answer of the server: an object, or a few numbers.

use std::{future::Future, pin::Pin, rc::Rc};

use futures_util::future::{AbortHandle, abortable};
use leptos::{prelude::*, task::spawn_local};

use super::Error;

/// The answer to a question. A changed question, and leaving the screen, drop what is on its way.
pub struct One<T: Send + Sync + 'static> {
    /// None until the first answer; the old answer stays while a newer one is on its way.
    pub answer: Signal<Option<Result<T, Error>>>,
    set_answer: RwSignal<Option<Result<T, Error>>>,
    ask: StoredValue<Ask<T>, LocalStorage>,
    flight: StoredValue<Option<AbortHandle>>,
    /// Counts what makes an older question's answer no answer any more.
    turn: StoredValue<u32>,
}

/// How far the page of an object has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// No answer yet.
    Waiting,
    /// The object is there.
    Shown,
    Failed(Error),
}

impl Stage {
    /// The same for whoever looks through the eyes of somebody who does not find the object.
    #[must_use]
    pub fn hidden_if(self, is_hidden: bool) -> Self {
        if is_hidden && self == Self::Shown { Self::Failed(Error::NotFound) } else { self }
    }

    fn after(before: Option<&Self>, answer: Option<Result<(), &Error>>) -> Self {
        let takes_away = |error: &Error| matches!(error, Error::NotFound | Error::Forbidden);
        match answer {
            None => Self::Waiting,
            Some(Ok(())) => Self::Shown,
            Some(Err(error)) if before == Some(&Self::Shown) && !takes_away(error) => Self::Shown,
            Some(Err(error)) => Self::Failed(error.clone()),
        }
    }
}

type Ask<T> = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, Error>>>>>;

impl<T: Send + Sync> Clone for One<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync> Copy for One<T> {}

impl<T: Clone + Send + Sync + 'static> One<T> {
    /// Asks at once, and again whenever `question` changes.
    pub fn new<Q, F>(
        question: impl Fn() -> Q + Send + Sync + 'static,
        fetch: impl Fn(Q) -> F + 'static,
    ) -> Self
    where
        Q: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, Error>> + 'static,
    {
        let question = Memo::new(move |_| question());
        let set_answer = RwSignal::new(None);
        let ask: Ask<T> = Rc::new(move || Box::pin(fetch(question.get_untracked())));
        let ask = StoredValue::new_local(ask);
        let one = Self {
            answer: set_answer.into(),
            set_answer,
            ask,
            flight: StoredValue::new(None),
            turn: StoredValue::new(0),
        };
        Effect::new(move |before: Option<()>| {
            question.track();
            if before.is_some() {
                // Another object: the old answer is no answer to this.
                set_answer.set(None);
            }
            one.reload();
        });
        on_cleanup(move || one.abort());
        one
    }

    /// Asks the same question again.
    pub fn reload(self) {
        self.abort();
        let Some(asked) = self.ask.try_with_value(|ask| ask()) else {
            return;
        };
        let (asked, handle) = abortable(asked);
        self.flight.set_value(Some(handle));
        spawn_local(async move {
            if let Ok(answer) = asked.await {
                let _ = self.set_answer.try_set(Some(answer));
            }
        });
    }

    /// What a page that shows the object shows. It stays, with what was typed into it, when it cannot be read anew; but
    /// not once it is gone, or the reader may no longer see it.
    pub fn stage(self) -> Memo<Stage> {
        Memo::new(move |before: Option<&Stage>| {
            self.answer.with(|it| Stage::after(before, it.as_ref().map(|it| it.as_ref().map(drop))))
        })
    }

    /// The object as it was read last: an answer that failed says nothing new. None while another one is asked for.
    pub fn latest(self) -> Memo<Option<T>>
    where
        T: PartialEq,
    {
        Memo::new(move |before: Option<&Option<T>>| {
            self.answer.with(|it| match it {
                Some(Ok(record)) => Some(record.clone()),
                Some(Err(_)) => before.cloned().flatten(),
                None => None,
            })
        })
    }

    /// The same for whoever has the `first` answer already.
    pub fn newest(self, first: T) -> Memo<T>
    where
        T: PartialEq,
    {
        Memo::new(move |before: Option<&T>| {
            self.answer.with(|it| match it {
                Some(Ok(record)) => record.clone(),
                Some(Err(_)) | None => before.unwrap_or(&first).clone(),
            })
        })
    }

    /// Asks the same question again and waits for the answer; drops none that is on its way, and is itself dropped for a
    /// newer one.
    pub async fn refresh(self) {
        let turn = self.turn.try_get_value();
        if let Some(asked) = self.ask.try_with_value(|ask| ask()) {
            let answer = asked.await;
            if self.turn.try_get_value() == turn {
                let _ = self.set_answer.try_set(Some(answer));
            }
        }
    }

    /// Forgets the answer and asks the same question again.
    pub fn start_over(self) {
        self.set_answer.set(None);
        self.reload();
    }

    /// Puts in what the server answered to a change.
    pub fn set(self, value: T) {
        self.abort();
        self.set_answer.set(Some(Ok(value)));
    }

    fn abort(self) {
        let _ = self.turn.try_update_value(|it| *it = it.wrapping_add(1));
        if let Some(Some(flight)) = self.flight.try_update_value(Option::take) {
            flight.abort();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_stays_unless_it_is_gone_or_taken_away() {
        let after = |before: &Stage, error: Error| Stage::after(Some(before), Some(Err(&error)));
        for error in [Error::Unreachable, Error::SignedOut, Error::Malformed { reference: String::new() }] {
            assert_eq!(after(&Stage::Shown, error.clone()), Stage::Shown);
            assert_eq!(after(&Stage::Waiting, error.clone()), Stage::Failed(error.clone()));
            assert_eq!(after(&Stage::Failed(Error::NotFound), error.clone()), Stage::Failed(error));
        }
        for error in [Error::NotFound, Error::Forbidden] {
            assert_eq!(after(&Stage::Shown, error.clone()), Stage::Failed(error));
        }
        assert_eq!(Stage::after(Some(&Stage::Shown), None), Stage::Waiting);
        assert_eq!(Stage::after(Some(&Stage::Failed(Error::NotFound)), Some(Ok(()))), Stage::Shown);
    }
}
