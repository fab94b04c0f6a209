//! Which customers the list shows, and in which order. Pure.

use std::{fmt, str::FromStr};

/// What a person asked the list for. `None` everywhere is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub search: Option<String>,
    pub description: Option<String>,
    pub external_id: Option<String>,
    pub label: Option<String>,
    pub sort: Sort,
}

/// An order of the list. In the address: the column, with a minus in front when it falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    pub by: Column,
    pub descending: bool,
}

/// What the API sorts customers by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Name,
    Description,
    Created,
    Updated,
}

impl Filter {
    /// Whether nothing is left out.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        Self { sort: Sort::default(), ..self.clone() } == Self::default()
    }

    /// What was searched for, empty when only other filters are set; none when nothing is left out.
    #[must_use]
    pub fn term(&self) -> Option<String> {
        (!self.is_everything()).then(|| self.search.clone().unwrap_or_default())
    }
}

impl Column {
    const ALL: [(Self, &str); 4] = [
        (Self::Name, "name"),
        (Self::Description, "description"),
        (Self::Created, "created"),
        (Self::Updated, "updated"),
    ];

    /// The column of a key; none for what is no key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, it)| *it == key).map(|(by, _)| *by)
    }

    /// What the address and the table call it.
    #[must_use]
    pub fn key(self) -> &'static str {
        Self::ALL.iter().find(|(it, _)| *it == self).map_or("", |(_, key)| key)
    }
}

impl Default for Sort {
    fn default() -> Self {
        Self { by: Column::Name, descending: false }
    }
}

impl fmt::Display for Sort {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}{}", if self.descending { "-" } else { "" }, self.by.key())
    }
}

impl FromStr for Sort {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (descending, key) = text.strip_prefix('-').map_or((false, text), |key| (true, key));
        Column::from_key(key).map(|by| Self { by, descending }).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_written_and_read_back() {
        for by in Column::ALL.map(|(by, _)| by) {
            for descending in [false, true] {
                let sort = Sort { by, descending };
                assert_eq!(sort.to_string().parse(), Ok(sort));
            }
        }
        assert_eq!("warp".parse::<Sort>(), Err(()));
        assert_eq!("".parse::<Sort>(), Err(()));
    }
}
