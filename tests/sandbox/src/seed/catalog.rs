//! What Progix offers: integrations with their versions, and the components they are built from.

use serde_json::json;

use super::{DAY, HOUR, Seed, id};
use crate::{
    auth::doc,
    store::{Doc, StoreError, Writer},
};

const DEPLOYABLE: &str = "AVAILABLE_AND_DEPLOYABLE";
const SHOWN: &str = "AVAILABLE_NOT_DEPLOYABLE";
const HIDDEN: &str = "NOT_AVAILABLE_IN_MARKETPLACE";

/// An integration, with everything its versions share.
struct Integration {
    name: &'static str,
    category: &'static str,
    about: &'static str,
    overview: &'static str,
    marketplace: &'static str,
    labels: &'static [&'static str],
    /// What changed in each version, oldest first.
    versions: &'static [&'static str],
    kind: Kind,
}

/// What is special about an integration.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Usual,
    /// A customer may have several.
    Several,
    /// Each person fills in a part.
    Personal,
    /// Changed since its last version.
    Unpublished,
    /// Made for one customer.
    Of(&'static str),
}

const INTEGRATIONS: [Integration; 14] = [
    Integration {
        name: "Ledgerline",
        category: "Accounting",
        about: "Invoices, credit notes and payments, both ways, every fifteen minutes.",
        overview: include_str!("overviews/ledgerline.md"),
        marketplace: DEPLOYABLE,
        labels: &["finance", "two-way"],
        versions: &["First release", "Credit notes", "Payments flow back", "Quicker first import"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Kitebooks",
        category: "Accounting",
        about: "Monthly journal entries from closed launch campaigns.",
        overview: include_str!("overviews/kitebooks.md"),
        marketplace: DEPLOYABLE,
        labels: &["finance"],
        versions: &["First release", "Cost centres"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Acme ERP Order Sync",
        category: "Commerce and ERP",
        about: "Collects open sales orders and returns stock after every manifest.",
        overview: include_str!("overviews/acme-erp.md"),
        marketplace: DEPLOYABLE,
        labels: &["erp", "two-way"],
        versions: &["First release", "Returns", "Batches of 500", "Acme ERP 12", "Retries on locked orders"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Shipyard WMS",
        category: "Commerce and ERP",
        about: "Warehouse moves, picking lists and back-orders in one feed.",
        overview: include_str!("overviews/shipyard.md"),
        marketplace: DEPLOYABLE,
        labels: &["warehouse"],
        versions: &["First release", "Back-orders", "Zones"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Parcelo",
        category: "Commerce and ERP",
        about: "Labels and tracking for ground freight, with customs papers.",
        overview: include_str!("overviews/parcelo.md"),
        marketplace: DEPLOYABLE,
        labels: &["freight"],
        versions: &["First release", "Customs papers"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Stackpost",
        category: "Communication",
        about: "Posts launch windows, holds and scrubs to the channels you choose.",
        overview: include_str!("overviews/stackpost.md"),
        marketplace: DEPLOYABLE,
        labels: &["messages"],
        versions: &["First release", "Threads", "Quiet hours"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Pagerlight",
        category: "Communication",
        about: "Wakes the right person when a countdown is held.",
        overview: include_str!("overviews/pagerlight.md"),
        marketplace: DEPLOYABLE,
        labels: &["alerts"],
        versions: &["First release"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Northdesk",
        category: "Communication",
        about: "Opens a ticket from every failed delivery and closes it again on success.",
        overview: include_str!("overviews/northdesk.md"),
        marketplace: DEPLOYABLE,
        labels: &["support"],
        versions: &["First release", "Several desks for each customer"],
        kind: Kind::Several,
    },
    Integration {
        name: "Crew Calendar",
        category: "People",
        about: "Puts console shifts and simulations into everybody's own calendar.",
        overview: include_str!("overviews/crew-calendar.md"),
        marketplace: DEPLOYABLE,
        labels: &["calendar"],
        versions: &["First release", "Free and busy only", "Reminders"],
        kind: Kind::Personal,
    },
    Integration {
        name: "Range Approvals",
        category: "Operations",
        about: "Sends flight plans to the range and brings their answers back. Activated by Progix for you.",
        overview: include_str!("overviews/range-approvals.md"),
        marketplace: SHOWN,
        labels: &["safety"],
        versions: &["First release", "Amendments"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Upper Winds Feed",
        category: "Operations",
        about: "Wind profiles for every pad, every five minutes.",
        overview: "",
        marketplace: HIDDEN,
        labels: &["beta", "weather"],
        versions: &["First trial", "Profiles to thirty kilometres"],
        kind: Kind::Unpublished,
    },
    Integration {
        name: "Sample Integration",
        category: "",
        about: "A place to start: fetches a list and logs what it finds.",
        overview: "",
        marketplace: HIDDEN,
        labels: &[],
        versions: &["As it came"],
        kind: Kind::Usual,
    },
    Integration {
        name: "Tanegashima Telemetry Bridge",
        category: "Operations",
        about: "Hands stage telemetry to Eastern Spaceflight's own archive.",
        overview: "",
        marketplace: HIDDEN,
        labels: &["apac"],
        versions: &["First release"],
        kind: Kind::Of("Eastern Spaceflight"),
    },
    Integration {
        name: "Legacy Manifest Import",
        category: "Commerce and ERP",
        about: "Reads manifests from a folder, the way it was done before there was an API.",
        overview: "",
        marketplace: HIDDEN,
        labels: &["legacy"],
        versions: &["First release", "Umlauts", "Files over 2 GB"],
        kind: Kind::Usual,
    },
];

/// Key, label, category, description, built in, how many versions.
type Component = (&'static str, &'static str, &'static str, &'static str, bool, i64);

const COMPONENTS: [Component; 32] = [
    ("http", "HTTP", "Connectivity", "Send requests to any web service.", true, 4),
    ("webhook-triggers", "Webhook", "Triggers", "Start when another system calls.", true, 2),
    ("schedule-triggers", "Schedule", "Triggers", "Start at set times.", true, 2),
    (
        "management-triggers",
        "Management",
        "Triggers",
        "Start when an instance is deployed or removed.",
        true,
        1,
    ),
    ("loop", "Loop", "Logic", "Do something for each item of a list.", true, 1),
    ("branch", "Branch", "Logic", "Go one way or another.", true, 1),
    ("code", "Code", "Logic", "Run a few lines of JavaScript.", true, 3),
    (
        "change-data-format",
        "Change Data Format",
        "Data Platforms",
        "Turn CSV, XML and JSON into one another.",
        true,
        2,
    ),
    ("collection-tools", "Collection Tools", "Data Platforms", "Sort, group and compare lists.", true, 1),
    ("sftp", "SFTP", "File Storage", "Read and write files on a server.", true, 2),
    ("smtp", "Email (SMTP)", "Communication", "Send email.", true, 1),
    ("log", "Log", "Logic", "Write a line to the log.", true, 1),
    ("text-manipulation", "Text Manipulation", "Data Platforms", "Split, join and replace text.", true, 1),
    ("math", "Math", "Logic", "Add, round and compare numbers.", true, 1),
    ("persist-data", "Persist Data", "Logic", "Keep values between executions.", true, 2),
    ("stop-execution", "Stop Execution", "Logic", "End an execution early.", true, 1),
    ("prismatic", "Prismatic", "Application Connectors", "Manage integrations and instances.", true, 3),
    ("github", "GitHub", "Developer Tools", "Issues, repositories and webhooks in GitHub.", true, 4),
    ("zendesk", "Zendesk", "Helpdesk", "Tickets and webhooks in Zendesk.", true, 3),
    ("google-drive", "Google Drive", "File Storage", "Files and drives in Google Drive.", true, 5),
    ("hubspot", "HubSpot", "CRM", "Companies, contacts and deals in HubSpot.", true, 4),
    ("atlassian-jira", "Jira", "Developer Tools", "Issues and projects in Jira.", true, 4),
    ("salesforce", "Salesforce", "CRM", "Records and outbound messages in Salesforce.", true, 6),
    ("shopify", "Shopify", "Commerce", "Products, orders and stock in Shopify.", true, 3),
    ("orbit-calendar", "Orbit Calendar", "Calendar", "Events and shifts in Orbit Calendar.", true, 1),
    (
        "progix-sig-check",
        "Progix Signature Check",
        "Application Connectors",
        "Verifies what Progix signed.",
        false,
        1,
    ),
    ("acme-erp", "Acme ERP", "ERP", "Orders, stock and returns in Acme ERP.", false, 5),
    ("progix", "Progix", "Application Connectors", "Missions, manifests and documents in Progix.", false, 7),
    ("ledgerline", "Ledgerline", "Accounting", "Invoices and payments in Ledgerline.", false, 3),
    ("shipyard", "Shipyard", "Warehouse", "Moves and picking lists in Shipyard.", false, 2),
    ("northdesk", "Northdesk", "Helpdesk", "Tickets in Northdesk.", false, 2),
    (
        "range-safety-forms",
        "Range Safety Forms",
        "Application Connectors",
        "Fills in what ranges ask for.",
        false,
        1,
    ),
];

/// What each integration uses besides [`COMMON`].
const USES: [(&str, &[&str]); 6] = [
    ("Acme ERP Order Sync", &["acme-erp", "progix"]),
    ("Ledgerline", &["ledgerline", "progix"]),
    ("Shipyard WMS", &["shipyard", "progix"]),
    ("Northdesk", &["northdesk"]),
    ("Crew Calendar", &["orbit-calendar", "progix"]),
    ("Range Approvals", &["range-safety-forms", "progix"]),
];

/// What every integration uses.
const COMMON: [&str; 3] = ["http", "schedule-triggers", "change-data-format"];

/// The newest versions of the components an integration uses.
fn uses(name: &str) -> Vec<String> {
    let own = USES.iter().find(|(it, _)| *it == name).map_or(&[][..], |(_, keys)| keys);
    COMMON.iter().chain(own).map(|it| newest(it)).collect()
}

/// An integration that instances can be made of.
pub(super) struct Offer {
    pub name: &'static str,
    pub about: &'static str,
    pub category: &'static str,
    /// The UUIDs of its versions, oldest first.
    pub versions: Vec<String>,
    /// Any customer may have it.
    pub common: bool,
    /// Each person settles a part for themselves.
    pub personal: bool,
}

/// The UUID of the newest version of a component.
pub(super) fn newest(key: &str) -> String {
    let versions = COMPONENTS.iter().find(|it| it.0 == key).map_or(1, |it| it.5);
    id("Component", &format!("{key}/{versions}"))
}

/// The UUID of a version of an integration.
pub(super) fn version_id(name: &str, number: usize) -> String {
    id("Integration", &format!("{name}/{number}"))
}

/// Adds everything; returns the integrations.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed) -> Result<Vec<Offer>, StoreError> {
    for (index, it) in (0_i64..).zip(&INTEGRATIONS) {
        for number in 1..=it.versions.len() {
            writer.insert("Integration", version(seed, it, index, number))?;
        }
    }
    for (index, it) in (0_i64..).zip(COMPONENTS) {
        for number in 1..=it.5 {
            writer.insert("Component", component(seed, it, index, number))?;
        }
    }
    let offer = |it: &Integration| Offer {
        name: it.name,
        about: it.about,
        category: it.category,
        versions: (1..=it.versions.len()).map(|number| version_id(it.name, number)).collect(),
        common: it.marketplace == DEPLOYABLE && it.kind != Kind::Personal,
        personal: it.kind == Kind::Personal,
    };
    Ok(INTEGRATIONS.iter().map(offer).collect())
}

fn version(seed: &Seed, it: &Integration, index: i64, number: usize) -> Doc {
    let latest = number == it.versions.len();
    let behind = i64::try_from(it.versions.len() - number).unwrap_or_default();
    let published = seed.ago((5 + 3 * index + 47 * behind) * DAY);
    let customer = match it.kind {
        Kind::Of(customer) => Some(id("Customer", customer)),
        Kind::Usual | Kind::Several | Kind::Personal | Kind::Unpublished => None,
    };
    doc(json!({
        "id": version_id(it.name, number), "versionSequenceId": id("IntegrationSequence", it.name),
        "name": it.name, "org": seed.org, "customer": customer, "description": it.about,
        "category": (!it.category.is_empty()).then_some(it.category), "labels": it.labels,
        "components": uses(it.name), "overview": it.overview, "documentation": "", "avatarUrl": null, "starred": index == 2,
        "marketplaceConfiguration": it.marketplace, "isCustomerDeployable": it.marketplace == DEPLOYABLE,
        "allowMultipleMarketplaceInstances": it.kind == Kind::Several,
        "userLevelConfigured": it.kind == Kind::Personal,
        "hasUnpublishedChanges": latest && it.kind == Kind::Unpublished,
        "versionNumber": number, "versionIsLatest": latest, "versionIsAvailable": true,
        "versionComment": it.versions.get(number - 1), "versionCreatedAt": published, "publishedAt": published,
        "versionCreatedBy": id("User", if behind == 0 { "edward.davis@progix.io" } else { "james.patton@progix.io" }),
        "createdAt": seed.ago((400 - 9 * index) * DAY),
        "updatedAt": if latest { seed.ago((4 + 3 * index) * DAY + 5 * HOUR) } else { published.clone() },
    }))
}

fn component(seed: &Seed, it: Component, index: i64, number: i64) -> Doc {
    let (key, label, category, about, public, versions) = it;
    doc(json!({
        "id": id("Component", &format!("{key}/{number}")), "versionSequenceId": id("ComponentSequence", key),
        "org": if public { None } else { Some(&seed.org) }, "customer": null, "key": key, "label": label, "category": category,
        "description": about, "public": public, "labels": [], "iconUrl": null, "starred": false,
        "searchTerms": format!("{label} {category}").to_lowercase(), "versionNumber": number,
        "versionIsLatest": number == versions, "versionIsAvailable": true,
        "versionCreatedAt": seed.ago((2 + index + 31 * (versions - number)) * DAY),
    }))
}
