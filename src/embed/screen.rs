//! What a host decides about the screens. Pure.

use serde_json::Value;

/// The parts of a host's screen configuration that the app has screens for. What is left out, null or of another kind
/// has its default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScreenConfiguration {
    /// No search box in the marketplace.
    pub hide_search: bool,
    /// No choice between all and activated integrations.
    pub hide_active_integrations_filter: bool,
    pub details: Details,
    /// The frame is inside the SDK's popover: closing it can be asked for, and its cross covers the top end corner.
    pub is_in_popover: bool,
}

/// Whether a card of the marketplace opens its details.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Details {
    #[default]
    Allow,
    Always,
    Disallow,
}

impl ScreenConfiguration {
    /// Reads what a host sent.
    #[must_use]
    pub fn read(sent: &Value) -> Self {
        let marketplace = &sent["marketplace"];
        Self {
            hide_search: marketplace["hideSearch"] == true,
            hide_active_integrations_filter: marketplace["hideActiveIntegrationsFilter"] == true,
            details: match marketplace["configuration"].as_str() {
                Some("always-show-details") => Details::Always,
                Some("disallow-details") => Details::Disallow,
                Some(_) | None => Details::Allow,
            },
            is_in_popover: sent["isInPopover"] == true,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_host_sets() {
        let sent = json!({
            "marketplace": {"hideSearch": true, "hideActiveIntegrationsFilter": true, "configuration": "disallow-details"},
            "isInPopover": true,
            "instance": {"hideTabs": ["Logs"]},
        });
        let expected = ScreenConfiguration {
            hide_search: true,
            hide_active_integrations_filter: true,
            details: Details::Disallow,
            is_in_popover: true,
        };
        assert_eq!(ScreenConfiguration::read(&sent), expected);
    }

    #[test]
    fn other_kinds_of_values_hide_nothing() {
        let sent = json!({"marketplace": {"hideSearch": "true", "configuration": 1}, "isInPopover": 1});
        assert_eq!(ScreenConfiguration::read(&sent), ScreenConfiguration::default());
    }
}
