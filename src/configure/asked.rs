//! What is asked of a connection: of its inputs, those that the integration's makers leave to whoever fills it in. Pure.

use serde_json::Value;

use crate::connecting::Input;

/// Who fills it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    Organization,
    Customer,
}

/// What the makers say of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub name: String,
    /// What is in it unless somebody says otherwise.
    pub value: String,
    /// JSON text.
    pub meta: Option<String>,
}

impl Said {
    /// What cannot be read hides nothing: the server judges what is sent.
    fn is_shown_to(&self, reader: Reader) -> bool {
        let name = match reader {
            Reader::Organization => "visibleToOrgDeployer",
            Reader::Customer => "visibleToCustomerDeployer",
        };
        let meta: Value =
            self.meta.as_deref().and_then(|it| serde_json::from_str(it).ok()).unwrap_or_default();
        meta[name].as_bool() != Some(false)
    }
}

/// The inputs that `reader` fills in, with what the makers put there.
#[must_use]
pub fn asked(inputs: Vec<Input>, said: &[Said], reader: Reader) -> Vec<Input> {
    let one = |mut input: Input| match said.iter().find(|it| it.name == input.key) {
        Some(said) if !said.is_shown_to(reader) => None,
        Some(said) if !said.value.is_empty() => {
            input.default.clone_from(&said.value);
            Some(input)
        }
        Some(_) | None => Some(input),
    };
    inputs.into_iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(key: &str) -> Input {
        Input::described(key.into(), key.into(), &"STRING", true, None, None)
    }

    fn said(name: &str, value: &str, meta: Option<&str>) -> Said {
        Said { name: name.into(), value: value.into(), meta: meta.map(Into::into) }
    }

    #[test]
    fn what_the_makers_keep_to_themselves_is_not_asked() {
        let inputs: Vec<Input> = ["host", "id", "secret", "odd"].map(input).into();
        let said = [
            said(
                "host",
                "a.example",
                Some(r#"{"visibleToOrgDeployer":true,"visibleToCustomerDeployer":false}"#),
            ),
            said("secret", "", Some(r#"{"visibleToOrgDeployer":false,"visibleToCustomerDeployer":false}"#)),
            said("odd", "", Some("{")),
        ];
        let keys = |reader| -> Vec<(String, String)> {
            asked(inputs.clone(), &said, reader).into_iter().map(|it| (it.key, it.default)).collect()
        };
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        assert_eq!(keys(Reader::Organization), [pair("host", "a.example"), pair("id", ""), pair("odd", "")]);
        assert_eq!(keys(Reader::Customer), [pair("id", ""), pair("odd", "")]);
    }
}
