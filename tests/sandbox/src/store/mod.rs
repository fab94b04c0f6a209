//! Where the sandbox keeps everything: SQLite, one table for each type of the contract, each row a JSON document beside
//! the columns that lists are filtered and sorted by.
//!
//! Invariant: what a finished [`Store::write`] changed survives the loss of the process and of power, and an unfinished
//! one changed nothing.

mod bulk;
mod reader;
pub mod tables;
mod writer;

#[cfg(test)]
mod tests;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use rusqlite::{Connection, TransactionBehavior, functions::FunctionFlags};
use serde_json::{Map, Value};

pub use reader::Reader;
pub use writer::Writer;

use crate::contract::{Contract, ContractError};
use tables::Tables;

/// An object by field name: `id` is its bare UUID, a relation holds the target's bare UUID, moments are ISO 8601.
pub type Doc = Map<String, Value>;

/// A document of these fields.
#[must_use]
pub fn doc<const N: usize>(fields: [(&str, Value); N]) -> Doc {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Why the store could not answer.
#[derive(Debug)]
pub enum StoreError {
    Sqlite(rusqlite::Error),
    Json(serde_json::Error),
    Io(std::io::Error),
    Contract(ContractError),
    /// A type that has no table was used as if it had one.
    UnknownType(String),
    /// A document came without a UUID in `id`.
    NoId(String),
    /// An object to update is not there.
    Missing {
        ty: String,
        id: String,
    },
}

impl std::fmt::Display for StoreError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(error) => write!(f, "the database failed: {error}"),
            Self::Json(error) => write!(f, "a stored document is broken: {error}"),
            Self::Io(error) => write!(f, "the data folder failed: {error}"),
            Self::Contract(error) => error.fmt(f),
            Self::UnknownType(ty) => write!(f, "`{ty}` is not stored"),
            Self::NoId(ty) => write!(f, "a `{ty}` without an id"),
            Self::Missing { ty, id } => write!(f, "no `{ty}` has the id {id}"),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<ContractError> for StoreError {
    fn from(error: ContractError) -> Self {
        Self::Contract(error)
    }
}

/// The database; clones share it.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    path: PathBuf,
    contract: Contract,
    tables: Tables,
    writer: Mutex<Connection>,
    /// Connections nobody is reading with.
    idle: Mutex<Vec<Connection>>,
}

impl Store {
    /// Opens the database in `dir` and brings its tables up to the contract; creates what is missing.
    pub fn open(dir: &Path) -> Result<Self, StoreError> {
        std::fs::create_dir_all(dir)?;
        let contract = Contract::load()?;
        let tables = Tables::of(&contract);
        let path = dir.join("sandbox.sqlite3");
        let mut connection = connect(&path)?;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tables.create(&transaction)?;
        transaction.commit()?;
        Ok(Self(Arc::new(Inner {
            path,
            contract,
            tables,
            writer: Mutex::new(connection),
            idle: Mutex::default(),
        })))
    }

    /// The contract the tables follow.
    #[must_use]
    pub fn contract(&self) -> &Contract {
        &self.0.contract
    }

    /// The tables.
    #[must_use]
    pub fn tables(&self) -> &Tables {
        &self.0.tables
    }

    /// How many rows were written since the store was opened: where it stays the same, nothing was changed.
    pub fn changes(&self) -> Result<u64, StoreError> {
        let changes: i64 = held(&self.0.writer).query_row("SELECT total_changes()", [], |row| row.get(0))?;
        Ok(changes.try_into().unwrap_or_default())
    }

    /// Reads; everything `f` reads is of the same moment.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let idle = held(&self.0.idle).pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => connect(&self.0.path)?,
        };
        let transaction = connection.transaction()?;
        let answer = f(&Reader::new(&transaction, &self.0.tables));
        transaction.finish()?;
        held(&self.0.idle).push(connection);
        answer
    }

    /// Writes in one transaction: durable when this returns `Ok`, undone when `f` fails.
    pub fn write<T>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.write_or(f, |error| error)
    }

    /// Like [`Store::write`], for an `f` with errors of its own.
    pub fn write_or<T, E>(
        &self,
        f: impl FnOnce(&mut Writer<'_>) -> Result<T, E>,
        failed: impl Fn(StoreError) -> E,
    ) -> Result<T, E> {
        let mut connection = held(&self.0.writer);
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(|error| failed(error.into()))?;
        let answer = f(&mut Writer::new(Reader::new(&transaction, &self.0.tables)))?;
        transaction.commit().map_err(|error| failed(error.into()))?;
        Ok(answer)
    }
}

/// A panic elsewhere leaves no half-done state behind a lock: SQLite rolls its transaction back.
fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    // FULL: in WAL mode anything less may lose a committed transaction when the power fails.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL;
         PRAGMA journal_size_limit = 67108864;
         PRAGMA cache_size = -65536;
         PRAGMA mmap_size = 1073741824;
         PRAGMA temp_store = MEMORY;",
    )?;
    connection.create_scalar_function(
        "folded",
        1,
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC,
        |context| Ok(context.get_raw(0).as_str_or_null()?.map(tables::fold)),
    )?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}
