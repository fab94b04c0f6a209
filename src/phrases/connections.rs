//! The connections of customers.

use super::phrases;

phrases! {
    TITLE: "connectionsTab.title" = "Connections";
    SEARCH: "connections.search" = "Search connections";
    NAME: "connections.name" = "Name";
    APP: "connections.app" = "App";
    METHOD: "connections.method" = "Signs in by";
    STATUS: "connections.status" = "Status";
    ANY_STATUS: "connections.anyStatus" = "Any status";
    IN_USE: "connections.inUse" = "In use";
    CONFIGURED: "connections.configured" = "Last change";
    YES: "connections.yes" = "Yes";
    NO: "connections.no" = "No";
    NEVER: "connections.never" = "Never";
    CONNECTED: "connections.connected" = "Connected";
    NOT_CONNECTED: "connections.notConnected" = "Not connected";
    FAILED: "connections.failed" = "Failed";
    FAILED_TEXT: "connections.failedText" = "The other system no longer accepts this connection. Connect it again, or check what was entered.";
    EMPTY_TITLE: "connections.emptyTitle" = "No connections yet";
    EMPTY_TEXT: "connections.emptyText" = "Connections appear here when an instance is configured. Several instances can share one.";
    CONNECT: "connections.connect" = "Connect";
    RECONNECT: "connections.reconnect" = "Reconnect";
    DISCONNECT: "connections.disconnect" = "Disconnect";
    DISCONNECTED: "connections.disconnected" = "Disconnected";
    NOW_CONNECTED: "connections.nowConnected" = "Connected";
    CONSENT_FAILED: "connections.consentFailed" = "The other system did not agree to the connection.";
    WAITING: "connections.waiting" = "Waiting for the other system. Answer in the window that has opened.";
    BLOCKED: "connections.blocked" = "The browser blocked the window. Allow it for this site, then try again.";
    SECRETS: "connections.secrets" = "Secrets";
    SECRETS_TEXT: "connections.secretsText" = "Stored, and never shown again.";
    ID: "connections.id" = "Connection ID";
    USED_BY: "connections.usedBy" = "Used by";
    UNUSED: "connections.unused" = "No instance uses this connection.";
    RUNS: "connections.runs" = "Enabled";
    IS_PAUSED: "connections.isPaused" = "Paused";
    PAUSE_ALL: "connections.pauseAll" = "Pause all";
    PAUSE_QUESTION: "connections.pauseQuestion" = "Pause everything that uses this connection?";
    PAUSE_TEXT: "connections.pauseText" = "Instances that stop running: %{count}. Each can be enabled again on its own.";
    ALL_PAUSED: "connections.allPaused" = "Everything that uses this connection is paused";
    DELETE: "connections.delete" = "Delete connection";
    DELETE_TITLE: "connections.deleteTitle" = "Delete this connection";
    DELETE_TEXT: "connections.deleteText" = "What is stored about it is gone for good.";
    DELETE_IN_USE: "connections.deleteInUse" = "It is in use. Pause the instances that use it first.";
    DELETE_QUESTION: "connections.deleteQuestion" = "Delete %{name}?";
    DELETE_WARNING: "connections.deleteWarning" = "This is permanent. Paused instances that used it have to be configured again.";
    DELETED: "connections.deleted" = "%{name} was deleted";
}
