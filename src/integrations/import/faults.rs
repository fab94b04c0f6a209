//! What the server finds wrong with a definition, by line. Pure.

use crate::api::Error;

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Counted from 1; none where the server names no line.
    pub line: Option<u32>,
    pub sentence: String,
}

/// What was refused, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    pub faults: Vec<Fault>,
    /// There is an integration of that name, as the server says it.
    pub namesake: Option<String>,
    /// What has nothing to do with the text.
    pub other: Option<Error>,
}

impl Refusal {
    /// Sorts the reasons of an error.
    #[must_use]
    pub fn of(error: Option<Error>) -> Self {
        let problems = match error {
            None => return Self::default(),
            Some(Error::Refused(problems)) => problems,
            other => return Self { other, ..Self::default() },
        };
        let mut refusal = Self::default();
        let mut rest = Vec::new();
        for problem in problems {
            match problem.field.as_str() {
                "definition" => refusal.faults.extend(problem.messages.iter().map(|it| fault(it))),
                "replace" => refusal.namesake = problem.messages.first().cloned(),
                _ => rest.push(problem),
            }
        }
        refusal.other = (!rest.is_empty()).then_some(Error::Refused(rest));
        refusal
    }
}

/// Reads the line out of a sentence: `Line 12: …`, or `… at line 12, column 3` as parsers of YAML write it.
fn fault(sentence: &str) -> Fault {
    let lower = sentence.to_ascii_lowercase();
    let line = lower.match_indices("line ").find_map(|(at, word)| {
        let digits: String = lower[at + word.len()..].chars().take_while(char::is_ascii_digit).collect();
        digits.parse().ok().filter(|it| *it > 0)
    });
    let begins = line.and_then(|it| sentence.strip_prefix(&format!("Line {it}: ")));
    Fault { line, sentence: begins.unwrap_or(sentence).to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Problem;

    fn problem(field: &str, message: &str) -> Problem {
        Problem { field: field.into(), messages: vec![message.into()] }
    }

    #[test]
    fn lines_are_found_however_the_server_writes_them() {
        for (said, line, sentence) in [
            ("Line 12: There is no component “x”.", Some(12), "There is no component “x”."),
            (
                "mapping values are not allowed at line 3, column 7",
                Some(3),
                "mapping values are not allowed at line 3, column 7",
            ),
            ("The deadline 7 is over", Some(7), "The deadline 7 is over"),
            ("Line : nothing", None, "Line : nothing"),
            ("line 99999999999999", None, "line 99999999999999"),
            ("ÄÖÜ Line 2 ✓", Some(2), "ÄÖÜ Line 2 ✓"),
            ("", None, ""),
        ] {
            assert_eq!(fault(said), Fault { line, sentence: sentence.into() });
        }
    }

    #[test]
    fn reasons_are_sorted_by_what_they_are_about() {
        let refused = Error::Refused(vec![
            problem("definition", "Line 1: No."),
            problem("replace", "There is one."),
            problem("__all__", "Never."),
        ]);
        let found = Refusal::of(Some(refused));
        assert_eq!(found.faults.len(), 1);
        assert_eq!(found.namesake.as_deref(), Some("There is one."));
        assert_eq!(found.other, Some(Error::Refused(vec![problem("__all__", "Never.")])));
        assert_eq!(Refusal::of(Some(Error::Unreachable)).other, Some(Error::Unreachable));
        assert_eq!(Refusal::of(None), Refusal::default());
    }
}
