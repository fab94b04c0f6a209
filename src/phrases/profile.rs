//! The reader's own account.

use super::phrases;

phrases! {
    TITLE: "profile.title" = "Profile";
    PASSWORD: "profile.password" = "Password";
    CURRENT_PASSWORD: "profile.currentPassword" = "Current password";
    NEW_PASSWORD: "profile.newPassword" = "New password";
    NEW_AGAIN: "profile.newAgain" = "New password, once more";
    NEW_HINT: "profile.newHint" = "At least 8 characters.";
    CHANGE_PASSWORD: "profile.changePassword" = "Change password";
    PASSWORD_CHANGED: "profile.passwordChanged" = "Password changed";
    CURRENT_MISSING: "profile.currentMissing" = "Enter your current password.";
    NEW_SHORT: "profile.newShort" = "Enter at least 8 characters.";
    AGAIN_DIFFERS: "profile.againDiffers" = "The two passwords differ.";
    APPEARANCE: "shell.appearance" = "Appearance";
    APPEARANCE_HINT: "profile.appearanceHint" = "Saved with your account, for every browser.";
    TOKEN: "profile.token" = "Access token";
    TOKEN_TEXT: "profile.tokenText" = "For command lines and scripts that use the API as you. It ends with your session.";
    TOKEN_WARNING: "profile.tokenWarning" = "Whoever has this token can do everything that you can. Do not send or store it.";
    SHOW_TOKEN: "profile.showToken" = "Show access token";
    HIDE_TOKEN: "profile.hideToken" = "Hide";
    TENANTS: "profile.tenants" = "Your accounts";
    THIS_TENANT: "profile.thisTenant" = "This one";
    GRANTED: "profile.granted" = "What is granted to you";
    NOTHING_GRANTED: "profile.nothingGranted" = "Nothing yet, beside the built-in components. An owner or admin of the organization can grant more.";
    PERMISSIONS: "profile.permissions" = "What your role includes";
}
