//! Files behind the token, such as pictures: what an object's `avatarUrl` or an attachment's `url` says gives the address
//! that a browser can load, for a while.

use std::{cell::RefCell, collections::HashMap};

use futures_util::{
    FutureExt,
    future::{LocalBoxFuture, Shared},
};
use serde::Deserialize;

use super::{Error, http, tree};

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

/// The address to load a file from. One request for all who show the same; none when it cannot be had, and then the
/// next who asks tries again.
pub async fn address(url: String) -> Option<String> {
    let now = js_sys::Date::now();
    let known = KNOWN.with_borrow(|it| it.get(&url).filter(|(until, _)| *until > now).map(|it| it.1.clone()));
    let address = known.unwrap_or_else(|| {
        let asked = ask(url.clone()).boxed_local().shared();
        KNOWN.with_borrow_mut(|it| it.insert(url.clone(), (now + GOOD_FOR, asked.clone())));
        asked
    });
    let found = address.await;
    if found.is_none() {
        forget(&url);
    }
    found
}

async fn ask(url: String) -> Option<String> {
    if !is_path(&url) {
        return None;
    }
    let text = http::get(&url).await.ok()?;
    let found = tree::read::<Presigned>(&text).ok()?.url;
    if is_path(&found) {
        Some(format!("{}{found}", http::base()))
    } else {
        Some(found).filter(|it| is_web(it))
    }
}

/// Whether an address stays with the server it is asked of: the token goes along, and other people can write addresses.
fn is_path(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.contains(['\\', '\t', '\n', '\r'])
}

/// Whether a browser loads or downloads what is there, and runs none of it.
fn is_web(address: &str) -> bool {
    ["https://", "http://"].iter().any(|it| address.starts_with(it))
}

/// The bytes of what an answer of the API gave the address of. The address is good for a while only.
///
/// # Errors
/// `NotFound` when the address is no longer good, or nothing is there; otherwise as [`super::send`].
pub async fn read(url: &str) -> Result<Vec<u8>, Error> {
    http::bytes(url).await
}

/// Has a file asked for anew: it is no longer what it was, or has another name.
pub fn forget(url: &str) {
    KNOWN.with_borrow_mut(|it| it.remove(url));
}

/// Has all files asked for anew: they were another person's to see.
pub fn forget_all() {
    KNOWN.with_borrow_mut(HashMap::clear);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_goes_to_no_other_server() {
        for own in ["/media/User/1/face.png", "/media/a?b=c#d"] {
            assert!(is_path(own), "{own}");
        }
        for other in [
            "https://evil.test/x",
            "//evil.test/x",
            "@evil.test/x",
            ".evil.test/x",
            "/\\evil.test",
            "/\t/evil.test",
            "",
        ] {
            assert!(!is_path(other), "{other}");
        }
    }

    #[test]
    fn what_is_loaded_is_a_file() {
        assert!(is_web("https://files.example/x?signature=1"));
        for other in ["javascript:alert(1)", "data:text/html,x", "//files.example/x", " https://x"] {
            assert!(!is_web(other), "{other}");
        }
    }
}
