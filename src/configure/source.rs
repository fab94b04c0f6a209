//! Data sources: where the choices of a list and the questions of a form come from. The other system is asked for them
//! when their page is opened, and again whenever somebody wants.

use leptos::{prelude::*, task::spawn_local};
use serde_json::Value;

use super::{draft::Kind, form, mode::Mode, objects, pages::Page, wizard::Question};
use crate::{
    api::{self, Error},
    document,
    phrases::{configure as words, dynamic, t},
    ui::{Icon, Look, PlainButton},
};

document!(FetchPageContent, "src/configure/source.graphql");

/// What a data source answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The last answer. It stays while a newer one is asked for, and when that does not come.
    pub content: Option<Value>,
    pub state: State,
}

/// How asking a data source goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum State {
    /// It was not asked, or has not answered.
    #[default]
    Waiting,
    Ready,
    /// Nobody asks it: this is a rehearsal, or somebody only looks.
    Unasked,
    /// Why there is no answer.
    Failed(String),
}

impl Source {
    /// Takes in what was answered, or why nothing was.
    fn take(&mut self, answer: Result<Value, String>) {
        match answer {
            Ok(content) => *self = Self { content: Some(content), state: State::Ready },
            Err(why) => self.state = State::Failed(why),
        }
    }
}

/// The pages of one instance's wizard, asked for what their data sources answer.
#[derive(Clone, Copy)]
pub struct Sources {
    instance: StoredValue<String>,
    pages: StoredValue<Vec<String>>,
    questions: StoredValue<Vec<Question>, LocalStorage>,
    /// Counts the questions sent: an older answer is not taken.
    turn: StoredValue<u32>,
    mode: Mode,
}

impl Sources {
    pub fn new(instance: String, mode: Mode) -> Self {
        Self {
            instance: StoredValue::new(instance),
            pages: StoredValue::new(Vec::new()),
            questions: StoredValue::new_local(Vec::new()),
            turn: StoredValue::new(0),
            mode,
        }
    }

    /// Asks for what a page needs, when it is opened. Connections of the same page that come to work, or work with
    /// something else than before, are a reason to ask again.
    pub fn follow(self, open: impl Fn() -> Option<(Page, Vec<Question>)> + 'static) {
        Effect::new(move |before: Option<Option<_>>| {
            let (page, questions) = open()?;
            let links = questions.iter().filter(|it| it.setting.kind == Kind::Connection);
            let now = (page.name.clone(), links.map(Question::way).collect::<Vec<_>>());
            if before.flatten().as_ref() != Some(&now) {
                self.pages.set_value(page.names());
                self.questions.set_value(questions.into_iter().filter(|it| it.setting.is_sourced).collect());
                self.ask();
            }
            Some(now)
        });
    }

    /// Asks anew.
    pub fn ask(self) {
        let questions = self.questions.get_value();
        if questions.is_empty() {
            return;
        }
        if self.mode != Mode::Work {
            questions.iter().for_each(|it| it.source.update(|it| it.state = State::Unasked));
            return;
        }
        self.turn.update_value(|it| *it += 1);
        let turn = self.turn.get_value();
        questions.iter().for_each(|it| it.source.update(|it| it.state = State::Waiting));
        let (instance, pages) = (self.instance.get_value(), self.pages.get_value());
        spawn_local(async move {
            let answer = fetch_all(instance, pages).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            for question in &questions {
                let _ = question.source.try_update(|it| it.take(of(&answer, &question.setting.key)));
                question.begin();
            }
        });
    }
}

/// What was answered for one setting.
fn of(answer: &Result<(Value, Vec<String>), Error>, key: &str) -> Result<Value, String> {
    match answer {
        Err(error) => Err(error.to_string()),
        Ok((content, problems)) => {
            let about = problems.iter().find_map(|it| it.strip_prefix(key)?.strip_prefix(": "));
            match (about, content.get(key)) {
                (Some(said), _) => Err(said.to_owned()),
                (None, Some(found)) if !found.is_null() => Ok(found.clone()),
                (None, Some(_) | None) => Err(t(words::SOURCE_EMPTY)),
            }
        }
    }
}

/// The content of some pages by key, and what was wrong.
async fn fetch_all(id: String, pages: Vec<String>) -> Result<(Value, Vec<String>), Error> {
    let (mut all, mut problems) = (serde_json::Map::new(), Vec::new());
    for page in pages {
        let (content, found) = fetch(id.clone(), page).await?;
        all.extend(content.as_object().cloned().unwrap_or_default());
        problems.extend(found);
    }
    Ok((Value::Object(all), problems))
}

