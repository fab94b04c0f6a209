//! What a connection is filled in with. The API takes values and never gives them back.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;

use super::secret::{Fate, SecretField};
use crate::{
    api::{Error, Problem},
    phrases::{connections as words, dynamic, t},
    ui::{Select, TextArea, TextField},
};

/// How a value is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Lines,
    /// Not to be read over a shoulder.
    Secret,
    YesOrNo,
}

/// One thing to fill in, as the component describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    pub key: String,
    pub label: String,
    pub kind: Kind,
    pub required: bool,
    pub default: String,
    pub comments: String,
}

impl Input {
    /// From what the API says of it. `kind` is its `InputFieldType`.
    pub fn described(
        key: String,
        label: String,
        kind: &impl Serialize,
        required: bool,
        default: Option<serde_json::Value>,
        comments: Option<String>,
    ) -> Self {
        let named = serde_json::to_value(kind).unwrap_or_default();
        let kind = match named.as_str() {
            Some("PASSWORD") => Kind::Secret,
            Some("BOOLEAN") => Kind::YesOrNo,
            Some("TEXT" | "CODE" | "DATA") => Kind::Lines,
            Some(_) | None => Kind::Line,
        };
        let default = match default {
            Some(serde_json::Value::String(text)) => text,
            Some(serde_json::Value::Null) | None => String::new(),
            Some(other) => other.to_string(),
        };
        Self { key, label, kind, required, default, comments: comments.unwrap_or_default() }
    }
}

/// A value to send: the input's key, and what was typed.
pub type Value = (String, String);

/// Some inputs and what is typed into them.
#[derive(Clone)]
pub struct Inputs {
    fields: Vec<Field>,
    stored: Stored,
    /// The keys of those that are not asked for now.
    left_out: RwSignal<Vec<String>>,
}

#[derive(Clone)]
struct Field {
    input: Input,
    typed: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    /// Of a secret.
    fate: RwSignal<Fate>,
}

/// What is stored already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    Nothing,
    /// Something that is not told; it stays where nothing is typed.
    Hidden,
    /// The defaults of the inputs, and secrets that are not told.
    Told,
}

impl Stored {
    /// What a field holds at first.
    fn first(self, input: &Input) -> &str {
        match self {
            Self::Nothing | Self::Told => &input.default,
            Self::Hidden => "",
        }
    }

    /// Whether there is a secret that a field would replace.
    fn keeps(self, input: &Input) -> bool {
        self != Self::Nothing && input.kind == Kind::Secret
    }

    /// Whether a field has to hold something.
    fn needs(self, input: &Input) -> bool {
        input.required
            && match self {
                Self::Nothing => true,
                Self::Hidden => false,
                Self::Told => input.kind != Kind::Secret,
            }
    }
}

impl Inputs {
    pub fn new(inputs: Vec<Input>, stored: Stored) -> Self {
        let field = |input: Input| {
            let typed = RwSignal::new(stored.first(&input).to_owned());
            let fate = if stored.keeps(&input) { Fate::Kept } else { Fate::Replaced };
            Field { input, typed, problem: RwSignal::new(None), fate: RwSignal::new(fate) }
        };
        Self { fields: inputs.into_iter().map(field).collect(), stored, left_out: RwSignal::default() }
    }

    /// Asks for all but these from now on. What was typed into them stays, and is not sent.
    pub fn leave_out(&self, keys: Vec<String>) {
        if self.left_out.with_untracked(|it| *it != keys) {
            self.left_out.set(keys);
        }
    }

    /// Whether an input is asked for.
    fn asks(&self, input: &Input) -> bool {
        self.left_out.with_untracked(|it| !it.contains(&input.key))
    }

    /// Types some values, by the inputs' keys, for whoever looks at them.
    pub fn prefill(&self, values: &BTreeMap<String, String>) {
        for Field { input, typed, problem, fate } in &self.fields {
            if let Some(value) = values.get(&input.key) {
                typed.set(value.clone());
                problem.set(None);
                if !value.is_empty() {
                    fate.set(Fate::Replaced);
                }
            }
        }
    }

    /// What is typed now, field by field.
    pub fn typed(&self) -> Vec<String> {
        self.fields.iter().map(|it| it.typed.get_untracked()).collect()
    }

    /// The same fields once `sent` is stored, with what was typed since then; none where nothing was.
    #[must_use]
    pub fn since(&self, sent: &[String]) -> Option<Self> {
        let all = self.fields.iter().map(|it| it.input.key.clone()).zip(self.typed());
        let later = all.zip(sent).filter(|((_, typed), sent)| typed != *sent);
        let later: BTreeMap<String, String> = later.map(|(typed, _)| typed).collect();
        if later.is_empty() {
            return None;
        }
        let again = Self::new(self.fields.iter().map(|it| it.input.clone()).collect(), Stored::Hidden);
        again.prefill(&later);
        Some(again)
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether something typed would be lost.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(|it| it.typed.with(|typed| typed != self.stored.first(&it.input)))
    }

