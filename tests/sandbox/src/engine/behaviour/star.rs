//! Stars: what somebody keeps at hand. They are one's own, so whoever sees an object may star it.

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::Value as Const;
use serde_json::json;

use super::{super::execution::Resolved, Failure, Request};
use crate::{
    policy::text,
    store::{Doc, Reader, StoreError, Writer, doc},
};

/// Kept as loose documents, one for each person and object.
const STAR: &str = "Star";

pub(super) fn starred(request: &Request<'_>, object: &Arc<Doc>) -> Result<Resolved, Failure> {
    let id = text(object, "id").unwrap_or_default();
    Ok(Resolved::Leaf(Const::from(request.starred()?.contains(&id))))
}

pub(super) fn of(reader: &Reader<'_>, user: &str) -> Result<BTreeSet<String>, StoreError> {
    let stars = reader.find(STAR, "user", &json!(user))?;
    Ok(stars.iter().filter_map(|it| text(it, "object")).collect())
}

/// Sets or removes somebody's star.
pub fn set(writer: &mut Writer<'_>, user: &str, object: &str, starred: bool) -> Result<(), StoreError> {
    let id = format!("{user}/{object}");
    writer.delete(STAR, &id)?;
    if starred {
        let star = doc([("id", json!(id)), ("user", json!(user)), ("object", json!(object))]);
        writer.insert(STAR, star)?;
    }
    Ok(())
}
