//! The integrations' screens.

use super::phrases;

phrases! {
    TITLE: "integrationsTab.title" = "Integrations";
    SEARCH: "integrations.search" = "Search integrations";
    NAME: "integrations.name" = "Name";
    CATEGORY: "integrations.category" = "Category";
    ANY_CATEGORY: "integrations.anyCategory" = "Any category";
    VERSION: "integrations.version" = "Version";
    MARKETPLACE: "integrations.marketplace" = "Marketplace";
    LABELS: "integrations.labels" = "Labels";
    LABELS_HINT: "integrations.labelsHint" = "Saved in lower case. Enter or comma adds one.";
    LABEL_IS: "integrations.labelIs" = "Label is";
    UPDATED: "integrations.updated" = "Updated";
    EMPTY_TITLE: "integrations.emptyTitle" = "No integrations yet";
    EMPTY_TEXT: "integrations.emptyText" = "An integration connects your product to another one. Once published, it can be set up for customers.";
    NOTHING_GRANTED: "integrations.nothingGranted" = "Integrations that an owner or admin shares with you appear here.";
    SUMMARY: "integrations.summary" = "Summary";
    VERSIONS: "integrations.versions" = "Versions";
    INSTANCES: "integrations.instances" = "Instances";
    DETAILS: "integrations.details" = "Details";
    DESCRIPTION: "integrations.description" = "Description";
    COMPONENTS: "integrations.components" = "Components it uses";
    BUILT_IN: "integrations.builtIn" = "built in";
    OVERVIEW: "integrations.overview" = "What customers read about it";
    NO_OVERVIEW: "integrations.noOverview" = "Nothing is written about this integration yet.";
    NONE: "integrations.none" = "None";
    ID: "integrations.id" = "Integration ID";
    CREATED: "integrations.created" = "Created";
    CHANGED: "integrations.changed" = "Last changed";
    PUBLISHED: "integrations.published" = "Published";
    COMMENT: "integrations.comment" = "What changed";
    STATE: "integrations.state" = "State";
    AVAILABLE: "integrations.available" = "Available";
    UNAVAILABLE: "integrations.unavailable" = "Not available";
    DRAFT: "integrations.draft" = "Draft";
    NO_VERSIONS: "integrations.noVersions" = "No version is published yet";
    NO_VERSIONS_TEXT: "integrations.noVersionsText" = "Customers get an integration once a version of it is published.";
    DEPLOYABLE: "integrations.deployable" = "Self-service";
    NOT_DEPLOYABLE: "integrations.notDeployable" = "On request";
    NOT_SHOWN: "integrations.notShown" = "Not listed";
    UNKNOWN: "integrations.unknown" = "Unknown";
    NAME_MISSING: "integrations.nameMissing" = "Enter a name.";
    NAME_LONG: "integrations.nameLong" = "Use 255 characters at most.";
}
