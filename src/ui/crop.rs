//! Choosing the square part of a picture.

use futures_util::FutureExt;
use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    html,
    prelude::*,
    task::spawn_local,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, File, HtmlCanvasElement, ImageBitmap};

use super::{Button, Dialog, Look, Notice, PlainButton, Tone, unique_id, when_closed};
use crate::{
    auth::Access,
    phrases::{Phrase, common, fill, t, ui as words},
};

pub use geometry::View;

/// Width and height of what is made, in pixels: what the API keeps of a picture.
pub const EDGE: u32 = 500;
/// Width and height of the preview, in pixels of its own.
const PREVIEW: u32 = 320;
/// Bytes. Larger files are not even read.
const LARGEST_FILE: f64 = 20_000_000.0;
/// Pixels. What a browser can decode without danger for the tab.
const LARGEST_PICTURE: u64 = 64_000_000;
/// Pixels. A longer edge is more than some graphics hardware holds.
const LONGEST_EDGE: usize = 16_384;
/// Bytes. Cameras write previews and colour tables before a picture's size.
const HEAD: f64 = 2_000_000.0;

/// Shows the picture of `file` while there is one; the person moves and zooms it, and `on_done` gets the square.
#[component]
pub fn CropDialog(
    file: RwSignal<Option<File>, LocalStorage>,
    #[prop(into)] pending: Signal<bool>,
    /// What went wrong with the square that was given.
    #[prop(into)]
    problem: Signal<Option<String>>,
    on_done: UnsyncCallback<Blob>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let picture = RwSignal::new_local(None::<Result<ImageBitmap, Phrase>>);
    let place = RwSignal::new(View::default());
    Effect::new(move |_| {
        let chosen = file.get();
        open.set(chosen.is_some());
        picture.set(None);
        place.set(View::default());
        if let Some(chosen) = chosen {
            spawn_local(async move {
                let read = read(&chosen).await;
                // The dialog may be gone meanwhile.
                if file.try_with_untracked(|it| it.as_ref() == Some(&chosen)) == Some(true) {
                    picture.try_set(Some(read));
                }
            });
        }
    });
    when_closed(open, move || file.set(None));
    let use_it = move |()| {
        let Some(Some(Ok(picture))) = picture.try_get_untracked() else { return };
        let place = place.get_untracked();
        let keeps_clear = file.with_untracked(|it| it.as_ref().is_some_and(|it| it.type_() != "image/jpeg"));
        spawn_local(square(picture, place, keeps_clear).map(move |made| {
            if let Some(blob) = made {
                on_done.run(blob);
            }
        }));
    };
    let is_ready = move || matches!(picture.get(), Some(Ok(_)));
    let foot = move || {
        let ready = move || {
            is_ready().then(|| {
                view! {
                    <Button look=Look::Primary access=Access::Granted pending submit=true>{t(words::USE_PICTURE)}</Button>
                }
            })
        };
        view! {
            <PlainButton on_click=move |()| open.set(false)>{t(common::CANCEL)}</PlainButton>
            {ready}
        }
    };
    view! {
        <Dialog open title=t(words::CROP_TITLE) pending on_submit=use_it foot>
            {move || problem.get().map(|it| view! { <Notice tone=Tone::Danger><p>{it}</p></Notice> })}
            {move || match picture.get() {
                None => view! { <p class="muted" role="status">{t(words::READING_PICTURE)}</p> }.into_any(),
                Some(Err(why)) => view! { <Notice tone=Tone::Danger><p>{fill(why, &[])}</p></Notice> }.into_any(),
                Some(Ok(picture)) => view! { <Preview picture place /> }.into_any(),
            }}
        </Dialog>
    }
}

