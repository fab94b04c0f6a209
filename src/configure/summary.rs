//! What a deployment changes: for each setting what it was and what it will be. Pure; what connections are filled in
//! with is not told.

use super::draft::{Answer, Kind, NEVER, Setting, pairs, texts};
use crate::phrases::{Phrase, configure as words};

/// What a setting is, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Word(Phrase),
    Text(String),
}

impl Said {
    /// The same of what somebody settles for themselves.
    #[must_use]
    pub fn of_oneself(self) -> Self {
        if self == Self::Word(words::FILLED_IN) { Self::Word(words::OWN_FILLED_IN) } else { self }
    }
}

/// A setting at one time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    pub answer: Answer,
    /// Of connections: it is filled in for this instance alone.
    pub is_filled: bool,
}

/// A setting that changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub key: String,
    /// None where the instance never ran.
    pub before: Option<Said>,
    pub after: Said,
}

/// How a setting changes; none when it does not. What runs for the first time has no `before`. `name` knows the names
/// of shared connections and the labels of choices.
#[must_use]
pub fn change(
    setting: &Setting,
    before: Option<&Side>,
    after: &Side,
    is_refilled: bool,
    name: impl Fn(&str) -> Option<String>,
) -> Option<Change> {
    if setting.kind == Kind::Unknown {
        return None;
    }
    let key = setting.key.clone();
    if setting.kind == Kind::Connection {
        let word = |side: &Side| match &side.answer.shared {
            Some(id) => name(id).map_or(Said::Word(words::SHARED_ONE), Said::Text),
            None if side.is_filled => Said::Word(words::FILLED_IN),
            None => Said::Word(words::NOT_SET),
        };
        let was_own = before.is_some_and(|it| it.is_filled && it.answer.shared.is_none());
        let is_replaced = is_refilled && was_own && after.answer.shared.is_none();
        let now = if is_replaced { Said::Word(words::REPLACED) } else { word(after) };
        let is_same = before.is_some_and(|it| {
            it.answer.shared == after.answer.shared && it.is_filled == after.is_filled && !is_replaced
        });
        return (!is_same).then(|| Change { key, before: before.map(word), after: now });
    }
    let now = setting.cleaned(after.answer.clone());
    let Some(before) = before else {
        return Some(Change { key, before: None, after: short(setting, &now, &name, 0) });
    };
    let was = setting.cleaned(before.answer.clone());
    if was == now {
        return None;
    }
    let (mut one, mut other) = (short(setting, &was, &name, 0), short(setting, &now, &name, 0));
    // What differs far behind the beginning is shown from there; what reads the same, as it is stored.
    if one == other {
        let from = common(&written(setting, &was, &name), &written(setting, &now, &name));
        (one, other) = (short(setting, &was, &name, from), short(setting, &now, &name, from));
    }
    if one == other {
        (one, other) = (Said::Text(raw(&was)), Said::Text(raw(&now)));
    }
    Some(Change { key, before: Some(one), after: other })
}

/// How much of a text is shown.
const LENGTH: usize = 120;

fn short(setting: &Setting, answer: &Answer, name: &impl Fn(&str) -> Option<String>, from: usize) -> Said {
    if setting.kind == Kind::Schedule && answer.schedule == NEVER {
        return Said::Word(words::NEVER);
    }
    let text = written(setting, answer, name);
    if text.is_empty() {
        return Said::Word(words::NOT_SET);
    }
    match (setting.kind, text.as_str()) {
        (Kind::YesOrNo, "true") => return Said::Word(words::YES),
        (Kind::YesOrNo, "false") => return Said::Word(words::NO),
        _ => {}
    }
    let before = if from > 0 { "…" } else { "" };
    let shown: String = text.chars().skip(from).take(LENGTH).collect();
    let after = if text.chars().count() > from + LENGTH { "…" } else { "" };
    Said::Text(format!("{before}{shown}{after}"))
}

/// An answer as people read it.
fn written(setting: &Setting, answer: &Answer, name: &impl Fn(&str) -> Option<String>) -> String {
    match setting.kind {
        Kind::List => texts(&answer.value).join(", "),
        Kind::Pairs => {
            let all = pairs(&answer.value).into_iter().filter(|it| !it.key.is_empty());
            all.map(|it| format!("{} = {}", it.key, it.value)).collect::<Vec<_>>().join(", ")
        }
        Kind::Schedule if !answer.time_zone.is_empty() && !answer.value.is_empty() => {
            format!("{} ({})", answer.value, answer.time_zone)
        }
        Kind::Choice => name(&answer.value).unwrap_or_else(|| answer.value.clone()),
        Kind::Text
        | Kind::Number
        | Kind::YesOrNo
        | Kind::Date
        | Kind::Moment
        | Kind::Code
        | Kind::Json
        | Kind::Form
        | Kind::Selection
        | Kind::Mapping
        | Kind::Schedule
        | Kind::Connection
        | Kind::Unknown => answer.value.clone(),
    }
}

