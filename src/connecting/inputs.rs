//! What a connection is filled in with. The API takes values and never gives them back.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Serialize;

use crate::{
    api::{Error, Problem},
    phrases::{connections as words, t},
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
    fields: Vec<(Input, RwSignal<String>, RwSignal<Option<String>>)>,
    stored: Stored,
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
            let typed = stored.first(&input).to_owned();
            (input, RwSignal::new(typed), RwSignal::new(None))
        };
        Self { fields: inputs.into_iter().map(field).collect(), stored }
    }

    /// Types some values, by the inputs' keys, for whoever looks at them.
    pub fn prefill(&self, values: &BTreeMap<String, String>) {
        for (input, typed, problem) in &self.fields {
            if let Some(value) = values.get(&input.key) {
                typed.set(value.clone());
                problem.set(None);
            }
        }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether something typed would be lost.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.fields.iter().any(|(input, typed, _)| typed.with(|it| it != self.stored.first(input)))
    }

    /// What is to be sent; none, and a sentence beside each field, while something required is missing.
    pub fn check(&self) -> Option<Vec<Value>> {
        let mut is_complete = true;
        for (input, typed, problem) in &self.fields {
            let is_missing = self.stored.needs(input) && typed.with_untracked(|it| it.trim().is_empty());
            problem.set(is_missing.then(|| t(words::REQUIRED)));
            is_complete &= !is_missing;
        }
        let is_new = |input: &Input, value: &str| match self.stored {
            Stored::Nothing | Stored::Hidden => !value.is_empty(),
            Stored::Told => value != self.stored.first(input),
        };
        let typed = self.fields.iter().map(|(input, typed, _)| (input, typed.get_untracked()));
        let typed = typed.filter(|(input, value)| is_new(input, value));
        is_complete.then(|| typed.map(|(input, value)| (input.key.clone(), value)).collect())
    }

    /// Puts the server's sentences beside the fields they are about; gives those that are about none.
    pub fn show(&self, error: Option<Error>) -> Vec<Problem> {
        let Some(Error::Refused(problems)) = error else { return Vec::new() };
        problems.into_iter().filter_map(|it| self.place(it)).collect()
    }

    fn place(&self, mut it: Problem) -> Option<Problem> {
        // The API calls them inputs of a connection, and values of a credential.
        if it.field == "inputs" || it.field == "values" {
            it.messages.retain(|message| {
                let about = message.split_once(": ").and_then(|(label, sentence)| {
                    let (_, _, problem) = self.fields.iter().find(|(input, ..)| input.label == label)?;
                    Some((problem, sentence.to_owned()))
                });
                if let Some((problem, sentence)) = &about {
                    problem.set(Some(sentence.clone()));
                }
                about.is_none()
            });
        }
        (!it.messages.is_empty()).then_some(it)
    }

    /// The fields.
    pub fn view(&self) -> AnyView {
        let stored = self.stored;
        let one = |(input, typed, problem): &(Input, RwSignal<String>, RwSignal<Option<String>>)| {
            let (typed, problem, input) = (*typed, *problem, input.clone());
            let optional = !stored.needs(&input);
            let hint = Some(input.comments).filter(|it| !it.is_empty());
            let keeps_secret = stored == Stored::Told && input.kind == Kind::Secret;
            let hint = hint.or_else(|| keeps_secret.then(|| t(words::REPLACES_SECRET)));
            let label = input.label;
            match input.kind {
                Kind::Line => {
                    view! { <TextField label value=typed problem optional hint=hint.unwrap_or_default() /> }
                        .into_any()
                }
                Kind::Secret => view! {
                    <TextField
                        label
                        value=typed
                        problem
                        optional
                        kind="password"
                        autocomplete="new-password"
                        hint=hint.unwrap_or_default()
                    />
                }
                .into_any(),
                Kind::Lines => view! { <TextArea label value=typed problem optional /> }.into_any(),
                Kind::YesOrNo => {
                    let unset = (String::new(), t(words::UNCHANGED));
                    let options = (stored == Stored::Hidden).then_some(unset).into_iter();
                    let options = options.chain(
                        [("true", words::YES), ("false", words::NO)]
                            .map(|(key, name)| (key.to_owned(), t(name))),
                    );
                    let options = Signal::stored(options.collect::<Vec<_>>());
                    view! { <Select label value=typed options on_change=move |it| typed.set(it) /> }
                        .into_any()
                }
            }
        };
        self.fields.iter().map(one).collect_view().into_any()
    }
}
