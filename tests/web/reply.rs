//! JSON as the browser reads it.

use gantry::api::from_json;
use serde_json::Value;
use wasm_bindgen_test::wasm_bindgen_test;

fn nested(depth: usize) -> String {
    "[".repeat(depth) + &"]".repeat(depth)
}

#[wasm_bindgen_test]
fn it_is_what_serde_json_reads() {
    let deepest = nested(127);
    for text in [
        "null",
        "true",
        " [] ",
        "{}",
        r#"{"a":[1,-2,0.5,1e-3,null,"",{"b":false}],"__proto__":{"c":"\u2602 ☂ 🚀"},"":0}"#,
        "9007199254740991",
        "-9007199254740991",
        "1e300",
        &deepest,
    ] {
        assert_eq!(from_json::<Value>(text).ok(), serde_json::from_str(text).ok(), "{text}");
    }
    // A whole number is one however it is written.
    assert_eq!(from_json("1e3"), Ok(1000));
}

#[wasm_bindgen_test]
fn what_is_no_json_is_refused() {
    let too_deep = nested(128);
    for text in ["", "undefined", "{a:1}", "[1,]", "<html>", &too_deep] {
        assert!(from_json::<Value>(text).is_err(), "{text}");
    }
}
