//! What state an instance is in. Pure.

use crate::{
    phrases::{Phrase, instances as words},
    ui::Glyph,
};

/// The one state that matters most to whoever looks after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstanceState {
    /// Stopped by the platform.
    Suspended,
    /// The last run of a flow failed.
    Failed,
    NotConfigured,
    NeverDeployed,
    /// Changed since it was deployed.
    NeedsDeploy,
    Paused,
    Enabled,
}

/// What the API says about an instance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    pub system_suspended: bool,
    pub in_failed_state: bool,
    /// Whether its own configuration is complete. What people configure for themselves does not count.
    pub is_configured: bool,
    /// 0 when never deployed.
    pub deployed_version: i64,
    pub needs_deploy: bool,
    pub enabled: bool,
}

/// Reads them from what a document calls an instance: the fields are the same in each, the types are not. An instance is
/// configured unless the API says that its own settings are missing.
macro_rules! flags_from {
    ($instance:ty, $state:ty) => {
        impl From<&$instance> for $crate::instances::Flags {
            fn from(it: &$instance) -> Self {
                Self {
                    system_suspended: it.system_suspended,
                    in_failed_state: it.in_failed_state == Some(true),
                    is_configured: it.config_state != Some(<$state>::NEEDS_INSTANCE_CONFIGURATION),
                    deployed_version: it.deployed_version,
                    needs_deploy: it.needs_deploy,
                    enabled: it.enabled,
                }
            }
        }
    };
}
pub(crate) use flags_from;

impl InstanceState {
    /// Trouble before work to do, work to do before good news.
    #[must_use]
    pub fn of(flags: Flags) -> Self {
        match flags {
            Flags { system_suspended: true, .. } => Self::Suspended,
            Flags { is_configured: false, .. } => Self::NotConfigured,
            Flags { deployed_version: 0, .. } => Self::NeverDeployed,
            Flags { enabled: false, .. } => Self::Paused,
            Flags { in_failed_state: true, .. } => Self::Failed,
            Flags { needs_deploy: true, .. } => Self::NeedsDeploy,
            _ => Self::Enabled,
        }
    }

    /// What else there is to do about an instance in this state, which does not go away when that is mended.
    #[must_use]
    pub fn besides(self, flags: Flags) -> Vec<Self> {
        let is_failed = flags.in_failed_state && self == Self::Paused;
        let is_changed = flags.needs_deploy && matches!(self, Self::Paused | Self::Failed);
        let found = [(is_failed, Self::Failed), (is_changed, Self::NeedsDeploy)];
        found.into_iter().filter(|it| it.0).map(|it| it.1).collect()
    }

    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Suspended => words::SUSPENDED,
            Self::Failed => words::FAILED,
            Self::NotConfigured => words::NOT_CONFIGURED,
            Self::NeverDeployed => words::NEVER_DEPLOYED,
            Self::NeedsDeploy => words::NEEDS_DEPLOY,
            Self::Paused => words::PAUSED,
            Self::Enabled => words::ENABLED,
        }
    }

    /// What follows from it, where the name does not say.
    #[must_use]
    pub fn about(self) -> Option<Phrase> {
        match self {
            Self::Suspended => Some(words::SUSPENDED_TEXT),
            Self::Failed => Some(words::FAILED_TEXT),
            Self::NotConfigured => Some(words::NOT_CONFIGURED_TEXT),
            Self::NeverDeployed => Some(words::NEVER_DEPLOYED_TEXT),
            Self::NeedsDeploy => Some(words::NEEDS_DEPLOY_TEXT),
            Self::Paused => Some(words::PAUSED_TEXT),
            Self::Enabled => None,
        }
    }

    #[must_use]
    pub fn glyph(self) -> Glyph {
        match self {
            Self::Suspended | Self::Failed => Glyph::Failed,
            Self::NotConfigured => Glyph::NotConfigured,
            Self::NeverDeployed | Self::NeedsDeploy => Glyph::NotDeployed,
            Self::Paused => Glyph::Paused,
            Self::Enabled => Glyph::Enabled,
        }
    }
}

