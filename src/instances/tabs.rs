//! Which parts of an instance's page there are. Pure.

use crate::{embed::InstanceScreen, routes::InstanceTab};

/// What the reader finds, as far as the tabs go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Finds {
    /// All of the instance, not only what the reader settles for themselves.
    pub everything: bool,
    /// They may run its flows.
    pub tests: bool,
    /// Who settled a part of it for themselves.
    pub people: bool,
}

/// Whether a tab is there: not where the host left it out, and only for those who find something there.
#[must_use]
pub fn is_offered(tab: InstanceTab, screen: InstanceScreen, finds: Finds) -> bool {
    match tab {
        InstanceTab::Summary => true,
        InstanceTab::Details => finds.everything,
        InstanceTab::Test => finds.tests && !screen.hide_test,
        InstanceTab::Executions => finds.everything && !screen.hide_executions,
        InstanceTab::Logs => finds.everything && !screen.hide_logs,
        InstanceTab::UserConfiguration => finds.people,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: Finds = Finds { everything: true, tests: true, people: true };

    fn offered(screen: InstanceScreen, finds: Finds) -> Vec<InstanceTab> {
        InstanceTab::ALL.iter().copied().filter(|it| is_offered(*it, screen, finds)).collect()
    }

    #[test]
    fn hosts_and_rights_take_tabs_away() {
        let all = InstanceScreen::default();
        assert_eq!(offered(all, ALL), InstanceTab::ALL);
        let without = |gone: &[InstanceTab]| -> Vec<InstanceTab> {
            InstanceTab::ALL.iter().copied().filter(|it| !gone.contains(it)).collect()
        };
        assert_eq!(offered(all, Finds { tests: false, ..ALL }), without(&[InstanceTab::Test]));
        assert_eq!(offered(InstanceScreen { hide_test: true, ..all }, ALL), without(&[InstanceTab::Test]));
        let hidden = InstanceScreen { hide_executions: true, ..all };
        assert_eq!(offered(hidden, ALL), without(&[InstanceTab::Executions]));
        let quiet = InstanceScreen { hide_logs: true, ..all };
        assert_eq!(offered(quiet, ALL), without(&[InstanceTab::Logs]));
        let nobodys = Finds { people: false, ..ALL };
        assert_eq!(offered(all, nobodys), without(&[InstanceTab::UserConfiguration]));
    }

    #[test]
    fn who_settles_their_own_part_finds_one_tab() {
        assert_eq!(offered(InstanceScreen::default(), Finds::default()), [InstanceTab::Summary]);
    }
}
