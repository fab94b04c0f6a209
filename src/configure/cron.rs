//! Cron expressions of five fields, and when they are due. Pure.

use chrono::NaiveDateTime;
use croner::{
    Cron,
    parser::{CronParser, Seconds, Year},
};

/// Minute, hour, day of the month, month and day of the week: numbers, names, ranges, steps and lists of those.
#[must_use]
pub fn is_valid(text: &str) -> bool {
    read(text).is_some()
}

/// The next times after `now`, at most `count` of them. All are what one clock shows, as `2026-11-23T08:00:00`; `now`
/// may have a blank for its T. Empty for what is no expression, and for what is never due.
#[must_use]
pub fn upcoming(text: &str, now: &str, count: usize) -> Vec<String> {
    let now = now.replacen(' ', "T", 1);
    let Some((cron, now)) = read(text).zip(NaiveDateTime::parse_from_str(&now, FORMAT).ok()) else {
        return Vec::new();
    };
    cron.iter_after(now.and_utc()).take(count).map(|it| it.format(FORMAT).to_string()).collect()
}

const FORMAT: &str = "%Y-%m-%dT%H:%M:%S";

fn read(text: &str) -> Option<Cron> {
    let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
    is_plain(text).then(|| parser.parse(text).ok()).flatten()
}

/// Whether it means the same to every scheduler: nothing that only some know, such as the last day of a month, no list
/// that ends in a comma, and each name in the field it belongs to.
fn is_plain(text: &str) -> bool {
    const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";
    const NAMES: [&str; 5] = ["", "", "", MONTHS, "sun mon tue wed thu fri sat"];
    let is_known = |it: char| it.is_ascii_alphanumeric() || "*,-/".contains(it);
    let is_named = |word: &str, names: &str| names.split(' ').any(|it| it.eq_ignore_ascii_case(word));
    let fields: Vec<&str> = text.split_whitespace().collect();
    fields.len() == NAMES.len()
        && fields.iter().zip(NAMES).all(|(field, names)| {
            let mut words = field.split(|it: char| !it.is_ascii_alphabetic()).filter(|it| !it.is_empty());
            field.chars().all(is_known)
                && words.all(|it| is_named(it, names))
                && field.split(',').all(|it| !it.is_empty())
        })
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
            "0 0 * * 7",
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
            "0 0 L * *",
            "0 0 15W * *",
            "0 0 * * 1#2",
            "@daily",
            "0 0 ? * *",
        ] {
            assert!(!is_valid(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_next_times_are_those_of_the_clock() {
        let next = |text: &str, now: &str| upcoming(text, now, 3);
        assert_eq!(
            next("30 2 * * 1-5", "2026-11-27 02:30:00"),
            ["2026-11-30T02:30:00", "2026-12-01T02:30:00", "2026-12-02T02:30:00"]
        );
        assert_eq!(
            next("*/45 * * * *", "2026-11-27 23:50:10"),
            ["2026-11-28T00:00:00", "2026-11-28T00:45:00", "2026-11-28T01:00:00"]
        );
        assert_eq!(next("0 0 29 2 *", "2026-01-01 00:00:00")[0], "2028-02-29T00:00:00");
        // A day of the month or a day of the week: either is enough.
        assert_eq!(next("0 0 13 * 5", "2026-11-09 00:00:00")[0], "2026-11-13T00:00:00");
        for never in ["0 0 31 2 *", "every day", ""] {
            assert_eq!(next(never, "2026-11-27 00:00:00"), [] as [&str; 0], "{never}");
        }
        assert_eq!(next("* * * * *", "now"), [] as [&str; 0]);
    }
}
