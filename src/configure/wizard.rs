//! The wizard's state: each setting with what is answered.

use std::{collections::BTreeMap, sync::Arc};

use leptos::prelude::*;
use serde_json::{Value, json};

use super::{
    draft::{Answer, Kind, OnPremise, Setting},
    form,
    load::{Link, Stored},
    source::{self, Source},
    summary::{self, Change, Said, Side},
};
use crate::{
    connecting::{self, Input, Inputs},
    phrases::{Phrase, configure as words, t},
};

/// One setting and its answer.
#[derive(Clone)]
pub struct Question {
    pub setting: Arc<Setting>,
    pub answer: RwSignal<Answer>,
    /// What the instance has; none where only the default counts.
    pub stored: RwSignal<Option<Answer>>,
    pub problem: RwSignal<Option<String>>,
    /// What its data source answered, if it has one.
    pub source: RwSignal<Source>,
    /// Of connections: how it is doing, and where to ask for consent.
    pub link: RwSignal<Option<Link>>,
    pub authorize_url: RwSignal<Option<String>>,
    /// Of connections: when the other system last agreed.
    pub refreshed: RwSignal<Option<String>>,
    /// Of connections: what is filled in, once their inputs are known.
    pub(super) inputs: StoredValue<Option<Inputs>, LocalStorage>,
    /// Of connections: whether their inputs are known.
    are_known: RwSignal<bool>,
    /// Of connections: what a host filled in before that.
    pub(super) prefilled: RwSignal<BTreeMap<String, String>>,
    /// Of connections: how often it was filled in anew since the wizard was opened.
    pub(super) refills: RwSignal<u32>,
    /// What its data source had it begin with.
    pub(super) begun: RwSignal<Option<Answer>>,
    /// Of connections: the names of the shared ones that are known, by their ids.
    pub names: RwSignal<BTreeMap<String, String>>,
    /// This is a rehearsal: what other systems would say is pretended.
    pub is_pretend: bool,
    /// What was stored when the wizard was opened.
    opened: Answer,
    was_filled: bool,
    /// The id of what is stored.
    id: RwSignal<String>,
    /// Counts how often they were stored: what is typed then is no longer to be shown.
    pub(super) fills: RwSignal<u32>,
    /// The wizard's: what is typed outlives the page that shows it.
    pub(super) owner: Owner,
}

impl Question {
    pub fn new(setting: Setting, stored: Option<Stored>, is_pretend: bool) -> Self {
        let refreshed = stored.as_ref().and_then(|it| it.refreshed.clone());
        let (answer, link, url, id, name) = match stored {
            Some(it) => (Some(it.answer), it.link, it.authorize_url, it.id, it.shared_name),
            None => (None, None, None, String::new(), None),
        };
        let answer = answer.filter(|it| setting.kind == Kind::Connection || !is_empty(it));
        let named = answer.as_ref().and_then(|it| it.shared.clone()).zip(name);
        Self {
            is_pretend,
            refills: RwSignal::new(0),
            begun: RwSignal::new(None),
            names: RwSignal::new(named.into_iter().collect()),
            was_filled: link.is_some() && answer.as_ref().is_some_and(|it| it.shared.is_none()),
            opened: answer.clone().unwrap_or_else(|| setting.default.clone()),
            answer: RwSignal::new(answer.clone().unwrap_or_else(|| setting.default.clone())),
            setting: Arc::new(setting),
            stored: RwSignal::new(answer),
            problem: RwSignal::new(None),
            source: RwSignal::default(),
            link: RwSignal::new(link),
            authorize_url: RwSignal::new(url),
            refreshed: RwSignal::new(refreshed),
            inputs: StoredValue::new_local(None),
            are_known: RwSignal::new(false),
            prefilled: RwSignal::default(),
            id: RwSignal::new(id),
            fills: RwSignal::new(0),
            owner: Owner::current().unwrap_or_default(),
        }
    }

    /// The id of what is stored; empty where nothing is.
    pub fn id(&self) -> String {
        self.id.get_untracked()
    }

