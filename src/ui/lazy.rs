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

            // The program that splits the app tells functions apart by name and place, so the name is the caller's.
            #[cfg(split)]
            #[wasm_split_helpers::wasm_split($part, fallible, preload(fetch))]
            fn $name($($argument: $type),*) -> Result<$made, $crate::ui::lazy::NotLoaded> {
                Ok($body)
            }

            #[cfg(not(split))]
            async fn $name($($argument: $type),*) -> Result<$made, $crate::ui::lazy::NotLoaded> {
                Ok($body)
            }

            #[cfg(not(split))]
            async fn fetch() -> Result<(), $crate::ui::lazy::NotLoaded> {
                Ok(())
            }

            pub fn load() -> $crate::ui::lazy::Loading {
                Box::pin(async { fetch().await.map_err($crate::ui::lazy::NotLoaded::from) })
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

/// The view of a part; none while the part is not there.
pub type View = Box<dyn Fn() -> Option<AnyView> + Send>;

/// A screen, once its part is there. A part that cannot be fetched can be asked for again.
pub fn page(load: fn() -> Loading, view: View) -> AnyView {
    show(Place::Page, load, view)
}

/// The same for a piece of a screen.
pub fn piece(load: fn() -> Loading, view: impl Fn() -> Option<AnyView> + Send + 'static) -> AnyView {
    show(Place::Piece, load, Box::new(view))
}

/// The same for what opens over a screen, from when it is first wanted: nothing stands for it while it is fetched.
pub fn overlay(
    is_wanted: impl Fn() -> bool + Send + Sync + 'static,
    load: fn() -> Loading,
    view: impl Fn() -> Option<AnyView> + Clone + Send + 'static,
) -> AnyView {
    let is_wanted = Memo::new(move |before: Option<&bool>| before == Some(&true) || is_wanted());
    (move || is_wanted.get().then(|| show(Place::Overlay, load, Box::new(view.clone())))).into_any()
}

/// What a part fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    Piece,
    Overlay,
}

fn show(place: Place, load: fn() -> Loading, view: View) -> AnyView {
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
