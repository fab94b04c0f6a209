//! Which values fit a variable of an integration.

use serde_json::Value;

use super::args::{self, Args};
use crate::{policy::text, store::Doc};

/// Why a text is no value of a variable. An empty one is none at all.
pub fn unfit(variable: &Doc, said: &str) -> Option<&'static str> {
    let several = text(variable, "collectionType").is_some();
    if said.is_empty() {
        return None;
    }
    if several {
        let is_list = serde_json::from_str::<Vec<Value>>(said).is_ok();
        return (!is_list).then_some("Enter a list.");
    }
    match text(variable, "dataType").as_deref() {
        Some("NUMBER") if !said.trim().parse::<f64>().is_ok_and(f64::is_finite) => Some("Enter a number."),
        Some("BOOLEAN") if !["true", "false"].contains(&said) => Some("Choose yes or no."),
        Some("DATE") if said.parse::<jiff::civil::Date>().is_err() => Some("Enter a date."),
        Some("TIMESTAMP") if said.parse::<jiff::Timestamp>().is_err() => Some("Enter a date and time."),
        Some("PICKLIST") => {
            let choices = variable.get("pickList").and_then(Value::as_array).filter(|it| !it.is_empty())?;
            let known = choices.iter().any(|it| it.as_str() == Some(said));
            (!known).then_some("Choose one of the list.")
        }
        Some("JSONFORM" | "OBJECTSELECTION" | "OBJECTFIELDMAP") => {
            serde_json::from_str::<Value>(said).is_err().then_some("Enter JSON.")
        }
        _ => None,
    }
}

/// Why something runs at no time that there is.
pub fn wrong_schedule(variable: &Doc, given: &Args) -> Option<&'static str> {
    if text(variable, "dataType").as_deref() != Some("SCHEDULE") {
        return None;
    }
    let unit = args::text(given, "scheduleType").map(str::to_lowercase);
    let known = ["none", "custom", "minute", "hour", "day", "week"];
    if unit.as_deref().is_some_and(|it| !known.contains(&it)) {
        return Some("Choose how often it runs.");
    }
    let expression = args::text(given, "value").unwrap_or_default();
    if unit.as_deref() != Some("none") && !expression.is_empty() && !is_cron(expression) {
        return Some("Enter a cron expression.");
    }
    let zone = args::text(given, "timeZone").unwrap_or_default();
    let is_zone = zone.split('/').all(|part| {
        part.starts_with(|it: char| it.is_ascii_alphabetic())
            && part.chars().all(|it| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '+'))
    });
    (!zone.is_empty() && !is_zone).then_some("Choose a time zone.")
}

/// Whether a text is minute, hour, day, month and weekday, each within its bounds.
fn is_cron(text: &str) -> bool {
    const BOUNDS: [(u32, u32); 5] = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    const NAMES: [&str; 19] = [
        "SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT", "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL",
        "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let parts: Vec<&str> = text.split_whitespace().collect();
    let fits = |(part, (least, most)): (&&str, (u32, u32))| {
        part.split(',').all(|one| {
            let (range, step) = one.split_once('/').unwrap_or((one, "1"));
            let is_in = |it: &str| {
                let number = it.trim_end_matches(['L', 'W', '#']).parse::<u32>();
                number.is_ok_and(|it| (least..=most).contains(&it))
                    || NAMES.contains(&it.to_uppercase().as_str())
            };
            let is_range = match range.split_once('-') {
                Some((from, to)) => is_in(from) && is_in(to),
                None => matches!(range, "*" | "?" | "L") || is_in(range),
            };
            is_range && step.parse::<u32>().is_ok_and(|it| it > 0)
        })
    };
    parts.len() == BOUNDS.len() && parts.iter().zip(BOUNDS).all(fits)
}
