//! Pictures of people and things. The API keeps them behind the token: an object's `avatarUrl` gives the address that a
//! browser can load, for a while.

use std::{cell::RefCell, collections::HashMap};

use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use serde::Deserialize;
use web_sys::Blob;

use super::{Error, Problem, http};
use crate::document;

document!(UploadMedia, "src/api/upload.graphql");

pub use upload_media::MediaType;

/// Milliseconds. Addresses are good for ten minutes; half of that leaves time to load.
const GOOD_FOR: f64 = 300_000.0;

type Address = Shared<LocalBoxFuture<'static, Option<String>>>;

thread_local! {
    static KNOWN: RefCell<HashMap<String, (f64, Address)>> = RefCell::default();
}

#[derive(Deserialize)]
struct Presigned {
    url: String,
}

/// The address to load a picture from. One request for all who show the same; none when it cannot be had.
pub async fn address(avatar_url: String) -> Option<String> {
    let now = js_sys::Date::now();
    let known =
        KNOWN.with_borrow(|it| it.get(&avatar_url).filter(|(until, _)| *until > now).map(|it| it.1.clone()));
    let address = known.unwrap_or_else(|| {
        let path = avatar_url.clone();
        let asked: LocalBoxFuture<'static, Option<String>> = Box::pin(async move {
            let text = http::get(&path).await.ok()?;
            let found = serde_json::from_str::<Presigned>(&text).ok()?;
            Some(if found.url.starts_with('/') {
                format!("{}{}", http::base(), found.url)
            } else {
                found.url
            })
        });
        let asked = asked.shared();
        KNOWN.with_borrow_mut(|it| it.insert(avatar_url, (now + GOOD_FOR, asked.clone())));
        asked
    });
    address.await
}

/// Puts a file where files of an object go. What it gives is to be stored with the object.
///
/// # Errors
/// `Refused` in the server's words; otherwise as [`super::send`].
pub async fn upload(
    object: String,
    media_type: MediaType,
    name: String,
    file: Blob,
) -> Result<String, Error> {
    let variables = upload_media::Variables { object, media_type, name };
    let place = super::send::<UploadMedia>(variables).await?.upload_media;
    if let Some(why) = place.error.filter(|it| !it.is_empty()) {
        return Err(Error::Refused(vec![Problem { field: "__all__".into(), messages: vec![why] }]));
    }
    let unusable = || Error::Malformed { reference: String::new() };
    let (to, stored) = place.upload_url.zip(place.object_url).ok_or_else(unusable)?;
    http::put(&to, &place.content_type.unwrap_or_else(|| file.type_()), &file).await?;
    Ok(stored)
}
