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
    /// The host was told that the wizard is gone, and nobody has used it since.
    is_closed: StoredValue<bool>,
}

impl Report {
    /// Says that the wizard is there, and takes answers from now on; says that it is gone when it is.
    pub fn new(about: Subject, questions: StoredValue<Vec<Question>, LocalStorage>) -> Self {
        let about = StoredValue::new(about);
        let report = Self { about, questions, is_closed: StoredValue::new(false) };
        let (answers, closings) = (use_frame().answers, use_frame().closings);
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

    /// The instance runs what was settled.
    pub fn deployed(self) {
        self.tell(Event::Deployed, Map::new());
    }

    /// The instance is gone.
    pub fn deleted(self) {
        self.tell(Event::Deleted, Map::new());
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
