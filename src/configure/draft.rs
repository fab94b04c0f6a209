//! What an integration asks of an instance, what was answered, and whether an answer will do. Pure.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{cron, objects};
use crate::{
    phrases::{Phrase, configure as words},
    ui::{Language, is_well_formed},
};

/// What kind of answer a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
    YesOrNo,
    Date,
    Moment,
    /// One of the setting's choices.
    Choice,
    /// Text that a machine reads.
    Code,
    Json,
    /// A form that a data source describes; its data as JSON.
    Form,
    /// Some of the objects of another system, each with some of its fields; as JSON.
    Selection,
    /// Fields, each with the object and field of another system that go with it; as JSON.
    Mapping,
    Schedule,
    /// Several texts.
    List,
    /// Several texts, each with a name.
    Pairs,
    Connection,
    /// A kind that this app does not know; it is shown and left alone.
    Unknown,
}

/// One thing to be settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub key: String,
    pub kind: Kind,
    pub about: String,
    /// A heading that begins with it.
    pub header: Option<String>,
    /// A line above it.
    pub has_divider: bool,
    /// Customers do not see it.
    pub is_for_team: bool,
    pub choices: Vec<String>,
    /// The choices or the form come from a data source.
    pub is_sourced: bool,
    /// What it is unless somebody says otherwise.
    pub default: Answer,
    /// Of connections: which kind of connection fits.
    pub connection: Option<String>,
    /// Of connections: the other system asks a person for consent.
    pub asks_consent: bool,
    /// Of connections: whether it goes through a machine in the customer's own network.
    pub on_premise: OnPremise,
    pub shape: Shape,
}

/// Whether a connection goes through a machine in the customer's own network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OnPremise {
    #[default]
    Never,
    Allowed,
    Required,
}

/// What the API calls the kind of a setting, in small letters; empty where it says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub data_type: String,
    pub collection: String,
    pub language: String,
}

/// What somebody answered. What a connection is filled in with is not part of it: it may be secret.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub value: String,
    /// Of schedules: `none`, `custom`, `minute`, `hour`, `day` or `week`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub schedule: String,
    /// Of schedules: an IANA name; UTC when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub time_zone: String,
    /// Of connections: the id of the shared one that is used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// Of connections: the id of the machine in the customer's own network that it goes through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_premise: Option<String>,
}

/// A text with a name, as the API writes it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub key: String,
    pub value: String,
}

impl Setting {
    /// Why an answer will not do; connections are judged by what is filled in.
    #[must_use]
    pub fn problem(&self, answer: &Answer) -> Option<Phrase> {
        let text = answer.value.trim();
        let is_missing = match self.kind {
            Kind::Connection | Kind::Unknown => return None,
            Kind::List => texts(text).iter().all(|it| it.trim().is_empty()),
            Kind::Pairs => pairs(text).iter().all(|it| it.key.trim().is_empty()),
            Kind::Schedule => text.is_empty() && answer.schedule != NEVER,
            Kind::Text
            | Kind::Number
            | Kind::YesOrNo
            | Kind::Date
            | Kind::Moment
            | Kind::Choice
            | Kind::Code
            | Kind::Json
            | Kind::Form => text.is_empty(),
            Kind::Selection => objects::chosen(text) == 0,
            Kind::Mapping => objects::mapped(text) == 0,
        };
        if is_missing {
            return Some(words::MISSING);
        }
        match self.kind {
            Kind::Number => (!text.parse::<f64>().is_ok_and(f64::is_finite)).then_some(words::NOT_A_NUMBER),
            Kind::Choice => {
                let is_one = self.choices.is_empty() || self.choices.iter().any(|it| it == text);
                (!is_one).then_some(words::NOT_A_CHOICE)
            }
            Kind::Json | Kind::Form | Kind::Selection | Kind::Mapping => {
                serde_json::from_str::<Value>(text).is_err().then_some(words::NOT_JSON)
            }
            Kind::Schedule => {
                let is_one = answer.schedule == NEVER || cron::is_valid(text);
                (!is_one).then_some(words::NOT_A_SCHEDULE)
            }
            Kind::Pairs => pairs_problem(&pairs(text)),
            Kind::Code => markup_problem(&self.shape.language, text),
            Kind::Text
            | Kind::YesOrNo
            | Kind::Date
            | Kind::Moment
            | Kind::List
            | Kind::Connection
            | Kind::Unknown => None,
        }
    }

