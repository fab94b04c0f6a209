//! A setting's field: the control that fits its kind.

use js_sys::Date;
use leptos::prelude::*;

use super::{
    connection::ConnectionField,
    draft::{Answer, Kind, Setting},
    form::FormField,
    mapping::MappingField,
    mode::Mode,
    own::Whose,
    rows::{ListField, PairsField},
    schedule::ScheduleField,
    selection::SelectionField,
    source::{self, SourceRow, Sources},
    wizard::Question,
};
use crate::{
    auth::use_session,
    phrases::{configure as words, dynamic, t},
    ui::{Binding, CodeArea, Language, Select, TextField},
};

/// Where the wizard is: whose instance, and of which integration.
#[derive(Clone)]
pub struct Place {
    pub instance: String,
    pub customer: String,
    /// The version's id.
    pub integration: String,
    pub sources: Sources,
    /// Connections that several instances share.
    pub may_add_connection: bool,
    pub mode: Mode,
    pub whose: Whose,
}

/// The field, under the heading that begins with it.
#[component]
pub fn SettingField(question: Question, place: Place) -> impl IntoView {
    let Setting { key, kind, about, header, choices, shape, has_divider, is_for_team, .. } =
        (*question.setting).clone();
    let Question { answer, problem, .. } = question.clone();
    let (sources, mode) = (place.sources, place.mode);
    let is_team = use_session().viewer().is_some_and(|it| it.own_customer().is_none());
    let is_noted = is_for_team && is_team;
    let sourced = question.setting.is_sourced.then(|| question.clone());
    let value = part(answer, |it| it.value.clone(), |it, value| it.value = value);
    let hint = Some(dynamic(&about)).filter(|it| !it.is_empty());
    let text = hint.clone().unwrap_or_default();
    let label = dynamic(&key);
    let field = match kind {
        Kind::Text => view! { <TextField label value problem hint=text /> }.into_any(),
        Kind::Number => view! { <TextField label value problem hint=text mono=true /> }.into_any(),
        Kind::Date => view! { <TextField label value problem hint=text kind="date" /> }.into_any(),
        Kind::Moment => {
            view! { <TextField label value=local(value) problem hint=text kind="datetime-local" /> }
                .into_any()
        }
        Kind::Code | Kind::Json => {
            // What is no code is JSON.
            let is_code = kind == Kind::Code;
            let language = if is_code { Language::named(&shape.language) } else { Language::Json };
            view! { <CodeArea label value problem hint=text language compact=true /> }.into_any()
        }
        Kind::Selection => view! { <SelectionField question=question.clone() label hint=text /> }.into_any(),
        Kind::Mapping => view! { <MappingField question=question.clone() label hint=text /> }.into_any(),
        Kind::YesOrNo => {
            let options = [("true", words::YES), ("false", words::NO)];
            let options = options.map(|(key, name)| (key.to_owned(), t(name)));
            select(label, value, problem, hint, Signal::stored(options.to_vec()))
        }
        Kind::Choice => {
            let source = question.source;
            let options = Signal::derive(move || match source.get().content {
                Some(content) => source::choices(&content),
                None => choices.iter().map(|it| (it.clone(), dynamic(it))).collect(),
            });
            select(label, value, problem, hint, options)
        }
        Kind::Form => view! { <FormField question=question.clone() label hint=text /> }.into_any(),
        Kind::Schedule => view! { <ScheduleField label answer problem hint=text /> }.into_any(),
        Kind::List => view! { <ListField label value problem hint=text /> }.into_any(),
        Kind::Pairs => view! { <PairsField label value problem hint=text /> }.into_any(),
        Kind::Connection => view! { <ConnectionField question place /> }.into_any(),
        Kind::Unknown => view! {
            <div class="field">
                <span class="field-label">{label}</span>
                <p class="field-hint">{t(words::UNKNOWN_KIND)}</p>
            </div>
        }
        .into_any(),
    };
    // What a connection's field reads from the server can be read again by those who only look, too.
    let field = if kind == Kind::Connection { field } else { mode.fields(field) };
    view! {
        {has_divider.then(|| view! { <hr class="wizard-divider" /> })}
        {header.map(|it| view! { <h3 class="wizard-heading" dir="auto">{dynamic(&it)}</h3> })}
        {field}
        {is_noted.then(|| view! { <p class="field-hint setting-note">{t(words::TEAM_ONLY)}</p> })}
        {sourced.map(|question| view! { <SourceRow question sources /> })}
    }
}

/// A list to choose from. What is not settled yet is offered as such, and so is an answer that is no choice any more.
fn select(
    label: String,
    value: Binding<String>,
    problem: RwSignal<Option<String>>,
    hint: Option<String>,
    known: Signal<Vec<(String, String)>>,
) -> AnyView {
    let options = Signal::derive(move || {
        let (now, known) = (value.get(), known.get());
        let is_choice = known.iter().any(|(key, _)| *key == now);
        let other = match now.is_empty() {
            true => (String::new(), t(words::CHOOSE)),
            false => (now.clone(), now),
        };
        (!is_choice).then_some(other).into_iter().chain(known).collect::<Vec<_>>()
    });
    let shown = Signal::derive(move || value.get());
    view! {
        <Select label value=shown options problem hint=hint.unwrap_or_default() on_change=move |it| value.set(it) />
    }
    .into_any()
}

/// A part of an answer, for its field.
pub fn part(
    answer: RwSignal<Answer>,
    read: fn(&Answer) -> String,
    write: fn(&mut Answer, String),
) -> Binding<String> {
    let value = Memo::new(move |_| answer.with(read));
    Binding::new(value, move |it| answer.update(|answer| write(answer, it)))
}

/// A moment as people type it: in their own time zone. The API's is UTC. What was typed stays as it is while it means
/// what is there: a year that is half typed lies so far back that clocks were set otherwise.
fn local(value: Binding<String>) -> Binding<String> {
    // What was typed, and what it means.
    let typed = RwSignal::new((String::new(), String::new()));
    let shown = Memo::new(move |_| {
        let now = value.get();
        typed.with(|(text, moment)| if *moment == now { text.clone() } else { told_here(&now) })
    });
    Binding::new(shown, move |text: String| {
        let date = Date::new(&text.as_str().into());
        let is_moment = !text.is_empty() && !date.get_time().is_nan();
        let moment = if is_moment { date.to_iso_string().into() } else { text.clone() };
        typed.set((text, moment.clone()));
        value.set(moment);
    })
}

/// A moment as the clocks of here tell it; what is none, as it is.
fn told_here(moment: &str) -> String {
    let date = Date::new(&moment.into());
    if date.get_time().is_nan() {
        return moment.to_owned();
    }
    // `toISOString` tells UTC; moved by the zone's offset it tells the time of here.
    let offset = date.get_timezone_offset() * 60_000.0;
    let moved = Date::new(&(date.get_time() - offset).into());
    String::from(moved.to_iso_string()).chars().take("2026-01-01T00:00:00".len()).collect()
}
