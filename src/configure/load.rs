//! What the wizard is made of, as the API has it.

use super::{
    draft::{Answer, Kind, Setting, Shape},
    pages::{self, Page},
    review::Runs,
};
use crate::{
    api::{self, Error},
    document,
    phrases::{configure as words, t},
};
use configurable_instance::InstanceConfigState;
use configurable_variables::{
    ConnectionOauth2Type, RequiredConfigVariableCollectionType as Collection,
    RequiredConfigVariableDataType as DataType, Wanted,
};
use configured_values::{Given, InstanceConfigVariableStatus};

document!(ConfigurableInstance, "src/configure/instance.graphql");
document!(ConfigurableVariables, "src/configure/variables.graphql");
document!(ConfiguredValues, "src/configure/values.graphql");

/// How a connection is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    Connected,
    /// Filled in; the other system has not said yes.
    Waiting,
    Failed,
}

/// What the instance has for one setting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The value's own id.
    pub id: String,
    pub key: String,
    pub answer: Answer,
    pub link: Option<Link>,
    /// Of connections: what the shared one is called.
    pub shared_name: Option<String>,
    /// Where the other system asks for consent.
    pub authorize_url: Option<String>,
}

/// The instance, with all that is asked of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    pub id: String,
    pub name: String,
    /// Id and name.
    pub customer: (String, String),
    /// Id of the version, name, picture, number.
    pub integration: (String, String, Option<String>, i64),
    pub may_configure: bool,
    pub may_deploy: bool,
    pub may_remove: bool,
    pub runs: Runs,
    /// Something is still to be filled in, by whoever sees it.
    pub is_incomplete: bool,
    pub pages: Vec<Page>,
    pub settings: Vec<Setting>,
    pub stored: Vec<Stored>,
}

/// Reads all of it.
///
/// # Errors
/// `NotFound` when there is no such instance for this person; as [`api::send`].
pub async fn definition(id: String) -> Result<Definition, Error> {
    let variables = configurable_instance::Variables { id: id.clone() };
    let instance = api::send::<ConfigurableInstance>(variables).await?.instance.ok_or(Error::NotFound)?;
    let settings = settings(&instance.integration.id).await?;
    let stored = stored(id).await?;
    let keys: Vec<String> = settings.iter().map(|it| it.key.clone()).collect();
    let integration = instance.integration;
    let runs = Runs {
        version: instance.deployed_version,
        next: integration.version_number,
        is_behind: instance.needs_deploy,
    };
    Ok(Definition {
        id: instance.id,
        name: instance.name,
        customer: (instance.customer.id, instance.customer.name),
        pages: pages::read(&integration.config_pages, &keys, t(words::OTHER_SETTINGS)),
        integration: (integration.id, integration.name, integration.avatar_url, integration.version_number),
        may_configure: instance.allow_update_config_variables == Some(true),
        may_deploy: instance.allow_deploy == Some(true),
        may_remove: instance.allow_remove,
        runs,
        is_incomplete: instance.config_state == Some(InstanceConfigState::NEEDS_INSTANCE_CONFIGURATION),
        settings,
        stored,
    })
}

/// What each user settles for themselves is none of this.
async fn settings(integration: &str) -> Result<Vec<Setting>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = configurable_variables::Variables { integration: integration.to_owned(), after };
        let answer = api::send::<ConfigurableVariables>(variables).await?;
        let page = answer.integration.ok_or(Error::NotFound)?.required_config_variables;
        let wanted = page.nodes.into_iter().flatten().filter(|it| !it.user_level_configured);
        found.extend(wanted.map(setting));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

/// What the instance has now.
///
/// # Errors
/// As [`definition`].
pub async fn stored(id: String) -> Result<Vec<Stored>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = configured_values::Variables { id: id.clone(), after };
        let answer = api::send::<ConfiguredValues>(variables).await?;
        let page = answer.instance.ok_or(Error::NotFound)?.config_variables;
        found.extend(page.nodes.into_iter().flatten().map(given));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok(found);
        }
    }
}

