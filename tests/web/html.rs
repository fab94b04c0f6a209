//! HTML that people outside the organization wrote.

use gantry::ui::Html;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::show;

#[wasm_bindgen_test]
async fn writing_becomes_elements() {
    let text = "<h2>Key</h2>\n<p>Under <b>Settings</b>: <a href='https://example.com/a' target=_top onclick='x()'>here</a>.</p>\n<ul><li>one</li></ul>";
    let page = show(move || view! { <Html text plain=Vec::new() /> }).await;
    assert_eq!(page.one("h3").text_content().unwrap(), "Key");
    assert_eq!(page.one("strong").text_content().unwrap(), "Settings");
    assert_eq!(page.one("li").text_content().unwrap(), "one");
    let link = page.one("a");
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://example.com/a"));
    assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    assert_eq!(link.get_attribute("onclick"), None);
}

#[wasm_bindgen_test]
async fn what_could_run_does_not() {
    let text = "<p>Safe</p><script>window.hacked=1</script><img src=x onerror='window.hacked=1' alt=Picture>\
        <iframe src='https://evil.test'></iframe><a href='javascript:window.hacked=1'>x</a><svg><a>y</a></svg>\
        <form action='https://evil.test'><input name=q>z</form><style>p{}</style>";
    let page = show(move || view! { <Html text plain=vec!["Safe".to_owned()] /> }).await;
    assert!(page.all("img, script, a, iframe, style, form, input, svg").is_empty());
    assert!(page.text().contains("Safe"));
}

#[wasm_bindgen_test]
async fn no_depth_is_too_deep() {
    let text = format!("{}deep", "<div>".repeat(300));
    let page = show(move || view! { <Html text=text.clone() plain=Vec::new() /> }).await;
    assert_eq!(page.text().trim(), "deep");
}
