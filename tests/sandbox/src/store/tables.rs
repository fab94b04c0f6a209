//! Which tables and columns there are: derived from the contract, so that a new field or list needs nothing here.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, types::Value as Sql};
use serde_json::Value;

use super::{Doc, StoreError};
use crate::contract::{
    Contract,
    filter::{Holds, Meaning, Step},
    order,
};

/// Stands before, between and after the items of a list column, so that an item is found by its neighbours.
pub const SEPARATOR: char = '\u{1f}';

/// All tables by type.
#[derive(Debug)]
pub struct Tables(BTreeMap<String, Table>);

/// The table of one type.
#[derive(Debug)]
pub struct Table {
    pub ty: String,
    pub columns: Vec<Column>,
}

/// A column beside the document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Column {
    pub name: String,
    pub field: String,
    pub holds: Stored,
}

/// How a field's value is put into its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stored {
    /// As it is: texts, UUIDs, enums, numbers, booleans as 0 and 1.
    Plain,
    /// Lower case, for searching and sorting.
    Folded,
    /// Microseconds since 1970.
    Moment,
    /// Items between [`SEPARATOR`]s.
    Items,
    /// The same in lower case.
    FoldedItems,
}

impl Column {
    /// The column a step is compared by: a folded one where capitals make no difference.
    #[must_use]
    pub fn of(step: &Step, folded: bool) -> Self {
        let holds = match (step.holds, folded) {
            (Holds::Text, true) => Stored::Folded,
            (Holds::List, true) => Stored::FoldedItems,
            (Holds::List, false) => Stored::Items,
            (Holds::Time, _) => Stored::Moment,
            (Holds::Text | Holds::Enum | Holds::Bool | Holds::Number | Holds::Relation, _) => Stored::Plain,
        };
        let suffix = if matches!(holds, Stored::Folded | Stored::FoldedItems) { "__folded" } else { "" };
        Self { name: format!("{}{suffix}", step.field), field: step.field.clone(), holds }
    }

    /// What the column holds of a document.
    #[must_use]
    pub fn value(&self, doc: &Doc) -> Sql {
        let value = doc.get(&self.field).unwrap_or(&Value::Null);
        match self.holds {
            Stored::Plain => plain(value),
            Stored::Folded => value.as_str().map_or(Sql::Null, |it| Sql::Text(fold(it))),
            Stored::Moment => value.as_str().and_then(moment).map_or(Sql::Null, Sql::Integer),
            Stored::Items => items(value, str::to_owned),
            Stored::FoldedItems => items(value, fold),
        }
    }

    fn indexed(&self) -> bool {
        !matches!(self.holds, Stored::Items | Stored::FoldedItems)
    }
}

/// A JSON value as SQLite has it.
#[must_use]
pub fn plain(value: &Value) -> Sql {
    match value {
        Value::Null => Sql::Null,
        Value::Bool(it) => Sql::Integer(i64::from(*it)),
        Value::Number(it) => {
            it.as_i64().map_or_else(|| it.as_f64().map_or(Sql::Null, Sql::Real), Sql::Integer)
        }
        Value::String(it) => Sql::Text(it.clone()),
        Value::Array(_) | Value::Object(_) => Sql::Text(value.to_string()),
    }
}

/// A text as searches compare it.
#[must_use]
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

/// A moment in microseconds since 1970; none if the text is no moment.
#[must_use]
pub fn moment(text: &str) -> Option<i64> {
    text.trim().parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_microsecond)
}

fn items(value: &Value, each: impl Fn(&str) -> String) -> Sql {
    let Some(items) = value.as_array() else {
        return Sql::Null;
    };
    let mut text = String::from(SEPARATOR);
    for item in items.iter().filter_map(Value::as_str) {
        text.push_str(&each(item));
        text.push(SEPARATOR);
    }
    Sql::Text(text)
}

