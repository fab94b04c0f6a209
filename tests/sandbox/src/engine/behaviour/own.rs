//! What people settle for themselves, as it is read.

use std::sync::Arc;

use async_graphql::{Name, Value as Const};

use super::{
    super::{
        execution::Resolved,
        instance_config::{COMPLETE, EACH_THEIR_OWN},
        own_config,
    },
    Failure, Request,
};
use crate::{policy::text, store::Doc};

/// For who has settled their own part nothing is left to be filled in.
pub(super) fn config_state(request: &Request<'_>, doc: &Arc<Doc>) -> Result<Resolved, Failure> {
    let Some(mut state) = text(doc, "configState") else { return Ok(Resolved::Null) };
    if state == EACH_THEIR_OWN && own_config::is_complete(request.reader, doc, &request.caller.id)? {
        COMPLETE.clone_into(&mut state);
    }
    Ok(Resolved::Leaf(Const::Enum(Name::new(state))))
}
