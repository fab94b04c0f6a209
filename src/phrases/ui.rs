//! Words of the kit.

use super::phrases;

phrases! {
    CLOSE: "tooltip.close" = "Close";
    OPTIONAL: "input.optional" = "optional";
    TRY_AGAIN: "failure.tryAgain" = "Try again";
}
