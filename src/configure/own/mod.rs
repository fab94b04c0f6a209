//! What the reader settles for themselves, on an instance that somebody set up for everybody.

mod entry;
mod removal;
mod view;

use leptos::prelude::*;

use super::{
    draft::Answer,
    load::{Link, Stored, lower},
};
use crate::{
    api::{self, Error},
    auth::{Access, Permission, Session, Viewer, use_session},
    document,
    embed::Person,
    phrases::{Phrase, configure as words},
    settled,
};
pub use entry::ConfigureOneselfPage;
use own_values::{OwnGiven, UserLevelConfigVariableStatus};
pub use removal::OwnRemoval;
pub use view::OwnConfigurationPage;

document!(OwnValues, "src/configure/own/values.graphql");
document!(BeginOwnConfiguration, "src/configure/own/begin.graphql");

/// Whose settings a wizard is about.
#[derive(Clone, Copy)]
pub enum Whose {
    Everybodys,
    Own(Own),
}

/// What the reader settles for themselves.
#[derive(Clone, Copy)]
pub struct Own {
    /// The reader's id.
    user: StoredValue<String>,
    /// None before there is something.
    pub record: RwSignal<Option<Record>>,
}

/// What the API says of what somebody settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    pub id: String,
    pub may_update: bool,
    pub may_remove: bool,
}

impl Whose {
    /// The settings of a person, who has settled `record` so far; everybody's without one.
    pub fn of(person: Option<&Person>, record: Option<Record>) -> Self {
        match person {
            Some(person) => {
                Self::Own(Own { user: StoredValue::new(person.id.clone()), record: RwSignal::new(record) })
            }
            None => Self::Everybodys,
        }
    }

    pub const fn is_own(self) -> bool {
        matches!(self, Self::Own(_))
    }

    /// When what is filled in counts.
    pub const fn note(self) -> Phrase {
        if self.is_own() { words::OWN_STEPS_NOTE } else { words::STEPS_NOTE }
    }

    /// Whether they can be changed on an instance of a customer's, where the object says `allow`.
    pub fn access(self, session: Session, customer: &str, allow: bool) -> Access {
        match self {
            Self::Everybodys => session
                .may_on(customer, Permission::ManageInstances, allow)
                .and(session.access(Viewer::configure)),
            Self::Own(_) => Access::from_allow(allow).and(session.access(Viewer::configure_oneself)),
        }
    }

    /// Makes a place for what the reader settles, where there is none.
    ///
    /// The published schema has this mutation and none that only saves such values; its documentation lets nobody call
    /// it, and lets whoever may use the marketplace save values of an instance whose integration has user-level
    /// configuration. So a refusal is no failure here: the first values that are saved make the place then.
    ///
    /// # Errors
    /// As [`api::send`].
    pub async fn begin(self, instance: &str) -> Result<(), Error> {
        let Self::Own(own) = self else { return Ok(()) };
        if own.record.with_untracked(Option::is_some) {
            return Ok(());
        }
        match begin(instance.to_owned()).await {
            Ok(record) => own.keep(Some(record)),
            Err(Error::Forbidden | Error::Refused(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

impl Own {
    /// What the instance has of the reader's now.
    ///
    /// # Errors
    /// As [`kept`].
    pub async fn stored(self, instance: String) -> Result<Vec<Stored>, Error> {
        let user = self.user.try_get_value().unwrap_or_default();
        let (record, stored) = kept(instance, user).await?;
        self.keep(record);
        Ok(stored)
    }

    fn keep(self, record: Option<Record>) {
        let _ = self.record.try_set(record);
    }

    /// The id of what is stored.
    pub fn config(self) -> Option<String> {
        self.record.try_get_untracked().flatten().map(|it| it.id)
    }
}

/// The reader, as a host is told of them.
pub fn reader() -> Option<Person> {
    let viewer = untrack(|| use_session().viewer())?;
    Some(Person { id: viewer.id, name: viewer.name, email: viewer.email, config: None })
}

/// What a person has settled on an instance.
///
/// # Errors
/// `NotFound` when there is no such instance for the reader; as [`api::send`].
pub async fn kept(id: String, user: String) -> Result<(Option<Record>, Vec<Stored>), Error> {
    let (mut record, mut found, mut after) = (None, Vec::new(), None);
    loop {
        let variables = own_values::Variables { id: id.clone(), user: user.clone(), after };
        let instance = api::send::<OwnValues>(variables).await?.instance.ok_or(Error::NotFound)?;
        let Some(config) = instance.user_level_configs.nodes.into_iter().flatten().next() else {
            return Ok((None, Vec::new()));
        };
        record = record.or(Some(Record {
            id: config.id,
            may_update: config.allow_update,
            may_remove: config.allow_remove,
        }));
        let page = config.config_variables;
        found.extend(page.nodes.into_iter().flatten().map(given));
        after = page.page_info.end_cursor.filter(|_| page.page_info.has_next_page);
        if after.is_none() {
            return Ok((record, found));
        }
    }
}

fn given(it: OwnGiven) -> Stored {
    let link = it.status.map(|status| match status {
        UserLevelConfigVariableStatus::ACTIVE => Link::Connected,
        UserLevelConfigVariableStatus::ERROR | UserLevelConfigVariableStatus::FAILED => Link::Failed,
        UserLevelConfigVariableStatus::PENDING | UserLevelConfigVariableStatus::Other(_) => Link::Waiting,
    });
    Stored {
        id: it.id,
        shared_name: None,
        key: it.required_config_variable.key,
        answer: Answer {
            value: it.value.unwrap_or_default(),
            schedule: lower(&it.schedule_type),
            time_zone: it.time_zone.unwrap_or_default(),
            ..Answer::default()
        },
        link,
        refreshed: it.last_successful_refresh_at,
        authorize_url: it.authorize_url,
    }
}

async fn begin(instance: String) -> Result<Record, Error> {
    let variables = begin_own_configuration::Variables { instance };
    let payload = api::send::<BeginOwnConfiguration>(variables).await?.create_user_level_config;
    let made = settled!(payload, user_level_config)?;
    Ok(Record { id: made.id, may_update: made.allow_update, may_remove: made.allow_remove })
}
