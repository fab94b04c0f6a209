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
