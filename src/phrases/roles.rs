//! Roles, and looking at the app through somebody else's eyes.

use super::phrases;

phrases! {
    TITLE: "roles.title" = "Roles";
    TEXT: "roles.text" = "What each role includes. Third parties get their permissions object by object, on their own page. Roles above yours are not listed.";
    TEAM: "roles.team" = "Team members";
    CUSTOMERS: "roles.customers" = "People of customers";
    PERMISSION: "roles.permission" = "Permission";
    YOUR_ROLE: "roles.yours" = "Your role";
    INCLUDED: "roles.included" = "Included";
    NOT_INCLUDED: "roles.notIncluded" = "–";
    VIEW_AS: "roles.viewAs" = "View as %{name}";
    VIEW_AS_SHORT: "roles.viewAsShort" = "View as";
    VIEWING_AS: "roles.viewingAs" = "You are looking at the app as %{name} (%{role}). Nothing can be changed.";
    VIEWING_AS_ROLE: "roles.viewingAsRole" = "You are looking at the app as %{role}. Nothing can be changed.";
    STOP_VIEWING: "roles.stopViewing" = "Stop";
}
