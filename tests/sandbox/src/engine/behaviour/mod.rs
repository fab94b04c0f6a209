//! What the contract's names do not tell: fields that are worked out, lists that hold more or less than they seem to,
//! and what else happens when something changes. One file for each subject.

pub mod attachments;
mod connections;
mod credentials;
pub mod customer;
pub mod expressions;
mod filter_query;
mod flows;
mod labels;
mod logs;
pub(super) mod marketplace;
pub mod media;
mod organization;
mod own;
mod request;
pub mod star;
pub mod user;
mod versions;

use std::sync::Arc;

pub use request::Request;

use super::{args::Args, condition::Conditions, execution::Resolved, failure::Failure};
use crate::{
    contract::{Field, Object},
    store::Doc,
};

/// Works out a field of an object.
pub type Computed = fn(&Request<'_>, &Arc<Doc>) -> Result<Resolved, Failure>;

/// Works out a field of the query root.
pub type Root = fn(&Request<'_>, &Args) -> Result<Resolved, Failure>;

/// How a field is worked out; none if it is simply stored.
#[must_use]
pub fn computed(ty: &str, field: &str) -> Option<Computed> {
    Some(match (ty, field) {
        (_, "starred") => star::starred,
        ("Customer", "attachments") => attachments::list,
        ("Credential", "values") => credentials::values,
        ("Expression", "value") => expressions::value,
        ("CustomerConfigVariable", "authorizeUrl") => connections::authorize_url,
        ("InstanceConfigVariable", "authorizeUrl") => connections::instance_authorize_url,
        ("InputField", "onPremiseControlled") => connections::on_premise_controlled,
        ("InstanceConfigVariable", "status") => connections::instance_status,
        ("RequiredConfigVariable", "onPremiseConnectionConfig") => connections::on_premise,
        ("InstanceFlowConfig", "apiKeys") => flows::api_keys,
        ("InstanceFlowConfig", "webhookUrl") => flows::webhook_url,
        ("InstanceStepResult", "resultsUrl") => flows::results_url,
        ("Integration", "configPages") => versions::config_pages,
        ("Integration", "versionAt") => versions::newest_available,
        ("CustomerConfigVariable", "isInUse") => connections::is_in_use,
        ("User", "allowRemove") => user::allow_remove,
        ("User", "appAvatarUrl") => user::app_avatar,
        ("User", "appName") => user::app_name,
        ("User", "hideSensitiveCustomerDataEnabled") => user::hides_sensitive,
        ("User", "marketplaceName") => user::marketplace_name,
        ("User", "tenantId") => user::tenant,
        ("Integration", "deployedInstances") => marketplace::deployed,
        ("Integration", "deploymentStatus") => marketplace::status,
        ("Integration", "firstDeployedInstance") => marketplace::first,
        ("Integration", "isCustomerDeployable") => marketplace::deployable,
        ("Integration", "ulcDeploymentStatus") => marketplace::own_status,
        ("Instance", "isCustomerUpgradeable") => marketplace::instance_upgradeable,
        ("Instance", "logsDisabled") => flows::logs_disabled,
        ("Instance", "stepResultsDisabled") => flows::results_disabled,
        ("Instance", "isCustomerDeployable") => marketplace::instance_deployable,
        ("Instance", "configState") => own::config_state,
        ("UserLevelConfigVariable", "authorizeUrl") => connections::own_authorize_url,
        _ => return None,
    })
}

/// How a field of the query root is worked out; none if it is a plain list or a look-up by id.
#[must_use]
pub fn root(field: &str) -> Option<Root> {
    Some(match field {
        "authenticatedUser" => user::authenticated,
        "customerLabels" => labels::of_customers,
        "customerRoles" => user::customer_roles,
        "integrationCategories" => labels::categories,
        "marketplaceIntegration" => marketplace::one,
        "listUserTenants" => organization::tenants,
        "logSeverityLevels" => logs::levels,
        "organization" => organization::own,
        "organizationRoles" => user::organization_roles,
        "uploadMedia" => media::place,
        _ => return None,
    })
}

/// Adds what a list holds besides what its filters say.
pub fn narrow(
    request: &Request<'_>,
    ty: &Object,
    field: &Field,
    args: &Args,
    conditions: &mut Conditions,
) -> Result<(), Failure> {
    if field.name == "marketplaceIntegrations" {
        marketplace::narrow(request, args, conditions)?;
    } else {
        versions::narrow(field, args, conditions);
        user::narrow(request, field, args, conditions)?;
    }
    logs::narrow(ty, args, conditions);
    filter_query::narrow(request, ty, field, args, conditions)
}
