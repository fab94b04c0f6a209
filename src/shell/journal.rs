//! What is typed and not yet saved, kept for this tab: it outlives a reload, the end of a session and a crash.

use leptos::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use crate::boot;

/// Whether an earlier document kept a draft under this key.
#[must_use]
pub fn is_kept(key: &str) -> bool {
    boot::draft(key).is_some()
}

/// Keeps a draft under a key of its owner and object for as long as it differs from what is saved, and brings back what
/// an earlier document kept. Nothing secret may be in it.
pub fn keep<D>(key: String, draft: impl Fn() -> D + 'static, is_dirty: Signal<bool>, restore: impl FnOnce(D))
where
    D: Serialize + DeserializeOwned,
{
    if let Some(kept) = boot::draft(&key).and_then(|it| serde_json::from_str(&it).ok()) {
        restore(kept);
    }
    Effect::new(move |_| {
        if is_dirty.get() {
            // A draft that cannot be written is no reason to disturb the person who types.
            if let Ok(text) = serde_json::to_string(&draft()) {
                boot::keep_draft(&key, &text);
            }
        } else {
            boot::drop_draft(&key);
        }
    });
}
