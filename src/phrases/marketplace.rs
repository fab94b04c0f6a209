//! The marketplace. The keys are those that hosts already translate.

use super::{Phrase, phrases};

phrases! {
    TITLE: "integration-marketplace__filterBar.title" = "%{marketplaceSingular}";
    SEARCH: "integration-marketplace__input.filterSearchPlaceholder" = "Search %{integrationPluralLower}";
    ALL: "integration-marketplace__filterBar.allButton" = "All";
    ACTIVATED_ONLY: "integration-marketplace__filterBar.activateButton" = "Activated";
    SHOW: "marketplace.show" = "Show";
    CATEGORY: "detail.categoryLabel" = "Category";
    ANY_CATEGORY: "marketplace.anyCategory" = "All categories";
    NO_CATEGORY: "header.uncategorizedText" = "Other";
    NOT_ACTIVATED: "marketplace.notActivated" = "Not activated";
    ACTIVATED: "integration-marketplace__card.runningLabel" = "Activated";
    SEVERAL_ACTIVATED: "marketplace.severalActivated" = "Several activated";
    PAUSED: "integration-marketplace__card.pausedLabel" = "Paused";
    UNCONFIGURED: "integration-marketplace__card.activateLabel" = "Activated, not configured";
    OWN_UNCONFIGURED: "integration-marketplace__card.ulcUnconfiguredLabel" = "Activated, not configured for you";
    FAILING: "marketplace.failing" = "Failing";
    FAILING_SENTENCE: "marketplace.failingSentence" = "The last run did not end well.";
    DEPLOYED: "marketplace.deployed" = "Deployed";
    ONE_ACTIVATED: "integration-marketplace.instanceActivatedTooltip" = "This %{integrationSingularLower} is set up and runs.";
    ALL_ACTIVATED: "integration-marketplace.instancesActivatedTooltip" = "It is set up more than once, and runs.";
    ONE_PAUSED: "integration-marketplace.instancePausedTooltip" = "This %{integrationSingularLower} is set up and does not run at the moment.";
    ALL_PAUSED: "integration-marketplace.instancesPausedTooltip" = "It is set up more than once, and does not run at the moment.";
    ONE_UNCONFIGURED: "integration-marketplace.instanceUnconfiguredTooltip" = "This %{integrationSingularLower} still has to be configured.";
    ALL_UNCONFIGURED: "integration-marketplace.instancesUnconfiguredTooltip" = "It is set up more than once, and still has to be configured.";
    USER_UNCONFIGURED: "integration-marketplace.userUnconfiguredTooltip" = "Your own part of the configuration is missing.";
    USERS_UNCONFIGURED: "integration-marketplace.usersUnconfiguredTooltip" = "Your own part of the configuration is missing at least once.";
    USER_ACTIVATED: "integration-marketplace.userActivatedTooltip" = "It is set up, and so is your own part of it.";
    USERS_ACTIVATED: "integration-marketplace.usersActivatedTooltip" = "It is set up more than once, and so is your own part of it.";
    OWN_CONFIGURE: "activateIntegrationDialog.createUserConfiguration" = "Configure for yourself";
    OWN_RECONFIGURE: "activateIntegrationDialog.editUserConfiguration" = "Reconfigure for yourself";
    OWN_VIEW: "activateIntegrationDialog.viewUserConfiguration" = "View your configuration";
    EMPTY_TITLE: "emptyState.integrationMarketplaceTitle" = "No %{integrationPluralLower} yet";
    EMPTY_TEXT: "emptyState.integrationMarketplaceText--customer" = "%{integrationPlural} appear here as soon as they are offered to you.";
    NO_MATCH_TITLE: "integration-marketplace__filterResults.placeholderTitle" = "No results";
    NO_MATCH_TEXT: "integration-marketplace__filterResults.placeholderText" = "Nothing matches this search and these filters.";
    NO_OVERVIEW: "marketplace.noOverview" = "There is no further description.";
    VERSION: "marketplace.version" = "Version %{version}";
    CONTACT: "activateIntegrationDialog.banner.text--isNotConfigurable" = "Contact %{organization} to have this %{integrationSingularLower} activated.";
    ASK_SOMEBODY: "marketplace.askSomebody" = "Somebody who manages %{integrationPluralLower} here has to activate this one.";
    CONFIGURE: "activateIntegrationDialog.configureButton" = "Configure";
    ADD: "activateIntegrationDialog.addButton" = "Add another";
    VIEW: "activateIntegrationDialog.viewButton" = "View";
    INSTANCES: "activateIntegrationDialog.instancesTitle" = "Set up already";
    BACK: "marketplace.back" = "All %{integrationPluralLower}";
    NOTHING_ASKED: "marketplace.nothingAsked" = "Nothing is open here";
    NOTHING_ASKED_TEXT: "marketplace.nothingAskedText" = "The page around this one decides what is shown.";
    NOT_FOUND_TITLE: "app.marketplace-not-found__title" = "Not found";
    NOT_FOUND_TEXT: "app.marketplace-not-found__text" = "There is no such %{integrationSingularLower} for you.";
    SOMEBODY: "marketplace.somebody" = "whoever offers it";
    UNAUTHORIZED: "common.unauthorized" = "You are not signed in, or your sign-in has ended. Reload the page around this one.";
}

/// The sentence about one instance, and about several.
pub const ACTIVATED_SENTENCES: (Phrase, Phrase) = (ONE_ACTIVATED, ALL_ACTIVATED);
pub const PAUSED_SENTENCES: (Phrase, Phrase) = (ONE_PAUSED, ALL_PAUSED);
pub const UNCONFIGURED_SENTENCES: (Phrase, Phrase) = (ONE_UNCONFIGURED, ALL_UNCONFIGURED);
pub const OWN_ACTIVATED_SENTENCES: (Phrase, Phrase) = (USER_ACTIVATED, USERS_ACTIVATED);
pub const OWN_UNCONFIGURED_SENTENCES: (Phrase, Phrase) = (USER_UNCONFIGURED, USERS_UNCONFIGURED);
