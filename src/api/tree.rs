//! From JSON that has been read to the types of a document. Pure.
//!
//! serde_json could do it alone. But what it can do beyond what the API sends, such as objects written as lists and
//! errors in words that nobody sees, would be compiled for every type of every document, which is a part of the app's
//! size that can be measured. This does no more than is needed, and says of a misfit only that it is one.

use std::fmt::{self, Display};

use serde::{
    de::{
        self, DeserializeOwned, DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::StringDeserializer,
    },
    forward_to_deserialize_any,
};
use serde_json::Value;

use super::json;

/// Something is missing, or of another type than expected.
#[derive(Debug, PartialEq, Eq)]
pub struct Misfit;

impl Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("does not fit")
    }
}

impl std::error::Error for Misfit {}

impl de::Error for Misfit {
    fn custom<T: Display>(_: T) -> Self {
        Self
    }

    fn invalid_type(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_value(_: de::Unexpected<'_>, _: &dyn de::Expected) -> Self {
        Self
    }

    fn invalid_length(_: usize, _: &dyn de::Expected) -> Self {
        Self
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }

    fn missing_field(_: &'static str) -> Self {
        Self
    }

    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

/// Makes a value out of JSON.
///
/// # Errors
/// When something is missing or of another type. What is not asked for is left out.
pub fn fit<T: DeserializeOwned>(json: Value) -> Result<T, Misfit> {
    T::deserialize(Tree(json))
}

/// Reads a value out of the text of a JSON document.
///
/// # Errors
/// When the text is no JSON, and as [`fit`].
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Misfit> {
    fit(json::parse(text).ok_or(Misfit)?)
}

struct Tree(Value);

type Texts = StringDeserializer<Misfit>;

impl<'de> de::Deserializer<'de> for Tree {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(it) => visitor.visit_bool(it),
            Value::Number(_) => self.deserialize_f64(visitor),
            Value::String(it) => visitor.visit_string(it),
            Value::Array(_) => self.deserialize_seq(visitor),
            Value::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        if self.0.is_null() { visitor.visit_none() } else { visitor.visit_some(self) }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Object(fields) = self.0 else { return Err(Misfit) };
        visitor.visit_map(Fields { rest: fields.into_iter(), value: Value::Null })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        self.deserialize_map(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Array(items) = self.0 else { return Err(Misfit) };
        visitor.visit_seq(Items(items.into_iter()))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::String(it) = self.0 else { return Err(Misfit) };
        visitor.visit_string(it)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        self.deserialize_string(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_bool(self.0.as_bool().ok_or(Misfit)?)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_i64(self.0.as_i64().ok_or(Misfit)?)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        let Value::Number(number) = self.0 else { return Err(Misfit) };
        match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(it), ..) => visitor.visit_i64(it),
            (_, Some(it), _) => visitor.visit_u64(it),
            (.., Some(it)) => visitor.visit_f64(it),
            _ => Err(Misfit),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit> {
        let Value::String(it) = self.0 else { return Err(Misfit) };
        visitor.visit_enum(Texts::new(it))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}

struct Fields {
    rest: serde_json::map::IntoIter,
    value: Value,
}

impl<'de> MapAccess<'de> for Fields {
    type Error = Misfit;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Misfit> {
        let Some((name, value)) = self.rest.next() else { return Ok(None) };
        self.value = value;
        let name: Texts = name.into_deserializer();
        seed.deserialize(name).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Misfit> {
        seed.deserialize(Tree(self.value.take()))
    }
}

struct Items(std::vec::IntoIter<Value>);

impl<'de> SeqAccess<'de> for Items {
    type Error = Misfit;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Misfit> {
        self.0.next().map(|it| seed.deserialize(Tree(it))).transpose()
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::*;

    #[derive(Debug, Default, Deserialize, PartialEq)]
    #[serde(default)]
    struct All {
        text: String,
        count: i64,
        share: Option<f64>,
        yes: bool,
        rows: Vec<Option<Row>>,
        any: Value,
        #[serde(flatten)]
        more: More,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    struct Row {
        id: String,
        of: Option<Box<Row>>,
    }

    #[derive(Debug, Default, Deserialize, PartialEq)]
    struct More {
        extra: Option<i64>,
    }

    #[derive(Debug, Deserialize, PartialEq)]
    #[serde(tag = "__typename")]
    enum Kind {
        One {
            id: String,
        },
        #[serde(other)]
        Other,
    }

    #[test]
    fn it_reads_what_serde_json_reads() {
        let texts = [
            json!({}),
            json!({ "text": "☂", "count": -3, "share": 2, "yes": true, "rows": [null, { "id": "a", "of": { "id": "b" } }] }),
            json!({ "share": 0.5, "any": { "deep": [1, "x", null] }, "extra": 7, "unasked": { "for": [1] } }),
        ];
        for json in texts {
            let expected = serde_json::from_value::<All>(json.clone()).ok();
            assert!(expected.is_some(), "{json}");
            assert_eq!(fit(json).ok(), expected);
        }
        assert_eq!(fit(json!({ "__typename": "One", "id": "a" })), Ok(Kind::One { id: "a".into() }));
        assert_eq!(fit(json!({ "id": "a", "__typename": "Later" })), Ok(Kind::Other));
        assert_eq!(fit(json!(u64::MAX)), Ok(u64::MAX));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for json in [
            json!(null),
            json!([]),
            json!({ "text": 1 }),
            json!({ "text": null }),
            json!({ "count": 1.5 }),
            json!({ "count": "1" }),
            json!({ "yes": 1 }),
            json!({ "rows": {} }),
            json!({ "rows": [{ "of": null }] }),
            json!({ "rows": [["a", null]] }),
        ] {
            assert_eq!(fit::<All>(json.clone()), Err(Misfit), "{json}");
        }
        assert_eq!(fit::<Kind>(json!({ "id": "a" })), Err(Misfit));
    }
}
