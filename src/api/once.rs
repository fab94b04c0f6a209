//! Making something once, even where the answer is lost: the API knows no key for a repeated change.

use std::{cell::RefCell, rc::Rc};

use super::Error;

/// What was sent without an answer, and when, in milliseconds of this machine's clock.
pub type Unsure<W> = Rc<RefCell<Option<(W, f64)>>>;

/// Sends a wish, unless an attempt whose answer was lost did what it asks for. `arrived` looks for what was made of a
/// wish since a moment, and gives its id like `send`.
///
/// # Errors
/// As `send` and `arrived`; `Unreachable` when nobody knows whether it was made.
pub async fn once<W: Clone + PartialEq>(
    wish: W,
    unsure: Unsure<W>,
    send: impl AsyncFnOnce(W) -> Result<String, Error>,
    arrived: impl AsyncFn(&W, f64) -> Result<Option<String>, Error>,
) -> Result<String, Error> {
    let before = unsure.borrow().clone();
    if let Some((sent, since)) = before.filter(|(sent, _)| *sent == wish)
        && let Some(id) = arrived(&sent, since).await?
    {
        return Ok(id);
    }
    let since = js_sys::Date::now();
    let answer = send(wish.clone()).await;
    if answer != Err(Error::Unreachable) {
        unsure.take();
        return answer;
    }
    unsure.replace(Some((wish.clone(), since)));
    arrived(&wish, since).await?.ok_or(Error::Unreachable)
}
