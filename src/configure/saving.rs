//! The way of answers to the server.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{draft::Kind, load::stored, own::Whose, sent::Sent, wizard::Question};
use crate::{
    api::{self, Error, Problem, outcome},
    document,
};

document!(SaveConfiguration, "src/configure/save.graphql");

use save_configuration::InstanceConfigState;

/// What follows when answers are saved.
#[derive(Clone, Copy, PartialEq)]
pub enum Then {
    Next,
    Deploy,
    Close,
}

impl Then {
    /// The pages whose answers are sent, `here` being the one that is shown. Deploying takes every page; closing leaves
    /// nothing behind that was typed.
    pub fn tried(self, here: usize, last: usize, is_dirty: impl Fn(usize) -> bool) -> Vec<usize> {
        let is_tried = |page: &usize| match self {
            Self::Next => *page == here,
            Self::Deploy => true,
            Self::Close => *page == here || is_dirty(*page),
        };
        (0..=last).filter(is_tried).collect()
    }
}

/// What is to be sent of some settings; how many of them need attention if there are any.
///
/// # Errors
/// The number of settings whose answers will not do; each says why.
pub fn check(questions: &[Question]) -> Result<Vec<Value>, usize> {
    let found: Vec<Option<Option<Value>>> = questions.iter().map(Question::check).collect();
    match found.iter().filter(|it| it.is_none()).count() {
        0 => Ok(found.into_iter().flatten().flatten().collect()),
        problems => Err(problems),
    }
}

/// What is to be stored.
pub struct Saving {
    pub id: String,
    pub whose: Whose,
    pub questions: Vec<Question>,
    pub values: Vec<Value>,
    /// Nothing is left to be filled in. Of what somebody settles for themselves, that is what makes it count.
    pub is_last: bool,
}

/// Sends answers, and changes no others.
///
/// Says whether something is still to be filled in then; none when nothing was sent. It goes on when the wizard is left.
///
/// # Errors
/// `Refused` with what is about no setting; the rest stands beside the fields. As [`api::send`].
pub async fn save(saving: Saving) -> Result<Option<bool>, Error> {
    let Saving { id, whose, questions, values, is_last } = saving;
    let is_sent = |it: &&Question| values.iter().any(|value| value["key"] == json!(it.setting.key));
    let sent: Vec<(&Question, Sent)> =
        questions.iter().filter(is_sent).map(|it| (it, it.sending())).collect();
    let mut is_incomplete = None;
    if !values.is_empty() || (is_last && whose.is_own()) {
        whose.begin(&id).await?;
        let blank = save_configuration::Variables {
            id: String::new(),
            config_variables: None,
            config_mode: None,
            config_complete: None,
        };
        let mut variables = json!({ "id": &id, "configVariables": values });
        if whose.is_own() {
            variables["configMode"] = json!("user");
            variables["configComplete"] = json!(is_last);
        }
        let answer = api::send_json::<SaveConfiguration>(blank, variables).await?;
        let payload = answer.update_instance_config_variables;
        let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
        let problems =
            payload.errors.into_iter().map(|it| Problem { field: it.field, messages: it.messages });
        let problems = problems.collect::<Vec<_>>();
        let found_any = !problems.is_empty();
        let rest: Vec<Problem> = problems.into_iter().filter_map(|it| place(&questions, it)).collect();
        if found_any {
            return Err(Error::Refused(rest));
        }
        let instance = outcome(payload.instance, Vec::new())?;
        let state = instance.config_state;
        is_incomplete = Some(state == Some(InstanceConfigState::NEEDS_INSTANCE_CONFIGURATION));
    }
    let is_left = || questions.iter().any(Question::is_gone);
    if is_left() {
        return Ok(is_incomplete);
    }
    sent.iter().for_each(|(it, sent)| it.saved(sent));
    let is_link = |it: &Question| it.setting.kind == Kind::Connection;
    let is_unknown = matches!(whose, Whose::Own(own) if own.config().is_none());
    // How a connection is doing is for the server to say.
    if is_unknown || sent.iter().any(|(it, _)| is_link(it)) {
        let all = stored(id, whose).await?;
        if is_left() {
            return Ok(is_incomplete);
        }
        let now = |it: &Question| all.iter().find(|stored| stored.key == it.setting.key).cloned();
        for (link, sent) in sent.iter().filter(|(it, _)| is_link(it)) {
            link.filled(sent, now(link).as_ref());
        }
    }
    Ok(is_incomplete)
}

/// Puts the server's sentences beside the settings they are about: they begin with the setting's key.
fn place(questions: &[Question], mut problem: Problem) -> Option<Problem> {
    problem.messages.retain(|message| {
        let about = questions.iter().find_map(|it| {
            let sentence = message.strip_prefix(&it.setting.key)?.strip_prefix(": ")?;
            Some((it, sentence))
        });
        if let Some((question, sentence)) = about {
            question.problem.set(Some(sentence.to_owned()));
        }
        about.is_none()
    });
    (!problem.messages.is_empty()).then_some(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_takes_what_was_typed_on_any_page() {
        let is_dirty = |page| page == 0 || page == 3;
        assert_eq!(Then::Next.tried(1, 3, is_dirty), [1]);
        assert_eq!(Then::Close.tried(1, 3, is_dirty), [0, 1, 3]);
        assert_eq!(Then::Close.tried(0, 3, is_dirty), [0, 3]);
        assert_eq!(Then::Deploy.tried(1, 3, is_dirty), [0, 1, 2, 3]);
    }
}
