//! What was sent, and what becomes of it once the server has it.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{draft::Answer, load::Stored, wizard::Question};

/// What was answered, and typed into a connection, when it was sent.
pub struct Sent {
    answer: Answer,
    prefilled: BTreeMap<String, String>,
    typed: Vec<String>,
}

impl Question {
    /// What is sent now: what is typed later is not stored with it.
    pub fn sending(&self) -> Sent {
        Sent {
            answer: self.answer.get_untracked(),
            prefilled: self.prefilled.get_untracked(),
            typed: self.inputs.get_value().map(|it| it.typed()).unwrap_or_default(),
        }
    }

    /// Takes in that the server has what was sent.
    pub fn saved(&self, sent: &Sent) {
        let cleaned = self.setting.cleaned(sent.answer.clone());
        self.stored.set(Some(cleaned.clone()));
        if self.answer.with_untracked(|it| *it == sent.answer) {
            self.answer.set(cleaned);
        }
    }

    /// Takes in that the server has what a connection was filled in with. Nobody is shown it again.
    pub fn filled(&self, sent: &Sent, stored: Option<&Stored>) {
        self.refresh(stored);
        // A shared one takes the place of what was filled in.
        self.refills.update(|it| *it = if sent.answer.shared.is_none() { *it + 1 } else { 0 });
        if self.prefilled.with_untracked(|it| *it == sent.prefilled) {
            self.prefilled.set(BTreeMap::new());
        }
        let later = self.inputs.get_value().and_then(|it| self.owner.with(|| it.since(&sent.typed)));
        self.inputs.set_value(later);
        self.fills.update(|it| *it += 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        configure::draft::{Kind, tests::setting},
        connecting::{self, Input, Inputs},
    };

    fn plain(value: &str) -> Answer {
        Answer { value: value.into(), ..Answer::default() }
    }

    /// Something to be filled in.
    fn input(key: &str) -> Input {
        let (label, kind) = (key.to_owned(), connecting::Kind::Line);
        Input {
            key: key.into(),
            label,
            kind,
            required: true,
            default: String::new(),
            comments: String::new(),
        }
    }

    #[test]
    fn what_is_typed_while_answers_are_on_their_way_is_not_stored_with_them() {
        Owner::new().with(|| {
            let question = Question::new(setting(Kind::List), None, false);
            question.answer.set(plain(r#"["a",""]"#));
            let sent = question.sending();
            question.answer.set(plain(r#"["a","b"]"#));
            question.saved(&sent);
            assert_eq!(question.answer.get_untracked(), plain(r#"["a","b"]"#));
            assert_eq!(question.stored.get_untracked(), Some(plain(r#"["a"]"#)));
            assert!(question.is_dirty());
            question.answer.set(sent.answer.clone());
            question.saved(&sent);
            assert_eq!(question.answer.get_untracked(), plain(r#"["a"]"#));
            assert!(!question.is_dirty());
        });
    }

    #[test]
    fn a_connection_forgets_what_was_sent_and_nothing_else() {
        Owner::new().with(|| {
            let question = Question::new(setting(Kind::Connection), None, false);
            let inputs = Inputs::new(vec![input("user"), input("key")], connecting::Stored::Nothing);
            let typed = |user: &str, key: &str| {
                BTreeMap::from([("user".to_owned(), user.to_owned()), ("key".to_owned(), key.to_owned())])
            };
            inputs.prefill(&typed("ada", "old"));
            question.inputs.set_value(Some(inputs.clone()));
            let sent = question.sending();
            inputs.prefill(&typed("ada", "new"));
            question.filled(&sent, None);
            let left = question.inputs.get_value().map(|it| it.typed());
            assert_eq!(left, Some(vec![String::new(), "new".to_owned()]));
            let sent = question.sending();
            question.filled(&sent, None);
            assert!(question.inputs.get_value().is_none());
        });
    }
}
