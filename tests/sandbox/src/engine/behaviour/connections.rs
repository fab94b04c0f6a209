//! Connections of customers, as they are read.

use std::sync::Arc;

use async_graphql::{Name, Value as Const};

use super::{
    super::{connections, execution::Resolved},
    Failure, Request,
};
use crate::{policy::text, store::Doc};

pub(super) fn authorize_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let may = request.scope("CustomerConfigVariable", "allowUpdate");
    page(request, doc, may.holds(request.caller, request.reader, doc)?)
}

/// A shared connection gives its consent for itself.
pub(super) fn instance_authorize_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let of = request.visible("Instance", &text(doc, "instance").unwrap_or_default())?;
    let may = request.scope("Instance", "allowUpdateConfigVariables");
    let may = of.map(|it| may.holds(request.caller, request.reader, &it)).transpose()?.unwrap_or_default();
    page(request, doc, may && text(doc, "customerConfigVariable").is_none())
}

/// Whoever sees a value of their own may give its connection consent.
pub(super) fn own_authorize_url(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    page(request, doc, true)
}

pub(super) fn instance_status(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let status = connections::status(request.reader, doc)?;
    Ok(status.map_or(Resolved::Null, |it| Resolved::Leaf(Const::Enum(Name::new(it)))))
}

/// The pretend other system's page, for those who may give it their consent.
fn page(request: &Request<'_>, doc: &Arc<Doc>, may: bool) -> Result<Resolved, Failure> {
    if !may || !connections::asks_for_consent(request.reader, doc)? {
        return Ok(Resolved::Null);
    }
    let part = |name: &str| text(doc, name).unwrap_or_default();
    let url = format!("/sandbox/oauth/authorize?state={}.{}", part("id"), part(connections::CONSENT));
    Ok(Resolved::Leaf(Const::from(url)))
}

pub(super) fn is_in_use(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(connections::is_in_use(request.reader, doc)?)))
}

/// Nothing is said of most variables: their connections go straight to the other system.
pub(super) fn on_premise(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let said = text(doc, "onPremiseConnectionConfig").unwrap_or_else(|| "DISALLOWED".to_owned());
    Ok(Resolved::Leaf(Const::Enum(Name::new(said))))
}

/// Addresses are what a machine in the customer's own network knows.
pub(super) fn on_premise_controlled(_: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    Ok(Resolved::Leaf(Const::from(connections::is_on_premise(doc))))
}
