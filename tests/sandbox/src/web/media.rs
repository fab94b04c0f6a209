//! `/media/…`: taking files, and showing them to those who see the object they belong to.

use axum::{
    Json,
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::{fs, io::AsyncWriteExt};
use tokio_util::io::ReaderStream;

use super::{Sandbox, api::authorize, refuse};
use crate::{
    engine::attachment_name,
    media::{AVATAR_KINDS, Ticket},
    policy::{self, Caller, rules::VIEW},
    store::{Doc, Reader, StoreError},
};

/// What pictures begin with; what a WebP file says it is comes after its length.
const MAGIC: [(&[u8], &str); 5] = [
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"RIFF", "image/webp"),
];

/// Takes the file a ticket is for.
pub async fn store(State(sandbox): State<Sandbox>, Path(key): Path<String>, body: Body) -> Response {
    let Some(ticket) = sandbox.media.take(&key) else {
        return refuse(StatusCode::FORBIDDEN, "This upload address has been used or has expired.");
    };
    let Some(file) = sandbox.media.file(&ticket.path) else {
        return refuse(StatusCode::BAD_REQUEST, "The file has no place.");
    };
    match receive(&ticket, &file, body).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(refused) => {
            // What came so far is of no use; the same ticket may try again.
            drop(fs::remove_file(&file).await);
            sandbox.media.give_back(&key, ticket);
            *refused
        }
    }
}

async fn receive(ticket: &Ticket, file: &std::path::Path, body: Body) -> Result<(), Box<Response>> {
    let failed = |_| Box::new(refuse(StatusCode::INTERNAL_SERVER_ERROR, "The sandbox failed."));
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).await.map_err(failed)?;
    }
    let mut out = fs::File::create(file).await.map_err(failed)?;
    let mut stream = body.into_data_stream();
    let (mut total, mut head) = (0_u64, Vec::new());
    while let Some(chunk) = stream.next().await {
        let chunk: Bytes =
            chunk.map_err(|_| Box::new(refuse(StatusCode::BAD_REQUEST, "The upload was cut off.")))?;
        total += chunk.len() as u64;
        if total > ticket.most {
            return Err(Box::new(refuse(StatusCode::PAYLOAD_TOO_LARGE, "The file is too large.")));
        }
        if head.len() < 16 {
            head.extend_from_slice(chunk.get(..chunk.len().min(16)).unwrap_or_default());
        }
        out.write_all(&chunk).await.map_err(failed)?;
    }
    out.flush().await.map_err(failed)?;
    let begins = MAGIC.iter().any(|(magic, kind)| head.starts_with(magic) && *kind == ticket.kind);
    let is_picture = begins && (ticket.kind != "image/webp" || head.get(8..12) == Some(b"WEBP"));
    if ticket.is_avatar && !is_picture {
        return Err(Box::new(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, "The file is not such a picture.")));
    }
    Ok(())
}

/// Gives whoever sees the object an address that a browser can load.
pub async fn link(
    State(sandbox): State<Sandbox>,
    headers: HeaderMap,
    Path((ty, object, file)): Path<(String, String, String)>,
) -> Response {
    let caller = match authorize(&sandbox, &headers).await {
        Ok(caller) => caller,
        Err(refused) => return *refused,
    };
    let missing = || refuse(StatusCode::NOT_FOUND, "There is no such file.");
    let path = format!("/media/{ty}/{object}/{file}");
    let seen = sandbox.store.read(|reader| {
        let (Some(caller), Ok(Some(doc))) = (Caller::load(reader, &caller)?, reader.get(&ty, &object)) else {
            return Ok(None);
        };
        let is_seen = policy::may(&caller, reader, &ty, VIEW, &doc)?
            || is_seen_elsewhere(reader, &caller, &ty, &doc, &path)?;
        Ok(is_seen.then_some(doc))
    });
    match (seen, sandbox.media.file(&path)) {
        (Ok(Some(doc)), Some(place)) if place.is_file() => {
            let name = attachment_name(&doc, &path);
            Json(json!({ "url": sandbox.media.link(&path, name) })).into_response()
        }
        (Ok(_), _) => missing(),
        (Err(error), _) => super::fail(&error),
    }
}

/// Whether the caller sees another version of an object that shows the same picture: a version takes over what the one
/// before it has, and may be on offer longer.
fn is_seen_elsewhere(
    reader: &Reader<'_>,
    caller: &Caller,
    ty: &str,
    doc: &Doc,
    picture: &str,
) -> Result<bool, StoreError> {
    let Some(sequence) = doc.get("versionSequenceId").filter(|it| it.is_string()) else { return Ok(false) };
    for version in reader.find(ty, "versionSequenceId", sequence)? {
        let shows_it = version.get("avatarUrl").and_then(Value::as_str) == Some(picture);
        if shows_it && policy::may(caller, reader, ty, VIEW, &version)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A name as headers take it: everything but plain letters and digits as the numbers of its bytes.
fn escaped(name: &str) -> String {
    let byte = |it: u8| match it {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(it).to_string(),
        _ => format!("%{it:02X}"),
    };
    name.bytes().map(byte).collect()
}

/// Shows the file behind a link. It never runs: neither as a page nor as a script.
pub async fn show(State(sandbox): State<Sandbox>, Path(key): Path<String>) -> Response {
    let missing = || refuse(StatusCode::NOT_FOUND, "This address has expired.");
    let Some(link) = sandbox.media.linked(&key) else { return missing() };
    let Some(place) = sandbox.media.file(&link.path) else { return missing() };
    let Ok(file) = fs::File::open(&place).await else { return missing() };
    let kind = mime_guess::from_path(&place).first_or_octet_stream().to_string();
    let is_picture = AVATAR_KINDS.contains(&kind.as_str());
    let mut response = Body::from_stream(ReaderStream::new(file)).into_response();
    let headers = response.headers_mut();
    let kind = if is_picture { kind } else { "application/octet-stream".to_owned() };
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        headers.insert(header::CONTENT_TYPE, kind);
    }
    let shown = if is_picture && link.name.is_none() { "inline" } else { "attachment" };
    let name = link.name.map(|it| format!("; filename*=UTF-8''{}", escaped(&it))).unwrap_or_default();
    if let Ok(disposition) = HeaderValue::from_str(&format!("{shown}{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=600"));
    response
}
