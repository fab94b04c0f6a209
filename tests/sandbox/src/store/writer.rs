//! Changing documents, inside one transaction.

use std::ops::Deref;

use rusqlite::{params, params_from_iter, types::Value as Sql};
use serde_json::Value;

use super::{Doc, Reader, StoreError, tables::Table};

/// An open transaction: it reads what it has written.
pub struct Writer<'a> {
    pub(super) reader: Reader<'a>,
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Writer<'a> {
    pub(super) const fn new(reader: Reader<'a>) -> Self {
        Self { reader }
    }

    /// Adds an object; its `id` is a UUID nobody has.
    pub fn insert(&mut self, ty: &str, doc: Doc) -> Result<(), StoreError> {
        if !self.tables.knows(ty) {
            let sql = r#"INSERT INTO "_loose" (ty, id, doc) VALUES (?, ?, ?)"#;
            let values = params![ty, id(ty, &doc)?, serde_json::to_string(&doc)?];
            self.connection.prepare_cached(sql)?.execute(values)?;
            return Ok(());
        }
        let table = self.tables.get(ty)?;
        self.connection.prepare_cached(&insertion(table))?.execute(params_from_iter(row(table, &doc)?))?;
        Ok(())
    }

    /// Replaces an object by its new state.
    pub fn update(&mut self, ty: &str, doc: Doc) -> Result<(), StoreError> {
        let id = id(ty, &doc)?.to_owned();
        let changed = if self.tables.knows(ty) {
            let table = self.tables.get(ty)?;
            let sets: String = table.columns.iter().map(|it| format!(r#""{}" = ?, "#, it.name)).collect();
            let sql = format!(r#"UPDATE "{ty}" SET {sets}doc = ? WHERE id = ?"#);
            let mut values: Vec<Sql> = table.columns.iter().map(|it| it.value(&doc)).collect();
            values.push(Sql::Text(serde_json::to_string(&doc)?));
            values.push(Sql::Text(id.clone()));
            self.connection.prepare_cached(&sql)?.execute(params_from_iter(values))?
        } else {
            let sql = r#"UPDATE "_loose" SET doc = ? WHERE ty = ? AND id = ?"#;
            self.connection.prepare_cached(sql)?.execute(params![serde_json::to_string(&doc)?, ty, id])?
        };
        if changed == 0 {
            return Err(StoreError::Missing { ty: ty.to_owned(), id });
        }
        Ok(())
    }

    /// Removes an object; says whether it was there.
    pub fn delete(&mut self, ty: &str, id: &str) -> Result<bool, StoreError> {
        let removed = if self.tables.knows(ty) {
            self.connection.prepare_cached(&format!(r#"DELETE FROM "{ty}" WHERE id = ?"#))?.execute([id])?
        } else {
            let sql = r#"DELETE FROM "_loose" WHERE ty = ? AND id = ?"#;
            self.connection.prepare_cached(sql)?.execute([ty, id])?
        };
        Ok(removed > 0)
    }

    /// Changes a setting of the sandbox itself.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        let sql = r#"INSERT INTO "_meta" (key, value) VALUES (?, ?)
            ON CONFLICT (key) DO UPDATE SET value = excluded.value"#;
        self.connection.prepare_cached(sql)?.execute([key, value])?;
        Ok(())
    }

    /// Removes everything, settings included.
    pub fn clear(&mut self) -> Result<(), StoreError> {
        for table in self.tables.all() {
            self.connection.execute_batch(&format!(r#"DELETE FROM "{}";"#, table.ty))?;
        }
        self.connection.execute_batch(r#"DELETE FROM "_loose"; DELETE FROM "_meta";"#)?;
        Ok(())
    }
}

/// The UUID in a document.
pub(super) fn id<'d>(ty: &str, doc: &'d Doc) -> Result<&'d str, StoreError> {
    doc.get("id").and_then(Value::as_str).ok_or_else(|| StoreError::NoId(ty.to_owned()))
}

pub(super) fn insertion(table: &Table) -> String {
    let names: String = table.columns.iter().map(|it| format!(r#""{}", "#, it.name)).collect();
    let places = "?, ".repeat(table.columns.len() + 1);
    format!(r#"INSERT INTO "{}" (id, {names}doc) VALUES ({places}?)"#, table.ty)
}

pub(super) fn row(table: &Table, doc: &Doc) -> Result<Vec<Sql>, StoreError> {
    let mut values = Vec::with_capacity(table.columns.len() + 2);
    values.push(Sql::Text(id(&table.ty, doc)?.to_owned()));
    values.extend(table.columns.iter().map(|it| it.value(doc)));
    values.push(Sql::Text(serde_json::to_string(doc)?));
    Ok(values)
}
