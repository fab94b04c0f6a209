//! Markdown that people outside the organization wrote.

use gantry::ui::Markdown;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::show;

#[wasm_bindgen_test]
async fn writing_becomes_elements() {
    let page =
        show(|| view! { <Markdown text="# Orders\n\nSends **all** of [them](https://example.com/a)." /> })
            .await;
    assert_eq!(page.one("h3").text_content().unwrap(), "Orders");
    assert_eq!(page.one("strong").text_content().unwrap(), "all");
    let link = page.one("a");
    assert_eq!(link.get_attribute("href").as_deref(), Some("https://example.com/a"));
    assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
    assert!(link.text_content().unwrap().contains("new tab"));
}

#[wasm_bindgen_test]
async fn hostile_writing_stays_text() {
    let text = "<img src=x onerror=alert(1)>\n\n<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://evil.test/y)";
    let page = show(move || view! { <Markdown text /> }).await;
    assert!(page.all("img, script, a, iframe, style").is_empty());
    assert!(page.text().contains("<img src=x onerror=alert(1)>"));
}