impl Tables {
    /// One table for each stored type, one column for each way its lists compare or sort a field.
    #[must_use]
    pub fn of(contract: &Contract) -> Self {
        let mut columns: BTreeMap<String, BTreeSet<Column>> =
            contract.nodes().map(|it| (it.name.clone(), BTreeSet::new())).collect();
        let mut add = |steps: &[Step], folded: bool| {
            for (index, step) in steps.iter().enumerate() {
                let last = index + 1 == steps.len();
                columns.entry(step.ty.clone()).or_default().insert(Column::of(step, folded && last));
            }
        };
        for (field, ty) in contract.lists() {
            for argument in &field.args {
                if let Meaning::Filter(steps, lookup) = Meaning::of(contract, &ty.name, argument) {
                    add(&steps, lookup.folds());
                }
            }
            for key in order::keys(contract, &field.args) {
                add(&order::sorted_by(contract, &ty.name, key), true);
            }
        }
        for ty in contract.nodes() {
            for field in &ty.fields {
                let holds = Holds::of(contract, &field.ty);
                let step = Step { ty: ty.name.clone(), field: field.name.clone(), holds, target: None };
                let looked_up = ["key", "email"].contains(&field.name.as_str());
                if holds == Holds::Relation || looked_up || field.name.starts_with("version") {
                    add(&[step], false);
                }
            }
        }
        let table = |(ty, columns): (String, BTreeSet<Column>)| {
            (ty.clone(), Table { ty, columns: columns.into_iter().collect() })
        };
        Self(columns.into_iter().map(table).collect())
    }

    /// The table of a type.
    pub fn get(&self, ty: &str) -> Result<&Table, StoreError> {
        self.0.get(ty).ok_or_else(|| StoreError::UnknownType(ty.to_owned()))
    }

    /// Whether the type is the contract's; others are kept too, but without columns.
    #[must_use]
    pub fn knows(&self, ty: &str) -> bool {
        self.0.contains_key(ty)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Table> {
        self.0.values()
    }

    /// Creates missing tables, columns and indexes; fills new columns from the documents.
    pub(super) fn create(&self, connection: &Connection) -> Result<(), StoreError> {
        connection.execute_batch(
            r#"CREATE TABLE IF NOT EXISTS "_meta" (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
               CREATE TABLE IF NOT EXISTS "_loose" (ty TEXT NOT NULL, id TEXT NOT NULL, doc TEXT NOT NULL,
                   PRIMARY KEY (ty, id));"#,
        )?;
        for table in self.all() {
            table.create(connection)?;
            table.create_indexes(connection)?;
        }
        Ok(())
    }
}

impl Table {
    /// The column of that name, if lists use it.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|it| it.name == name)
    }

    fn create(&self, connection: &Connection) -> Result<(), StoreError> {
        let ty = &self.ty;
        let mut statement = connection.prepare(&format!("SELECT name FROM pragma_table_info('{ty}')"))?;
        let there: BTreeSet<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        if there.is_empty() {
            let columns: String = self.columns.iter().map(|it| format!(r#""{}", "#, it.name)).collect();
            connection.execute_batch(&format!(
                r#"CREATE TABLE "{ty}" (id TEXT NOT NULL PRIMARY KEY, {columns}doc TEXT NOT NULL);"#
            ))?;
            return Ok(());
        }
        let missing: Vec<&Column> = self.columns.iter().filter(|it| !there.contains(&it.name)).collect();
        for column in &missing {
            connection.execute_batch(&format!(r#"ALTER TABLE "{ty}" ADD COLUMN "{}";"#, column.name))?;
        }
        if missing.is_empty() {
            return Ok(());
        }
        let sets: Vec<_> = missing.iter().map(|it| format!(r#""{}" = ?"#, it.name)).collect();
        let mut update =
            connection.prepare(&format!(r#"UPDATE "{ty}" SET {} WHERE id = ?"#, sets.join(", ")))?;
        let mut rows = connection.prepare(&format!(r#"SELECT id, doc FROM "{ty}""#))?;
        let mut rows = rows.query([])?;
        while let Some(row) = rows.next()? {
            let doc: Doc = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or_default())?;
            let mut values: Vec<Sql> = missing.iter().map(|it| it.value(&doc)).collect();
            values.push(row.get(0)?);
            update.execute(rusqlite::params_from_iter(values))?;
        }
        Ok(())
    }

    /// Each index ends in the id: that is how lists break ties.
    pub(super) fn create_indexes(&self, connection: &Connection) -> Result<(), StoreError> {
        for column in self.columns.iter().filter(|it| it.indexed()) {
            connection.execute_batch(&format!(
                r#"CREATE INDEX IF NOT EXISTS "{ty}.{name}" ON "{ty}" ("{name}", id);"#,
                ty = self.ty,
                name = column.name,
            ))?;
        }
        Ok(())
    }

    pub(super) fn drop_indexes(&self, connection: &Connection) -> Result<(), StoreError> {
        for column in self.columns.iter().filter(|it| it.indexed()) {
            connection.execute_batch(&format!(r#"DROP INDEX IF EXISTS "{}.{}";"#, self.ty, column.name))?;
        }
        Ok(())
    }
}
