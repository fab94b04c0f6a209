//! Finding a thing from anywhere.

use super::phrases;

phrases! {
    TITLE: "find.title" = "Find anything";
    SHORTCUT: "find.shortcut" = "Ctrl K";
    HINT: "find.hint" = "A name, or a customer’s external ID";
    HINT_INTEGRATIONS: "find.hintIntegrations" = "A name";
    NOTHING: "find.nothing" = "Nothing is called “%{term}”.";
    COUNT: "find.count" = "Found: %{count}. Arrow down goes to them.";
}
