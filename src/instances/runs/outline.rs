//! The steps of a run as an outline: what ran in which round of which loop. Pure.

/// What is known of one step's place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    pub name: String,
    pub is_loop: bool,
    /// The loop around it.
    pub inside: Option<String>,
    /// The round of that loop, counted from 0.
    pub round: Option<i64>,
}

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A round of a loop begins. Counted from 1.
    Round { depth: usize, name: String, number: i64 },
    /// The step at this place in the list.
    Step { depth: usize, at: usize },
}

/// The deepest a line is set in; loops inside of loops inside of loops go on without.
const DEEPEST: usize = 4;

/// The outline of steps in the order in which they ran.
#[must_use]
pub fn outline(steps: &[Place]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(steps.len());
    // The loops around the step before, outermost first, and the round each is in.
    let mut around: Vec<(String, i64)> = Vec::new();
    // How deep the loops that have begun are themselves.
    let mut known: Vec<(String, usize)> = Vec::new();
    for (at, step) in steps.iter().enumerate() {
        let depth = match &step.inside {
            None => {
                around.clear();
                0
            }
            Some(name) => {
                let own = known.iter().rev().find(|(it, _)| it == name).map_or(0, |(_, depth)| *depth);
                let round = step.round.unwrap_or_default();
                around.truncate(own + 1);
                let is_same = around.get(own).is_some_and(|(it, number)| it == name && *number == round);
                if !is_same {
                    around.truncate(own);
                    around.push((name.clone(), round));
                    let number = round.saturating_add(1);
                    lines.push(Line::Round { depth: (own + 1).min(DEEPEST), name: name.clone(), number });
                }
                own + 1
            }
        };
        if step.is_loop {
            known.retain(|(it, _)| *it != step.name);
            known.push((step.name.clone(), depth));
        }
        lines.push(Line::Step { depth: depth.min(DEEPEST), at });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, inside: Option<(&str, i64)>) -> Place {
        Place {
            name: name.into(),
            is_loop: name.starts_with("each"),
            inside: inside.map(|it| it.0.into()),
            round: inside.map(|it| it.1),
        }
    }

    /// The outline as text: an indent for each level, and `#` for a round.
    fn drawn(steps: &[Place]) -> Vec<String> {
        let line = |it: &Line| match it {
            Line::Round { depth, name, number } => format!("{}# {name} {number}", " ".repeat(*depth)),
            Line::Step { depth, at } => format!("{}{}", " ".repeat(*depth), steps[*at].name),
        };
        outline(steps).iter().map(line).collect()
    }

    #[test]
    fn rounds_of_a_loop_are_told_apart() {
        let steps = [
            step("start", None),
            step("each order", None),
            step("read", Some(("each order", 0))),
            step("write", Some(("each order", 0))),
            step("read", Some(("each order", 1))),
            step("thank", None),
        ];
        assert_eq!(
            drawn(&steps),
            [
                "start",
                "each order",
                " # each order 1",
                " read",
                " write",
                " # each order 2",
                " read",
                "thank"
            ]
        );
    }

    #[test]
    fn loops_stand_in_loops() {
        let steps = [
            step("each order", None),
            step("each line", Some(("each order", 0))),
            step("count", Some(("each line", 0))),
            step("count", Some(("each line", 1))),
            step("each line", Some(("each order", 1))),
            step("count", Some(("each line", 0))),
        ];
        assert_eq!(
            drawn(&steps),
            [
                "each order",
                " # each order 1",
                " each line",
                "  # each line 1",
                "  count",
                "  # each line 2",
                "  count",
                " # each order 2",
                " each line",
                "  # each line 1",
                "  count"
            ]
        );
    }

    #[test]
    fn a_loop_nobody_has_seen_begin_is_one_deep() {
        assert_eq!(drawn(&[step("read", Some(("each order", 6)))]), [" # each order 7", " read"]);
    }
}
