//! How often something runs: every so many minutes, hours or days, every week, by a cron expression, or never.

use js_sys::{Array, Intl};
use leptos::prelude::*;

use super::{
    draft::{Answer, NEVER, Rhythm, UNITS},
    fields::part,
    upcoming::NextRuns,
};
use crate::{
    phrases::{Phrase, configure as words, t},
    ui::{Combobox, Select, Suggestion, TextField, field_note, unique_id},
};

const CUSTOM: &str = "custom";

/// The field.
#[component]
pub fn ScheduleField(
    label: String,
    answer: RwSignal<Answer>,
    problem: RwSignal<Option<String>>,
    hint: String,
) -> impl IntoView {
    let rhythm = Memo::new(move |_| answer.with(Rhythm::of));
    let unit = Memo::new(move |_| answer.with(unit_of).to_owned());
    let set = move |rhythm: &Rhythm| {
        answer.update(|it| {
            it.value = rhythm.expression();
            it.schedule = rhythm.unit().to_owned();
        });
        problem.set(None);
    };
    let choose = move |chosen: String| {
        let every = UNITS.iter().find(|(unit, _)| *unit == chosen);
        set(&match (chosen.as_str(), every) {
            (_, Some((unit, _))) => Rhythm::Every(unit, 1),
            (NEVER, _) => Rhythm::Never,
            // The expression that says what was chosen so far is a good one to begin with.
            _ => Rhythm::Custom(answer.with_untracked(|it| it.value.clone())),
        });
    };
    let options = Signal::derive(move || {
        let unset = unit.with(String::is_empty).then(|| (String::new(), t(words::CHOOSE)));
        unset.into_iter().chain(CHOICES.map(|(key, name)| (key.to_owned(), t(name)))).collect::<Vec<_>>()
    });
    let numbers = move || {
        let Rhythm::Every(unit, number) = rhythm.get() else { return None };
        let most = UNITS.iter().find(|(it, _)| *it == unit).map(|(_, most)| *most)?;
        (most > 1).then(|| {
            let options = (1..=most).map(|it| (it.to_string(), it.to_string())).collect::<Vec<_>>();
            view! {
                <Select
                    label=t(words::EVERY)
                    value=Signal::stored(number.to_string())
                    options=Signal::stored(options)
                    on_change=move |it: String| set(&Rhythm::Every(unit, it.parse().unwrap_or(1)))
                />
            }
        })
    };
    let expression = part(
        answer,
        |it| it.value.clone(),
        |it, value| {
            it.value = value;
            it.schedule = CUSTOM.to_owned();
        },
    );
    let is_custom = Memo::new(move |_| unit.with(|it| it == CUSTOM));
    let custom = move || {
        is_custom.get().then(|| {
            view! {
                <TextField label=t(words::CRON) value=expression problem hint=t(words::CRON_HINT) mono=true />
            }
        })
    };
    let runs = Memo::new(move |_| unit.with(|it| !it.is_empty() && it != NEVER));
    let zone = move || runs.get().then(|| view! { <ZoneField answer /> });
    let note = unique_id();
    let described_by = note.clone();
    // What is wrong with an expression stands below its own field.
    let wrong = Signal::derive(move || problem.get().filter(|_| !is_custom.get()));
    view! {
        <fieldset class="field" aria-describedby=described_by>
            <legend class="field-label">{label}</legend>
            <div class="form-pair">
                <Select label=t(words::RHYTHM) value=unit options on_change=choose problem />
                {numbers}
                {custom}
                {zone}
            </div>
            <div class="field-note" id=note>{field_note(wrong, hint)}</div>
            <NextRuns answer />
        </fieldset>
    }
}

/// What is chosen, in the API's words; empty where nothing is. An expression that is yet to be typed is chosen already.
fn unit_of(answer: &Answer) -> &'static str {
    match Rhythm::of(answer) {
        Rhythm::Custom(text) if text.is_empty() && answer.schedule != CUSTOM => "",
        it @ (Rhythm::Never | Rhythm::Every(..) | Rhythm::Custom(_)) => it.unit(),
    }
}

