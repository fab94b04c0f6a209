//! The team members' screens.

use super::phrases;

phrases! {
    TITLE: "teamMembersTab.title" = "Team members";
    SEARCH: "members.searchPlaceholder" = "Search team members";
    NAME: "dataTable.nameLabel" = "Name";
    EMAIL: "dataTable.emailLabel" = "Email";
    ROLE: "dataTable.roleLabel" = "Role";
    EMAIL_CONTAINS: "members.filter.email" = "Email contains";
    EMPTY_TITLE: "members.emptyTitle" = "No team members";
    EMPTY_TEXT: "members.emptyText" = "Team members build, deploy and support integrations.";
    ADD: "members.add" = "Add team member";
    MAIL_NOTE: "members.mailNote" = "They get an email with a link to set a password and to complete their profile.";
    GRANULAR_ACCESS: "members.granularAccess" = "Granular access";
    NO_PERMISSIONS_TEXT: "members.noPermissionsText" = "This person sees their own profile and the built-in components, and nothing else.";
    GRANULAR_TEXT: "members.granularText" = "%{name} sees built-in components, and only what is listed here. Other integrations, components and customers stay hidden.";
    NO_GRANTS: "members.noGrants" = "Nothing is granted yet";
    NO_GRANTS_TEXT: "members.noGrantsText" = "Grant permissions on single integrations, components and customers.";
    ADD_PERMISSION: "members.addPermission" = "Add permission";
    TYPE: "members.type" = "Type";
    OBJECT: "members.object" = "Object";
    GRANTED_THROUGH: "members.grantedThrough" = "Granted through";
    DIRECT: "members.direct" = "Direct";
    INTEGRATION_HINT: "members.integrationHint" = "See, or edit and test, one integration.";
    COMPONENT_HINT: "members.componentHint" = "Use, or help to develop, one custom component.";
    CUSTOMER_HINT: "members.customerHint" = "See or manage one customer, its users or its instances.";
    CHOOSE_KIND: "members.chooseKind" = "What is it about?";
    CHOOSE_OBJECT: "members.chooseObject" = "Which one? (%{kind})";
    FIND_OBJECT: "members.findObject" = "%{kind}: type a part of its name";
    CHOOSE_PERMISSIONS: "members.choosePermissions" = "What may %{name} do?";
    BACK: "members.back" = "Back";
    CHANGE: "members.change" = "Change";
    ALREADY_GRANTED: "members.alreadyGranted" = "Granted already.";
    CREDENTIALS_WARNING: "members.credentialsWarning" = "Whoever sees a customer also sees the credentials that are saved for it.";
    MISSING_COMPONENTS: "members.missingComponents" = "This integration uses custom components that %{name} cannot see: %{components}. To work on it, they need these too.";
    GRANT_COMPONENTS: "members.grantComponents" = "Let them use these components too";
    GRANT_COUNT: "members.grantCount" = "Grant (%{count})";
    GRANTED: "members.granted" = "%{name}: permissions granted (%{count})";
    REVOKE: "members.revoke" = "Revoke";
    REVOKE_LABEL: "members.revokeLabel" = "Revoke: %{permission}";
    REVOKE_TITLE: "members.revokeTitle" = "Revoke this permission?";
    REVOKE_TEXT: "members.revokeText" = "%{name} loses it at once: %{permission}.";
    REVOKED: "members.revoked" = "Revoked: %{permission}";
}