    /// What is to be sent; none, and a sentence beside each field, while something required is missing.
    pub fn check(&self) -> Option<Vec<Value>> {
        let mut is_complete = true;
        for Field { input, typed, problem, fate } in self.fields.iter().filter(|it| self.asks(&it.input)) {
            let is_replaced = self.stored.keeps(input) && fate.get_untracked() == Fate::Replaced;
            let is_needed = self.stored.needs(input) || is_replaced;
            let is_missing = is_needed && typed.with_untracked(|it| it.trim().is_empty());
            let why = if is_replaced { words::NEW_VALUE_MISSING } else { words::REQUIRED };
            problem.set(is_missing.then(|| t(why)));
            is_complete &= !is_missing;
        }
        let is_new = |input: &Input, value: &str| match self.stored {
            Stored::Nothing | Stored::Hidden => !value.is_empty(),
            Stored::Told => value != self.stored.first(input),
        };
        let asked = self.fields.iter().filter(|it| self.asks(&it.input));
        let typed = asked.map(|it| (&it.input, it.typed.get_untracked()));
        let typed = typed.filter(|(input, value)| is_new(input, value));
        is_complete.then(|| typed.map(|(input, value)| (input.key.clone(), value)).collect())
    }

    /// Puts the server's sentences beside the fields they are about; gives those that are about none.
    pub fn show(&self, error: Option<Error>) -> Vec<Problem> {
        let Some(Error::Refused(problems)) = error else { return Vec::new() };
        problems.into_iter().filter_map(|it| self.place(it)).collect()
    }

    /// The same where they have a name beside them: what is about that goes into `name`, the rest into `rest`.
    pub fn show_named(
        &self,
        error: Option<Error>,
        name: RwSignal<Option<String>>,
        rest: RwSignal<Option<Error>>,
    ) {
        let mut others = self.show(error.clone());
        if let Some(at) = others.iter().position(|it| it.field == "key") {
            name.set(others.remove(at).messages.into_iter().next());
        }
        let is_placed = matches!(error, Some(Error::Refused(_))) && others.is_empty();
        rest.set(error.filter(|_| !is_placed));
    }

    fn place(&self, mut it: Problem) -> Option<Problem> {
        // The API calls them inputs of a connection, and values of a credential.
        if it.field == "inputs" || it.field == "values" {
            it.messages.retain(|message| {
                let about = message.split_once(": ").and_then(|(label, sentence)| {
                    Some((self.fields.iter().find(|it| it.input.label == label)?, sentence.to_owned()))
                });
                if let Some((field, sentence)) = &about {
                    field.problem.set(Some(sentence.clone()));
                    field.fate.set(Fate::Replaced);
                }
                about.is_none()
            });
        }
        (!it.messages.is_empty()).then_some(it)
    }

    /// The fields.
    pub fn view(&self) -> AnyView {
        let (left_out, stored) = (self.left_out, self.stored);
        let field = |field: &Field| {
            let field = field.clone();
            let is_asked = Memo::new({
                let key = field.input.key.clone();
                move |_| left_out.with(|it| !it.contains(&key))
            });
            move || is_asked.get().then(|| field.view(stored))
        };
        self.fields.iter().map(field).collect_view().into_any()
    }
}

impl Field {
    fn view(&self, stored: Stored) -> AnyView {
        let Self { input, typed: value, problem, fate } = self.clone();
        let optional = !stored.needs(&input);
        let is_stored = stored.keeps(&input);
        let has_default = !input.default.is_empty();
        let (label, hint) = (dynamic(&input.label), dynamic(&input.comments));
        match input.kind {
            Kind::Line => view! { <TextField label value problem optional hint /> }.into_any(),
            Kind::Secret => {
                view! { <SecretField label value problem fate is_stored optional hint /> }.into_any()
            }
            Kind::Lines => view! { <TextArea label value problem optional hint /> }.into_any(),
            Kind::YesOrNo => {
                let unset = match stored {
                    Stored::Hidden => Some(words::UNCHANGED),
                    Stored::Nothing | Stored::Told => (!has_default).then_some(words::NOT_CHOSEN),
                };
                let named = |(key, name): (&str, _)| (key.to_owned(), t(name));
                let options = unset.map(|it| ("", it)).into_iter();
                let options = options.chain([("true", words::YES), ("false", words::NO)]).map(named);
                let options = Signal::stored(options.collect::<Vec<_>>());
                view! { <Select label value options problem hint on_change=move |it| value.set(it) /> }
                    .into_any()
            }
        }
    }
}
