//! What is said about people, whoever they belong to.

use super::phrases;

phrases! {
    NAME: "dataTable.nameLabel" = "Name";
    EMAIL: "dataTable.emailLabel" = "Email";
    PHONE: "person.phone" = "Phone number";
    PHONE_HINT: "person.phoneHint" = "With the country code, such as +1 605 555 1234.";
    ROLE: "dataTable.roleLabel" = "Role";
    NONE: "person.none" = "None";
    NAME_MISSING: "person.nameMissing" = "Enter a name.";
    NAME_LONG: "person.nameLong" = "The name can have at most 255 characters.";
    EMAIL_WRONG: "person.emailWrong" = "Enter an email address, such as ada@example.com.";
    PHONE_WRONG: "person.phoneWrong" = "Enter the number with its country code, such as +1 605 555 1234.";
    ROLE_MISSING: "person.roleMissing" = "Choose a role.";
    SAVED: "person.saved" = "Saved";
    PICTURE_SAVED: "person.pictureSaved" = "Photo saved";
    DELETE: "person.delete" = "Delete user";
    DELETE_TITLE: "person.deleteTitle" = "Delete this user";
    DELETE_TEXT: "person.deleteText" = "They can no longer sign in. What they built stays.";
    DELETE_QUESTION: "person.deleteQuestion" = "Delete %{name}?";
    DELETE_WARNING: "person.deleteWarning" = "Are you sure? This is permanent. Their account, their sessions and everything granted to them are gone at once.";
    REMOVE: "person.remove" = "Remove user";
    DELETED: "person.deleted" = "%{name} was deleted";
    CREATED: "detail.createdLabel" = "Created";
    CHANGED: "person.changed" = "Last changed";
    ID: "person.id" = "User ID";
    IDENTIFIER: "person.identifier" = "User identifier";
    OWN_ROLE: "person.ownRole" = "Nobody changes their own role. Another admin can.";
    ROLE_LOCKED: "person.roleLocked" = "You cannot change this person’s role. Somebody with a higher role can.";
    OWN_ACCOUNT: "person.ownAccount" = "This is your own account. Another admin can delete it.";
    ADDED: "person.added" = "A confirmation email was sent to %{email}. Its link sets a password and personal information.";
    PERMISSIONS: "members.permissions" = "Permissions";
    PERMISSION: "members.permission" = "Permission";
    ALLOWS: "members.allows" = "Allows to";
    REASON: "members.reason" = "Because of";
    BY_ROLE: "members.byRole" = "The role %{role}";
    GRANTED_ON: "members.grantedOn" = "Granted on";
    GRANTED_ON_OTHER: "members.grantedOnOther" = "Granted on one object (%{kind})";
    OBJECT_GONE: "members.objectGone" = "No longer exists";
    INTEGRATION: "members.integration" = "Integration";
    COMPONENT: "members.component" = "Component";
    CUSTOMER: "members.customer" = "Customer";
    NO_PERMISSIONS: "members.noPermissions" = "No permissions";
    DETAILS: "detail.detailsTab" = "Details";
}
