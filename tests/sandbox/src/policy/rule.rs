//! What a line of the table of permissions is made of.

use super::Who;

/// A condition on the object besides who asks.
#[derive(Clone, Copy, Debug)]
pub enum When {
    /// The field is true.
    Is(&'static str),
    /// The field is false.
    Not(&'static str),
    /// The field is empty.
    Null(&'static str),
    /// The field is not empty.
    Set(&'static str),
    /// The field is one of these.
    OneOf(&'static str, &'static [&'static str]),
    /// The person's role has no more authority than the reader's.
    NotAbove,
    /// It is not the reader.
    Another,
}

/// What the rule named `view` decides: whether an object exists for somebody at all.
pub const VIEW: &str = "view";

/// One line of the table: whoever `who` names may do `can` on objects of `ty` that pass all of `when`. `can` is `view`
/// or the `allow…` field that tells it.
pub struct Rule {
    pub ty: &'static str,
    pub can: &'static [&'static str],
    pub who: &'static [Who],
    pub when: &'static [When],
}

pub(super) const fn rule(
    ty: &'static str,
    can: &'static [&'static str],
    who: &'static [Who],
    when: &'static [When],
) -> Rule {
    Rule { ty, can, who, when }
}
