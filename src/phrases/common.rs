//! Words that stand on many screens.

use super::phrases;

phrases! {
    CANCEL: "common.cancelButton" = "Cancel";
    SAVE: "common.saveButton" = "Save";
    DISCARD: "common.discardButton" = "Discard";
    SIGNED_OUT: "error.signedOut" = "Your session has ended. Sign in again to go on.";
    FORBIDDEN: "nullState.permissionDenied.message" = "You do not have permission to do this.";
    NOT_FOUND: "error.notFound" = "This does not exist, or not for you.";
    REFUSED: "error.refused" = "The server refused this without a reason.";
    UNREACHABLE: "error.unreachable" = "The server cannot be reached. Check the connection and try again.";
    NO_STORAGE: "error.noStorage" = "Signing in needs this browser to keep data for this site. Allow it, then try again.";
    MALFORMED: "error.malformed" = "The server sent an answer that cannot be read. Try again.";
    DENIED_SIGNED_OUT: "denied.signedOut" = "Sign in to do this.";
    DENIED_ROLE: "denied.role" = "Your role does not include this. An owner or admin can change it.";
    DENIED_LOOKING_AS: "denied.lookingAs" = "You are looking at the app as somebody else. Nothing can be changed until you stop.";
    DENIED_OBJECT: "denied.object" = "You do not have permission to change this. An owner or admin can grant it.";
}

/// The words for things, which any text, ours or a host's, asks for by these names.
pub const TERMS: &[(&str, &str)] = &[
    ("integrationSingular", "Integration"),
    ("integrationSingularLower", "integration"),
    ("integrationPlural", "Integrations"),
    ("integrationPluralLower", "integrations"),
    ("marketplaceSingular", "Marketplace"),
];
