//! Code that a release build loads when it is first shown. A part is a function to a view; what several parts share
//! stays with the code that is always there.

use futures_util::future::LocalBoxFuture;
use leptos::{prelude::*, task::spawn_local};

use super::{Failure, PageSkeleton};
use crate::api::Error;

/// A part that could not be fetched.
#[derive(Debug)]
pub struct NotLoaded;

#[cfg(split)]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// A part on its way.
pub type Loading = LocalBoxFuture<'static, Result<(), NotLoaded>>;

/// Declares a module for each view: `part.name(arguments) => view`. Its `load` fetches the part; its `view` makes the
/// view, when the part is there.
macro_rules! parts {
    ($($part:ident.$name:ident($($argument:ident: $type:ty),*) => $view:expr;)*) => {
        $($crate::ui::lazy::part!($part.$name view($($argument: $type),*) -> AnyView { $view.into_any() });)*
    };
}

/// The same for what has no view: `run` does it.
macro_rules! actions {
    ($($part:ident.$name:ident($($argument:ident: $type:ty),*) => $action:expr;)*) => {
        $($crate::ui::lazy::part!($part.$name run($($argument: $type),*) -> () { $action });)*
    };
}

macro_rules! part {
    ($part:ident.$name:ident $use:ident($($argument:ident: $type:ty),*) -> $made:ty $body:block) => {
        pub mod $name {
            #![cfg_attr(split, allow(unsafe_code, reason = "the macro that splits the app makes it"))]
            use futures_util::FutureExt;

            use super::*;
            #[allow(unused_imports, reason = "the caller may have it already")]
            use $crate::ui::lazy::{Loading, NotLoaded};

            // The program that splits the app tells functions apart by name and place, so the name is the caller's.
            #[cfg(split)]
            #[wasm_split_helpers::wasm_split($part, fallible, preload(fetch))]
            fn $name($($argument: $type),*) -> Result<$made, NotLoaded> {
                Ok($body)
            }

            #[cfg(not(split))]
            async fn $name($($argument: $type),*) -> Result<$made, NotLoaded> {
                Ok($body)
            }

            #[cfg(not(split))]
            async fn fetch() -> Result<(), NotLoaded> {
                Ok(())
            }

            pub fn load() -> Loading {
                Box::pin(async { fetch().await.map_err(NotLoaded::from) })
            }

            pub fn $use($($argument: $type),*) -> Option<$made> {
                $name($($argument),*).now_or_never()?.ok()
            }
        }
    };
}

pub(crate) use actions;
pub(crate) use part;
pub(crate) use parts;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// A screen, once its part is there. A part that cannot be fetched can be asked for again.
pub fn page(load: fn() -> Loading, view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    show(Place::Page, load, Box::new(view))
}

/// The same for a piece of a screen.
pub fn piece(load: fn() -> Loading, view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    show(Place::Piece, load, Box::new(view))
}

/// The same for what opens over a screen: nothing stands for it while it is fetched.
pub fn overlay(load: fn() -> Loading, view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    show(Place::Overlay, load, Box::new(view))
}

/// A window above the page, from when it is first opened.
pub fn once_open(
    open: RwSignal<bool>,
    load: fn() -> Loading,
    view: impl Fn(RwSignal<bool>) -> Option<AnyView> + Clone + Send + 'static,
) -> AnyView {
    let is_wanted = Memo::new(move |before: Option<&bool>| before == Some(&true) || open.get());
    let window = move || {
        let view = view.clone();
        overlay(load, move || view(open))
    };
    (move || is_wanted.get().then(&window)).into_any()
}

/// What a part fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    Piece,
    Overlay,
}

fn show(place: Place, load: fn() -> Loading, view: Box<dyn Fn() -> Option<AnyView> + Send>) -> AnyView {
    let stage = RwSignal::new(Stage::Loading);
    let ask = move || {
        stage.set(Stage::Loading);
        spawn_local(async move {
            let came = load().await.is_ok();
            let _ = stage.try_set(if came { Stage::Here } else { Stage::Failed });
        });
    };
    ask();
    let page = place == Place::Page;
    let failed =
        move || view! { <Failure error=Error::Unreachable page on_retry=move |()| ask() /> }.into_any();
    (move || match stage.get() {
        Stage::Loading => match place {
            Place::Page => view! { <PageSkeleton /> }.into_any(),
            Place::Piece => view! { <span class="skeleton late"></span> }.into_any(),
            Place::Overlay => ().into_any(),
        },
        // The part is there, so its view needs no waiting.
        Stage::Here => view().unwrap_or_else(failed),
        Stage::Failed => failed(),
    })
    .into_any()
}