    /// The answer as it is sent: without the rows that were left empty.
    #[must_use]
    pub fn cleaned(&self, mut answer: Answer) -> Answer {
        match self.kind {
            Kind::List => {
                let kept = texts(&answer.value).into_iter().filter(|it| !it.is_empty());
                answer.value = json!(kept.collect::<Vec<_>>()).to_string();
            }
            Kind::Pairs => {
                let kept = pairs(&answer.value).into_iter().filter(|it| !it.key.trim().is_empty());
                answer.value = json!(kept.collect::<Vec<_>>()).to_string();
            }
            Kind::Number => answer.value = answer.value.trim().to_owned(),
            Kind::Schedule => {
                if answer.schedule.is_empty() {
                    answer.schedule = Rhythm::of(&answer).unit().to_owned();
                }
                if answer.time_zone.is_empty() {
                    answer.time_zone = "UTC".to_owned();
                }
            }
            Kind::Text
            | Kind::YesOrNo
            | Kind::Date
            | Kind::Moment
            | Kind::Choice
            | Kind::Code
            | Kind::Json
            | Kind::Form
            | Kind::Selection
            | Kind::Mapping
            | Kind::Connection
            | Kind::Unknown => {}
        }
        answer
    }

    /// An answer as the API takes it. What a connection is filled in with is not part of it.
    #[must_use]
    pub fn sent(&self, answer: Answer) -> Value {
        if let Some(shared) = answer.shared.filter(|_| self.kind == Kind::Connection) {
            return json!({ "key": self.key, "customerConfigVariableId": shared });
        }
        let Answer { value, schedule, time_zone, .. } = self.cleaned(Answer { shared: None, ..answer });
        let mut sent = json!({ "key": self.key, "value": value });
        if self.kind == Kind::Schedule {
            sent["scheduleType"] = json!(schedule);
            sent["timeZone"] = json!(time_zone);
        }
        sent
    }
}

/// Why code will not do in its language.
fn markup_problem(language: &str, text: &str) -> Option<Phrase> {
    let language = Language::named(language);
    let problem = if language == Language::Html { words::NOT_HTML } else { words::NOT_XML };
    (!is_well_formed(language, text)).then_some(problem)
}

/// Every value has a key, and no key stands there twice.
fn pairs_problem(pairs: &[Pair]) -> Option<Phrase> {
    let named: Vec<&str> = pairs.iter().map(|it| it.key.trim()).filter(|it| !it.is_empty()).collect();
    let is_twice = named.iter().enumerate().any(|(at, key)| named[..at].contains(key));
    if pairs.iter().any(|it| it.key.trim().is_empty() && !it.value.is_empty()) {
        Some(words::NAMELESS)
    } else {
        is_twice.then_some(words::NAME_TWICE)
    }
}

/// The schedule of what never runs by itself.
pub const NEVER: &str = "none";

/// The rows of a list; one empty row where there is none.
#[must_use]
pub fn texts(value: &str) -> Vec<String> {
    let found: Vec<String> = serde_json::from_str(value).unwrap_or_default();
    if found.is_empty() { vec![String::new()] } else { found }
}

/// The rows of a list of named texts; one empty row where there is none.
#[must_use]
pub fn pairs(value: &str) -> Vec<Pair> {
    let found: Vec<Pair> = serde_json::from_str(value).unwrap_or_default();
    if found.is_empty() { vec![Pair::default()] } else { found }
}

/// How often something runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rhythm {
    Never,
    /// Every so many minutes, hours or days (`minute`, `hour`, `day`), or every week.
    Every(&'static str, u32),
    /// A cron expression.
    Custom(String),
}

/// The units of [`Rhythm::Every`], and how many of each make sense at most.
pub const UNITS: [(&str, u32); 4] = [("minute", 59), ("hour", 23), ("day", 28), ("week", 1)];

impl Rhythm {
    /// Reads an answer. What cannot be told in units is a cron expression.
    #[must_use]
    pub fn of(answer: &Answer) -> Self {
        if answer.schedule == NEVER {
            return Self::Never;
        }
        let every = UNITS.iter().filter(|(unit, _)| answer.schedule == *unit || answer.schedule.is_empty());
        let every = every.flat_map(|(unit, most)| (1..=*most).map(|number| Self::Every(unit, number)));
        let found = every.into_iter().find(|it| it.expression() == answer.value.trim());
        found.unwrap_or_else(|| Self::Custom(answer.value.clone()))
    }

