//! What a host product hears of the wizard, and what it may fill in.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::{
    draft::OnPremise,
    host::{self, Given},
    load::{Definition, Link},
    own::Whose,
    pages::{Page, Part},
    wizard::Question,
};
use crate::embed::{Event, Subject, tell, use_frame};

/// The wizard as its host sees it, for as long as it is on the screen. In the browser nobody listens.
#[derive(Clone, Copy)]
pub struct Report {
    about: StoredValue<Subject>,
    questions: StoredValue<Vec<Question>, LocalStorage>,
    whose: Whose,
    /// The host was told that the wizard is gone, and nobody has used it since.
    is_closed: StoredValue<bool>,
}

impl Report {
    /// Says that the wizard is there, and takes answers from now on where something can be changed; says that it is gone
    /// when it is.
    pub fn new(about: Subject, questions: StoredValue<Vec<Question>, LocalStorage>, whose: Whose) -> Self {
        let is_read_only = about.is_read_only;
        let about = StoredValue::new(about);
        let report = Self { about, questions, whose, is_closed: StoredValue::new(false) };
        let (answers, closings) = (use_frame().answers, use_frame().closings);
        // What was sent before is about another wizard.
        answers.update_untracked(Vec::clear);
        report.tell(Event::Opened, Map::new());
        report.tell(Event::Loaded, report.settings());
        Effect::new(move |_| {
            answers.track();
            let sent = answers.try_update_untracked(std::mem::take).filter(|_| !is_read_only);
            let sent = sent.unwrap_or_default();
            for (key, value) in sent.into_iter().flatten() {
                questions.with_value(|all| {
                    if let Some(question) = all.iter().find(|it| it.setting.key == key) {
                        question.take(&value);
                    }
                });
            }
        });
        Effect::new(move |before: Option<u32>| {
            let now = closings.get();
            if before.is_some_and(|it| it != now) {
                report.close();
            }
            now
        });
        on_cleanup(move || report.close());
        report
    }

    /// The wizard is gone, or the host has put it away. It is told once.
    fn close(self) {
        if self.is_closed.try_update_value(|it| std::mem::replace(it, true)) == Some(false) {
            self.tell(Event::Closed, Map::new());
        }
    }

    /// A page is shown.
    pub fn page(self, page: &Page) {
        self.is_closed.set_value(false);
        let element = |it: &Part| match it {
            Part::Setting(key) => Some(json!({ "type": "configVar", "value": key })),
            Part::Help(_) | Part::Begin(..) => None,
        };
        let elements: Vec<Value> = page.elements.iter().filter_map(element).collect();
        let mut more = self.settings();
        more.insert("pageName".into(), json!(page.name));
        more.insert("pageContent".into(), json!({ "elements": elements }));
        self.tell(Event::PageLoaded, more);
    }

    /// What was settled counts.
    pub fn deployed(self) {
        self.tell(Event::Deployed, Map::new());
    }

    /// The instance is gone, or what somebody settled for themselves.
    pub fn deleted(self) {
        self.tell(Event::Deleted, Map::new());
    }

    /// Somebody pressed Cancel.
    pub fn canceled(self) {
        self.tell(Event::Canceled, Map::new());
    }

    /// The settings, where an event of the instance's wizard tells of them. Events of a person's own all do.
    fn settings(self) -> Map<String, Value> {
        if self.whose.is_own() { Map::new() } else { self.told("configVars") }
    }

    fn told(self, name: &str) -> Map<String, Value> {
        let told = |it: &Question| (it.setting.key.clone(), it.told());
        let all: Option<Map<String, Value>> =
            self.questions.try_with_value(|all| all.iter().map(told).collect());
        Map::from_iter([(name.to_owned(), Value::Object(all.unwrap_or_default()))])
    }

    fn tell(self, event: Event, mut more: Map<String, Value>) {
        let Some(mut about) = self.about.try_get_value() else { return };
        if let (Whose::Own(own), Some(person)) = (self.whose, &mut about.person)
            && event != Event::Canceled
        {
            person.config = own.config();
            more.extend(self.told("userLevelConfigVariables"));
        }
        tell(event, &about, more);
    }
}

impl Question {
    /// Puts a host's answer where somebody would type it.
    pub fn take(&self, sent: &Value) {
        match host::given(&self.setting, sent) {
            Some(Given::Answer(answer)) => {
                self.problem.set(None);
                self.answer.set(answer);
            }
            Some(Given::Inputs(values)) => {
                let takes = self.setting.on_premise != OnPremise::Never;
                let machine = sent["onPremiseResourceId"].as_str().filter(|_| takes);
                // A host that was told of no inputs sends none back, and means to change nothing.
                if values.is_empty() && machine.is_none() {
                    return;
                }
                self.answer.update(|it| {
                    it.shared = None;
                    if let Some(machine) = machine {
                        it.on_premise = Some(machine.to_owned());
                    }
                });
                self.prefilled.update(|it| it.extend(values.clone()));
                if let Some(inputs) = self.inputs.get_value() {
                    inputs.prefill(&values);
                }
            }
            None => {}
        }
    }

    /// What a host is told of it.
    pub fn told(&self) -> Value {
        let status = self.link.get_untracked().map(|it| match it {
            Link::Connected => "ACTIVE",
            Link::Waiting => "PENDING",
            Link::Failed => "ERROR",
        });
        let typed = self.prefilled.get_untracked();
        let answer = self.answer.get_untracked();
        host::told(&self.setting, &answer, &self.id(), status, &typed)
    }
}

impl From<&Definition> for Subject {
    fn from(it: &Definition) -> Self {
        Self {
            customer: it.customer.clone(),
            instance: (it.id.clone(), it.name.clone()),
            integration: it.integration.1.clone(),
            version: it.integration.3,
            is_read_only: false,
            person: it.person.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::configure::draft::{Answer, Kind, tests::setting};

    #[test]
    fn a_shared_connection_stays_until_a_host_fills_in_another() {
        Owner::new().with(|| {
            let question = Question::new(setting(Kind::Connection), None, false);
            let shared = Answer { shared: Some("id".into()), ..Answer::default() };
            question.answer.set(shared.clone());
            question.take(&question.told());
            assert_eq!(question.answer.get_untracked(), shared);
            question.take(&json!({ "inputs": { "key": { "value": "s3cret" } } }));
            assert_eq!(question.answer.get_untracked(), Answer::default());
        });
    }
}
