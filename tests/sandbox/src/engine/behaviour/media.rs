//! Files of people and things: where they go, and which addresses an object may hold.

use std::rc::Rc;

use async_graphql::Value as Const;

use super::{
    super::{
        args::{self, Args},
        execution::{Part, Resolved},
        ids,
        validate::Problem,
    },
    Failure, Request,
};
use crate::{
    media::{AVATAR_KINDS, LARGEST_ATTACHMENT, LARGEST_AVATAR, Ticket, prefix},
    policy::text,
    store::Doc,
};

/// Gives an address that takes the file, and the one to store with the object afterwards.
pub(super) fn place(request: &Request<'_>, args: &Args) -> Result<Resolved, Failure> {
    let named = args::text(args, "objectId").and_then(ids::decode);
    let (ty, id) =
        named.filter(|(ty, _)| request.contract.objects.contains_key(ty)).ok_or(Failure::NotFound)?;
    let object = request.visible(&ty, &id)?.ok_or(Failure::NotFound)?;
    let is_avatar = args::text(args, "mediaType") == Some("AVATAR");
    let can = if is_avatar { "allowUpdate" } else { "allowManageAttachments" };
    if !request.scope(&ty, can).holds(request.caller, request.reader, &object)? {
        return Err(Failure::Denied);
    }
    let name = args::text(args, "fileName").unwrap_or_default();
    let kind = mime_guess::from_path(name).first_or_octet_stream().to_string();
    if is_avatar && !AVATAR_KINDS.contains(&kind.as_str()) {
        return Ok(part([("error", Some("Choose a PNG, JPEG, WebP or GIF file."))]));
    }
    let most = if is_avatar { LARGEST_AVATAR } else { LARGEST_ATTACHMENT };
    let (upload, stored) = request.media.ticket(Ticket::new(&ty, &id, name, &kind, most, is_avatar));
    Ok(part([
        ("uploadUrl", Some(upload.as_str())),
        ("objectUrl", Some(stored.as_str())),
        ("contentType", Some(kind.as_str())),
    ]))
}

fn part<const N: usize>(fields: [(&'static str, Option<&str>); N]) -> Resolved {
    let leaf = |it: Option<&str>| it.map_or(Resolved::Null, |it| Resolved::Leaf(Const::from(it)));
    let fields = fields.into_iter().map(|(name, value)| (name.into(), leaf(value)));
    Resolved::Part(Rc::new(fields.collect::<Part>()))
}

/// What is wrong with an object's picture: only what was uploaded for this very object may be one.
pub fn check(ty: &str, id: &str, doc: &Doc) -> Option<Problem> {
    let url = text(doc, "avatarUrl").filter(|it| !it.is_empty())?;
    (!url.starts_with(&prefix(ty, id))).then(|| Problem::new("avatarUrl", "Upload the picture first."))
}
