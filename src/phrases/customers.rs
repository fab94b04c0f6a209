//! The customers' screens.

use super::phrases;

phrases! {}
