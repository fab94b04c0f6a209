//! The organization, as its own people find it.

use std::rc::Rc;

use async_graphql::Value as Const;

use super::{
    super::{
        args::Args,
        execution::{Part, Resolved},
    },
    Failure, Request,
};
use crate::{policy::text, store::Doc};

/// Null for customer users, who belong to none.
pub(super) fn own(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    let Some(id) = &request.caller.org else {
        return Ok(Resolved::Null);
    };
    Ok(request.visible("Organization", id)?.map_or(Resolved::Null, Resolved::Node))
}

/// The accounts of the reader: the sandbox has one organization.
pub(super) fn tenants(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    let org = match (&request.caller.org, &request.caller.customer) {
        (Some(org), _) => Some(org.clone()),
        (None, Some(customer)) => request.visible("Customer", customer)?.and_then(|it| text(&it, "org")),
        (None, None) => None,
    };
    let org = org.map(|it| request.visible("Organization", &it)).transpose()?.flatten();
    let here = |org: &Doc| {
        let leaf = |it: &str| Resolved::Leaf(Const::from(it));
        Rc::new(Part::from([
            ("tenantId".into(), leaf(&text(org, "id").unwrap_or_default())),
            ("orgName".into(), leaf(&text(org, "name").unwrap_or_default())),
            ("url".into(), leaf("/")),
            ("isCurrentStack".into(), Resolved::Leaf(Const::from(true))),
        ]))
    };
    let nodes = Resolved::Parts(org.iter().map(|it| here(it)).collect());
    Ok(Resolved::Part(Rc::new(Part::from([("nodes".into(), nodes)]))))
}
