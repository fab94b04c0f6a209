//! What the wizard is made of, as the API has it.

use super::{
    draft::{Answer, Kind, OnPremise, Setting, Shape},
    outputs::Off,
    own::{Record, Whose, kept},
    pages::{self, Page},
    review::Runs,
};
use crate::{
    api::{self, Error},
    document,
    embed::Person,
    phrases::{configure as words, t},
};
use configurable_instance::InstanceConfigState;
use configurable_variables::{
    ConnectionOauth2Type, RequiredConfigVariableCollectionType as Collection,
    RequiredConfigVariableDataType as DataType,
    RequiredConfigVariableOnPremiseConnectionConfig as OnPremiseConfig, Wanted,
};
use configured_values::{Given, InstanceConfigVariableStatus};

document!(ConfigurableInstance, "src/configure/instance.graphql");
document!(ConfigurableVariables, "src/configure/variables.graphql");
document!(ConfiguredValues, "src/configure/values.graphql");
document!(RehearsedIntegration, "src/configure/rehearsed.graphql");

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
    /// Of connections: when the other system last agreed.
    pub refreshed: Option<String>,
    /// Of connections: what the shared one is called.
    pub shared_name: Option<String>,
    /// Where the other system asks for consent.
    pub authorize_url: Option<String>,
}

/// The instance, with all that is asked of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    /// Connections that several instances share.
    pub may_add_connection: bool,
    pub outputs: Off,
    pub runs: Runs,
    /// Something is still to be filled in, by whoever sees it.
    pub is_incomplete: bool,
    pub pages: Vec<Page>,
    pub settings: Vec<Setting>,
    pub stored: Vec<Stored>,
    /// Whose own settings they are; none where they are everybody's.
    pub person: Option<Person>,
    /// What that person has settled.
    pub record: Option<Record>,
}

/// Reads all of it: what `person` settles for themselves, or without one what counts for everybody.
///
/// # Errors
/// `NotFound` when there is no such instance for the reader; as [`api::send`].
pub async fn definition(id: String, person: Option<Person>) -> Result<Definition, Error> {
    let variables = configurable_instance::Variables { id: id.clone() };
    let instance = api::send::<ConfigurableInstance>(variables).await?.instance.ok_or(Error::NotFound)?;
    let settings = settings(&instance.integration.id, person.is_some()).await?;
    let (record, stored) = match &person {
        Some(person) => kept(id, person.id.clone()).await?,
        None => (None, stored(id, Whose::Everybodys).await?),
    };
    // What is not there yet says of nobody that they may not change it; who may settle something decides the role.
    let may_own = person.as_ref().map(|_| record.as_ref().is_none_or(|it| it.may_update));
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
        outputs: (instance.logs_disabled, instance.step_results_disabled),
        may_add_connection: instance.customer.allow_add_customer_config_variable,
        customer: (instance.customer.id, instance.customer.name),
        pages: pages::read(&integration.config_pages, &keys, t(words::OTHER_SETTINGS), person.is_some()),
        integration: (integration.id, integration.name, integration.avatar_url, integration.version_number),
        may_configure: may_own.unwrap_or(instance.allow_update_config_variables == Some(true)),
        may_deploy: may_own.unwrap_or(instance.allow_deploy == Some(true)),
        may_remove: instance.allow_remove,
        runs,
        is_incomplete: instance.config_state == Some(InstanceConfigState::NEEDS_INSTANCE_CONFIGURATION),
        settings,
        stored,
        person: person.map(|it| Person { config: record.as_ref().map(|it| it.id.clone()), ..it }),
        record,
    })
}

/// Reads what an integration would ask of an instance that there is not. Its id and its customer are empty.
///
/// # Errors
/// `NotFound` when there is no such integration for this person; as [`api::send`].
pub async fn rehearsal(id: String) -> Result<Definition, Error> {
    let variables = rehearsed_integration::Variables { id };
    let it = api::send::<RehearsedIntegration>(variables).await?.integration.ok_or(Error::NotFound)?;
    let settings = settings(&it.id, false).await?;
    let keys: Vec<String> = settings.iter().map(|it| it.key.clone()).collect();
    Ok(Definition {
        name: it.name.clone(),
        pages: pages::read(&it.config_pages, &keys, t(words::OTHER_SETTINGS), false),
        runs: Runs { version: 0, next: it.version_number, is_behind: false },
        integration: (it.id, it.name, it.avatar_url, it.version_number),
        is_incomplete: true,
        settings,
        ..Definition::default()
    })
}

/// What each user settles for themselves, or all the rest.
async fn settings(integration: &str, is_own: bool) -> Result<Vec<Setting>, Error> {
    let mut found = Vec::new();
    let mut after = None;
    loop {
        let variables = configurable_variables::Variables { integration: integration.to_owned(), after };
        let answer = api::send::<ConfigurableVariables>(variables).await?;
        let page = answer.integration.ok_or(Error::NotFound)?.required_config_variables;
        let wanted = page.nodes.into_iter().flatten().filter(|it| it.user_level_configured == is_own);
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
pub async fn stored(id: String, whose: Whose) -> Result<Vec<Stored>, Error> {
    if let Whose::Own(own) = whose {
        return own.stored(id).await;
    }
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
            ..Answer::default()
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
        on_premise: match it.on_premise_connection_config {
            OnPremiseConfig::ALLOWED => OnPremise::Allowed,
            OnPremiseConfig::REQUIRED => OnPremise::Required,
            OnPremiseConfig::DISALLOWED | OnPremiseConfig::Other(_) => OnPremise::Never,
        },
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
            on_premise: it.on_premise_resource.map(|it| it.id),
        },
        link,
        refreshed: it.last_successful_refresh_at,
        authorize_url: it.authorize_url,
    }
}

/// What the API writes in capitals and takes in small letters.
pub fn lower(value: &Option<impl serde::Serialize>) -> String {
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
            "lastSuccessfulRefreshAt": null,
            "onPremiseResource": null,
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
            let schedule = Answer { value: text, schedule: unit, time_zone: zone, ..Answer::default() };
            let setting = setting(Kind::Schedule);
            let back = echoed(&setting.sent(schedule.clone())).map(|it| given(it).answer);
            prop_assert_eq!(back.clone(), Some(setting.cleaned(schedule)));
            let again = back.and_then(|it| echoed(&setting.sent(it))).map(|it| given(it).answer);
            prop_assert!(again.is_some_and(|it| !it.schedule.is_empty() && !it.time_zone.is_empty()));
        }
    }
}