fn setting(it: Wanted) -> Setting {
    let kind = match (&it.collection_type, &it.data_type) {
        (Some(Collection::KEYVALUELIST), _) => Kind::Pairs,
        (Some(Collection::VALUELIST), _) => Kind::List,
        (_, DataType::STRING) => Kind::Text,
        (_, DataType::NUMBER) => Kind::Number,
        (_, DataType::BOOLEAN) => Kind::YesOrNo,
        (_, DataType::DATE) => Kind::Date,
        (_, DataType::TIMESTAMP) => Kind::Moment,
        (_, DataType::PICKLIST) => Kind::Choice,
        (_, DataType::CODE) => match lower(&it.code_language).as_str() {
            "json" => Kind::Json,
            _ => Kind::Code,
        },
        (_, DataType::JSONFORM) if it.data_source.is_some() => Kind::Form,
        (_, DataType::OBJECTSELECTION) if it.data_source.is_some() => Kind::Selection,
        (_, DataType::OBJECTFIELDMAP) if it.data_source.is_some() => Kind::Mapping,
        (_, DataType::JSONFORM | DataType::OBJECTFIELDMAP | DataType::OBJECTSELECTION) => Kind::Json,
        (_, DataType::SCHEDULE) => Kind::Schedule,
        (_, DataType::CONNECTION) => Kind::Connection,
        (_, DataType::CREDENTIAL | DataType::Other(_)) => Kind::Unknown,
    };
    let asks_consent = it
        .connection
        .as_ref()
        .is_some_and(|it| matches!(it.oauth2_type, Some(ConnectionOauth2Type::AUTHORIZATION_CODE)));
    Setting {
        default: Answer {
            value: it.default_value.unwrap_or_default(),
            schedule: lower(&it.schedule_type),
            time_zone: it.time_zone.unwrap_or_default(),
            shared: None,
        },
        key: it.key,
        kind,
        about: it.description.unwrap_or_default(),
        header: it.header.filter(|it| !it.is_empty()),
        has_divider: it.has_divider,
        is_for_team: it.org_only == Some(true),
        choices: it.pick_list.unwrap_or_default(),
        is_sourced: it.data_source.is_some(),
        shape: Shape {
            data_type: lower(&Some(it.data_type)),
            collection: lower(&it.collection_type),
            language: lower(&it.code_language),
        },
        connection: it.connection.map(|it| it.id),
        asks_consent,
    }
}

fn given(it: Given) -> Stored {
    let link = it.status.map(|status| match status {
        InstanceConfigVariableStatus::ACTIVE => Link::Connected,
        InstanceConfigVariableStatus::ERROR | InstanceConfigVariableStatus::FAILED => Link::Failed,
        InstanceConfigVariableStatus::PENDING | InstanceConfigVariableStatus::Other(_) => Link::Waiting,
    });
    let (shared, shared_name) = match it.customer_config_variable {
        Some(it) => (Some(it.id), it.key),
        None => (None, None),
    };
    Stored {
        id: it.id,
        shared_name,
        key: it.required_config_variable.key,
        answer: Answer {
            value: it.value.unwrap_or_default(),
            schedule: lower(&it.schedule_type),
            time_zone: it.time_zone.unwrap_or_default(),
            shared,
        },
        link,
        authorize_url: it.authorize_url,
    }
}

/// What the API writes in capitals and takes in small letters.
fn lower(value: &Option<impl serde::Serialize>) -> String {
    let named = value.as_ref().and_then(|it| serde_json::to_value(it).ok());
    named.and_then(|it| it.as_str().map(str::to_lowercase)).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;
    use crate::configure::draft::{Pair, tests::setting};

    /// What the API says of a value that was sent to it.
    fn echoed(sent: &Value) -> Option<Given> {
        let shared = &sent["customerConfigVariableId"];
        let told = json!({
            "id": "id",
            "value": sent["value"],
            "status": null,
            "scheduleType": sent["scheduleType"].as_str().map(str::to_uppercase),
            "timeZone": sent["timeZone"],
            "authorizeUrl": null,
            "requiredConfigVariable": { "key": sent["key"] },
            "customerConfigVariable": shared.as_str().map(|id| json!({ "id": id, "key": "Name" })),
        });
        serde_json::from_value(told).ok()
    }

    proptest! {
        #[test]
        fn an_answer_of_any_kind_comes_back_from_the_api_as_it_was(
            text in ".{0,30}",
            list in proptest::collection::vec(".{1,8}", 0..4),
            pairs in proptest::collection::vec(("[a-z]{1,8}", ".{0,8}"), 0..4),
            unit in "|minute|hour|day|week|custom|none",
            zone in "|UTC|Europe/Berlin",
            number in any::<f64>(),
        ) {
            let plain = |value: String| Answer { value, ..Answer::default() };
            let pairs: Vec<Pair> = pairs.into_iter().map(|(key, value)| Pair { key, value }).collect();
            let same = [
                Kind::Text, Kind::YesOrNo, Kind::Date, Kind::Moment, Kind::Choice, Kind::Code, Kind::Json, Kind::Form,
                Kind::Selection, Kind::Mapping,
            ];
            let mut all: Vec<(Kind, Answer)> = same.map(|kind| (kind, plain(text.clone()))).to_vec();
            all.extend([
                (Kind::Number, plain(number.to_string())),
                (Kind::List, plain(json!(list).to_string())),
                (Kind::Pairs, plain(json!(pairs).to_string())),
                (Kind::Connection, Answer { shared: Some(text.clone()), ..Answer::default() }),
            ]);
            for (kind, answer) in all {
                let back = echoed(&setting(kind).sent(answer.clone())).map(|it| given(it).answer);
                prop_assert_eq!(back, Some(answer), "{:?}", kind);
            }
            // Who names no rhythm and no zone gets the ones that count anyway.
            let schedule = Answer { value: text, schedule: unit, time_zone: zone, shared: None };
            let setting = setting(Kind::Schedule);
            let back = echoed(&setting.sent(schedule.clone())).map(|it| given(it).answer);
            prop_assert_eq!(back.clone(), Some(setting.cleaned(schedule)));
            let again = back.and_then(|it| echoed(&setting.sent(it))).map(|it| given(it).answer);
            prop_assert!(again.is_some_and(|it| !it.schedule.is_empty() && !it.time_zone.is_empty()));
        }
    }
}
