//! Files behind the token, such as pictures: what an object's `avatarUrl` or an attachment's `url` says gives the address
//! that a browser can load, for a while.

use std::{cell::RefCell, collections::HashMap};

use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use serde::Deserialize;

use super::http;

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

/// The address to load a file from. One request for all who show the same; none when it cannot be had.
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
