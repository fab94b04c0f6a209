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
    /// The same for an integration that the host asks for by name.
    pub configure_details: Details,
    pub instance: InstanceScreen,
    pub wizard: WizardScreen,
    /// The frame is inside the SDK's popover: closing it can be asked for, and its cross covers the top end corner.
    pub is_in_popover: bool,
}

/// What a host leaves out of an instance's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InstanceScreen {
    pub hide_back: bool,
    pub hide_pause: bool,
    pub hide_deactivation: bool,
    pub hide_test: bool,
    pub hide_executions: bool,
    /// No log lines, wherever they would be.
    pub hide_logs: bool,
}

/// How a host wants the wizard.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WizardScreen {
    /// All pages as one.
    pub is_streamlined: bool,
    /// Connections are filled in for the instance, not chosen from the customer's.
    pub is_inline: bool,
    pub hide_sidebar: bool,
    /// The host has drawn a dialog around the frame, and closes it when it is told that the wizard is done.
    pub is_in_modal: bool,
    pub triggers: Triggers,
    /// Whether instances leave log lines.
    pub logs: Kept,
    /// Whether instances keep the results of their steps.
    pub step_results: Kept,
}

/// How a host wants what starts an instance's flows to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Triggers {
    #[default]
    Closed,
    Open,
    Hidden,
}

impl Triggers {
    fn read(sent: &Value) -> Self {
        match sent.as_str() {
            Some("default-open") => Self::Open,
            Some("hidden") => Self::Hidden,
            Some(_) | None => Self::Closed,
        }
    }
}

/// What a host decides about something that instances write down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kept {
    /// Nothing: it stays as it is.
    #[default]
    AsItIs,
    Always,
    Never,
    /// Whoever configures the instance chooses.
    Optional,
}

impl Kept {
    /// Reads when it is `disabled`, as the SDK has it.
    fn read(disabled: &Value) -> Self {
        match disabled.as_str() {
            Some("never") => Self::Always,
            Some("always") => Self::Never,
            Some("optional") => Self::Optional,
            Some(_) | None => Self::AsItIs,
        }
    }
}

/// Whether the details of an integration come before its settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Details {
    #[default]
    Allow,
    Always,
    Disallow,
}

impl Details {
    fn read(sent: &Value) -> Self {
        match sent.as_str() {
            Some("always-show-details") => Self::Always,
            Some("disallow-details") => Self::Disallow,
            Some(_) | None => Self::Allow,
        }
    }
}

impl ScreenConfiguration {
    /// Reads what a host sent.
    #[must_use]
    pub fn read(sent: &Value) -> Self {
        let (marketplace, instance) = (&sent["marketplace"], &sent["instance"]);
        let wizard = &sent["configurationWizard"];
        let hides =
            |tab: &str| instance["hideTabs"].as_array().is_some_and(|all| all.iter().any(|it| it == tab));
        Self {
            hide_search: marketplace["hideSearch"] == true,
            hide_active_integrations_filter: marketplace["hideActiveIntegrationsFilter"] == true,
            details: Details::read(&marketplace["configuration"]),
            configure_details: Details::read(&sent["configureInstance"]["configuration"]),
            instance: InstanceScreen {
                hide_back: instance["hideBackToMarketplace"] == true,
                hide_pause: instance["hidePauseButton"] == true,
                hide_deactivation: instance["hideDeactivation"] == true,
                hide_test: hides("Test"),
                hide_executions: hides("Executions"),
                hide_logs: hides("Logs"),
            },
            wizard: WizardScreen {
                is_streamlined: wizard["mode"] == "streamlined",
                is_inline: wizard["connectionConfiguration"] == "inline",
                hide_sidebar: wizard["hideSidebar"] == true,
                is_in_modal: wizard["isInModal"] == true,
                triggers: Triggers::read(&wizard["triggerDetailsConfiguration"]),
                logs: Kept::read(&wizard["logsDisabled"]),
                step_results: Kept::read(&wizard["stepResultsDisabled"]),
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
            "configureInstance": {"configuration": "always-show-details"},
            "instance": {"hideTabs": ["Logs"], "hideBackToMarketplace": true, "hidePauseButton": true, "hideDeactivation": true},
            "configurationWizard": {
                "mode": "streamlined", "connectionConfiguration": "inline", "hideSidebar": true, "isInModal": true,
                "triggerDetailsConfiguration": "default-open", "logsDisabled": "optional", "stepResultsDisabled": "always",
            },
        });
        let expected = ScreenConfiguration {
            hide_search: true,
            hide_active_integrations_filter: true,
            details: Details::Disallow,
            configure_details: Details::Always,
            instance: InstanceScreen {
                hide_back: true,
                hide_pause: true,
                hide_deactivation: true,
                hide_logs: true,
                ..InstanceScreen::default()
            },
            wizard: WizardScreen {
                is_streamlined: true,
                is_inline: true,
                hide_sidebar: true,
                is_in_modal: true,
                triggers: Triggers::Open,
                logs: Kept::Optional,
                step_results: Kept::Never,
            },
            is_in_popover: true,
        };
        assert_eq!(ScreenConfiguration::read(&sent), expected);
    }

    #[test]
    fn other_kinds_of_values_hide_nothing() {
        let sent = json!({"marketplace": {"hideSearch": "true", "configuration": 1}, "isInPopover": 1, "configurationWizard": [true]});
        assert_eq!(ScreenConfiguration::read(&sent), ScreenConfiguration::default());
    }

    #[test]
    fn tabs_are_hidden_by_their_names() {
        let hidden = |sent: Value| {
            let it = ScreenConfiguration::read(&json!({"instance": {"hideTabs": sent}})).instance;
            (it.hide_test, it.hide_executions, it.hide_logs)
        };
        assert_eq!(hidden(json!(["Test", "Executions", "Logs"])), (true, true, true));
        assert_eq!(hidden(json!(["Executions", "Monitors", null])), (false, true, false));
        assert_eq!(hidden(json!(["test"])), (false, false, false));
        assert_eq!(hidden(json!("Test")), (false, false, false));
        assert_eq!(hidden(json!([])), (false, false, false));
    }
}