async fn fetch(id: String, page_name: String) -> Result<(Value, Vec<String>), Error> {
    let variables = fetch_page_content::Variables { id, page_name };
    let payload = api::send::<FetchPageContent>(variables).await?.fetch_config_wizard_page_content;
    let payload = payload.ok_or(Error::Malformed { reference: String::new() })?;
    let problems = payload.errors.into_iter().flat_map(|it| it.messages).collect::<Vec<_>>();
    let content = payload.fetch_config_wizard_page_content_result.and_then(|it| it.content);
    let content = content.and_then(|it| serde_json::from_str(&it).ok()).unwrap_or_default();
    Ok((content, problems))
}

/// The choices that a data source answered: what is stored, and what is shown.
#[must_use]
pub fn choices(content: &Value) -> Vec<(String, String)> {
    let items = content.as_array().or_else(|| content["result"].as_array());
    let one = |it: &Value| match it {
        Value::String(text) => Some((text.clone(), dynamic(text))),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => {
            let key = it["key"].as_str()?.to_owned();
            let label = dynamic(it["label"].as_str().unwrap_or(&key));
            Some((key, label))
        }
    };
    items.into_iter().flatten().filter_map(one).collect()
}

/// The text of what is no list and no form: as it is, or as a result.
fn plain(content: &Value) -> String {
    match content.get("result").unwrap_or(content) {
        Value::String(text) => text.clone(),
        it @ (Value::Bool(_) | Value::Number(_)) => it.to_string(),
        Value::Null | Value::Array(_) | Value::Object(_) => String::new(),
    }
}

impl Question {
    /// What nobody has filled in begins as its data source says. Nobody has typed that, and it is sent all the same.
    fn begin(&self) {
        if self.answer.with_untracked(|it| it.value.is_empty())
            && let Some(first) = untrack(|| self.latest())
        {
            self.answer.update(|it| it.value = first);
            self.begun.set(Some(self.answer.get_untracked()));
        }
    }

    /// The answer that its data source suggests now; none where it suggests none.
    fn latest(&self) -> Option<String> {
        let content = self.source.with(|it| it.content.clone())?;
        let first = match self.setting.kind {
            Kind::Form => form::first(&content),
            Kind::Selection => objects::first_choice(&content),
            Kind::Mapping => objects::first_mapping(&content),
            Kind::Text
            | Kind::Number
            | Kind::YesOrNo
            | Kind::Date
            | Kind::Moment
            | Kind::Code
            | Kind::Json => plain(&content),
            Kind::Choice | Kind::Schedule | Kind::List | Kind::Pairs | Kind::Connection | Kind::Unknown => {
                return None;
            }
        };
        Some(first).filter(|it| !it.is_empty())
    }
}

