//! The screens as the parts that a release build loads one by one. Screens that people open together are one part.

use leptos::{children::ViewFn, prelude::*};

use crate::{
    api::Paged,
    auth::Session,
    config::Config,
    configure, customers, dashboard,
    embed::Frame,
    find, instances, integrations, marketplace, members, profile, roles,
    routes::{CustomerTab, InstanceTab, IntegrationTab, MemberTab, Route, UserTab},
    shell,
    ui::{
        Selection,
        lazy::{actions, parts},
    },
};

// What the app begins with, the one in the browser and the other in a frame (tests/xtask/split.mjs knows them).
actions! {
    browser.sign_in(session: Session, on_way: fn(&str)) => session.begin(on_way);
    star.send_star(id: String, starred: bool, mark: customers::Mark) => mark.send(id, starred);
    embedded.hear_host(frame: Frame, session: Session, config: Config) => frame.start(session, config);
}

parts! {
    browser.surroundings(route: Memo<Route>, on_leave: Callback<()>, main: ViewFn) =>
        view! { <shell::Surroundings route on_leave main /> };
    menus.account_items() => view! { <shell::AccountItems /> };
    menus.navigation_drawer(open: RwSignal<bool>, route: Memo<Route>) => view! { <shell::NavigationDrawer open route /> };
    menus.expired_dialog(open: RwSignal<bool>) => view! { <shell::ExpiredDialog open /> };
    menus.find_dialog(open: RwSignal<bool>) => view! { <find::FindDialog open /> };
    dashboard.dashboard_page() => view! { <dashboard::DashboardPage /> };
    filters.customer_filter_fields(terms: customers::Terms, changes: Signal<u32>) =>
        view! { <customers::FilterFields terms changes /> };
    customers.customer_list() => view! { <customers::CustomerListPage /> };
    customer.customers_bulk(selection: Selection, page: Paged<customers::CustomerRow>, filter: Signal<customers::Filter>, changes: RwSignal<u32>) =>
        view! { <customers::BulkBar selection page filter changes /> };
    customer.create_customer(open: RwSignal<bool>) => view! { <customers::CreateCustomerDialog open /> };
    customer.customer(id: String, tab: CustomerTab) => view! { <customers::CustomerPage id tab /> };
    customer.connection(customer: String, id: String) => view! { <customers::ConnectionPage customer id /> };
    customer.customer_user(customer: String, id: String, tab: UserTab) => view! { <customers::CustomerUserPage customer id tab /> };
    integrations.integration_list() => view! { <integrations::IntegrationListPage /> };
    integrations.integration(id: String, tab: IntegrationTab) => view! { <integrations::IntegrationPage id tab /> };
    integrations.integration_import(into: Option<String>) => view! { <integrations::ImportPage into /> };
    integrations.instance_list() => view! { <instances::InstanceListPage /> };
    integrations.instance(id: String, tab: InstanceTab) => view! { <instances::InstancePage id tab /> };
    configure.configure_instance(id: String) => view! { <configure::ConfigurePage id /> };
    configure.configure_oneself(id: String) => view! { <configure::ConfigureOneselfPage id /> };
    configure.own_configuration(id: String) => view! { <configure::OwnConfigurationPage id /> };
    settings.team_member_list() => view! { <members::TeamMemberListPage /> };
    settings.team_member(id: String, tab: MemberTab) => view! { <members::TeamMemberPage id tab /> };
    settings.role_matrix() => view! { <roles::RolesPage /> };
    settings.own_profile() => view! { <profile::ProfilePage /> };
    marketplace.catalogue() => view! { <marketplace::MarketplacePage /> };
    offer.offer_dialog(opened: RwSignal<Option<marketplace::Offer>>) => view! { <marketplace::OfferDialog opened /> };
    offer.found_integration() => view! { <marketplace::FindIntegrationPage /> };
}
