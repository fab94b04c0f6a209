//! What a host and an embedded frame say to each other: `{event, data}`, by `postMessage`. Pure.

use serde_json::{Map, Value, json};

use super::{filters::Filters, screen::ScreenConfiguration};

/// What a host says. Everything else is none of our business: other libraries talk through the same channel.
#[derive(Clone, Debug, PartialEq)]
pub enum Inbound {
    /// A signed token, not looked at yet.
    SetToken(String),
    /// `{phrases, debugMode}`.
    SetTranslation(Value),
    SetScreenConfiguration(ScreenConfiguration),
    SetFilters(Filters),
    /// Answers for the wizard that is open: an object by the settings' keys.
    SetConfigVar(Map<String, Value>),
    /// The popover around the frame was closed; the frame lives on.
    MarketplaceClosed,
}

impl Inbound {
    /// Reads a message; none for what is no message of the protocol.
    #[must_use]
    pub fn read(message: &Value) -> Option<Self> {
        let data = &message["data"];
        match message["event"].as_str()? {
            "SET_TOKEN" => data.as_str().filter(|it| !it.is_empty()).map(|it| Self::SetToken(it.to_owned())),
            "SET_TRANSLATION" => Some(Self::SetTranslation(data.clone())),
            "SET_SCREEN_CONFIGURATION" => Some(Self::SetScreenConfiguration(ScreenConfiguration::read(data))),
            "SET_FILTERS" => Some(Self::SetFilters(Filters::read(data))),
            "SET_CONFIG_VAR" => data.as_object().cloned().map(Self::SetConfigVar),
            "MARKETPLACE_CLOSED" => Some(Self::MarketplaceClosed),
            _ => None,
        }
    }
}

/// What a frame says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outbound {
    /// The frame listens. The host answers with all it has.
    Initialized,
    /// The person wants the popover around the frame closed.
    PopoverCloseRequested,
}

impl Outbound {
    /// The message as it is posted.
    #[must_use]
    pub fn write(self) -> Value {
        match self {
            Self::Initialized => json!({ "event": "PRISMATIC_INITIALIZED" }),
            Self::PopoverCloseRequested => json!({ "event": "POPOVER_CLOSE_REQUESTED", "data": {} }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_says() {
        let token = json!({"event": "SET_TOKEN", "data": "a.b.c"});
        assert_eq!(Inbound::read(&token), Some(Inbound::SetToken("a.b.c".into())));
        assert_eq!(Inbound::read(&json!({"event": "MARKETPLACE_CLOSED"})), Some(Inbound::MarketplaceClosed));
        let answers = json!({"event": "SET_CONFIG_VAR", "data": {"A": {"value": "b"}}});
        let expected = Map::from_iter([("A".to_owned(), json!({"value": "b"}))]);
        assert_eq!(Inbound::read(&answers), Some(Inbound::SetConfigVar(expected)));
        let phrases = json!({"phrases": {"a": "b"}});
        let message = json!({"event": "SET_TRANSLATION", "data": phrases});
        assert_eq!(Inbound::read(&message), Some(Inbound::SetTranslation(phrases)));
    }

    #[test]
    fn nonsense_is_no_message() {
        for nonsense in [
            json!(null),
            json!("SET_TOKEN"),
            json!(["SET_TOKEN"]),
            json!({}),
            json!({"event": 1}),
            json!({"event": "SET_TOKEN"}),
            json!({"event": "SET_TOKEN", "data": ""}),
            json!({"event": "SET_TOKEN", "data": {"token": "x"}}),
            json!({"event": "ECHO", "data": "x"}),
            json!({"event": "SET_CONFIG_VAR", "data": ["A"]}),
            json!({"event": "set_token", "data": "x"}),
        ] {
            assert_eq!(Inbound::read(&nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn settings_of_any_shape_are_read() {
        for data in [json!(null), json!({}), json!([]), json!("x"), json!(1), json!({"marketplace": null})] {
            let filters = json!({"event": "SET_FILTERS", "data": data});
            assert_eq!(Inbound::read(&filters), Some(Inbound::SetFilters(Filters::default())), "{data}");
            let screen = json!({"event": "SET_SCREEN_CONFIGURATION", "data": data});
            let expected = Inbound::SetScreenConfiguration(ScreenConfiguration::default());
            assert_eq!(Inbound::read(&screen), Some(expected), "{data}");
        }
    }

    #[test]
    fn what_a_frame_says() {
        assert_eq!(Outbound::Initialized.write().to_string(), r#"{"event":"PRISMATIC_INITIALIZED"}"#);
        let close = r#"{"data":{},"event":"POPOVER_CLOSE_REQUESTED"}"#;
        assert_eq!(Outbound::PopoverCloseRequested.write().to_string(), close);
    }
}
