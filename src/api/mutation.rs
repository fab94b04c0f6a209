//! A change on its way to the server.

use std::{future::Future, pin::Pin, rc::Rc};

use leptos::{prelude::*, task::spawn_local};

use super::Error;

/// Sends a change once at a time, and knows how the last one ended.
pub struct Mutation<I: 'static, O: 'static> {
    pub pending: Signal<bool>,
    pub error: Signal<Option<Error>>,
    set_pending: RwSignal<bool>,
    set_error: RwSignal<Option<Error>>,
    run: StoredValue<Run<I, O>, LocalStorage>,
}

type Run<I, O> = Rc<dyn Fn(I) -> Pin<Box<dyn Future<Output = Result<O, Error>>>>>;

impl<I, O> Clone for Mutation<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Mutation<I, O> {}

impl<I: 'static, O: 'static> Mutation<I, O> {
    pub fn new<F>(run: impl Fn(I) -> F + 'static) -> Self
    where
        F: Future<Output = Result<O, Error>> + 'static,
    {
        let (set_pending, set_error) = (RwSignal::new(false), RwSignal::new(None));
        let run: Run<I, O> = Rc::new(move |input| Box::pin(run(input)));
        Self {
            pending: set_pending.into(),
            error: set_error.into(),
            set_pending,
            set_error,
            run: StoredValue::new_local(run),
        }
    }

    /// Sends, unless the last one is still on its way. It goes on when the screen is left; `on_done` then does
    /// not run.
    pub fn send(self, input: I, on_done: impl FnOnce(O) + 'static) {
        if self.set_pending.get_untracked() {
            return;
        }
        self.set_pending.set(true);
        self.set_error.set(None);
        let answer = self.run.with_value(|run| run(input));
        spawn_local(async move {
            let answer = answer.await;
            if self.set_pending.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(done) => on_done(done),
                Err(error) => self.set_error.set(Some(error)),
            }
        });
    }

    /// Forgets how the last one ended.
    pub fn clear(self) {
        self.set_error.set(None);
    }
}
