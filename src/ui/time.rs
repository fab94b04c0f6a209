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
