//! One thing done to many customers, a few at a time, with what failed kept by name.

use std::{cell::RefCell, collections::VecDeque, future::Future, rc::Rc};

use futures_util::future::join_all;
use leptos::{prelude::*, task::spawn_local};

use crate::api::Error;

/// How many are on their way at once: quick, and still gentle on the API.
const AT_ONCE: usize = 4;

/// A customer that is worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub id: String,
    pub name: String,
}

/// What happened to a customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Did {
    Change,
    /// It was already so.
    Nothing,
}

/// How far the work is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Progress {
    pub total: u32,
    pub changed: u32,
    pub unchanged: u32,
    pub failed: Vec<(Item, Error)>,
}

impl Progress {
    #[must_use]
    pub fn done(&self) -> u32 {
        self.changed + self.unchanged + u32::try_from(self.failed.len()).unwrap_or(u32::MAX)
    }

    fn note(&mut self, item: Item, outcome: Result<Did, Error>) {
        match outcome {
            Ok(Did::Change) => self.changed += 1,
            Ok(Did::Nothing) => self.unchanged += 1,
            Err(error) => self.failed.push((item, error)),
        }
    }
}

/// Where the work stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Nothing was begun.
    Idle,
    /// Looking up what to work on: how many were found, of how many.
    Reading(u32, u32),
    Working(Progress),
    /// Done, or stopped before the end.
    Ended(Progress),
    /// What to work on could not be looked up.
    Failed(Error),
}

/// Work that can be watched and stopped. Leaving the screen stops it; what was sent before then holds.
#[derive(Clone, Copy)]
pub struct Work {
    pub stage: RwSignal<Stage>,
    is_stopped: StoredValue<bool>,
}

impl Work {
    #[must_use]
    pub fn new() -> Self {
        Self { stage: RwSignal::new(Stage::Idle), is_stopped: StoredValue::new(false) }
    }

    #[must_use]
    pub fn is_running(self) -> bool {
        self.stage.with(|it| matches!(it, Stage::Reading(..) | Stage::Working(_)))
    }

    /// Marks the beginning.
    pub fn start(self) {
        self.is_stopped.set_value(false);
        self.stage.set(Stage::Reading(0, 0));
    }

    /// Nothing more is sent; what is on its way ends.
    pub fn stop(self) {
        self.is_stopped.set_value(true);
    }

    /// Whether it was stopped, or the screen is gone.
    #[must_use]
    pub fn is_stopped(self) -> bool {
        self.is_stopped.try_get_value().unwrap_or(true)
    }

    /// Looks up the items and does `step` with each.
    pub fn begin<R, S, F>(self, items: R, step: S)
    where
        R: Future<Output = Result<Vec<Item>, Error>> + 'static,
        S: Fn(Item) -> F + 'static,
        F: Future<Output = Result<Did, Error>> + 'static,
    {
        if self.is_running() {
            return;
        }
        self.start();
        spawn_local(async move {
            let end = match items.await {
                Ok(items) => Stage::Ended(self.run(items, step).await),
                Err(error) => Stage::Failed(error),
            };
            let _ = self.stage.try_set(end);
        });
    }

    async fn run<S, F>(self, items: Vec<Item>, step: S) -> Progress
    where
        S: Fn(Item) -> F,
        F: Future<Output = Result<Did, Error>>,
    {
        let total = u32::try_from(items.len()).unwrap_or(u32::MAX);
        let progress = Rc::new(RefCell::new(Progress { total, ..Progress::default() }));
        let rest = Rc::new(RefCell::new(VecDeque::from(items)));
        let worker = async || {
            while !self.is_stopped() {
                let Some(item) = rest.borrow_mut().pop_front() else { break };
                let outcome = step(item.clone()).await;
                // What nobody may do any more is not tried thousands of times.
                if matches!(outcome, Err(Error::SignedOut | Error::ReadOnly)) {
                    self.stop();
                }
                progress.borrow_mut().note(item, outcome);
                let _ = self.stage.try_set(Stage::Working(progress.borrow().clone()));
            }
        };
        join_all((0..AT_ONCE).map(|_| worker())).await;
        progress.take()
    }
}
