//! What the parts of JSON, XML and HTML are, for their colours. Pure.

/// A language that code is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    Json,
    Xml,
    Html,
    /// Any other: it has no colours, and nothing is wrong with it.
    #[default]
    Plain,
}

impl Language {
    /// By its name in small letters.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "json" => Self::Json,
            "xml" => Self::Xml,
            "html" => Self::Html,
            _ => Self::Plain,
        }
    }
}

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Plain,
    /// The name of a value, or a tag.
    Key,
    Text,
    Number,
    /// A word of the language, or the name of an attribute.
    Word,
    Comment,
}

impl Token {
    /// Its name in the style sheet; none for what has no colour.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Key => Some("key"),
            Self::Text => Some("text"),
            Self::Number => Some("number"),
            Self::Word => Some("word"),
            Self::Comment => Some("comment"),
        }
    }
}

/// The pieces of a text, in their order and without a gap, whatever is wrong with it.
#[must_use]
pub fn tokens(language: Language, text: &str) -> Vec<(Token, &str)> {
    let mut found: Vec<(Token, &str)> = Vec::new();
    let (mut rest, mut in_tag) = (text, false);
    while !rest.is_empty() {
        let (token, length) = match language {
            Language::Json => json(rest),
            Language::Xml | Language::Html => markup(rest, &mut in_tag),
            Language::Plain => (Token::Plain, rest.len()),
        };
        let (piece, after) = rest.split_at(length.clamp(1, rest.len()).max(first(rest)));
        found.push((token, piece));
        rest = after;
    }
    found
}

/// The length of the first character.
fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// How far a text goes on with characters of a kind.
pub(super) fn while_it(text: &str, is_one: impl Fn(char) -> bool) -> usize {
    text.find(|it| !is_one(it)).unwrap_or(text.len())
}

fn json(text: &str) -> (Token, usize) {
    let is_number = |it: char| it.is_ascii_digit() || matches!(it, '-' | '+' | '.' | 'e' | 'E');
    match text.chars().next() {
        Some('"') => {
            let end = quoted(text);
            let is_key = text[end..].trim_start().starts_with(':');
            (if is_key { Token::Key } else { Token::Text }, end)
        }
        Some(it) if it.is_ascii_digit() || it == '-' => (Token::Number, while_it(text, is_number)),
        Some(it) if it.is_ascii_alphabetic() => {
            let end = while_it(text, |it| it.is_ascii_alphanumeric());
            let is_word = matches!(&text[..end], "true" | "false" | "null");
            (if is_word { Token::Word } else { Token::Plain }, end)
        }
        _ => {
            let is_plain = |it: char| it != '"' && it != '-' && !it.is_ascii_alphanumeric();
            (Token::Plain, while_it(text, is_plain))
        }
    }
}

/// The end of a text in quotes; of the line where it is not closed.
fn quoted(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, it) in text.char_indices().skip(1) {
        match it {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return at + 1,
            '\n' => return at,
            _ => {}
        }
    }
    text.len()
}

fn markup(text: &str, in_tag: &mut bool) -> (Token, usize) {
    let until = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    if *in_tag {
        return match text.chars().next() {
            Some('>') => {
                *in_tag = false;
                (Token::Key, 1)
            }
            Some(quote @ ('"' | '\'')) => {
                let end = text[1..].find(quote).map_or(text.len(), |at| at + 2);
                (Token::Text, end)
            }
            Some('/' | '?') => (Token::Key, 1),
            Some(it) if it.is_whitespace() || it == '=' => {
                (Token::Plain, while_it(text, |it| it.is_whitespace() || it == '='))
            }
            _ => {
                let is_name =
                    |it: char| !it.is_whitespace() && !matches!(it, '=' | '>' | '/' | '?' | '"' | '\'');
                (Token::Word, while_it(text, is_name))
            }
        };
    }
    if text.starts_with("<!--") {
        return (Token::Comment, until("-->"));
    }
    if text.starts_with("<![CDATA[") {
        return (Token::Plain, until("]]>"));
    }
    if let Some(inside) = text.strip_prefix('<') {
        let opens = |it: char| it.is_alphabetic() || matches!(it, '/' | '?' | '!' | '_');
        if inside.starts_with(opens) {
            *in_tag = true;
            let name = while_it(&inside[first(inside)..], |it| {
                !it.is_whitespace() && !matches!(it, '>' | '/' | '?')
            });
            return (Token::Key, 1 + first(inside) + name);
        }
        return (Token::Plain, 1);
    }
    if let Some(inside) = text.strip_prefix('&') {
        let end = while_it(inside, |it| it.is_ascii_alphanumeric() || it == '#');
        let is_entity = inside[end..].starts_with(';');
        return if is_entity { (Token::Number, end + 2) } else { (Token::Plain, 1) };
    }
    (Token::Plain, while_it(text, |it| it != '<' && it != '&'))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(language: Language, text: &str) -> Vec<(Token, &str)> {
        tokens(language, text).into_iter().filter(|it| it.0 != Token::Plain).collect()
    }

    #[test]
    fn the_parts_of_json() {
        let text = r#"{"a\"b": [-1.5e3, "c: d", true, nil, null], "e" : "f"#;
        let expected = [
            (Token::Key, r#""a\"b""#),
            (Token::Number, "-1.5e3"),
            (Token::Text, r#""c: d""#),
            (Token::Word, "true"),
            (Token::Word, "null"),
            (Token::Key, r#""e""#),
            (Token::Text, r#""f"#),
        ];
        assert_eq!(told(Language::Json, text), expected);
    }

    #[test]
    fn the_parts_of_markup() {
        let text = "<?xml version='1'?><!-- a < b --><it is=\"so>\" on/>x &amp; y & z</it>";
        let expected = [
            (Token::Key, "<?xml"),
            (Token::Word, "version"),
            (Token::Text, "'1'"),
            (Token::Key, "?"),
            (Token::Key, ">"),
            (Token::Comment, "<!-- a < b -->"),
            (Token::Key, "<it"),
            (Token::Word, "is"),
            (Token::Text, "\"so>\""),
            (Token::Word, "on"),
            (Token::Key, "/"),
            (Token::Key, ">"),
            (Token::Number, "&amp;"),
            (Token::Key, "</it"),
            (Token::Key, ">"),
        ];
        assert_eq!(told(Language::Xml, text), expected);
    }

    proptest! {
        #[test]
        fn nothing_of_a_text_is_lost(text in "[a-z<>/\"'&;=!\\-\\[\\]{}:0-9 \\n☂?\\\\]{0,80}|.{0,40}") {
            for language in [Language::Json, Language::Xml, Language::Html, Language::Plain] {
                let pieces: String = tokens(language, &text).into_iter().map(|it| it.1).collect();
                prop_assert_eq!(&pieces, &text);
            }
        }
    }
}
