//! What surrounds every screen: navigation, account, errors.

use super::phrases;

phrases! {}
