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
    /// The instance, or what somebody settled for themselves, is gone.
    Deleted,
}

impl Event {
    /// What the SDK calls it, where it is about what `is_own`, and where it is about the instance. There is no event of
    /// its own for who gives up what they settle for themselves.
    #[must_use]
    pub const fn name(self, is_own: bool) -> &'static str {
        match (self, is_own) {
            (Self::Created, _) => "INSTANCE_CREATED",
            (Self::Opened, false) => "INSTANCE_CONFIGURATION_OPENED",
            (Self::Opened, true) => "USER_CONFIGURATION_OPENED",
            (Self::Loaded, false) => "INSTANCE_CONFIGURATION_LOADED",
            (Self::Loaded, true) => "USER_CONFIGURATION_LOADED",
            (Self::PageLoaded, false) => "INSTANCE_CONFIGURATION_PAGE_LOADED",
            (Self::PageLoaded, true) => "USER_CONFIGURATION_PAGE_LOADED",
            (Self::Closed, false) => "INSTANCE_CONFIGURATION_CLOSED",
            (Self::Closed, true) => "USER_CONFIGURATION_CLOSED",
            (Self::Canceled, _) => "INSTANCE_CONFIGURATION_CANCELED",
            (Self::Deployed, false) => "INSTANCE_DEPLOYED",
            (Self::Deployed, true) => "USER_CONFIGURATION_DEPLOYED",
            (Self::Deleted, false) => "INSTANCE_DELETED",
            (Self::Deleted, true) => "USER_CONFIGURATION_DELETED",
        }
    }

    /// Whether an event of a person's own wizard tells of the person.
    const fn is_personal(self) -> bool {
        !matches!(self, Self::Created | Self::Canceled)
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
    /// Nothing can be changed where it is shown.
    pub is_read_only: bool,
    /// Set where it is about what this person settles for themselves.
    pub person: Option<Person>,
}

/// The person that the SDK's `UserData` tells of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub email: String,
    /// The id of what they settled; none before they did.
    pub config: Option<String>,
}

/// The message about it, with what this event tells beyond the others: the settings of a person's own wizard are told
/// with every event that tells of the person.
#[must_use]
pub fn message(event: Event, about: &Subject, more: Map<String, Value>) -> Value {
    let common = json!({
        "customerId": about.customer.0,
        "customerName": about.customer.1,
        "instanceId": about.instance.0,
        "instanceName": about.instance.1,
        "integrationName": about.integration,
        "integrationVersionNumber": about.version,
        "readOnly": about.is_read_only,
    });
    let person = about.person.as_ref().filter(|_| event.is_personal()).map(|it| {
        let mut told = json!({ "userId": it.id, "userName": it.name, "userEmail": it.email });
        // The SDK's type has it undefined, which is not null.
        if let Some(config) = &it.config {
            told["userConfigId"] = json!(config);
        }
        told
    });
    let mut data = more;
    for part in [Some(common), person].into_iter().flatten() {
        if let Value::Object(part) = part {
            data.extend(part);
        }
    }
    json!({ "event": event.name(about.person.is_some()), "data": data })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn about() -> Subject {
        Subject {
            customer: ("c".into(), "FTL".into()),
            instance: ("i".into(), "Books".into()),
            integration: "Ledgerline".into(),
            version: 3,
            ..Subject::default()
        }
    }

    #[test]
    fn an_event_tells_which_instance_it_is_about() {
        let more = Map::from_iter([("pageName".to_owned(), json!("First"))]);
        let expected = json!({
            "event": "INSTANCE_CONFIGURATION_PAGE_LOADED",
            "data": {
                "customerId": "c", "customerName": "FTL", "instanceId": "i", "instanceName": "Books",
                "integrationName": "Ledgerline", "integrationVersionNumber": 3, "readOnly": false,
                "pageName": "First",
            },
        });
        assert_eq!(message(Event::PageLoaded, &about(), more), expected);
    }

    #[test]
    fn an_event_of_a_persons_own_wizard_tells_of_the_person() {
        let person =
            Person { id: "u".into(), name: "Ada".into(), email: "ada".into(), config: Some("own".into()) };
        let own = Subject { person: Some(person.clone()), ..about() };
        let variables =
            || Map::from_iter([("userLevelConfigVariables".to_owned(), json!({ "Desk": { "value": "A" } }))]);
        let told = message(Event::Deployed, &own, variables());
        let expected = json!({
            "event": "USER_CONFIGURATION_DEPLOYED",
            "data": {
                "customerId": "c", "customerName": "FTL", "instanceId": "i", "instanceName": "Books",
                "integrationName": "Ledgerline", "integrationVersionNumber": 3, "readOnly": false,
                "userConfigId": "own", "userId": "u", "userName": "Ada", "userEmail": "ada",
                "userLevelConfigVariables": { "Desk": { "value": "A" } },
            },
        });
        assert_eq!(told, expected);
        // Before anything is settled there is no id, not even null.
        let first = Subject { person: Some(Person { config: None, ..person }), ..about() };
        assert_eq!(message(Event::Opened, &first, variables())["data"].get("userConfigId"), None);
    }

    #[test]
    fn giving_up_is_told_of_the_instance_alone() {
        let own = Subject { person: Some(Person::default()), ..about() };
        let told = message(Event::Canceled, &own, Map::new());
        assert_eq!(told["event"], "INSTANCE_CONFIGURATION_CANCELED");
        assert_eq!(told["data"], message(Event::Canceled, &about(), Map::new())["data"]);
    }
}
