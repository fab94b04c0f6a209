//! What stands where something could not be shown.

use leptos::prelude::*;

use super::{Copyable, Empty, EmptyKind, PlainButton};
use crate::{
    api::Error,
    phrases::{t, ui as words},
};

/// The error of a page or a panel, with the way on that there is.
#[component]
pub fn Failure(
    error: Error,
    #[prop(into)] on_retry: Callback<()>,
    #[prop(optional)] page: bool,
) -> impl IntoView {
    let (kind, title) = match &error {
        Error::NotFound => (EmptyKind::Missing, words::FAILED_MISSING),
        Error::Forbidden | Error::ReadOnly => (EmptyKind::Denied, words::FAILED_DENIED),
        Error::SignedOut
        | Error::Refused(_)
        | Error::NoStorage
        | Error::Unreachable
        | Error::Malformed { .. } => (EmptyKind::Failed, words::FAILED),
    };
    let reference = error.reference().map(str::to_owned);
    let can_retry = error.can_retry() || error == Error::SignedOut;
    view! {
        <div role="alert">
            <Empty kind title=t(title) text=error.to_string() page>
                {can_retry.then(|| view! { <PlainButton on_click=on_retry>{t(words::TRY_AGAIN)}</PlainButton> })}
                {reference.map(|it| view! { <Copyable text=it label=t(words::REFERENCE) /> })}
            </Empty>
        </div>
    }
}
