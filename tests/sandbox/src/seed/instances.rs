//! Which customer runs what, in every state there is.

use serde_json::json;

use super::{DAY, HOUR, MINUTE, Seed, catalog::Offer, id, spread};
use crate::{
    auth::doc,
    engine::{COMPLETE, EACH_THEIR_OWN, INCOMPLETE},
    policy::own::PERSONAL,
    store::{Doc, StoreError, Writer},
};

/// How an instance is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Running,
    Paused,
    Failed,
    Unconfigured,
    /// An older version than there is.
    Outdated,
    /// Changed since it was deployed.
    Changed,
    Suspended,
}

/// What FTL Rockets has: the integration, the instance's name, its state.
const FTL: [(&str, &str, State); 6] = [
    ("Ledgerline", "Ledgerline", State::Running),
    ("Acme ERP Order Sync", "Acme ERP Order Sync", State::Failed),
    ("Shipyard WMS", "Shipyard WMS", State::Paused),
    ("Stackpost", "Stackpost", State::Unconfigured),
    ("Northdesk", "Northdesk: Launch desk", State::Running),
    ("Northdesk", "Northdesk: Recovery desk", State::Outdated),
];

/// Instances of integrations that few have: customer, integration, state.
const OTHERS: [(&str, &str, State); 4] = [
    ("Smith Rocket Company", "Crew Calendar", State::Running),
    ("Eastern Spaceflight", "Tanegashima Telemetry Bridge", State::Running),
    ("Rockets, Inc", "Range Approvals", State::Changed),
    ("Tycho Station Logistics", "Legacy Manifest Import", State::Suspended),
];

/// Adds that many.
pub(super) fn add(
    writer: &mut Writer<'_>,
    seed: &Seed,
    customers: &[String],
    offers: &[Offer],
    count: usize,
) -> Result<(), StoreError> {
    let offer = |name: &str| offers.iter().find(|it| it.name == name);
    let named = FTL.into_iter().map(|(integration, name, state)| ("FTL Rockets", integration, name, state));
    let named = named.chain(
        OTHERS.into_iter().map(|(customer, integration, state)| (customer, integration, integration, state)),
    );
    let mut docs = Vec::with_capacity(count);
    for (customer, integration, name, state) in named {
        if let Some(offer) = offer(integration) {
            docs.push(instance(seed, &id("Customer", customer), offer, name, state, docs.len()));
        }
    }
    let common: Vec<&Offer> = offers.iter().filter(|it| it.common).collect();
    // FTL Rockets has what it has; the others share the rest, each integration once for each.
    let others = customers.get(1..).unwrap_or_default();
    let rest = count.saturating_sub(docs.len());
    for index in 0..rest {
        let round = index / others.len().max(1);
        let (Some(customer), Some(offer)) = (others.get(index % others.len().max(1)), {
            let place = (index % others.len().max(1)).wrapping_mul(5) + round;
            common.get(place % common.len().max(1))
        }) else {
            continue;
        };
        let state = match spread(index, 3) % 20 {
            0 | 1 => State::Paused,
            2 => State::Failed,
            3 => State::Unconfigured,
            4 | 5 => State::Outdated,
            6 => State::Changed,
            7 if spread(index, 4).is_multiple_of(4) => State::Suspended,
            _ => State::Running,
        };
        docs.push(instance(seed, customer, offer, offer.name, state, docs.len()));
    }
    writer.insert_all("Instance", docs)?;
    Ok(())
}

fn instance(seed: &Seed, customer: &str, offer: &Offer, name: &str, state: State, index: usize) -> Doc {
    let newest = offer.versions.len();
    let version = if state == State::Outdated { newest.saturating_sub(1).max(1) } else { newest };
    let created = i64::try_from(20 + spread(index, 5) % 300).unwrap_or_default() * DAY;
    let ran = i64::try_from(spread(index, 6) % 2_880).unwrap_or_default() * MINUTE;
    let configured = state != State::Unconfigured;
    let labels: &[&str] = match spread(index, 7) % 5 {
        0 => &["pilot"],
        1 => &["production", "monitored"],
        2 => &["production"],
        _ => &[],
    };
    doc(json!({
        "id": id("Instance", &format!("{customer}/{name}")), "name": name, "description": offer.about,
        "customer": customer, "integration": offer.versions.get(version - 1), "org": seed.org,
        "category": offer.category, "labels": labels,
        "enabled": configured && !matches!(state, State::Paused | State::Suspended),
        "inFailedState": state == State::Failed, "needsDeploy": matches!(state, State::Changed | State::Unconfigured),
        "systemSuspended": state == State::Suspended, "isSystem": false, "instanceType": "INTEGRATION",
        "configState": match (configured, offer.personal) {
            (false, _) => INCOMPLETE,
            (true, false) => COMPLETE,
            (true, true) => EACH_THEIR_OWN,
        },
        PERSONAL: offer.personal,
        "deployedVersion": if configured { version } else { 0 }, "isCustomerDeployable": offer.common, "starred": false,
        "createdAt": seed.ago(created), "updatedAt": seed.ago(created.min(2 * HOUR + ran)),
        "lastDeployedAt": configured.then(|| seed.ago(created.min(10 * DAY + ran))),
        "lastExecutedAt": configured.then(|| seed.ago(ran)),
    }))
}
