//! Moments, in the reader's time zone.

use js_sys::{Date, Intl, Object, Reflect};
use leptos::prelude::*;

/// A moment: how long ago when that is less than a day, else the day. The exact time is in the tooltip.
#[component]
pub fn Time(
    /// ISO 8601.
    #[prop(into)]
    moment: String,
) -> impl IntoView {
    let date = Date::new(&moment.as_str().into());
    if date.get_time().is_nan() {
        return moment.into_any();
    }
    let exact = styled(&date, &[("dateStyle", "medium"), ("timeStyle", "short")]);
    let seconds_ago = (Date::now() - date.get_time()) / 1_000.0;
    let text = if (0.0..86_400.0).contains(&seconds_ago) {
        ago(seconds_ago)
    } else {
        styled(&date, &[("dateStyle", "medium")])
    };
    view! { <time datetime=moment title=exact>{text}</time> }.into_any()
}

/// A moment to the thousandth of a second, or with `date` to the second. For what happens many times a minute.
#[component]
pub fn Clock(
    /// ISO 8601.
    #[prop(into)]
    moment: String,
    #[prop(optional)] date: bool,
) -> impl IntoView {
    let at = Date::new(&moment.as_str().into());
    if at.get_time().is_nan() {
        return moment.into_any();
    }
    let two = "2-digit";
    let clock = [("hour", two), ("minute", two), ("second", two)];
    let exact = styled(&at, &[("dateStyle", "medium"), ("timeStyle", "medium")]);
    let text = if date {
        styled(&at, &[&[("day", "numeric"), ("month", "short")], &clock[..]].concat())
    } else {
        styled(&at, &[&clock[..], &[("fractionalSecondDigits", "3")]].concat())
    };
    view! { <time datetime=moment title=exact>{text}</time> }.into_any()
}

/// How long it is from one moment to another, both in ISO 8601; until now where there is no end.
#[must_use]
pub fn milliseconds_between(start: &str, end: Option<&str>) -> Option<f64> {
    let end = end.map_or_else(Date::now, Date::parse);
    let between = end - Date::parse(start);
    (!between.is_nan()).then_some(between.max(0.0))
}

fn styled(date: &Date, style: &[(&str, &str)]) -> String {
    date.to_locale_string("en-GB", &options(style)).into()
}

fn ago(seconds: f64) -> String {
    let (number, unit) = match seconds {
        ..60.0 => (0.0, "minute"),
        ..3_600.0 => ((seconds / 60.0).floor(), "minute"),
        _ => ((seconds / 3_600.0).floor(), "hour"),
    };
    let format =
        Intl::RelativeTimeFormat::new(&js_sys::Array::of1(&"en-GB".into()), &options(&[("numeric", "auto")]));
    format.format(-number, unit).into()
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a plain object cannot fail.
        drop(Reflect::set(&object, &(*name).into(), &(*value).into()));
    }
    object
}
