//! What a step came to, out of the MessagePack that the API keeps it as. Pure.

use std::sync::Arc;

use rmpv::Value;

use crate::{
    phrases::{fill, runs as words},
    ui::Json,
};

/// What a step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    pub content: Content,
    /// Its media type; empty when nobody said.
    pub kind: String,
}

/// The ways in which it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    Data(Json),
    Text(String),
    Image(Arc<[u8]>),
    /// Nothing that people read.
    Bytes(Arc<[u8]>),
}

/// How deep lists and objects may lie in each other.
const DEEPEST: usize = 200;

/// The kinds of pictures that every browser shows.
const IMAGES: [&str; 4] = ["image/png", "image/jpeg", "image/gif", "image/webp"];

/// Reads an object of `data` and `contentType`, or any other value as the data itself. None for what is no MessagePack.
#[must_use]
pub fn read(bytes: &[u8]) -> Option<Output> {
    let mut rest = bytes;
    let value = rmpv::decode::read_value_with_max_depth(&mut rest, DEEPEST).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let plain = String::new();
    let (data, kind) = if let Value::Map(fields) = value {
        if is_result(&fields) { taken(fields) } else { (Value::Map(fields), plain) }
    } else {
        (value, plain)
    };
    Some(Output { content: content(data, &kind), kind })
}

fn is_result(fields: &[(Value, Value)]) -> bool {
    fields.iter().any(|(name, _)| name.as_str() == Some("data"))
        && fields.iter().all(|(name, _)| matches!(name.as_str(), Some("data" | "contentType")))
}

fn taken(fields: Vec<(Value, Value)>) -> (Value, String) {
    let (mut data, mut kind) = (Value::Nil, String::new());
    for (name, value) in fields {
        match name.as_str() {
            Some("data") => data = value,
            _ => kind = value.as_str().unwrap_or_default().to_owned(),
        }
    }
    (data, kind)
}

