//! When a schedule is due next, by the clock of its own time zone.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{
    cron::upcoming,
    draft::{Answer, NEVER},
};
use crate::phrases::{configure as words, fill, t};

/// The next five times; nothing for what is never due. They are those of the moment in which the schedule was changed
/// last.
#[component]
pub fn NextRuns(answer: RwSignal<Answer>) -> impl IntoView {
    const SHOWN: usize = 5;
    let times = Memo::new(move |_| {
        let Answer { value, schedule, time_zone, .. } = answer.get();
        let zone = if time_zone.is_empty() { "UTC".to_owned() } else { time_zone };
        let times = if schedule == NEVER { Vec::new() } else { upcoming(&value, &clock(&zone), SHOWN) };
        (zone, times)
    });
    move || {
        let (zone, times) = times.get();
        let row = |it: String| {
            let text = shown(&it);
            view! { <li>{text}</li> }
        };
        (!times.is_empty()).then(|| {
            view! {
                <div class="next-runs">
                    <p class="field-hint">{fill(words::NEXT_RUNS, &[("zone", &zone.replace('_', " "))])}</p>
                    <ol aria-label=t(words::NEXT_RUNS_NAME)>{times.into_iter().map(row).collect_view()}</ol>
                </div>
            }
        })
    }
}

/// What the clocks of a zone show now, as `2026-11-23 08:00:00`; empty for a zone that nobody knows.
fn clock(zone: &str) -> String {
    let style = options(&[("timeZone", zone), ("dateStyle", "short"), ("timeStyle", "medium")]);
    // Of the languages that browsers know, Swedish writes dates this way. A zone they do not know throws.
    let format = Reflect::get(&js_sys::global(), &"Intl".into())
        .and_then(|it| Reflect::get(&it, &"DateTimeFormat".into()))
        .and_then(|it| {
            let arguments = Array::of2(&"sv-SE".into(), &style);
            Reflect::construct(&JsCast::unchecked_into::<Function>(it), &arguments)
        });
    let Ok(format) = format else { return String::new() };
    let format: Intl::DateTimeFormat = JsCast::unchecked_into(format);
    let text = format.format().call1(&JsValue::UNDEFINED, &Date::new_0());
    text.ok().and_then(|it| it.as_string()).unwrap_or_default()
}

/// A time of that clock, for people.
fn shown(time: &str) -> String {
    let date = Date::new(&format!("{time}Z").as_str().into());
    let style = options(&[
        ("timeZone", "UTC"),
        ("weekday", "short"),
        ("day", "numeric"),
        ("month", "short"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ]);
    date.to_locale_string("en-GB", &style).into()
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a plain object cannot fail.
        drop(Reflect::set(&object, &(*name).into(), &(*value).into()));
    }
    object
}
