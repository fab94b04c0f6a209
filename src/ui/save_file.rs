//! Handing a file to the person who asked for it.

use wasm_bindgen::{JsCast, JsValue};

/// Lets the browser save some bytes under a name.
///
/// # Errors
/// When the browser does not take them: there is no memory left.
pub fn save_file(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link =
        leptos::prelude::document().create_element("a")?.unchecked_into::<web_sys::HtmlAnchorElement>();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The download has its own hold on the bytes by now.
    web_sys::Url::revoke_object_url(&address)
}
