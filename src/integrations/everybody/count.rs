//! Which instances are behind the newest version, and what became of them. Pure.

/// An instance of an older version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Behind {
    pub id: String,
    pub name: String,
    pub customer: String,
}

/// How the instances of an integration stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stand {
    /// Those behind that are named; the first hundred at most.
    pub named: Vec<Behind>,
    /// All that are behind.
    pub behind: u32,
    /// Those of the newest version that wait to be deployed.
    pub waiting: u32,
}

/// How many names a sentence has room for.
const ROOM: usize = 12;

impl Stand {
    /// The customers of those that are named, each once with how many it has, and how many instances are not told.
    #[must_use]
    pub fn customers(&self) -> (Vec<(String, usize)>, u32) {
        let mut counts: Vec<(String, usize)> = Vec::new();
        for it in &self.named {
            match counts.iter_mut().find(|(name, _)| *name == it.customer) {
                Some((_, count)) => *count += 1,
                None => counts.push((it.customer.clone(), 1)),
            }
        }
        counts.truncate(ROOM);
        let told: usize = counts.iter().map(|(_, count)| count).sum();
        let rest = self.behind.saturating_sub(u32::try_from(told).unwrap_or(u32::MAX));
        (counts, rest)
    }

    /// How many of those that were behind `before` are no longer.
    #[must_use]
    pub fn moved_since(&self, before: &Self) -> u32 {
        before.behind.saturating_sub(self.behind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stand(customers: &[&str], behind: u32) -> Stand {
        let one = |(at, it): (usize, &&str)| Behind {
            id: at.to_string(),
            name: "ERP".into(),
            customer: (*it).into(),
        };
        Stand { named: customers.iter().enumerate().map(one).collect(), behind, waiting: 0 }
    }

    #[test]
    fn customers_are_named_once_and_the_rest_is_counted() {
        let few = stand(&["A", "B", "A"], 3);
        assert_eq!(few.customers(), (vec![("A".into(), 2), ("B".into(), 1)], 0));
        let names: Vec<String> = (0..20).map(|it| it.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (told, rest) = stand(&names, 50).customers();
        assert_eq!((told.len(), rest), (ROOM, 50 - 12));
    }

    #[test]
    fn what_was_moved_is_told_by_what_is_left() {
        let before = stand(&[], 9);
        assert_eq!(stand(&[], 2).moved_since(&before), 7);
        assert_eq!(stand(&[], 11).moved_since(&before), 0, "others may have been added meanwhile");
    }
}
