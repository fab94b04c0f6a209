//! Spans of time that lines are looked for in. Pure.

use crate::phrases::{Phrase, runs as words};

/// The last so many minutes, or from one moment to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Quarter,
    Hour,
    Day,
    Custom,
}

impl Span {
    pub const ALL: [Self; 4] = [Self::Quarter, Self::Hour, Self::Day, Self::Custom];

    /// What addresses call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Quarter => "15m",
            Self::Hour => "1h",
            Self::Day => "24h",
            Self::Custom => "custom",
        }
    }

    /// Reads what an address asks for.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    #[must_use]
    pub fn phrase(self) -> Phrase {
        match self {
            Self::Quarter => words::PAST_QUARTER,
            Self::Hour => words::PAST_HOUR,
            Self::Day => words::PAST_DAY,
            Self::Custom => words::CUSTOM_TIME,
        }
    }

    /// In milliseconds; none for what has a beginning and an end of its own.
    #[must_use]
    pub fn length(self) -> Option<f64> {
        const MINUTE: f64 = 60_000.0;
        match self {
            Self::Quarter => Some(15.0 * MINUTE),
            Self::Hour => Some(60.0 * MINUTE),
            Self::Day => Some(24.0 * 60.0 * MINUTE),
            Self::Custom => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_name_each_span() {
        for span in Span::ALL {
            assert_eq!(Span::named(span.name()), Some(span));
            assert_eq!(span.length().is_none(), span == Span::Custom);
        }
        assert_eq!(Span::named("1y"), None);
    }
}
