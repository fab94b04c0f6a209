//! The organization, as its own people find it.

use super::{
    super::{args::Args, execution::Resolved},
    Failure, Request,
};

/// Null for customer users, who belong to none.
pub(super) fn own(request: &Request<'_>, _: &Args) -> Result<Resolved, Failure> {
    let Some(id) = &request.caller.org else {
        return Ok(Resolved::Null);
    };
    Ok(request.visible("Organization", id)?.map_or(Resolved::Null, Resolved::Node))
}
