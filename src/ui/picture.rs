//! A picture that is at hand as bytes.

use std::sync::Arc;

use leptos::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Url};

/// Shows the picture, as large as there is room for.
#[component]
pub fn PictureOf(
    bytes: Arc<[u8]>,
    /// Its media type.
    #[prop(into)]
    kind: String,
    /// What it shows, as far as anybody knows.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    let address = address(&bytes, &kind);
    let held = address.clone();
    on_cleanup(move || {
        // Fails for no address at all.
        drop(held.map(|it| Url::revoke_object_url(&it)));
    });
    address.map(|src| view! { <img class="picture" src=src alt=label /> })
}

/// An address of this page alone. None when there is no memory left.
fn address(bytes: &[u8], kind: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}
