//! The other tabs of the same browser: who signs out in one is signed out in all.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "gantry.session";
const SIGNED_OUT: &str = "signed out";

/// Tells the other tabs. Where the browser has no such channel, they end with their tokens.
pub fn tell_sign_out() {
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        drop(channel.post_message(&JsValue::from_str(SIGNED_OUT)));
        channel.close();
    }
}

/// Runs when another tab tells, for as long as this document lives.
pub fn on_sign_out(run: impl Fn() + 'static) {
    let Ok(channel) = BroadcastChannel::new(NAME) else { return };
    let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if event.data().as_string().as_deref() == Some(SIGNED_OUT) {
            run();
        }
    });
    channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
    // Both are wanted until the document goes.
    hear.forget();
    std::mem::forget(channel);
}
