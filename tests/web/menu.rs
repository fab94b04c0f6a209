//! Menus.

use gantry::ui::{Menu, MenuItem};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use super::page::{click, has_focus, press, show};

#[wasm_bindgen_test]
async fn the_keyboard_walks_through_it() {
    let chosen = RwSignal::new(0);
    let page = show(move || {
        view! {
            <Menu id="test-menu" class="button" label="More" face=().into_any()>
                <MenuItem icon="copy" on_click=|()| ()>"Copy ID"</MenuItem>
                <MenuItem icon="refresh" on_click=move |()| chosen.update(|it| *it += 1)>"Refresh"</MenuItem>
            </Menu>
        }
    })
    .await;
    click(&page.button("More")).await;
    let (copy, refresh) = (page.button("Copy ID"), page.button("Refresh"));
    // The browser reports an opened popover as a task of its own.
    super::page::send(&page.one("[popover]"), &web_sys::Event::new("toggle").unwrap()).await;
    assert!(has_focus(&copy));
    press(&copy, "ArrowDown").await;
    assert!(has_focus(&refresh));
    press(&refresh, "ArrowDown").await;
    assert!(has_focus(&copy), "round and round");
    press(&copy, "End").await;
    assert!(has_focus(&refresh));
    press(&refresh, "Home").await;
    assert!(has_focus(&copy));
    click(&refresh).await;
    assert_eq!(chosen.get_untracked(), 1);
}
