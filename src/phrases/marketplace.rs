//! The marketplace.

use super::phrases;

phrases! {}