/// What stands below a field whose choices or questions come from somewhere else.
#[component]
pub fn SourceRow(question: Question, sources: Sources) -> impl IntoView {
    let source = question.source;
    let can_ask = move || source.with(|it| !matches!(it.state, State::Waiting | State::Unasked));
    let unasked = match sources.mode {
        Mode::Rehearsal => words::SOURCE_REHEARSED,
        Mode::Work | Mode::Reading => words::SOURCE_UNASKED,
    };
    // What was answered earlier stays when the other system suggests something else, until somebody wants that.
    let newer = {
        let question = question.clone();
        Memo::new(move |_| {
            let is_ready = source.with(|it| it.state == State::Ready);
            let latest = question.latest().filter(|_| is_ready)?;
            question.answer.with(|it| it.value != latest).then_some(latest)
        })
    };
    let reset = move |()| {
        if let Some(latest) = newer.get_untracked() {
            question.problem.set(None);
            question.answer.update(|it| it.value = latest);
        }
    };
    let reset_button = move || {
        newer.get().is_some().then(|| {
            view! { <PlainButton look=Look::Quiet on_click=reset>{t(words::SOURCE_RESET)}</PlainButton> }
        })
    };
    view! {
        <div class="source-row">
            <span role="status">
                {move || match source.get().state {
                    State::Waiting => view! { <span class="muted">{t(words::SOURCE_WAITING)}</span> }.into_any(),
                    State::Unasked => view! { <span class="muted">{t(unasked)}</span> }.into_any(),
                    State::Failed(why) => {
                        view! { <span class="field-problem"><Icon name="alert" small=true />{why}</span> }.into_any()
                    }
                    State::Ready => ().into_any(),
                }}
            </span>
            {move || can_ask().then(|| {
                view! { <PlainButton on_click=move |()| sources.ask()>{t(words::SOURCE_AGAIN)}</PlainButton> }
            })}
            {reset_button}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::configure::{
        draft::{Answer, tests::setting},
        load::{Link, Stored},
    };

    /// A setting of this kind whose data source has answered.
    fn answered(kind: Kind, content: Value) -> Question {
        let question = Question::new(setting(kind), None, false);
        question.source.update(|it| it.take(Ok(content)));
        question.begin();
        question
    }

    #[test]
    fn what_a_setting_begins_with_is_not_typed_and_is_sent() {
        Owner::new().with(|| {
            let form = json!({ "schema": { "properties": { "a": {} } }, "data": { "a": 1 } });
            let question = answered(Kind::Form, form);
            assert!(!question.is_dirty() && !question.is_settled());
            assert_eq!(question.check(), Some(Some(json!({ "key": "It", "value": r#"{"a":1}"# }))));
            question.answer.update(|it| it.value = r#"{"a":2}"#.into());
            assert!(question.is_dirty());
            question.discard();
            assert!(!question.is_dirty());
            let sent = question.sending();
            question.saved(&sent);
            assert!(question.is_settled());
            assert_eq!(question.check(), Some(None));
        });
    }

    #[test]
    fn a_plain_answer_is_taken_as_it_is() {
        Owner::new().with(|| {
            for (kind, content, value) in [
                (Kind::Text, json!("39A"), "39A"),
                (Kind::Number, json!({ "result": 7 }), "7"),
                (Kind::YesOrNo, json!(true), "true"),
                (Kind::Date, json!({ "result": "2026-12-24" }), "2026-12-24"),
                (Kind::Text, json!({ "a": 1 }), ""),
                (Kind::Choice, json!("One"), ""),
            ] {
                let answer = answered(kind, content).answer.get_untracked();
                assert_eq!(answer, Answer { value: value.into(), ..Answer::default() }, "{kind:?}");
            }
        });
    }

    #[test]
    fn a_connection_that_works_with_something_else_is_another_way() {
        Owner::new().with(|| {
            let with = |shared: &str| Answer { shared: Some(shared.into()), ..Answer::default() };
            let stored = Stored {
                id: "id".into(),
                key: "It".into(),
                answer: with("one"),
                link: Some(Link::Connected),
                refreshed: None,
                shared_name: None,
                authorize_url: None,
            };
            let question = Question::new(setting(Kind::Connection), Some(stored.clone()), false);
            let first = question.way();
            for shared in [Some("other"), None, None] {
                let before = question.way();
                let shared = shared.map(str::to_owned);
                question.answer.set(Answer { shared, ..Answer::default() });
                let sent = question.sending();
                question.saved(&sent);
                question.filled(&sent, Some(&stored));
                assert_ne!(question.way(), before);
            }
            assert!(first.is_some());
            question.refresh(None);
            assert_eq!(question.way(), None);
        });
    }

    #[test]
    fn the_last_answer_stays_until_a_newer_one_comes() {
        let mut source = Source::default();
        source.take(Err("Away".into()));
        assert_eq!(source, Source { content: None, state: State::Failed("Away".into()) });
        source.take(Ok(json!(["a"])));
        source.take(Err("Away".into()));
        assert_eq!(source, Source { content: Some(json!(["a"])), state: State::Failed("Away".into()) });
        source.take(Ok(json!(["b"])));
        assert_eq!(source, Source { content: Some(json!(["b"])), state: State::Ready });
    }

    #[test]
    fn choices_have_labels_of_their_own_or_are_their_own() {
        let pair = |key: &str, label: &str| (key.to_owned(), label.to_owned());
        let said = json!(["a", { "key": "b", "label": "Bee" }, { "key": "c" }, 3, { "label": "none" }]);
        let expected = [pair("a", "a"), pair("b", "Bee"), pair("c", "c")];
        assert_eq!(choices(&said), expected);
        assert_eq!(choices(&json!({ "result": said })), expected);
        assert_eq!(choices(&json!({})), []);
    }
}
