//! What a customer starts with.

use serde_json::json;

use crate::{policy::Caller, store::Doc};

/// Fills in what nobody types.
pub fn creating(caller: &Caller, doc: &mut Doc) {
    doc.insert("org".to_owned(), json!(caller.org));
    doc.entry("labels").or_insert_with(|| json!([]));
    doc.entry("description").or_insert_with(|| json!(""));
    doc.insert("isSystem".to_owned(), json!(false));
}