/// The square, to be moved by pointer or arrow keys and zoomed by the slider, the wheel, plus and minus.
#[component]
fn Preview(picture: ImageBitmap, place: RwSignal<View>) -> impl IntoView {
    let canvas = NodeRef::<html::Canvas>::new();
    let size = (f64::from(picture.width()), f64::from(picture.height()));
    let picture = StoredValue::new_local(picture);
    let zoom_id = unique_id();
    Effect::new(move |_| {
        let place = place.get();
        if let Some(canvas) = canvas.get() {
            picture.with_value(|it| draw(&canvas, it, place, PREVIEW));
        }
    });
    let held = StoredValue::new(None::<(f64, f64)>);
    let grab = move |event: PointerEvent| {
        if let Some(canvas) = canvas.get_untracked() {
            // Without it the move ends at the edge, no worse.
            drop(canvas.set_pointer_capture(event.pointer_id()));
        }
        held.set_value(Some((event.client_x().into(), event.client_y().into())));
    };
    let drag = move |event: PointerEvent| {
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        if let Some(before) =
            held.try_update_value(|it| it.as_mut().map(|it| std::mem::replace(it, now))).flatten()
        {
            let shown =
                canvas.get_untracked().map_or(f64::from(PREVIEW), |it| f64::from(it.client_width().max(1)));
            place.update(|it| *it = it.moved((now.0 - before.0) / shown, (now.1 - before.1) / shown, size));
        }
    };
    let release = move |_: PointerEvent| held.set_value(None);
    let zoom = move |to: f64| place.update(|it| *it = it.zoomed(to, size));
    let wheel = move |event: WheelEvent| {
        event.prevent_default();
        zoom(place.get_untracked().zoom * if event.delta_y() < 0.0 { 1.1 } else { 1.0 / 1.1 });
    };
    let key = move |event: KeyboardEvent| {
        let step = if event.shift_key() { 0.1 } else { 0.02 };
        let (across, down) = match event.key().as_str() {
            "ArrowLeft" => (-step, 0.0),
            "ArrowRight" => (step, 0.0),
            "ArrowUp" => (0.0, -step),
            "ArrowDown" => (0.0, step),
            "+" | "=" => return zoom(place.get_untracked().zoom * 1.1),
            "-" => return zoom(place.get_untracked().zoom / 1.1),
            _ => return,
        };
        event.prevent_default();
        place.update(|it| *it = it.moved(across, down, size));
    };
    view! {
        <div class="crop">
            <canvas
                class="crop-canvas"
                node_ref=canvas
                width=PREVIEW
                height=PREVIEW
                tabindex="0"
                role="application"
                aria-label=t(words::CROP_LABEL)
                on:pointerdown=grab
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=release
                on:wheel=wheel
                on:keydown=key
            ></canvas>
            <label class="field-label" for=zoom_id.clone()>{t(words::ZOOM)}</label>
            <input
                id=zoom_id
                class="crop-zoom"
                type="range"
                min="1"
                max=geometry::CLOSEST.to_string()
                step="0.01"
                prop:value=move || place.get().zoom.to_string()
                on:input=move |event| zoom(event_target_value(&event).parse().unwrap_or(1.0))
            />
            <p class="field-hint">{t(words::CROP_HINT)}</p>
        </div>
    }
}

/// Decodes a picture, or says in a sentence why not.
async fn read(file: &File) -> Result<ImageBitmap, Phrase> {
    if file.size() > LARGEST_FILE {
        return Err(words::PICTURE_LARGE);
    }
    // The size stands in the first bytes; a picture that would not fit into memory is not decoded at all.
    let head = file.slice_with_f64_and_f64(0.0, HEAD).map_err(|_| words::NO_PICTURE)?;
    let head = JsFuture::from(head.array_buffer()).await.map_err(|_| words::NO_PICTURE)?;
    let head = js_sys::Uint8Array::new(&head).to_vec();
    let size = imagesize::blob_size(&head).map_err(|_| words::NO_PICTURE)?;
    let pixels = (size.width as u64).saturating_mul(size.height as u64);
    if pixels > LARGEST_PICTURE || size.width.max(size.height) > LONGEST_EDGE {
        return Err(words::PICTURE_LARGE);
    }
    let decoded = window().create_image_bitmap_with_blob(file).map_err(|_| words::NO_PICTURE)?;
    let decoded = JsFuture::from(decoded).await.map_err(|_| words::NO_PICTURE)?;
    decoded.dyn_into().map_err(|_: JsValue| words::NO_PICTURE)
}

/// What the person sees, as a file. PNG where something may shine through.
async fn square(picture: ImageBitmap, place: View, keeps_clear: bool) -> Option<Blob> {
    let canvas = document().create_element("canvas").ok()?.dyn_into::<HtmlCanvasElement>().ok()?;
    canvas.set_width(EDGE);
    canvas.set_height(EDGE);
    draw(&canvas, &picture, place, EDGE);
    let kind = if keeps_clear { "image/png" } else { "image/jpeg" };
    let made = js_sys::Promise::new(&mut |resolve, _| {
        let done = Closure::once_into_js(move |blob: JsValue| drop(resolve.call1(&JsValue::NULL, &blob)));
        // Fails only for canvases with pictures of other origins.
        drop(canvas.to_blob_with_type(done.unchecked_ref(), kind));
    });
    JsFuture::from(made).await.ok()?.dyn_into().ok()
}

