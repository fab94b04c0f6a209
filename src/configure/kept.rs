//! What the wizard begins with: what the instance has, and what outlived a reload.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::{
    draft::{Answer, Setting},
    load::Stored,
    wizard::Question,
};
use crate::phrases::{Phrase, configure as words};

/// Every answer that is not stored. What connections are filled in with is not kept; that there
/// was something is.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    pub answers: BTreeMap<String, Answer>,
    pub was_filled: bool,
}

/// What is typed now.
pub fn drafts(questions: &[Question]) -> Draft {
    let dirty = questions.iter().filter(|it| it.answer.get() != it.baseline());
    let answers = dirty.map(|it| (it.setting.key.clone(), it.answer.get())).collect();
    // All of them, or those after the first would not be followed.
    let was_filled = questions.iter().map(Question::has_typed).fold(false, |any, it| any | it);
    Draft { answers, was_filled }
}

/// The settings, each with what the instance has.
pub fn questions(settings: Vec<Setting>, stored: &[Stored], is_pretend: bool) -> Vec<Question> {
    let of = |key: &str| stored.iter().find(|it| it.key == key).cloned();
    let question = |it: Setting| {
        let stored = of(&it.key);
        Question::new(it, stored, is_pretend)
    };
    settings.into_iter().map(question).collect()
}

/// Puts back what was typed before; what there is to say of that.
pub fn restore(draft: Draft, questions: &[Question]) -> Option<Phrase> {
    let mut said = draft.was_filled.then_some(words::NOT_RESTORED);
    for (key, answer) in draft.answers {
        if let Some(question) = questions.iter().find(|it| it.setting.key == key) {
            question.answer.set(answer);
            said = Some(words::RESTORED);
        }
    }
    said
}
