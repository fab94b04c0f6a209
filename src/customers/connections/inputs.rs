//! What a connection is filled in with. The API takes values and never gives them back.

use leptos::prelude::*;

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

/// A value to send: the input's key, and what was typed.
pub type Value = (String, String);

/// Some inputs and what is typed into them.
#[derive(Clone)]
pub struct Inputs {
    fields: Vec<(Input, RwSignal<String>, RwSignal<Option<String>>)>,
    /// Something is stored already, and stays where nothing is typed.
    is_change: bool,
}

impl Inputs {
    pub fn new(inputs: Vec<Input>, is_change: bool) -> Self {
        let field = |input: Input| {
            let typed = if is_change { String::new() } else { input.default.clone() };
            (input, RwSignal::new(typed), RwSignal::new(None))
        };
        Self { fields: inputs.into_iter().map(field).collect(), is_change }
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// Whether something typed would be lost.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        let untouched = |input: &Input| if self.is_change { "" } else { input.default.as_str() }.to_owned();
        self.fields.iter().any(|(input, typed, _)| typed.get() != untouched(input))
    }

    /// What is to be sent; none, and a sentence beside each field, while something required is missing.
    pub fn check(&self) -> Option<Vec<Value>> {
        let mut is_complete = true;
        for (input, typed, problem) in &self.fields {
            let is_missing =
                input.required && !self.is_change && typed.with_untracked(|it| it.trim().is_empty());
            problem.set(is_missing.then(|| t(words::REQUIRED)));
            is_complete &= !is_missing;
        }
        let typed = self.fields.iter().map(|(input, typed, _)| (input.key.clone(), typed.get_untracked()));
        is_complete.then(|| typed.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// Puts the server's sentences beside the fields they are about; gives those that are about none.
    pub fn show(&self, error: Option<Error>) -> Vec<Problem> {
        let Some(Error::Refused(problems)) = error else { return Vec::new() };
        problems.into_iter().filter_map(|it| self.place(it)).collect()
    }

    fn place(&self, mut it: Problem) -> Option<Problem> {
        if it.field == "inputs" {
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
        let is_change = self.is_change;
        let one = |(input, typed, problem): &(Input, RwSignal<String>, RwSignal<Option<String>>)| {
            let (typed, problem, input) = (*typed, *problem, input.clone());
            let optional = is_change || !input.required;
            let hint = Some(input.comments).filter(|it| !it.is_empty());
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
                    let options = is_change.then_some(unset).into_iter();
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
