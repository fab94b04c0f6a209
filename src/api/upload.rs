//! Files on their way to where the API said they go.

use js_sys::Promise;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::{Error, Problem, http};
use crate::document;

document!(UploadMedia, "src/api/upload.graphql");

pub use upload_media::MediaType;

/// Puts a file where files of an object go. What it gives is to be stored with the object. `progress` is told the part
/// that is done, from 0 to 1. Dropping the future ends the upload.
///
/// # Errors
/// `Refused` in the server's words; otherwise as [`super::send`].
pub async fn upload(
    object: String,
    media_type: MediaType,
    name: String,
    file: Blob,
    progress: impl Fn(f64) + 'static,
) -> Result<String, Error> {
    let variables = upload_media::Variables { object, media_type, name };
    let place = super::send::<UploadMedia>(variables).await?.upload_media;
    if let Some(why) = place.error.filter(|it| !it.is_empty()) {
        return Err(Error::Refused(vec![Problem { field: "__all__".into(), messages: vec![why] }]));
    }
    let unusable = || Error::Malformed { reference: String::new() };
    let (to, stored) = place.upload_url.zip(place.object_url).ok_or_else(unusable)?;
    put(&to, &place.content_type.unwrap_or_else(|| file.type_()), &file, progress).await?;
    Ok(stored)
}

/// The address is a secret of its own, so no token goes along. Not `fetch`: it tells nothing of how far it is.
async fn put(url: &str, kind: &str, file: &Blob, progress: impl Fn(f64) + 'static) -> Result<(), Error> {
    if http::is_read_only() {
        return Err(Error::ReadOnly);
    }
    let url = if url.starts_with('/') { format!("{}{url}", http::base()) } else { url.to_owned() };
    let request = Request(XmlHttpRequest::new().map_err(|_| Error::Unreachable)?);
    let Request(http) = &request;
    let told = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            progress(event.loaded() / event.total());
        }
    });
    if let Ok(upload) = http.upload() {
        upload.set_onprogress(Some(told.as_ref().unchecked_ref()));
    }
    let ended = Promise::new(&mut |done, _| http.set_onloadend(Some(&done)));
    let sent = http
        .open("PUT", &url)
        .and_then(|()| http.set_request_header("content-type", kind))
        .and_then(|()| http.send_with_opt_blob(Some(file)));
    sent.map_err(|_| Error::Unreachable)?;
    JsFuture::from(ended).await.map_err(|_| Error::Unreachable)?;
    match http.status() {
        Ok(200..=299) => Ok(()),
        // 0 when the connection broke.
        Ok(0 | 502..=504) | Err(_) => Err(Error::Unreachable),
        Ok(_) => {
            let reference = http.get_response_header("x-request-id").ok().flatten();
            Err(Error::Malformed { reference: reference.unwrap_or_default() })
        }
    }
}

/// Ends a request in the browser when nobody waits for it any more.
struct Request(XmlHttpRequest);

impl Drop for Request {
    fn drop(&mut self) {
        let Self(request) = self;
        request.set_onloadend(None);
        if let Ok(upload) = request.upload() {
            upload.set_onprogress(None);
        }
        // Fails only for requests that never began.
        drop(request.abort());
    }
}
