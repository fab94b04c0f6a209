//! Search, filters and order of a list, kept in the address: a link shows the same rows.

use std::str::FromStr;

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::query_signal_with_options};

/// A part of the address's query. Changing it adds no step to go back through.
pub fn query<T>(name: &'static str) -> (Memo<Option<T>>, SignalSetter<Option<T>>)
where
    T: FromStr + ToString + PartialEq + Send + Sync,
{
    let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    query_signal_with_options(name, options)
}
