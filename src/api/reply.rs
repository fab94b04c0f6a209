//! What a reply of the server means. Pure.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Error, json, tree::fit};

/// Reads the body of an answer with status 200.
///
/// Data counts even beside errors, as long as no error took away a whole root field: a list with one unreadable row
/// is still a list.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    fit(data(text)?).map_err(|_| Error::Malformed { reference: String::new() })
}

fn data(text: &str) -> Result<Value, Error> {
    let unreadable = || Error::Malformed { reference: String::new() };
    let Some(Value::Object(envelope)) = json::parse(text) else { return Err(unreadable()) };
    let (mut data, mut errors) = (Value::Null, Vec::new());
    for (name, value) in envelope {
        match (&*name, value) {
            ("data", value) => data = value,
            ("errors", Value::Array(found)) => errors = found,
            ("errors", _) => return Err(unreadable()),
            _ => {}
        }
    }
    // A null where none may be takes what is around it away, up to the root field.
    let is_gone = |it: &&Value| match it["path"][0].as_str() {
        Some(root) => data[root].is_null(),
        None => true,
    };
    match errors.iter().find(is_gone) {
        Some(fault) => Err(classify(fault["message"].as_str().unwrap_or_default())),
        None => Ok(data),
    }
}

/// The API documents no error codes, so its words decide.
fn classify(message: &str) -> Error {
    let message = message.to_ascii_lowercase();
    if message.contains("record not found") {
        Error::NotFound
    } else if message.contains("permission") {
        Error::Forbidden
    } else {
        Error::Malformed { reference: String::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, serde::Deserialize, PartialEq)]
    struct Data {
        rows: Vec<Option<u8>>,
    }

    fn malformed() -> Result<Data, Error> {
        Err(Error::Malformed { reference: String::new() })
    }

    #[test]
    fn four_shapes_of_a_reply() {
        let rows = Ok(Data { rows: vec![Some(1), None] });
        for (text, expected) in [
            (r#"{"data":{"rows":[1,null]}}"#, rows.clone()),
            (r#"{"data":{"rows":[1,null]},"errors":[{"message":"x","path":["rows",1,"name"]}]}"#, rows),
            (
                r#"{"data":null,"errors":[{"message":"Permission denied","path":["rows"]}]}"#,
                Err(Error::Forbidden),
            ),
            (
                r#"{"data":{"rows":null},"errors":[{"message":"Permission denied","path":["rows",1,"name"]}]}"#,
                Err(Error::Forbidden),
            ),
            (r#"{"data":{"rows":null},"errors":[{"message":"boom","path":["rows",1]}]}"#, malformed()),
            (r#"{"errors":[{"message":"Record not found"}]}"#, Err(Error::NotFound)),
            (r#"{"errors":[{"message":"boom"}]}"#, malformed()),
            (r#"{"data":{"rows":[1]},"errors":"boom"}"#, malformed()),
            ("{}", malformed()),
            ("null", malformed()),
            ("[]", malformed()),
            ("", malformed()),
            ("<html>sign in</html>", malformed()),
            (r#"{"data":{"rows":"1"}}"#, malformed()),
        ] {
            assert_eq!(read::<Data>(text), expected, "{text}");
        }
    }
}
