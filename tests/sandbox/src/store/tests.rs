//! What the store promises: durable, all or nothing, one moment per reading.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use super::{Doc, Store, StoreError};

fn doc(value: Value) -> Doc {
    value.as_object().unwrap().clone()
}

fn customer(id: &str, name: &str) -> Doc {
    doc(json!({"id": id, "name": name, "createdAt": "2026-01-02T03:04:05Z", "labels": ["a", "b"]}))
}

#[test]
fn what_was_written_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store.write(|w| w.insert("Customer", customer("1", "Ümläut"))).unwrap();
    store.write(|w| w.set_meta("version", "7")).unwrap();
    drop(store);

    let store = Store::open(dir.path()).unwrap();
    let found = store.read(|r| r.get("Customer", "1")).unwrap().unwrap();
    assert_eq!(found, customer("1", "Ümläut"));
    assert_eq!(store.read(|r| r.meta("version")).unwrap().as_deref(), Some("7"));
}

#[test]
fn a_failed_write_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let failed = store.write(|w| {
        w.insert("Customer", customer("1", "One"))?;
        w.insert("RefreshToken", doc(json!({"id": "t"})))?;
        w.insert("Customer", customer("1", "Twice"))
    });
    assert!(matches!(failed, Err(StoreError::Sqlite(_))));
    assert_eq!(store.read(|r| Ok((r.count("Customer")?, r.count("RefreshToken")?))).unwrap(), (0, 0));
}

#[test]
fn objects_are_found_by_any_field() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store
        .write(|w| {
            w.insert("Customer", customer("1", "One"))?;
            w.insert("Customer", doc(json!({"id": "2", "name": "Two", "externalId": "x", "hue": "red"})))?;
            w.insert("SigningKey", doc(json!({"id": "k", "org": "o", "public": "…"})))
        })
        .unwrap();
    let ids = |ty: &str, field: &str, value: Value| -> Vec<String> {
        let found = store.read(|r| r.find(ty, field, &value)).unwrap();
        found.iter().map(|it| it["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids("Customer", "name", json!("One")), ["1"]);
    assert_eq!(ids("Customer", "externalId", json!(null)), ["1"]);
    assert_eq!(ids("Customer", "hue", json!("red")), ["2"]);
    assert_eq!(ids("SigningKey", "org", json!("o")), ["k"]);
    assert!(ids("SigningKey", "org", json!("p")).is_empty());
}

#[test]
fn updates_and_deletes_reach_columns_too() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store.write(|w| w.insert("Customer", customer("1", "One"))).unwrap();
    store.write(|w| w.update("Customer", customer("1", "New"))).unwrap();
    assert_eq!(store.read(|r| r.find("Customer", "name", &json!("One"))).unwrap().len(), 0);
    assert_eq!(store.read(|r| r.find("Customer", "name", &json!("New"))).unwrap().len(), 1);
    assert!(store.write(|w| w.delete("Customer", "1")).unwrap());
    assert!(!store.write(|w| w.delete("Customer", "1")).unwrap());
    let gone = store.write(|w| w.update("Customer", customer("1", "New")));
    assert!(matches!(gone, Err(StoreError::Missing { .. })));
}

#[test]
fn many_rows_are_added_and_cleared() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let rows = (0..500).map(|it| customer(&it.to_string(), &format!("Customer {it}")));
    assert_eq!(store.write(|w| w.insert_all("Customer", rows)).unwrap(), 500);
    assert_eq!(store.read(|r| r.find("Customer", "name", &json!("Customer 42"))).unwrap().len(), 1);
    store.write(|w| w.clear()).unwrap();
    assert_eq!(store.read(|r| r.count("Customer")).unwrap(), 0);
}

#[test]
fn a_database_from_before_a_column_gets_it_filled() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    store.write(|w| w.insert("Customer", customer("1", "One"))).unwrap();
    drop(store);
    let old = rusqlite::Connection::open(dir.path().join("sandbox.sqlite3")).unwrap();
    old.execute_batch(r#"DROP INDEX "Customer.name"; ALTER TABLE "Customer" DROP COLUMN "name";"#).unwrap();
    drop(old);
    let store = Store::open(dir.path()).unwrap();
    assert_eq!(store.read(|r| r.find("Customer", "name", &json!("One"))).unwrap().len(), 1);
}

#[test]
fn a_reading_sees_one_moment() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).unwrap();
    let (before, after) = store
        .read(|r| {
            let before = r.count("Customer")?;
            store.write(|w| w.insert("Customer", customer("1", "One")))?;
            Ok((before, r.count("Customer")?))
        })
        .unwrap();
    assert_eq!((before, after), (0, 0));
}

/// Where the process that will be killed writes; it does nothing when nobody says.
const VICTIM: &str = "GANTRY_TEST_VICTIM";

/// Adds a customer with a user over and over, and says so after each.
#[test]
fn writes_until_killed() {
    let Some(dir) = std::env::var_os(VICTIM) else {
        return;
    };
    let store = Store::open(dir.as_ref()).unwrap();
    for number in 0_u32.. {
        let id = number.to_string();
        store
            .write(|w| {
                w.insert("Customer", customer(&id, &id))?;
                w.insert("User", doc(json!({"id": id, "customer": id})))
            })
            .unwrap();
        println!("acknowledged {id}");
    }
}

#[test]
fn a_killed_process_loses_nothing_it_acknowledged() {
    let dir = tempfile::tempdir().unwrap();
    let mut child = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "store::tests::writes_until_killed", "--nocapture"])
        .env(VICTIM, dir.path())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let mut told = lines.filter_map(|it| it.split_once("acknowledged ")?.1.parse::<u64>().ok());
    let early = told.by_ref().find(|it| *it >= 50).unwrap();
    child.kill().unwrap();
    // What it said before it died may still be in the pipe.
    let acknowledged = told.last().unwrap_or(early);
    child.wait().unwrap();

    let store = Store::open(dir.path()).unwrap();
    let (customers, users) = store.read(|r| Ok((r.count("Customer")?, r.count("User")?))).unwrap();
    assert!(customers > acknowledged, "{customers} customers, {acknowledged} acknowledged");
    assert_eq!(customers, users);
}
