//! Instances and their states.

use super::phrases;

phrases! {
    TITLE: "instances.title" = "Instances";
    SEARCH: "instances.search" = "Search instances";
    NAME: "instances.name" = "Name";
    CUSTOMER: "instances.customer" = "Customer";
    INTEGRATION: "instances.integration" = "Integration";
    STATUS: "instances.status" = "Status";
    ANY_STATUS: "instances.anyStatus" = "Any status";
    LAST_RUN: "instances.lastRun" = "Last run";
    LABELS: "instances.labels" = "Labels";
    LABEL_IS: "instances.labelIs" = "Label is";
    NEVER: "instances.never" = "Never";
    EMPTY_TITLE: "instances.emptyTitle" = "No instances yet";
    EMPTY_TEXT: "instances.emptyText" = "An instance is an integration that is set up for one customer.";
    ENABLED: "instances.enabled" = "Enabled";
    PAUSED: "instances.paused" = "Paused";
    FAILED: "instances.failed" = "Failed";
    NEEDS_DEPLOY: "instances.needsDeploy" = "Needs deploy";
    NEVER_DEPLOYED: "instances.neverDeployed" = "Never deployed";
    NOT_CONFIGURED: "instances.notConfigured" = "Not configured";
    SUSPENDED: "instances.suspended" = "Suspended";
}
