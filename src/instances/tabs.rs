//! Which parts of an instance's page there are. Pure.

use crate::{embed::InstanceScreen, routes::InstanceTab};

/// Whether a tab is there: not where the host left it out, and the one that runs flows only for those who may.
#[must_use]
pub fn is_offered(tab: InstanceTab, screen: InstanceScreen, may_test: bool) -> bool {
    match tab {
        InstanceTab::Summary | InstanceTab::Details => true,
        InstanceTab::Test => may_test && !screen.hide_test,
        InstanceTab::Executions => !screen.hide_executions,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offered(screen: InstanceScreen, may_test: bool) -> Vec<InstanceTab> {
        InstanceTab::ALL.iter().copied().filter(|it| is_offered(*it, screen, may_test)).collect()
    }

    #[test]
    fn hosts_and_rights_take_tabs_away() {
        let all = InstanceScreen::default();
        assert_eq!(offered(all, true), InstanceTab::ALL);
        let without = |gone: &[InstanceTab]| -> Vec<InstanceTab> {
            InstanceTab::ALL.iter().copied().filter(|it| !gone.contains(it)).collect()
        };
        assert_eq!(offered(all, false), without(&[InstanceTab::Test]));
        assert_eq!(offered(InstanceScreen { hide_test: true, ..all }, true), without(&[InstanceTab::Test]));
        let hidden = InstanceScreen { hide_executions: true, ..all };
        assert_eq!(offered(hidden, true), without(&[InstanceTab::Executions]));
    }
}
