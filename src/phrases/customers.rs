//! The customers' screens.

use super::phrases;

phrases! {
    TITLE: "customersTab.title" = "Customers";
    ADD: "customers.addButton" = "Add customer";
    SEARCH: "customers.searchPlaceholder" = "Search customers";
    NAME: "input.nameLabel" = "Name";
    DESCRIPTION: "input.descriptionLabel" = "Description";
    EXTERNAL_ID: "input.externalIdLabel" = "External ID";
    LABELS: "input.labelsLabel" = "Labels";
    UPDATED: "customers.updatedLabel" = "Updated";
    DESCRIPTION_CONTAINS: "customers.filter.description" = "Description contains";
    EXTERNAL_ID_IS: "customers.filter.externalId" = "External ID is";
    EXTERNAL_ID_EXAMPLE: "customers.filter.externalIdPlaceholder" = "Whole ID, such as abc-123";
    LABEL_IS: "customers.filter.label" = "Label is";
    ANY_LABEL: "customers.filter.anyLabel" = "Any label";
    EMPTY_TITLE: "emptyState.customersTitle" = "No customers yet";
    EMPTY_TEXT: "emptyState.customersText" = "A customer is a company that uses your integrations. Add one to give it instances and users.";
    ADD_TITLE: "customers.add.title" = "Add customer";
    ADDED: "customers.add.done" = "%{name} was added.";
    EXTERNAL_ID_HINT: "customers.externalIdHint" = "Shared webhook triggers route by it, and embedded users arrive by it. A change takes effect at once.";
    EMBEDDED_NOTE: "customers.add.embeddedNote" = "If this customer uses the embedded marketplace, give it an external ID and add no users: they are created when they first arrive.";
    LABELS_HINT: "customers.labelsHint" = "Saved in lower case. Enter or comma adds one.";
    NAME_MISSING: "customers.problem.nameMissing" = "Enter a name.";
    NAME_LONG: "customers.problem.nameLong" = "Use 255 characters at most.";
    EXTERNAL_ID_LONG: "customers.problem.externalIdLong" = "Use 255 characters at most.";
    DETAILS: "detailsTab.title" = "Details";
    CREATED: "detail.createdLabel" = "Created";
    CHANGED: "customers.changedLabel" = "Last changed";
    ID: "customers.idLabel" = "Customer ID";
    SAVED: "customers.saved" = "Saved.";
    STAR: "customers.star" = "Star %{name}";
    NONE: "customers.none" = "None";
    STAR_COLUMN: "customers.starColumn" = "Star";
    RESTORED: "customers.restored" = "What you typed earlier is back and not saved yet.";
}