    /// Of connections: the fields for what is `asked`, with what was typed into them so far; not those of the keys that
    /// are `known` without asking.
    pub fn fields(&self, asked: Vec<Input>, known: Vec<String>) -> AnyView {
        self.fills.track();
        if self.inputs.with_value(Option::is_none) {
            let stored = match untrack(|| self.own_link()) {
                Some(_) => connecting::Stored::Hidden,
                None => connecting::Stored::Nothing,
            };
            let inputs = self.owner.with(|| Inputs::new(asked, stored));
            inputs.prefill(&self.prefilled.get_untracked());
            self.inputs.set_value(Some(inputs));
            self.are_known.set(true);
        }
        let inputs = self.inputs.get_value();
        if let Some(inputs) = &inputs {
            inputs.leave_out(known);
        }
        inputs.map(|it| it.view()).into_any()
    }

    /// How a connection that is filled in for this instance alone is doing; none where a shared one is stored.
    pub fn own_link(&self) -> Option<Link> {
        let is_shared = self.stored.with(|it| it.as_ref().is_some_and(|it| it.shared.is_some()));
        self.link.get().filter(|_| !is_shared)
    }

    /// What is there when nothing is typed.
    pub(super) fn baseline(&self) -> Answer {
        let begun = self.begun.get();
        self.stored.get().or(begun).unwrap_or_else(|| self.setting.default.clone())
    }

    /// What the server goes by until more is saved.
    fn counts(&self) -> Answer {
        self.stored.get().unwrap_or_else(|| self.setting.default.clone())
    }

    /// Of connections that work: what differs whenever data sources may answer something else.
    pub(super) fn way(&self) -> Option<(Option<Answer>, Option<String>, u32)> {
        let way = (self.stored.get(), self.refreshed.get(), self.refills.get());
        (self.link.get() == Some(Link::Connected)).then_some(way)
    }

    /// Of connections: whether there is nothing left to learn about what is to be filled in.
    pub fn is_ready(&self) -> bool {
        self.are_known.get() || self.answer.with(|it| it.shared.is_some())
    }

    fn inputs(&self) -> Option<Inputs> {
        self.fills.track();
        self.are_known.track();
        self.inputs.get_value().filter(|_| self.answer.with(|it| it.shared.is_none()))
    }

    /// Whether the wizard was left. What the server answers then is nobody's to take in.
    pub fn is_gone(&self) -> bool {
        self.answer.is_disposed()
    }

    /// Whether something typed is not stored.
    pub fn is_dirty(&self) -> bool {
        let has_typed = self.has_typed();
        self.answer.get() != self.baseline() || has_typed
    }

    /// Of connections: whether something that it is filled in with is not stored.
    pub fn has_typed(&self) -> bool {
        let is_prefilled = self.prefilled.with(|it| !it.is_empty());
        self.inputs().map_or(is_prefilled, |it| it.is_dirty())
    }

    /// What deploying changes about it; `is_first` when nothing runs yet.
    pub fn change(&self, is_first: bool) -> Option<Change> {
        if self.is_pretended() {
            let (key, after) = (self.setting.key.clone(), Said::Word(words::PRETENDED));
            return Some(Change { key, before: None, after });
        }
        let before = Side { answer: self.opened.clone(), is_filled: self.was_filled };
        let answer = self.answer.get();
        let is_moved = answer.on_premise != self.opened.on_premise;
        let is_refilled = (self.refills.get() > 0) | self.has_typed() | is_moved;
        let is_filled = answer.shared.is_none() && (is_refilled || self.own_link().is_some());
        let (names, source) = (self.names.get(), self.source.get());
        let choices = source.content.map(|it| source::choices(&it)).unwrap_or_default();
        let name = |id: &str| {
            let chosen = choices.iter().find(|(key, _)| key == id).map(|(_, label)| label.clone());
            names.get(id).cloned().or(chosen)
        };
        let before = (!is_first).then_some(&before);
        summary::change(&self.setting, before, &Side { answer, is_filled }, is_refilled, name)
    }

    /// Whether nobody can answer it in a rehearsal, as the other system is not asked.
    fn is_pretended(&self) -> bool {
        let depends = self.setting.kind == Kind::Connection || self.setting.is_sourced;
        self.is_pretend && depends && self.answer.with(|it| it.shared.is_none() && it.value.is_empty())
    }

