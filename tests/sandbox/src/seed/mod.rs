//! What is there at first: Progix Software, its people, and the rocket companies that are its customers.

mod apps;
mod catalog;
mod config;
mod connections;
mod customers;
mod flows;
mod grants;
mod instances;
mod names;
mod own;
mod people;
mod runs;
mod templates;

use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use uuid::Uuid;

use crate::{
    auth::{Keys, add_signing_key, doc},
    policy::roles,
    store::{Doc, Store, StoreError, Writer},
};

/// How much there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Scale {
    /// A small, believable company.
    Demo,
    /// 10,000 customers and 50,000 instances.
    Large,
}

impl Scale {
    /// Its name, which is its folder's too.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Demo => "demo",
            Self::Large => "large",
        }
    }

    const fn customers(self) -> usize {
        match self {
            Self::Demo => 128,
            Self::Large => 10_000,
        }
    }

    const fn instances(self) -> usize {
        match self {
            Self::Demo => 180,
            Self::Large => 50_000,
        }
    }
}

const FILLED: &str = "seed";

/// Fills the store the first time. It is one transaction: a start that was killed leaves nothing behind.
pub fn ensure(store: &Store, scale: Scale, keys: &Keys) -> Result<(), StoreError> {
    if store.read(|it| it.meta(FILLED))?.is_some() {
        return Ok(());
    }
    store.write(|it| fill(it, scale, keys))
}

/// Fills an empty store.
pub fn fill(writer: &mut Writer<'_>, scale: Scale, keys: &Keys) -> Result<(), StoreError> {
    let seed = Seed { now: Timestamp::now(), org: organization() };
    roles::install(writer)?;
    writer.insert("Organization", company(&seed))?;
    add_signing_key(writer, &seed.org, keys.demo_public(), &seed.ago(90 * DAY))?;
    let customers = customers::add(writer, &seed, scale.customers())?;
    people::add(writer, &seed)?;
    let integrations = catalog::add(writer, &seed)?;
    instances::add(writer, &seed, &customers, &integrations, scale.instances())?;
    connections::add(writer, &seed)?;
    apps::add(writer)?;
    config::add(writer)?;
    own::add(writer, &seed)?;
    flows::add(writer, &integrations)?;
    runs::add(writer)?;
    templates::add(writer, &seed)?;
    grants::add(writer)?;
    writer.set_meta(FILLED, scale.as_str())
}

/// The organization's UUID, the same in every sandbox.
#[must_use]
pub fn organization() -> String {
    id("Organization", "progix")
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// What all parts agree on.
struct Seed {
    now: Timestamp,
    org: String,
}

impl Seed {
    /// The moment that many seconds ago.
    fn ago(&self, seconds: i64) -> String {
        (self.now - SignedDuration::from_secs(seconds)).to_string()
    }
}

/// A UUID that follows from what it is for.
fn id(ty: &str, name: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("https://progix.io/{ty}/{name}").as_bytes()).to_string()
}

/// A number that follows from a place in a list, spread over the whole range: the data looks random and never changes.
fn spread(index: usize, salt: u64) -> u64 {
    let mut x = (index as u64)
        .wrapping_add(salt.wrapping_mul(0x9e37_79b9_7f4a_7c15))
        .wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// One of several, by a number.
fn pick<T: Copy>(of: &[T], number: u64) -> Option<T> {
    usize::try_from(number % of.len().max(1) as u64).ok().and_then(|it| of.get(it)).copied()
}

fn company(seed: &Seed) -> Doc {
    doc(json!({
        "id": seed.org, "name": "Progix Software", "labels": [], "avatarUrl": null, "brandedElements": "{}",
        "marketplaceName": "Marketplace", "systemSuspended": false, "allowEmbeddedDesigner": true,
        "allowUserLevelConfig": true, "allowDisablingInstanceOutputs": true, "createdAt": seed.ago(900 * DAY), "updatedAt": seed.ago(12 * DAY),
    }))
}
