//! What a host product hears of the wizard, and what it may fill in.

use leptos::prelude::*;
use serde_json::{Map, Value, json};

use super::{
    load::Definition,
    pages::{Page, Part},
    wizard::Question,
};
use crate::embed::{Event, Subject, tell, use_frame};

/// The wizard as its host sees it, for as long as it is on the screen. In the browser nobody listens.
#[derive(Clone, Copy)]
pub struct Report {
    about: StoredValue<Subject>,
    questions: StoredValue<Vec<Question>, LocalStorage>,
}

impl Report {
    /// Says that the wizard is there, and takes answers from now on; says that it is gone when it is.
    pub fn new(about: Subject, questions: StoredValue<Vec<Question>, LocalStorage>) -> Self {
        let about = StoredValue::new(about);
        let report = Self { about, questions };
        let answers = use_frame().answers;
        // What was sent before is about another wizard.
        answers.update_untracked(Vec::clear);
        report.tell(Event::Opened, Map::new());
        report.tell(Event::Loaded, report.settings());
        Effect::new(move |_| {
            answers.track();
            let sent = answers.try_update_untracked(std::mem::take).unwrap_or_default();
            for (key, value) in sent.into_iter().flatten() {
                questions.with_value(|all| {
                    if let Some(question) = all.iter().find(|it| it.setting.key == key) {
                        question.take(&value);
                    }
                });
            }
        });
        on_cleanup(move || report.tell(Event::Closed, Map::new()));
        report
    }

    /// A page is shown.
    pub fn page(self, page: &Page) {
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

    /// The instance runs what was settled.
    pub fn deployed(self) {
        self.tell(Event::Deployed, Map::new());
    }

    /// Somebody pressed Cancel.
    pub fn canceled(self) {
        self.tell(Event::Canceled, Map::new());
    }

    fn settings(self) -> Map<String, Value> {
        let told = |it: &Question| (it.setting.key.clone(), it.told());
        let all: Map<String, Value> = self.questions.with_value(|all| all.iter().map(told).collect());
        Map::from_iter([("configVars".to_owned(), Value::Object(all))])
    }

    fn tell(self, event: Event, more: Map<String, Value>) {
        if let Some(about) = self.about.try_get_value() {
            tell(event, &about, more);
        }
    }
}

impl From<&Definition> for Subject {
    fn from(it: &Definition) -> Self {
        Self {
            customer: it.customer.clone(),
            instance: (it.id.clone(), it.name.clone()),
            integration: it.integration.1.clone(),
            version: it.integration.3,
        }
    }
}