    /// Whether it needs no more answers as it is stored.
    pub fn is_settled(&self) -> bool {
        if self.is_pretended() {
            return true;
        }
        match self.setting.kind {
            Kind::Connection => self.link.get() == Some(Link::Connected),
            Kind::Unknown => true,
            Kind::Text
            | Kind::Number
            | Kind::YesOrNo
            | Kind::Date
            | Kind::Moment
            | Kind::Choice
            | Kind::Code
            | Kind::Json
            | Kind::Form
            | Kind::Selection
            | Kind::Mapping
            | Kind::Schedule
            | Kind::List
            | Kind::Pairs => self.setting.problem(&self.counts()).is_none(),
        }
    }

    /// Goes back to what is stored.
    pub fn discard(&self) {
        self.answer.set(untrack(|| self.baseline()));
        self.prefilled.set(BTreeMap::new());
        self.inputs.set_value(None);
        self.fills.update(|it| *it += 1);
        self.problem.set(None);
    }

    /// What is to be sent, or none with the reason beside the field. What is stored already is not sent again.
    pub(super) fn check(&self) -> Option<Option<Value>> {
        if untrack(|| self.is_pretended()) {
            self.problem.set(None);
            return Some(None);
        }
        let answer = self.answer.get_untracked();
        let key = &self.setting.key;
        if self.setting.kind == Kind::Connection {
            self.problem.set(None);
            if answer.shared.is_some() {
                let is_same = untrack(|| self.baseline()) == answer;
                return Some((!is_same).then(|| self.setting.sent(answer)));
            }
            if self.setting.on_premise == OnPremise::Required && answer.on_premise.is_none() {
                self.problem.set(Some(t(words::MACHINE_MISSING)));
                return None;
            }
            let values = self.inputs.get_value().map(|it| it.check());
            let is_shown = values.is_some();
            let values = match values {
                Some(None) => return None,
                Some(Some(values)) => values,
                // Its inputs are not known yet.
                None => self.prefilled.get_untracked().into_iter().collect(),
            };
            // Nothing new was typed about what is filled in already. A shared one is given up even so.
            let is_given_up = untrack(|| self.baseline()).shared.is_some();
            let is_stored = untrack(|| self.own_link()).is_some();
            let is_moved = untrack(|| self.baseline()).on_premise != answer.on_premise;
            if values.is_empty() && !is_given_up && !is_moved && (is_stored || !is_shown) {
                return Some(None);
            }
            let value =
                |(name, value): connecting::Value| json!({ "name": name, "type": "value", "value": value });
            let values: Vec<Value> = values.into_iter().map(value).collect();
            let mut sent = json!({ "key": key, "values": json!(values).to_string() });
            if is_moved || answer.on_premise.is_some() {
                sent["onPremiseResourceId"] = json!(answer.on_premise);
            }
            return Some(Some(sent));
        }
        let problem = self.setting.problem(&answer).or_else(|| self.source_problem(&answer));
        self.problem.set(problem.map(t));
        if problem.is_some() {
            return None;
        }
        if self.setting.kind == Kind::Unknown || self.stored.get_untracked().as_ref() == Some(&answer) {
            return Some(None);
        }
        Some(Some(self.setting.sent(answer)))
    }

    /// Why an answer does not go with what its data source says. What the source does not tell is the server's to judge.
    fn source_problem(&self, answer: &Answer) -> Option<Phrase> {
        let content = self.source.get_untracked().content?;
        let is_form = self.setting.kind == Kind::Form;
        (is_form && !form::is_complete(&content, &answer.value)).then_some(words::FORM_INCOMPLETE)
    }

    /// Takes in how the server sees a connection now.
    pub fn refresh(&self, stored: Option<&Stored>) {
        if let Some(stored) = stored {
            self.id.set(stored.id.clone());
        }
        self.link.set(stored.and_then(|it| it.link));
        self.authorize_url.set(stored.and_then(|it| it.authorize_url.clone()));
        self.refreshed.set(stored.and_then(|it| it.refreshed.clone()));
    }
}

fn is_empty(answer: &Answer) -> bool {
    answer.value.is_empty() && answer.schedule.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configure::draft::tests::setting;

    #[test]
    fn what_was_wrong_with_a_connection_is_forgotten_when_it_is_tried_again() {
        Owner::new().with(|| {
            let question = Question::new(setting(Kind::Connection), None, false);
            for shared in [None, Some("id".to_owned())] {
                question.problem.set(Some("It is gone.".into()));
                question.answer.update(|it| it.shared = shared);
                assert!(question.check().is_some());
                assert_eq!(question.problem.get_untracked(), None);
            }
        });
    }
}