/// The version that runs, and the one that will after the next deployment where that is another one.
#[must_use]
pub fn version_text(deployed: i64, chosen: i64) -> String {
    if deployed == 0 || deployed == chosen {
        format!("v{chosen}")
    } else {
        format!("v{deployed} → v{chosen}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_else_there_is_to_do_is_said_besides() {
        use InstanceState::{Failed, NeedsDeploy, Paused};
        let changed = Flags {
            is_configured: true,
            deployed_version: 3,
            enabled: true,
            needs_deploy: true,
            ..Flags::default()
        };
        let failed = Flags { in_failed_state: true, ..changed };
        for (flags, state, besides) in [
            (changed, NeedsDeploy, vec![]),
            (failed, Failed, vec![NeedsDeploy]),
            (Flags { needs_deploy: false, ..failed }, Failed, vec![]),
            (Flags { enabled: false, ..changed }, Paused, vec![NeedsDeploy]),
            (Flags { enabled: false, ..failed }, Paused, vec![Failed, NeedsDeploy]),
            (Flags { is_configured: false, ..failed }, InstanceState::NotConfigured, vec![]),
        ] {
            assert_eq!(InstanceState::of(flags), state, "{flags:?}");
            assert_eq!(state.besides(flags), besides, "{flags:?}");
        }
    }

    #[expect(non_camel_case_types, clippy::upper_case_acronyms, reason = "as the API's schema names them")]
    #[derive(PartialEq)]
    enum ConfigState {
        NEEDS_INSTANCE_CONFIGURATION,
        LATER,
    }

    struct Instance {
        system_suspended: bool,
        in_failed_state: Option<bool>,
        config_state: Option<ConfigState>,
        deployed_version: i64,
        needs_deploy: bool,
        enabled: bool,
    }

    flags_from!(Instance, ConfigState);

    #[test]
    fn what_nobody_says_is_missing_is_configured() {
        let flags = |config_state, in_failed_state| {
            Flags::from(&Instance {
                system_suspended: false,
                in_failed_state,
                config_state,
                deployed_version: 2,
                needs_deploy: false,
                enabled: true,
            })
        };
        let well = Flags { is_configured: true, deployed_version: 2, enabled: true, ..Flags::default() };
        assert_eq!(flags(None, None), well);
        assert_eq!(flags(Some(ConfigState::LATER), Some(false)), well);
        let missing = Flags { is_configured: false, in_failed_state: true, ..well };
        assert_eq!(flags(Some(ConfigState::NEEDS_INSTANCE_CONFIGURATION), Some(true)), missing);
    }

    #[test]
    fn the_version_that_runs_is_said_before_the_next_one() {
        assert_eq!(version_text(2, 2), "v2");
        assert_eq!(version_text(1, 2), "v1 → v2");
        assert_eq!(version_text(0, 2), "v2", "what never ran runs no version");
    }

    #[test]
    fn what_matters_most_is_said_first() {
        let well = Flags { is_configured: true, deployed_version: 3, enabled: true, ..Flags::default() };
        for (flags, state) in [
            (well, InstanceState::Enabled),
            (Flags { needs_deploy: true, ..well }, InstanceState::NeedsDeploy),
            (Flags { in_failed_state: true, needs_deploy: true, ..well }, InstanceState::Failed),
            (Flags { enabled: false, in_failed_state: true, ..well }, InstanceState::Paused),
            (
                Flags { deployed_version: 0, needs_deploy: true, enabled: false, ..well },
                InstanceState::NeverDeployed,
            ),
            (Flags { is_configured: false, deployed_version: 0, ..well }, InstanceState::NotConfigured),
            (Flags { system_suspended: true, ..well }, InstanceState::Suspended),
            (Flags::default(), InstanceState::NotConfigured),
        ] {
            assert_eq!(InstanceState::of(flags), state, "{flags:?}");
        }
    }
}
