//! Moments, in the reader's time zone.

use std::cell::RefCell;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

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
    let exact = styled(&date, Style::Exact);
    let seconds_ago = (Date::now() - date.get_time()) / 1_000.0;
    let text =
        if (0.0..86_400.0).contains(&seconds_ago) { ago(seconds_ago) } else { styled(&date, Style::Day) };
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
    let exact = styled(&at, Style::ExactToSeconds);
    let text = styled(&at, if date { Style::DayAndClock } else { Style::Clock });
    view! { <time datetime=moment title=exact>{text}</time> }.into_any()
}

/// How long it is from one moment to another, both in ISO 8601; until now where there is no end.
#[must_use]
pub fn milliseconds_between(start: &str, end: Option<&str>) -> Option<f64> {
    let end = end.map_or_else(Date::now, Date::parse);
    let between = end - Date::parse(start);
    (!between.is_nan()).then_some(between.max(0.0))
}

/// How a moment is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    Day,
    Exact,
    ExactToSeconds,
    DayAndClock,
    Clock,
}

impl Style {
    fn options(self) -> Object {
        let two = "2-digit";
        let clock = [("hour", two), ("minute", two), ("second", two)];
        match self {
            Self::Day => options(&[("dateStyle", "medium")]),
            Self::Exact => options(&[("dateStyle", "medium"), ("timeStyle", "short")]),
            Self::ExactToSeconds => options(&[("dateStyle", "medium"), ("timeStyle", "medium")]),
            Self::DayAndClock => options(&[&[("day", "numeric"), ("month", "short")], &clock[..]].concat()),
            Self::Clock => options(&[&clock[..], &[("fractionalSecondDigits", "3")]].concat()),
        }
    }
}

thread_local! {
    /// Making one takes the browser longer than all else of a row in a list; using it again takes next to nothing.
    static FORMATS: RefCell<Vec<(Style, Function)>> = const { RefCell::new(Vec::new()) };
}

fn styled(date: &Date, style: Style) -> String {
    let kept = FORMATS.with_borrow(|all| all.iter().find(|it| it.0 == style).map(|it| it.1.clone()));
    let format = kept.unwrap_or_else(|| {
        let made = Intl::DateTimeFormat::new(&locale(), &style.options()).format();
        FORMATS.with_borrow_mut(|all| all.push((style, made.clone())));
        made
    });
    format.call1(&JsValue::NULL, date).ok().and_then(|it| it.as_string()).unwrap_or_default()
}

fn locale() -> Array {
    Array::of1(&"en-GB".into())
}

fn ago(seconds: f64) -> String {
    let (number, unit) = match seconds {
        ..60.0 => (0.0, "minute"),
        ..3_600.0 => ((seconds / 60.0).floor(), "minute"),
        _ => ((seconds / 3_600.0).floor(), "hour"),
    };
    let format = Intl::RelativeTimeFormat::new(&locale(), &options(&[("numeric", "auto")]));
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
