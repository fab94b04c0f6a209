//! Data with a structure: to be unfolded, read and taken along.

use std::{fmt::Write as _, sync::Arc};

use leptos::prelude::*;

use crate::phrases::{fill, ui as words};

/// JSON as it came: names keep their order, and numbers all their digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    /// So many bytes that are no text.
    Bytes(usize),
    List(Arc<[Json]>),
    Object(Arc<[(String, Json)]>),
}

/// How many entries of one list or object are shown.
const MOST: usize = 100;

/// How many letters of one text are shown.
const LONGEST: usize = 1_000;

/// Lists and objects of up to so many entries are unfolded from the start.
const SHORT: usize = 20;

impl Json {
    fn entries(&self) -> usize {
        match self {
            Self::List(items) => items.len(),
            Self::Object(fields) => fields.len(),
            Self::Null | Self::Bool(_) | Self::Number(_) | Self::Text(_) | Self::Bytes(_) => 0,
        }
    }

    /// As text, an entry a line. Bytes are told by their number.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, 0);
        out
    }

    fn write(&self, out: &mut String, depth: usize) {
        match self {
            Self::Null => out.push_str("null"),
            Self::Bool(it) => out.push_str(if *it { "true" } else { "false" }),
            Self::Number(it) => out.push_str(it),
            Self::Text(it) => out.push_str(&quoted(it)),
            // Writing to a text cannot fail.
            Self::Bytes(it) => drop(write!(out, "{{ \"bytes\": {it} }}")),
            Self::List(items) => {
                lines(out, depth, ['[', ']'], items, |out, it| it.write(out, depth + 1));
            }
            Self::Object(fields) => lines(out, depth, ['{', '}'], fields, |out, (name, it)| {
                out.push_str(&quoted(name));
                out.push_str(": ");
                it.write(out, depth + 1);
            }),
        }
    }
}

fn lines<T>(
    out: &mut String,
    depth: usize,
    [open, close]: [char; 2],
    all: &[T],
    one: impl Fn(&mut String, &T),
) {
    let line = |out: &mut String, depth: usize| {
        out.push('\n');
        out.push_str(&"  ".repeat(depth));
    };
    out.push(open);
    for (at, it) in all.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        line(out, depth + 1);
        one(out, it);
    }
    if !all.is_empty() {
        line(out, depth);
    }
    out.push(close);
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The first letters of a text, and how many more there are.
fn cut(text: &str, most: usize) -> (&str, usize) {
    match text.char_indices().nth(most) {
        Some((at, _)) => (&text[..at], text[at..].chars().count()),
        None => (text, 0),
    }
}

/// The data, its lists and objects to be folded and unfolded. What is too long is cut, and says so.
#[component]
pub fn JsonTree(
    value: Json,
    /// What it is.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <ul class="tree" dir="ltr" aria-label=label>{entry(None, &value, 0)}</ul> }
}

fn entry(name: Option<String>, value: &Json, depth: usize) -> AnyView {
    let name = name.map(|it| view! { <bdi data-token="key">{it}</bdi><span class="tree-colon">":"</span> });
    let number = value.entries();
    let about = match value {
        Json::Null => return leaf(name.into_any(), "word", "null".to_owned(), 0),
        Json::Bool(it) => return leaf(name.into_any(), "word", it.to_string(), 0),
        Json::Number(it) => return leaf(name.into_any(), "number", it.clone(), 0),
        Json::Bytes(it) => {
            let text = fill(words::BYTES, &[("count", &it.to_string())]);
            return leaf(name.into_any(), "comment", text, 0);
        }
        Json::Text(it) => {
            let (shown, more) = cut(it, LONGEST);
            return leaf(name.into_any(), "text", quoted(shown), more);
        }
        Json::List(_) if number == 0 => return leaf(name.into_any(), "comment", "[ ]".to_owned(), 0),
        Json::Object(_) if number == 0 => return leaf(name.into_any(), "comment", "{ }".to_owned(), 0),
        Json::List(_) => fill(words::ITEMS, &[("count", &number.to_string())]),
        Json::Object(_) => fill(words::FIELDS, &[("count", &number.to_string())]),
    };
    let is_open = RwSignal::new(depth == 0 || (depth < 2 && number <= SHORT));
    let value = value.clone();
    // What is folded is not in the page.
    let inside = move || is_open.get().then(|| children(&value, depth + 1));
    view! {
        <li>
            <details prop:open=move || is_open.get() on:toggle:target=move |event| is_open.set(event.target().open())>
                <summary>{name}<span class="tree-about">{about}</span></summary>
                {inside}
            </details>
        </li>
    }
    .into_any()
}

fn leaf(name: AnyView, token: &'static str, text: String, cut: usize) -> AnyView {
    let more = (cut > 0).then(|| {
        let text = fill(words::LETTERS_MORE, &[("count", &cut.to_string())]);
        view! { <span class="tree-about">{text}</span> }
    });
    view! { <li class="tree-leaf">{name}<bdi data-token=token>{text}</bdi>{more}</li> }.into_any()
}

fn children(value: &Json, depth: usize) -> AnyView {
    let shown: Vec<AnyView> = match value {
        Json::List(items) => items
            .iter()
            .take(MOST)
            .enumerate()
            .map(|(at, it)| entry(Some(at.to_string()), it, depth))
            .collect(),
        Json::Object(fields) => {
            fields.iter().take(MOST).map(|(name, it)| entry(Some(name.clone()), it, depth)).collect()
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) | Json::Bytes(_) => Vec::new(),
    };
    let more = value.entries().saturating_sub(MOST);
    let more = (more > 0).then(|| {
        let text = fill(words::ENTRIES_MORE, &[("count", &more.to_string())]);
        view! { <li class="tree-about">{text}</li> }
    });
    view! { <ul>{shown}{more}</ul> }.into_any()
}

/// A text that may be long: its beginning, and how much is left out.
#[component]
pub fn LongText(#[prop(into)] text: String, #[prop(into)] label: String) -> impl IntoView {
    const LETTERS: usize = 20_000;
    let (shown, more) = cut(&text, LETTERS);
    let shown = shown.to_owned();
    let more = (more > 0).then(|| {
        let text = fill(words::LETTERS_MORE, &[("count", &more.to_string())]);
        view! { <p class="tree-about">{text}</p> }
    });
    view! {
        <pre class="long-text" dir="auto" tabindex="0" role="region" aria-label=label>{shown}</pre>
        {more}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(it: &str) -> Json {
        Json::Text(it.into())
    }

    #[test]
    fn as_text_it_is_json_in_its_own_order() {
        let inner = Json::Object([("b".into(), Json::Null), ("a".into(), Json::Bool(true))].into());
        let all = Json::List([Json::Number("18446744073709551615".into()), text("\"\n"), inner].into());
        let written = all.to_text();
        assert_eq!(
            written,
            "[\n  18446744073709551615,\n  \"\\\"\\n\",\n  {\n    \"b\": null,\n    \"a\": true\n  }\n]"
        );
        assert!(serde_json::from_str::<serde_json::Value>(&written).is_ok());
        assert_eq!(Json::List([].into()).to_text(), "[]");
        assert_eq!(Json::Object([].into()).to_text(), "{}");
    }

    #[test]
    fn long_texts_are_cut_between_letters() {
        assert_eq!(cut("äöü", 3), ("äöü", 0));
        assert_eq!(cut("äöü", 2), ("äö", 1));
        assert_eq!(cut("", 0), ("", 0));
    }
}