/// Everything that an answer holds, to its end.
fn raw(answer: &Answer) -> String {
    let Answer { value, schedule, time_zone, .. } = answer;
    format!("“{value}” {schedule} {time_zone}").trim_end().to_owned()
}

/// How many characters two texts begin with alike, but for a few that lead there.
fn common(one: &str, other: &str) -> usize {
    let alike = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    alike.saturating_sub(12)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::configure::draft::tests::setting;

    fn side(value: &str) -> Side {
        Side { answer: Answer { value: value.to_owned(), ..Answer::default() }, is_filled: false }
    }

    fn shared(id: &str) -> Side {
        Side { answer: Answer { shared: Some(id.to_owned()), ..Answer::default() }, is_filled: false }
    }

    fn told(kind: Kind, before: &Side, after: &Side) -> Option<(Option<Said>, Said)> {
        let name = |id: &str| (id == "main").then(|| "Main".to_owned());
        change(&setting(kind), Some(before), after, false, name).map(|it| (it.before, it.after))
    }

    fn text(text: &str) -> Said {
        Said::Text(text.to_owned())
    }

    #[test]
    fn a_change_is_told_as_people_read_it() {
        for (kind, before, after, expected) in [
            (Kind::Text, "a", "b", (text("a"), text("b"))),
            (Kind::Text, "", "b", (Said::Word(words::NOT_SET), text("b"))),
            (Kind::YesOrNo, "true", "false", (Said::Word(words::YES), Said::Word(words::NO))),
            (Kind::List, r#"["a"]"#, r#"["a","","b"]"#, (text("a"), text("a, b"))),
            (Kind::List, r#"["a, b"]"#, r#"["a","b"]"#, (text("“[\"a, b\"]”"), text("“[\"a\",\"b\"]”"))),
            (Kind::Pairs, "", r#"[{"key":"k","value":"v"}]"#, (Said::Word(words::NOT_SET), text("k = v"))),
            (Kind::Choice, "One", "main", (text("One"), text("Main"))),
        ] {
            let (one, other) = expected;
            assert_eq!(told(kind, &side(before), &side(after)), Some((Some(one), other)), "{before} {after}");
        }
        let never = Side { answer: Answer { schedule: NEVER.into(), ..Answer::default() }, is_filled: false };
        let often = Answer { value: "* * * * *".into(), time_zone: "UTC".into(), ..Answer::default() };
        let often = Side { answer: often, is_filled: false };
        let expected = (Some(Said::Word(words::NEVER)), text("* * * * * (UTC)"));
        assert_eq!(told(Kind::Schedule, &never, &often), Some(expected));
    }

    #[test]
    fn a_connection_is_told_by_its_name_and_never_by_what_is_in_it() {
        let own = Side { is_filled: true, ..Side::default() };
        let told = |before: &Side, after: &Side| told(Kind::Connection, before, after);
        let main = (Some(Said::Word(words::FILLED_IN)), text("Main"));
        assert_eq!(told(&own, &shared("main")), Some(main));
        let other = (Some(Said::Word(words::SHARED_ONE)), Said::Word(words::FILLED_IN));
        assert_eq!(told(&shared("other"), &own), Some(other));
        assert_eq!(told(&own, &own), None);
        assert_eq!(told(&shared("a"), &shared("a")), None);
        let again = change(&setting(Kind::Connection), Some(&own), &own, true, |_| None);
        assert_eq!(again.map(|it| it.after), Some(Said::Word(words::REPLACED)));
    }

    #[test]
    fn what_differs_far_behind_is_shown_there() {
        let (one, other) = (format!("{}one", "x".repeat(500)), format!("{}other", "x".repeat(500)));
        let found = told(Kind::Code, &side(&one), &side(&other));
        let from = format!("…{}o", "x".repeat(11));
        assert_eq!(found, Some((Some(text(&format!("{from}ne"))), text(&format!("{from}ther")))));
    }

    proptest! {
        #[test]
        fn what_differs_never_reads_the_same(
            one in ".{0,200}", other in ".{0,200}", zone in "|UTC|Europe/Oslo",
            kind in proptest::sample::select(vec![
                Kind::Text, Kind::Number, Kind::YesOrNo, Kind::Date, Kind::Moment, Kind::Choice, Kind::Code,
                Kind::Json, Kind::Form, Kind::Selection, Kind::Mapping, Kind::Schedule, Kind::List, Kind::Pairs,
            ]),
        ) {
            let (setting, one) = (setting(kind), side(&one));
            let mut other = side(&other);
            other.answer.time_zone = zone;
            let is_same = setting.cleaned(one.answer.clone()) == setting.cleaned(other.answer.clone());
            let found = change(&setting, Some(&one), &other, false, |_| None);
            prop_assert_eq!(found.is_none(), is_same);
            if let Some(found) = found {
                prop_assert_ne!(found.before, Some(found.after));
            }
            prop_assert!(change(&setting, None, &other, false, |_| None).is_some());
        }
    }
}
