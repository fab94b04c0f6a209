//! What people of a customer settled for themselves. They arrive through a product that embeds the marketplace.

use serde_json::{Value, json};

use super::{DAY, HOUR, Seed, catalog::version_id, config::variable_id, id};
use crate::{
    auth::{doc, new_user},
    policy::roles::builtin_id,
    store::{StoreError, Writer},
};

/// Name, what the product calls them, their address in the calendar, the calendar, how shifts are shown there.
const PEOPLE: [(&str, &str, &str, &str, &str); 2] = [
    ("Ifeoma Okeke", "crew-12", "ifeoma@smith-rocket.example", "Console shifts", "Busy"),
    ("Marek Dvořák", "crew-31", "marek@smith-rocket.example", "Marek", "Free"),
];

const CUSTOMER: &str = "Smith Rocket Company";
const INTEGRATION: &str = "Crew Calendar";

/// Adds the people and what is theirs.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed) -> Result<(), StoreError> {
    let customer = id("Customer", CUSTOMER);
    let instance = id("Instance", &format!("{customer}/{INTEGRATION}"));
    let version = version_id(INTEGRATION, 3);
    let role = builtin_id("Role", "Customer", "Marketplace User");
    for (index, (name, external, address, calendar, shown)) in (0_i64..).zip(PEOPLE) {
        let user = id("User", external);
        let since = seed.ago((30 - 11 * index) * DAY);
        let mut person = new_user(&user, name, external, &role, &since);
        person.insert("externalId".into(), json!(external));
        person.insert("customer".into(), json!(customer));
        writer.insert("User", person)?;
        let config = id("UserLevelConfig", external);
        writer.insert(
            "UserLevelConfig",
            doc(json!({
                "id": config, "instance": instance, "user": user, "customer": customer, "createdAt": since,
                "updatedAt": seed.ago((index + 2) * 5 * HOUR),
            })),
        )?;
        for (key, value) in
            [("Calendar account", None), ("Calendar", Some(calendar)), ("Show as", Some(shown))]
        {
            let is_connection = value.is_none();
            let filled = if is_connection { json!({ "address": address }) } else { Value::Null };
            writer.insert(
                "UserLevelConfigVariable",
                doc(json!({
                    "id": id("UserLevelConfigVariable", &format!("{external}/{key}")), "config": config, "user": user,
                    "requiredConfigVariable": variable_id(&version, key), "value": value, "filledIn": filled,
                    "connection": is_connection.then(|| id("Connection", "orbit-calendar")),
                    "status": is_connection.then_some("ACTIVE"), "consent": id("Consent", &format!("{external}/{key}")),
                })),
            )?;
        }
    }
    Ok(())
}
