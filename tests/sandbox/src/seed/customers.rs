//! Progix's customers.

use serde_json::json;

use super::{
    DAY, HOUR, MINUTE, Seed, id,
    names::{FIRST, KNOWN, SECOND, THIRD},
    pick, spread,
};
use crate::{
    auth::new_customer,
    store::{Doc, StoreError, Writer},
};

/// Labels that made-up customers wear. `production` is kept for those with a story.
const LABELS: [&[&str]; 8] = [
    &["paid"],
    &["paid", "emea"],
    &["trial"],
    &["enterprise", "apac"],
    &["paid", "apac"],
    &[],
    &["enterprise"],
    &["trial", "emea"],
];

/// Adds that many; returns their UUIDs, those with a story first.
pub(super) fn add(writer: &mut Writer<'_>, seed: &Seed, count: usize) -> Result<Vec<String>, StoreError> {
    let docs: Vec<Doc> = (0..count).map(|index| customer(seed, index)).collect();
    let ids = docs.iter().filter_map(|it| it.get("id")?.as_str().map(str::to_owned)).collect();
    writer.insert_all("Customer", docs)?;
    Ok(ids)
}

fn customer(seed: &Seed, index: usize) -> Doc {
    let past = i64::try_from(index).unwrap_or_default();
    let created = seed.ago((900 * DAY - past * 2 * HOUR).max(2 * DAY));
    if let Some((name, about, external, labels)) = KNOWN.get(index).copied() {
        let mut doc = new_customer(&id("Customer", name), &seed.org, name, about, external, labels, &created);
        let updated = match index {
            0 => 4 * MINUTE,
            1 => 2 * HOUR,
            2 => DAY,
            _ => past * 33 * HOUR,
        };
        doc.insert("updatedAt".into(), json!(seed.ago(updated)));
        doc.insert("starred".into(), json!(index < 2));
        doc.insert("allowEmbeddedDesigner".into(), json!(index == 0));
        return doc;
    }
    let made = index - KNOWN.len();
    // A step that shares no factor with the number of names visits each of them once.
    let names = FIRST.len() * SECOND.len() * THIRD.len();
    let place = made * 3_371 % names;
    let first = FIRST.get(place % FIRST.len()).copied().unwrap_or_default();
    let (second, about) = SECOND.get(place / FIRST.len() % SECOND.len()).copied().unwrap_or_default();
    let third = THIRD.get(place / FIRST.len() / SECOND.len()).copied().unwrap_or_default();
    let name = format!("{first} {second}{third}");
    let external = format!("{}-{:04}", first.to_lowercase(), made + 100);
    let labels = pick(&LABELS, spread(index, 1)).unwrap_or_default();
    let mut doc =
        new_customer(&id("Customer", &name), &seed.org, &name, about, Some(&external), labels, &created);
    let updated = i64::try_from(spread(index, 2) % 200).unwrap_or_default() * DAY + past * MINUTE % DAY;
    doc.insert("updatedAt".into(), json!(seed.ago(updated + 3 * DAY)));
    doc
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn ten_thousand_customers_have_names_and_external_ids_of_their_own() {
        let seed = Seed { now: jiff::Timestamp::UNIX_EPOCH, org: String::new() };
        let docs: Vec<_> = (0..10_000).map(|it| customer(&seed, it)).collect();
        for field in ["id", "name", "externalId"] {
            let values: BTreeSet<_> = docs.iter().map(|it| it.get(field).map(ToString::to_string)).collect();
            assert_eq!(values.len(), 10_000, "{field}");
        }
    }
}