/// What can be chosen, in the API's words.
const CHOICES: [(&str, Phrase); 6] = [
    ("minute", words::MINUTES),
    ("hour", words::HOURS),
    ("day", words::DAYS),
    ("week", words::WEEKLY),
    (CUSTOM, words::CUSTOM),
    (NEVER, words::NEVER),
];

/// Whose clock counts: an IANA name, found by part of it.
#[component]
fn ZoneField(answer: RwSignal<Answer>) -> impl IntoView {
    const SHOWN: usize = 20;
    let named = |name: &str| Suggestion { id: name.to_owned(), name: name.replace('_', " ") };
    let now = Memo::new(move |_| answer.with(|it| it.time_zone.clone()));
    let shown = move || now.with(|it| named(if it.is_empty() { "UTC" } else { it }));
    let chosen = RwSignal::new(Some(untrack(shown)));
    Effect::new(move |before: Option<()>| {
        let zone = chosen.get().map(|it| it.id).unwrap_or_default();
        if before.is_some() && answer.with_untracked(|it| it.time_zone != zone) {
            answer.update(|it| it.time_zone = zone);
        }
    });
    // A host may choose another. Where somebody cleared the field, it stays clear.
    Effect::new(move |before: Option<()>| {
        let (shown, is_empty) = (shown(), now.with(String::is_empty));
        let is_same = chosen.with_untracked(|it| it.as_ref().map_or(is_empty, |it| *it == shown));
        if before.is_some() && !is_same {
            chosen.set(Some(shown));
        }
    });
    let zones = StoredValue::new(zones());
    let typed = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let term = typed.get().trim().to_lowercase().replace(' ', "_");
        zones.with_value(|all| {
            all.iter().filter(|it| it.to_lowercase().contains(&term)).cloned().collect::<Vec<_>>()
        })
    });
    view! {
        <Combobox
            label=t(words::TIME_ZONE)
            value=chosen
            suggestions=Signal::derive(move || found.with(|it| it.iter().take(SHOWN).map(|it| named(it)).collect()))
            total=Signal::derive(move || found.with(|it| u32::try_from(it.len()).ok()))
            // The name that stands there is nothing to look for.
            on_search=move |it: String| {
                let is_chosen = chosen.with_untracked(|chosen| chosen.as_ref().is_some_and(|chosen| chosen.name == it));
                typed.set(if is_chosen { String::new() } else { it });
            }
        />
    }
}

/// The zones that the browser knows, UTC first.
fn zones() -> Vec<String> {
    let intl = js_sys::Reflect::get(&js_sys::global(), &"Intl".into()).unwrap_or_default();
    let known = js_sys::Reflect::get(&intl, &"supportedValuesOf".into()).unwrap_or_default();
    let known = wasm_bindgen::JsCast::dyn_into::<js_sys::Function>(known).ok();
    let known = known.and_then(|it| it.call1(&intl, &"timeZone".into()).ok());
    let known = known.map(|it| Array::from(&it)).unwrap_or_default();
    let own = Intl::DateTimeFormat::new(&Array::new(), &js_sys::Object::new()).resolved_options();
    let own = js_sys::Reflect::get(&own, &"timeZone".into()).ok().and_then(|it| it.as_string());
    let mut zones = vec!["UTC".to_owned()];
    for zone in own.into_iter().chain(known.iter().filter_map(|it| it.as_string())) {
        if !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_chosen_before_it_is_typed() {
        for (value, schedule, chosen) in [
            ("", "", ""),
            ("", CUSTOM, CUSTOM),
            ("", NEVER, NEVER),
            ("5 4 * * 1", "", CUSTOM),
            ("*/5 * * * *", "", "minute"),
            ("*/5 * * * *", CUSTOM, CUSTOM),
        ] {
            let answer = Answer { value: value.into(), schedule: schedule.into(), ..Answer::default() };
            assert_eq!(unit_of(&answer), chosen, "{value} {schedule}");
        }
    }
}
