//! Whether a text is a cron expression of five fields. Pure.

/// The fields in their order: the least and the greatest number of each, and the names that stand for numbers.
const FIELDS: [(u32, u32, &[&str]); 5] = [
    (0, 59, &[]),
    (0, 23, &[]),
    (1, 31, &[]),
    (1, 12, &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]),
    // Sunday is 0, and 7 as well.
    (0, 7, &["sun", "mon", "tue", "wed", "thu", "fri", "sat"]),
];

/// Minute, hour, day of the month, month and day of the week: numbers, names, ranges, steps and lists of those.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    let fields: Vec<&str> = text.split_whitespace().collect();
    fields.len() == FIELDS.len()
        && fields.iter().zip(FIELDS).all(|(field, rule)| field.split(',').all(|it| is_part(it, rule)))
}

fn is_part(part: &str, rule: (u32, u32, &[&str])) -> bool {
    let (range, step) = part.split_once('/').map_or((part, None), |(range, step)| (range, Some(step)));
    let (least, most, names) = rule;
    let number = |text: &str| {
        let named = names.iter().position(|it| it.eq_ignore_ascii_case(text));
        let is_plain = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let number = match named {
            Some(at) => u32::try_from(at).ok().map(|it| it + least),
            None => text.parse().ok().filter(|_| is_plain),
        };
        number.filter(|it| (least..=most).contains(it))
    };
    let is_step =
        step.is_none_or(|it| it.parse::<u32>().is_ok_and(|it| it > 0 && it <= most) && !it.starts_with('+'));
    let is_range = range == "*"
        || match range.split_once('-') {
            Some((from, to)) => number(from).zip(number(to)).is_some_and(|(from, to)| from <= to),
            None => number(range).is_some(),
        };
    is_step && is_range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cron_understands() {
        for right in [
            "* * * * *",
            "*/15 * * * *",
            "0 0 1 1 0",
            "0 9-17 * * mon-fri",
            "0,30 8,20 1-15/2 JAN,jul 7",
            " 5  4\t* * * ",
            "59 23 31 12 6",
        ] {
            assert!(is_valid(right), "{right}");
        }
        for wrong in [
            "",
            "* * * *",
            "* * * * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 8",
            "5-1 * * * *",
            "*/0 * * * *",
            "a * * * *",
            "1, * * * *",
            "-1 * * * *",
            "+1 * * * *",
            "* * * mon *",
            "every day",
            "1/2/3 * * * *",
        ] {
            assert!(!is_valid(wrong), "{wrong}");
        }
    }
}