    /// The cron expression that says the same.
    #[must_use]
    pub fn expression(&self) -> String {
        match self {
            Self::Never => String::new(),
            Self::Every("minute", number) => format!("*/{number} * * * *"),
            Self::Every("hour", number) => format!("0 */{number} * * *"),
            Self::Every("day", number) => format!("0 0 */{number} * *"),
            Self::Every(..) => "0 0 * * 0".to_owned(),
            Self::Custom(text) => text.clone(),
        }
    }

    /// What the API calls it.
    #[must_use]
    pub fn unit(&self) -> &'static str {
        match self {
            Self::Never => NEVER,
            Self::Every(unit, _) => unit,
            Self::Custom(_) => "custom",
        }
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A setting of this kind, with two choices.
    pub fn setting(kind: Kind) -> Setting {
        Setting {
            key: "It".into(),
            kind,
            about: String::new(),
            header: None,
            has_divider: false,
            is_for_team: false,
            choices: vec!["One".into(), "Two".into()],
            is_sourced: false,
            default: Answer::default(),
            connection: None,
            asks_consent: false,
            on_premise: OnPremise::Never,
            shape: Shape::default(),
        }
    }

    fn answer(value: &str) -> Answer {
        Answer { value: value.into(), ..Answer::default() }
    }

    #[test]
    fn nothing_is_left_unanswered() {
        for kind in
            [Kind::Text, Kind::Number, Kind::YesOrNo, Kind::Date, Kind::Choice, Kind::Schedule, Kind::Json]
        {
            assert_eq!(setting(kind).problem(&answer(" ")), Some(words::MISSING), "{kind:?}");
        }
        for empty in ["", "[]", r#"[""]"#, "no list"] {
            assert_eq!(setting(Kind::List).problem(&answer(empty)), Some(words::MISSING), "{empty}");
            assert_eq!(setting(Kind::Pairs).problem(&answer(empty)), Some(words::MISSING), "{empty}");
        }
        let never = Answer { schedule: NEVER.into(), ..Answer::default() };
        assert_eq!(setting(Kind::Schedule).problem(&never), None);
    }

    #[test]
    fn an_answer_is_of_the_kind_that_is_asked_for() {
        for (kind, right, wrong, sentence) in [
            (Kind::Number, "-1.5", "many", words::NOT_A_NUMBER),
            (Kind::Number, "7", "inf", words::NOT_A_NUMBER),
            (Kind::Choice, "One", "Three", words::NOT_A_CHOICE),
            (Kind::Json, r#"{"a":[1]}"#, "{a}", words::NOT_JSON),
            (Kind::Schedule, "*/5 * * * *", "every day", words::NOT_A_SCHEDULE),
            (
                Kind::Pairs,
                r#"[{"key":"a","value":""}]"#,
                r#"[{"key":"","value":"b"},{"key":"a","value":"b"}]"#,
                words::NAMELESS,
            ),
            (
                Kind::Pairs,
                r#"[{"key":"a","value":""}]"#,
                r#"[{"key":"a","value":"1"},{"key":"a ","value":"2"}]"#,
                words::NAME_TWICE,
            ),
        ] {
            assert_eq!(setting(kind).problem(&answer(right)), None, "{right}");
            assert_eq!(setting(kind).problem(&answer(wrong)), Some(sentence), "{wrong}");
        }
    }

    #[test]
    fn rows_that_were_left_empty_are_not_sent_and_the_others_are_as_typed() {
        let sent = |kind, value: &str| setting(kind).cleaned(answer(value)).value;
        assert_eq!(sent(Kind::List, r#"[""," a ","ü\n",""]"#), r#"[" a ","ü\n"]"#);
        assert_eq!(
            sent(Kind::Pairs, r#"[{"key":"k","value":" v "},{"key":"","value":""}]"#),
            r#"[{"key":"k","value":" v "}]"#
        );
        assert_eq!(sent(Kind::Text, "  as it is "), "  as it is ");
    }

    #[test]
    fn every_rhythm_is_read_back_as_it_was_written() {
        let every = UNITS.iter().flat_map(|(unit, most)| (1..=*most).map(|it| Rhythm::Every(unit, it)));
        for rhythm in every.chain([Rhythm::Custom("5 4 * * 1-5".into()), Rhythm::Never]) {
            let written =
                Answer { value: rhythm.expression(), schedule: rhythm.unit().into(), ..Answer::default() };
            assert_eq!(Rhythm::of(&written), rhythm);
        }
    }
}
