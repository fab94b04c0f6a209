//! What surrounds every screen: navigation, account, errors.

use super::phrases;

phrases! {
    PAGE_TITLE: "shell.pageTitle" = "%{page} · Gantry";
    SKIP: "shell.skip" = "Skip to content";
    MAIN_NAVIGATION: "shell.navigation" = "Main";
    OPEN_NAVIGATION: "shell.openNavigation" = "Open navigation";
    DASHBOARD: "shell.dashboard" = "Dashboard";
    COMPANY: "shell.company" = "Company";
    SETTINGS: "shell.settings" = "Settings";
    MARKETPLACE: "marketplaceTab.title" = "Marketplace";
    GROUP_BUILD: "shell.build" = "Build";
    GROUP_RUN: "shell.run" = "Run";
    PROFILE: "shell.profile" = "Profile";
    ACCOUNT: "shell.account" = "Account";
    SIGN_OUT: "shell.signOut" = "Sign out";
    APPEARANCE: "shell.appearance" = "Appearance";
    LIGHT: "shell.light" = "Light";
    DARK: "shell.dark" = "Dark";
    SYSTEM: "shell.system" = "System";
    EXPIRED_TITLE: "shell.expiredTitle" = "Your session has ended";
    EXPIRED_TEXT: "shell.expiredText" = "Sign in again to go on. What you typed is kept.";
    SIGN_IN: "shell.signIn" = "Sign in";
    MISSING_TITLE: "404__title" = "This page does not exist";
    MISSING_TEXT: "404__text" = "The address may be mistyped, or what was here is gone or not for you.";
    BACK_HOME: "404__button" = "Back to dashboard";
    REFUSED_TITLE: "shell.refusedTitle" = "You do not have permission to view this page";
    REFUSED_TEXT: "shell.refusedText" = "Your role does not include it. An owner or admin of your organization can change that.";
    ROLE_LOWERED: "shell.roleLowered" = "Your role no longer includes this page. What you typed stays here, and cannot be saved.";
    NOT_FOUND: "shell.notFound" = "Not found";
    KIT: "shell.kit" = "Kit";
    WELCOME: "dashboard.welcome" = "Welcome, %{name}";
    RECENT_CUSTOMERS: "dashboard.recentCustomers" = "Customers changed last";
    NO_ROLE_ACCESS: "dashboard.nothing" = "Nothing is shared with you yet. An owner or admin can grant access.";
    SHARED_HERE: "dashboard.sharedHere" = "What an owner or admin shares with you is listed under Integrations, Customers and Instances.";
    ALL_CUSTOMERS: "dashboard.allCustomers" = "All customers";
}
