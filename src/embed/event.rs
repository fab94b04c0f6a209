//! What a host is told happens to an instance: the SDK's lifecycle events. Pure.

use serde_json::{Map, Value, json};

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An instance was made in the marketplace.
    Created,
    /// The wizard is on the screen.
    Opened,
    /// The wizard has every setting: the host may fill some in.
    Loaded,
    /// A page of the wizard is shown.
    PageLoaded,
    /// The wizard was left, however.
    Closed,
    /// The wizard was left by Cancel.
    Canceled,
    Deployed,
    /// The instance is gone.
    Deleted,
}

impl Event {
    /// What the SDK calls it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Created => "INSTANCE_CREATED",
            Self::Opened => "INSTANCE_CONFIGURATION_OPENED",
            Self::Loaded => "INSTANCE_CONFIGURATION_LOADED",
            Self::PageLoaded => "INSTANCE_CONFIGURATION_PAGE_LOADED",
            Self::Closed => "INSTANCE_CONFIGURATION_CLOSED",
            Self::Canceled => "INSTANCE_CONFIGURATION_CANCELED",
            Self::Deployed => "INSTANCE_DEPLOYED",
            Self::Deleted => "INSTANCE_DELETED",
        }
    }
}

/// The instance an event is about, as the SDK's `InstanceData` has it. Names are as the API has them, whatever words
/// the host puts in their place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subject {
    pub customer: (String, String),
    pub instance: (String, String),
    pub integration: String,
    pub version: i64,
}

/// The message about it, with what this event tells beyond the others.
#[must_use]
pub fn message(event: Event, about: &Subject, more: Map<String, Value>) -> Value {
    let mut data = more;
    let common = json!({
        "customerId": about.customer.0,
        "customerName": about.customer.1,
        "instanceId": about.instance.0,
        "instanceName": about.instance.1,
        "integrationName": about.integration,
        "integrationVersionNumber": about.version,
        "readOnly": false,
    });
    if let Value::Object(common) = common {
        data.extend(common);
    }
    json!({ "event": event.name(), "data": data })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_tells_which_instance_it_is_about() {
        let about = Subject {
            customer: ("c".into(), "FTL".into()),
            instance: ("i".into(), "Books".into()),
            integration: "Ledgerline".into(),
            version: 3,
        };
        let more = Map::from_iter([("pageName".to_owned(), json!("First"))]);
        let expected = json!({
            "event": "INSTANCE_CONFIGURATION_PAGE_LOADED",
            "data": {
                "customerId": "c", "customerName": "FTL", "instanceId": "i", "instanceName": "Books",
                "integrationName": "Ledgerline", "integrationVersionNumber": 3, "readOnly": false,
                "pageName": "First",
            },
        });
        assert_eq!(message(Event::PageLoaded, &about, more), expected);
    }
}