fn draw(canvas: &HtmlCanvasElement, picture: &ImageBitmap, place: View, edge: u32) {
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|it| it.dyn_into::<CanvasRenderingContext2d>().ok()) else { return };
    let edge = f64::from(edge);
    let (x, y, side) = place.part((f64::from(picture.width()), f64::from(picture.height())));
    context.clear_rect(0.0, 0.0, edge, edge);
    // Fails only for pictures that are closed.
    drop(context.draw_image_with_image_bitmap_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
        picture, x, y, side, side, 0.0, 0.0, edge, edge,
    ));
}

/// Which part of a picture is shown. Pure.
mod geometry {
    /// How close one can look.
    pub const CLOSEST: f64 = 5.0;

    /// The middle of the shown square, in shares of the picture's width and height, and how close it is: 1 shows as
    /// much as fits into a square.
    #[derive(Clone, Copy, Debug, PartialEq)]
    pub struct View {
        pub x: f64,
        pub y: f64,
        pub zoom: f64,
    }

    impl Default for View {
        fn default() -> Self {
            Self { x: 0.5, y: 0.5, zoom: 1.0 }
        }
    }

    impl View {
        /// Left, top and side of the part, in pixels of a picture of this width and height. Never reaches outside.
        #[must_use]
        pub fn part(self, (width, height): (f64, f64)) -> (f64, f64, f64) {
            let side = width.min(height) / self.zoom;
            (self.x * width - side / 2.0, self.y * height - side / 2.0, side)
        }

        /// The picture dragged by shares of the shown square, to the right and down.
        #[must_use]
        pub fn moved(self, across: f64, down: f64, size: (f64, f64)) -> Self {
            let (_, _, side) = self.part(size);
            Self { x: self.x - across * side / size.0, y: self.y - down * side / size.1, ..self }.inside(size)
        }

        /// The same middle, closer or farther, as far as it goes.
        #[must_use]
        pub fn zoomed(self, zoom: f64, size: (f64, f64)) -> Self {
            Self { zoom: if zoom.is_finite() { zoom.clamp(1.0, CLOSEST) } else { 1.0 }, ..self }.inside(size)
        }

        fn inside(self, (width, height): (f64, f64)) -> Self {
            let side = width.min(height) / self.zoom;
            let keep = |middle: f64, edge: f64| {
                let half = (side / edge / 2.0).min(0.5);
                middle.clamp(half, 1.0 - half)
            };
            Self { x: keep(self.x, width), y: keep(self.y, height), zoom: self.zoom }
        }
    }

    #[cfg(all(test, not(target_arch = "wasm32")))]
    mod tests {
        use proptest::prelude::*;

        use super::*;

        #[test]
        fn at_first_the_middle_is_shown_as_large_as_possible() {
            assert_eq!(View::default().part((400.0, 200.0)), (100.0, 0.0, 200.0));
            assert_eq!(View::default().part((200.0, 400.0)), (0.0, 100.0, 200.0));
        }

        #[test]
        fn dragging_to_the_right_shows_more_of_the_left() {
            let moved = View::default().moved(0.25, 0.0, (400.0, 200.0));
            assert_eq!(moved.part((400.0, 200.0)), (50.0, 0.0, 200.0));
        }

        proptest! {
            #[test]
            fn the_part_never_leaves_the_picture(
                (width, height) in (1.0..9_000.0_f64, 1.0..9_000.0_f64),
                steps in proptest::collection::vec((-3.0..3.0_f64, -3.0..3.0_f64, 0.0..9.0_f64), 0..12),
            ) {
                let size = (width, height);
                let place = steps.into_iter().fold(View::default(), |it, (across, down, zoom)| {
                    it.moved(across, down, size).zoomed(zoom, size)
                });
                let (x, y, side) = place.part(size);
                prop_assert!(x >= -1e-6 && y >= -1e-6);
                prop_assert!(x + side <= width + 1e-6 && y + side <= height + 1e-6);
            }
        }
    }
}
