//! The marketplace. The keys are those that hosts already translate.

use super::phrases;

phrases! {
    TITLE: "filterBar.title" = "%{integrationPlural}";
    INTEGRATIONS: "marketplace.integrationPlural" = "Integrations";
    SEARCH: "input.filterSearchPlaceholder" = "Search integrations";
    ALL: "filterBar.allButton" = "All";
    ACTIVATED_ONLY: "filterBar.activateButton" = "Activated";
    WHICH: "marketplace.which" = "Which integrations";
    CATEGORY: "detail.categoryLabel" = "Category";
    ANY_CATEGORY: "marketplace.anyCategory" = "All categories";
    NO_CATEGORY: "header.uncategorizedText" = "Other";
    ACTIVATED: "card.runningLabel" = "Activated";
    SEVERAL_ACTIVATED: "marketplace.severalActivated" = "%{count} activated";
    PAUSED: "card.pausedLabel" = "Paused";
    UNCONFIGURED: "marketplace.unconfigured" = "Activated, not configured";
    OWN_UNCONFIGURED: "card.ulcUnconfiguredLabel" = "Waiting for your configuration";
    FAILING: "marketplace.failing" = "Failing";
    DEPLOYED: "marketplace.deployed" = "Deployed";
    NOT_ACTIVATED: "marketplace.notActivated" = "Not activated";
    EMPTY_TITLE: "emptyState.integrationMarketplaceTitle" = "No integrations yet";
    EMPTY_TEXT: "emptyState.integrationMarketplaceText--customer" = "Integrations appear here as soon as they are offered to you.";
    NO_MATCH_TITLE: "filterResults.placeholderTitle" = "No results";
    NO_MATCH_TEXT: "filterResults.placeholderText" = "No integration matches this search and these filters.";
    CLEAR: "filterBar.clearFiltersButton" = "Clear filters";
    OVERVIEW: "detail.overviewLabel" = "Overview";
    NO_OVERVIEW: "marketplace.noOverview" = "There is no further description.";
    VERSION: "detail.versionLabel" = "Version";
    CONTACT: "activateIntegrationDialog.banner.text--isNotConfigurable" = "This integration is switched on for you. Contact the company that offers it.";
    UNAUTHORIZED: "common.unauthorized" = "You are not signed in, or your sign-in has ended. Reload the page around this one.";
}
