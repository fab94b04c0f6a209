//! The screens as the parts that a release build loads one by one. Screens that people open together are one part.

use leptos::prelude::*;

use crate::{
    api::Paged,
    configure, customers, dashboard, find, instances, integrations, marketplace, members, profile, roles,
    routes::{CustomerTab, InstanceTab, IntegrationTab, MemberTab, UserTab},
    ui::{Selection, lazy::parts},
};

parts! {
    dashboard.dashboard_page() => view! { <dashboard::DashboardPage /> };
    find.find_panel() => view! { <find::FindPanel /> };
    customers.customer_list() => view! { <customers::CustomerListPage /> };
    customer.customers_bulk(selection: Selection, page: Paged<customers::CustomerRow>, filter: Signal<customers::Filter>, labels: Signal<Vec<String>>, on_changed: Callback<()>) =>
        view! { <customers::BulkBar selection page filter labels on_changed /> };
    customer.create_customer(open: RwSignal<bool>, labels: Signal<Vec<String>>) =>
        view! { <customers::CreateCustomerDialog open labels /> };
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