/// The type without its parameters, in small letters.
fn essence(kind: &str) -> String {
    kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn content(data: Value, kind: &str) -> Content {
    let kind = essence(kind);
    match data {
        Value::Binary(bytes) if IMAGES.contains(&&*kind) => Content::Image(bytes.into()),
        Value::Binary(bytes) => match String::from_utf8(bytes) {
            Ok(text) if is_text(&kind) => Content::Text(text),
            Ok(text) => Content::Bytes(text.into_bytes().into()),
            Err(error) => Content::Bytes(error.into_bytes().into()),
        },
        Value::String(text) if !kind.ends_with("json") => match text.as_str() {
            Some(said) => Content::Text(said.to_owned()),
            None => Content::Bytes(text.as_bytes().into()),
        },
        Value::Nil
        | Value::Boolean(_)
        | Value::Integer(_)
        | Value::F32(_)
        | Value::F64(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Map(_)
        | Value::Ext(..) => Content::Data(json(data)),
    }
}

fn is_text(kind: &str) -> bool {
    kind.starts_with("text/")
        || kind.ends_with("json")
        || kind.ends_with("xml")
        || ["application/javascript", "application/yaml", "application/x-www-form-urlencoded"].contains(&kind)
}

fn json(value: Value) -> Json {
    match value {
        Value::Nil => Json::Null,
        Value::Boolean(it) => Json::Bool(it),
        Value::Integer(it) => Json::Number(it.to_string()),
        Value::F32(it) => number(it.into()),
        Value::F64(it) => number(it),
        Value::String(text) => {
            let length = text.as_bytes().len();
            text.into_str().map_or(Json::Bytes(length), Json::Text)
        }
        Value::Binary(bytes) => Json::Bytes(bytes.len()),
        Value::Array(items) => Json::List(items.into_iter().map(json).collect()),
        Value::Map(fields) => {
            Json::Object(fields.into_iter().map(|(name, it)| (named(name), json(it))).collect())
        }
        Value::Ext(kind, bytes) => moment(kind, &bytes).map_or(Json::Bytes(bytes.len()), Json::Text),
    }
}

/// JSON has no word for what is no number.
fn number(it: f64) -> Json {
    if it.is_finite() { Json::Number(it.to_string()) } else { Json::Null }
}

fn named(name: Value) -> String {
    match name.as_str() {
        Some(text) => text.to_owned(),
        None => json(name).to_text(),
    }
}

/// A moment, as MessagePack has it: seconds since 1970, or those with nanoseconds before them.
fn moment(kind: i8, bytes: &[u8]) -> Option<String> {
    const MOMENT: i8 = -1;
    let whole = |bytes: &[u8]| bytes.iter().fold(0_u64, |sum, it| sum << 8 | u64::from(*it));
    let (seconds, nanoseconds) = match (kind, bytes.len()) {
        (MOMENT, 4) => (i64::try_from(whole(bytes)).ok()?, 0),
        (MOMENT, 8) => {
            let both = whole(bytes);
            (i64::try_from(both & 0x3_ffff_ffff).ok()?, u32::try_from(both >> 34).ok()?)
        }
        (MOMENT, 12) => {
            let (nanoseconds, seconds) = bytes.split_at_checked(4)?;
            (i64::from_be_bytes(seconds.try_into().ok()?), u32::try_from(whole(nanoseconds)).ok()?)
        }
        _ => return None,
    };
    let moment = chrono::DateTime::from_timestamp(seconds, nanoseconds)?;
    Some(moment.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
}

/// What a file with it is called by the end of its name.
#[must_use]
pub fn extension(output: &Output) -> &'static str {
    match (&output.content, &*essence(&output.kind)) {
        (Content::Data(_), _) | (_, "application/json") => "json",
        (_, "text/csv") => "csv",
        (_, "text/html") => "html",
        (_, "text/xml" | "application/xml") => "xml",
        (_, "image/png") => "png",
        (_, "image/jpeg") => "jpg",
        (_, "image/gif") => "gif",
        (_, "image/webp") => "webp",
        (_, "application/pdf") => "pdf",
        (_, "application/zip") => "zip",
        (Content::Text(_), _) => "txt",
        (Content::Image(_) | Content::Bytes(_), _) => "bin",
    }
}

/// A number of bytes as people say it.
#[must_use]
pub fn size(bytes: usize) -> String {
    let tenths = |unit: usize| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    let (phrase, number) = match bytes {
        0..1_000 => (words::BYTES, bytes.to_string()),
        1_000..1_000_000 => (words::KILOBYTES, tenths(1_000)),
        _ => (words::MEGABYTES, tenths(1_000_000)),
    };
    fill(phrase, &[("number", &number)])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(data: Value, kind: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        let result = Value::Map(vec![("data".into(), data), ("contentType".into(), kind.into())]);
        // A vector takes everything.
        drop(rmpv::encode::write_value(&mut bytes, &result));
        bytes
    }

    fn shown(data: Value, kind: &str) -> Option<Content> {
        read(&packed(data, kind)).map(|it| it.content)
    }

    #[test]
    fn data_keeps_its_order_and_its_digits() {
        let data = Value::Map(vec![
            ("z".into(), u64::MAX.into()),
            ("a".into(), Value::Array(vec![Value::Nil, true.into(), (-5).into(), 0.5.into()])),
            (7.into(), Value::Binary(vec![0; 3])),
        ]);
        let Some(Content::Data(json)) = shown(data, "application/json") else { panic!("no data") };
        let text = json.to_text().split_whitespace().collect::<String>();
        assert_eq!(text, r#"{"z":18446744073709551615,"a":[null,true,-5,0.5],"7":{"bytes":3}}"#);
    }

    #[test]
    fn what_is_shown_follows_from_what_it_is() {
        let bytes = |it: &[u8]| Value::Binary(it.to_vec());
        assert_eq!(shown("a,b".into(), "text/csv"), Some(Content::Text("a,b".into())));
        assert_eq!(shown(bytes(b"a,b"), "text/csv; charset=utf-8"), Some(Content::Text("a,b".into())));
        assert_eq!(shown("a".into(), "application/json"), Some(Content::Data(Json::Text("a".into()))));
        assert_eq!(shown(bytes(b"\xff\xd8"), "image/jpeg"), Some(Content::Image((*b"\xff\xd8").into())));
        assert_eq!(shown(bytes(b"%PDF"), "application/pdf"), Some(Content::Bytes((*b"%PDF").into())));
        assert_eq!(shown(bytes(b"\xff"), "text/plain"), Some(Content::Bytes((*b"\xff").into())));
        assert_eq!(shown(Value::Nil, ""), Some(Content::Data(Json::Null)));
    }

    #[test]
    fn moments_are_read_in_all_their_lengths() {
        let told = |bytes: &[u8]| json(Value::Ext(-1, bytes.to_vec()));
        let text = |it: &str| Json::Text(it.into());
        assert_eq!(told(&[0, 0, 0, 1]), text("1970-01-01T00:00:01Z"));
        assert_eq!(told(&0x7735_9400_0000_0001_u64.to_be_bytes()), text("1970-01-01T00:00:01.500Z"));
        assert_eq!(told(&[&[0; 4][..], &(-1_i64).to_be_bytes()[..]].concat()), text("1969-12-31T23:59:59Z"));
        assert_eq!(told(&[1, 2]), Json::Bytes(2));
        assert_eq!(json(Value::Ext(4, vec![0; 9])), Json::Bytes(9));
    }

    #[test]
    fn what_is_broken_is_not_read() {
        let whole = packed("text".into(), "text/plain");
        assert_eq!(read(&whole[..whole.len() - 1]), None);
        assert_eq!(read(&[&whole[..], &[0]].concat()), None);
        assert_eq!(read(&[]), None);
        // A list that says it has four thousand million entries, and lists in lists without end.
        assert_eq!(read(&[0xdd, 0xff, 0xff, 0xff, 0xff]), None);
        assert_eq!(read(&[0x91; 10_000]), None);
        assert!(read(&[0x07]).is_some(), "other values are data of their own");
    }

    #[test]
    fn sizes_are_said_in_the_unit_that_fits() {
        assert_eq!([size(999), size(1_000), size(1_550_000)], ["999 B", "1.0 kB", "1.5 MB"]);
    }
}
