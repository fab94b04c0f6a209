//! The team members' screens.

use super::phrases;

phrases! {}
