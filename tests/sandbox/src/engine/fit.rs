//! Which values fit a variable of an integration.

use serde_json::Value;

use super::{
    args::{self, Args},
    flows::schedule,
};
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
    if unit.as_deref() != Some("none") && !expression.is_empty() && schedule::cron(expression).is_none() {
        return Some("Enter a cron expression.");
    }
    let zone = args::text(given, "timeZone").unwrap_or_default();
    schedule::zone(zone).is_none().then_some("Choose a time zone.")
}
