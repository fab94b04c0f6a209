//! Flows that run by the clock.

use croner::{
    Cron,
    parser::{CronParser, Seconds, Year},
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use super::{
    CONFIG, Call,
    run::{idle, run},
};
use crate::{
    engine::{Engine, instance_config},
    policy::text,
    store::{Doc, Reader, StoreError},
};

/// When a flow runs: a cron expression, and whose clock it goes by.
#[derive(Debug, PartialEq, Eq)]
struct Schedule {
    cron: String,
    zone: String,
}

/// Flows whose definition says when they run.
const SCHEDULED: &str =
    r#"SELECT doc FROM "IntegrationFlow" WHERE json_extract(doc, '$.start.schedule') IS NOT NULL"#;

impl Engine {
    /// Runs each flow that is due after one moment and up to another, once however often it is. Says how many ran.
    pub fn run_scheduled(&self, after: Timestamp, until: Timestamp) -> Result<usize, StoreError> {
        let due = self.store().read(|reader| due(reader, after, until))?;
        if due.is_empty() {
            return Ok(0);
        }
        self.store().write(|writer| {
            let mut count = 0;
            for config in &due {
                let Some(config) = writer.get(CONFIG, config)? else { continue };
                let Some(instance) =
                    writer.get("Instance", &text(&config, "instance").unwrap_or_default())?
                else {
                    continue;
                };
                run(writer, instance, config, &Call::by_itself("SCHEDULED"))?;
                count += 1;
            }
            Ok(count)
        })
    }
}

/// The UUIDs of how instances run what is due.
fn due(reader: &Reader<'_>, after: Timestamp, until: Timestamp) -> Result<Vec<String>, StoreError> {
    let mut found = Vec::new();
    for flow in reader.docs(SCHEDULED, &[])? {
        for config in reader.find(CONFIG, "flow", flow.get("id").unwrap_or(&Value::Null))? {
            let instance = reader.get("Instance", &text(&config, "instance").unwrap_or_default())?;
            let Some(instance) = instance.filter(|it| idle(it).is_none()) else { continue };
            if schedule(reader, &instance, &flow)?.is_some_and(|it| it.is_due(after, until)) {
                found.extend(text(&config, "id"));
            }
        }
    }
    Ok(found)
}

/// When an instance runs a flow; none for never.
fn schedule(reader: &Reader<'_>, instance: &Doc, flow: &Doc) -> Result<Option<Schedule>, StoreError> {
    let Some(said) = flow.get("start").and_then(|it| it.get("schedule")) else { return Ok(None) };
    let part = |of: &Value, name: &str| of.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    if part(said, "type").eq_ignore_ascii_case("configVar") {
        return of_variable(reader, instance, &part(said, "value"));
    }
    let zone = said.get("meta").map(|it| part(it, "timeZone")).unwrap_or_default();
    Ok(Some(Schedule { cron: part(said, "value"), zone }))
}

/// What an instance has for a variable, or else what its integration says at first.
fn of_variable(reader: &Reader<'_>, instance: &Doc, key: &str) -> Result<Option<Schedule>, StoreError> {
    let variables = instance_config::variables(reader, instance)?;
    let Some(variable) = variables.into_iter().find(|it| text(it, "key").as_deref() == Some(key)) else {
        return Ok(None);
    };
    let values = instance_config::values(reader, instance)?;
    let value = values.into_iter().find(|it| it.get("requiredConfigVariable") == variable.get("id"));
    let own = |name: &str| value.as_ref().and_then(|it| text(it, name));
    let kind = own("scheduleType").or_else(|| text(&variable, "scheduleType"));
    if kind.as_deref() == Some("NONE") {
        return Ok(None);
    }
    let cron = own("value").or_else(|| text(&variable, "defaultValue"));
    let zone = own("timeZone").or_else(|| text(&variable, "timeZone")).unwrap_or_default();
    Ok(cron.map(|cron| Schedule { cron, zone }))
}

/// Minute, hour, day, month and weekday; none if the text is no such expression.
pub fn cron(text: &str) -> Option<Cron> {
    CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build().parse(text).ok()
}

/// The time zone of that name, none if there is no such zone. Without a name it is that of the sandbox.
pub fn zone(name: &str) -> Option<TimeZone> {
    if name.is_empty() { Some(TimeZone::UTC) } else { TimeZone::get(name).ok() }
}

impl Schedule {
    /// Whether its time comes after one moment and up to another. What is no expression never does.
    fn is_due(&self, after: Timestamp, until: Timestamp) -> bool {
        let zone = zone(&self.zone).unwrap_or(TimeZone::UTC);
        // What the clock of the zone shows, as if it were one without zones.
        let shown = |at: Timestamp| {
            let seconds = at.as_second() + i64::from(zone.to_offset(at).seconds());
            chrono::DateTime::from_timestamp(seconds, 0)
        };
        let (Some(cron), Some(after), Some(until)) = (cron(&self.cron), shown(after), shown(until)) else {
            return false;
        };
        cron.find_next_occurrence(&after, false).is_ok_and(|next| next <= until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_due_follows_the_clock_of_its_zone() {
        let due = |cron: &str, zone: &str, after: &str, until: &str| {
            let at = |time: &str| format!("2026-07-01T{time}Z").parse::<Timestamp>().unwrap_or_default();
            Schedule { cron: cron.to_owned(), zone: zone.to_owned() }.is_due(at(after), at(until))
        };
        assert!(due("*/15 * * * *", "", "09:00:00", "09:15:00"));
        assert!(!due("*/15 * * * *", "", "09:15:00", "09:29:59"), "the moment itself has been");
        assert!(due("0 8 * * *", "Europe/Berlin", "05:59:00", "06:00:00"));
        assert!(!due("0 8 * * *", "", "05:59:00", "06:00:00"));
        for never in ["", "whenever", "0 0 31 2 *"] {
            assert!(!due(never, "", "00:00:00", "23:59:59"), "{never}");
        }
    }
}
