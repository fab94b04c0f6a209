//! What a run says of itself in words. Pure.

use serde::Serialize;
use serde_json::Value;

use crate::{
    phrases::{Phrase, fill, runs as words},
    ui::Glyph,
};

/// How far a run has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunState {
    Succeeded,
    Failed,
    Running,
    Queued,
}

impl RunState {
    /// In the order in which they are offered as filters.
    pub const ALL: [Self; 4] = [Self::Succeeded, Self::Failed, Self::Running, Self::Queued];

    /// Reads the API's status, which each document has a type of its own for.
    #[must_use]
    pub fn of(status: &impl Serialize) -> Self {
        match name(status).as_str() {
            "SUCCESS" => Self::Succeeded,
            "ERROR" => Self::Failed,
            "QUEUED" => Self::Queued,
            _ => Self::Running,
        }
    }

    /// What addresses call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Running => "running",
            Self::Queued => "queued",
        }
    }

    /// Reads what an address asks for.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Succeeded => words::SUCCEEDED,
            Self::Failed => words::FAILED,
            Self::Running => words::RUNNING,
            Self::Queued => words::QUEUED,
        }
    }

    #[must_use]
    pub fn glyph(self) -> Glyph {
        match self {
            Self::Succeeded => Glyph::Succeeded,
            Self::Failed => Glyph::Failed,
            Self::Running => Glyph::Running,
            Self::Queued => Glyph::Queued,
        }
    }
}

/// What set off a run.
#[must_use]
pub fn started_by(invoke: Option<&impl Serialize>, is_test: bool) -> Phrase {
    match invoke.map(name).as_deref() {
        _ if is_test => words::BY_TEST,
        Some("INTEGRATION_FLOW_TEST" | "INTEGRATION_ENDPOINT_TEST") => words::BY_TEST,
        Some("WEBHOOK" | "WEBHOOK_SNAPSHOT") => words::BY_WEBHOOK,
        Some("SCHEDULED") => words::BY_SCHEDULE,
        Some("CROSS_FLOW") => words::BY_FLOW,
        Some("DEPLOY_FLOW") => words::BY_DEPLOY,
        Some("TEAR_DOWN_FLOW") => words::BY_REMOVAL,
        Some("AI_AGENT") => words::BY_AGENT,
        Some(_) | None => words::BY_UNKNOWN,
    }
}

/// What the API calls a value of one of its enums.
pub fn name(value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok();
    name.as_ref().and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// A length of time as people say it.
#[must_use]
pub fn duration(milliseconds: f64) -> String {
    let number = |it: f64| format!("{it:.0}");
    match milliseconds {
        ..1_000.0 => fill(words::MILLISECONDS, &[("number", &number(milliseconds.floor()))]),
        ..60_000.0 => {
            let tenths = (milliseconds / 100.0).floor() / 10.0;
            fill(words::SECONDS, &[("number", &format!("{tenths:.1}"))])
        }
        ..3_600_000.0 => {
            let seconds = (milliseconds / 1_000.0).floor();
            let (minutes, seconds) = (number((seconds / 60.0).floor()), number(seconds % 60.0));
            fill(words::MINUTES, &[("minutes", &minutes), ("seconds", &seconds)])
        }
        _ => {
            let minutes = (milliseconds / 60_000.0).floor();
            let (hours, minutes) = (number((minutes / 60.0).floor()), number(minutes % 60.0));
            fill(words::HOURS, &[("hours", &hours), ("minutes", &minutes)])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_are_never_rounded_up() {
        for (milliseconds, text) in [
            (0.0, "0 ms"),
            (999.9, "999 ms"),
            (1_000.0, "1.0 s"),
            (2_449.0, "2.4 s"),
            (59_999.0, "59.9 s"),
            (60_000.0, "1 min 0 s"),
            (3_599_999.0, "59 min 59 s"),
            (3_600_000.0, "1 h 0 min"),
            (93_780_000.0, "26 h 3 min"),
        ] {
            assert_eq!(duration(milliseconds), text);
        }
    }

    #[test]
    fn what_the_api_says_is_read_and_what_is_new_goes_on() {
        let read = |it: &str| RunState::of(&it);
        assert_eq!(
            [read("SUCCESS"), read("ERROR"), read("QUEUED")],
            [RunState::Succeeded, RunState::Failed, RunState::Queued]
        );
        assert_eq!([read("PENDING"), read("RESUMED")], [RunState::Running; 2]);
        assert_eq!(started_by(Some(&"WEBHOOK"), false), words::BY_WEBHOOK);
        assert_eq!(started_by(Some(&"WEBHOOK"), true), words::BY_TEST);
        assert_eq!(started_by(None::<&&str>, false), words::BY_UNKNOWN);
    }

    #[test]
    fn addresses_name_each_state() {
        for state in RunState::ALL {
            assert_eq!(RunState::named(state.name()), Some(state));
        }
        assert_eq!(RunState::named("canceled"), None);
    }
}
