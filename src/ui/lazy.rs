//! Code that a release build loads when it is first shown. A part is a function to a view; what several parts share
//! stays with the code that is always there.

use futures_util::FutureExt;
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

/// Declares a module for each view: `part.name(arguments) => view`. Its `load` fetches the part; its `view` makes the
/// view, at once when the part is there.
macro_rules! parts {
    ($($part:ident.$name:ident($($argument:ident: $type:ty),*) => $view:expr;)*) => {
        $(
            pub mod $name {
                #![cfg_attr(split, allow(unsafe_code, reason = "the macro that splits the app makes it"))]
                #[allow(unused_imports, reason = "not every view has arguments")]
                use super::*;
                #[allow(unused_imports, reason = "the caller may have it already")]
                use $crate::ui::lazy::NotLoaded;

                // The program that splits the app tells functions apart by name and place, so the name is the caller's.
                pub use self::$name as view;

                #[cfg(split)]
                #[wasm_split_helpers::wasm_split($part, fallible, preload(load))]
                pub fn $name($($argument: $type),*) -> Result<AnyView, NotLoaded> {
                    Ok($view.into_any())
                }

                #[cfg(not(split))]
                pub async fn $name($($argument: $type),*) -> Result<AnyView, NotLoaded> {
                    Ok($view.into_any())
                }

                #[cfg(not(split))]
                pub async fn load() -> Result<(), NotLoaded> {
                    Ok(())
                }
            }
        )*
    };
}

pub(crate) use parts;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Loading,
    Here,
    Failed,
}

/// A screen, once its part is there. A part that cannot be fetched can be asked for again.
pub fn page<L, V, E>(load: impl Load<L>, view: impl Fn() -> V + Send + 'static) -> AnyView
where
    L: Future<Output = Result<(), E>> + 'static,
    V: Future<Output = Result<AnyView, NotLoaded>>,
{
    show(Place::Page, load, view)
}

/// The same for a piece of a screen.
pub fn piece<L, V, E>(load: impl Load<L>, view: impl Fn() -> V + Send + 'static) -> AnyView
where
    L: Future<Output = Result<(), E>> + 'static,
    V: Future<Output = Result<AnyView, NotLoaded>>,
{
    show(Place::Piece, load, view)
}

/// The same for what opens over a screen: nothing stands for it while it is fetched.
pub fn overlay<L, V, E>(load: impl Load<L>, view: impl Fn() -> V + Send + 'static) -> AnyView
where
    L: Future<Output = Result<(), E>> + 'static,
    V: Future<Output = Result<AnyView, NotLoaded>>,
{
    show(Place::Overlay, load, view)
}

/// What a part fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Page,
    Piece,
    Overlay,
}

/// The `load` of a part.
pub trait Load<L>: Fn() -> L + Copy + Send + Sync + 'static {}

impl<L, F: Fn() -> L + Copy + Send + Sync + 'static> Load<L> for F {}

fn show<L, V, E>(place: Place, load: impl Load<L>, view: impl Fn() -> V + Send + 'static) -> AnyView
where
    L: Future<Output = Result<(), E>> + 'static,
    V: Future<Output = Result<AnyView, NotLoaded>>,
{
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
        Stage::Here => view().now_or_never().and_then(Result::ok).unwrap_or_else(failed),
        Stage::Failed => failed(),
    })
    .into_any()
}
