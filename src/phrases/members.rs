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
}
