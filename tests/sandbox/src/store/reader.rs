//! Reading documents, all of one moment.

use rusqlite::{Connection, OptionalExtension, params, params_from_iter, types::Value as Sql};
use serde_json::Value;

use super::{
    Doc, StoreError,
    tables::{Column, Stored, Tables, plain},
};

/// A view of the database as it was when the reading began.
pub struct Reader<'a> {
    pub(super) connection: &'a Connection,
    pub(super) tables: &'a Tables,
}

impl<'a> Reader<'a> {
    pub(super) const fn new(connection: &'a Connection, tables: &'a Tables) -> Self {
        Self { connection, tables }
    }

    /// The object with that UUID. Types outside the contract are kept as loose documents.
    pub fn get(&self, ty: &str, id: &str) -> Result<Option<Doc>, StoreError> {
        let found: Option<String> = if self.tables.knows(ty) {
            let sql = format!(r#"SELECT doc FROM "{ty}" WHERE id = ?"#);
            self.connection.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?
        } else {
            let sql = r#"SELECT doc FROM "_loose" WHERE ty = ? AND id = ?"#;
            self.connection.prepare_cached(sql)?.query_row([ty, id], |row| row.get(0)).optional()?
        };
        found.map(|it| Ok(serde_json::from_str(&it)?)).transpose()
    }

    /// The objects with these UUIDs, in no particular order.
    pub fn get_all(&self, ty: &str, ids: &[String]) -> Result<Vec<Doc>, StoreError> {
        let table = &self.tables.get(ty)?.ty;
        let sql = format!(r#"SELECT doc FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))"#);
        self.docs(&sql, &[Sql::Text(serde_json::to_string(ids)?)])
    }

    /// The objects whose field has that value, oldest first; `null` finds those without one.
    pub fn find(&self, ty: &str, field: &str, value: &Value) -> Result<Vec<Doc>, StoreError> {
        let json = format!("$.\"{field}\"");
        if !self.tables.knows(ty) {
            let sql = r#"SELECT doc FROM "_loose" WHERE ty = ? AND json_extract(doc, ?) IS ? ORDER BY rowid"#;
            return self.docs(sql, &[Sql::Text(ty.to_owned()), Sql::Text(json), plain(value)]);
        }
        let column = self.tables.get(ty)?.column(field).filter(|it| it.holds == Stored::Plain);
        match column {
            Some(Column { name, .. }) => {
                let sql = format!(r#"SELECT doc FROM "{ty}" WHERE "{name}" IS ? ORDER BY rowid"#);
                self.docs(&sql, &[plain(value)])
            }
            None => {
                let sql = format!(r#"SELECT doc FROM "{ty}" WHERE json_extract(doc, ?) IS ? ORDER BY rowid"#);
                self.docs(&sql, &[Sql::Text(json), plain(value)])
            }
        }
    }

    /// How many objects of a type there are.
    pub fn count(&self, ty: &str) -> Result<u64, StoreError> {
        if self.tables.knows(ty) {
            return self.number(&format!(r#"SELECT count(*) FROM "{ty}""#), &[]);
        }
        self.number(r#"SELECT count(*) FROM "_loose" WHERE ty = ?"#, &[Sql::Text(ty.to_owned())])
    }

    /// A setting of the sandbox itself.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let sql = r#"SELECT value FROM "_meta" WHERE key = ?"#;
        Ok(self.connection.prepare_cached(sql)?.query_row(params![key], |row| row.get(0)).optional()?)
    }

    /// The tables and their columns.
    #[must_use]
    pub const fn tables(&self) -> &Tables {
        self.tables
    }

    /// The documents a query selects as its first column.
    pub(crate) fn docs(&self, sql: &str, values: &[Sql]) -> Result<Vec<Doc>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(params_from_iter(values))?;
        let mut docs = Vec::new();
        while let Some(row) = rows.next()? {
            docs.push(serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or_default())?);
        }
        Ok(docs)
    }

    /// The documents of the rows whose numbers a query selects, in its order. Sorting numbers is much cheaper than
    /// sorting documents.
    pub(crate) fn docs_at(&self, ty: &str, sql: &str, values: &[Sql]) -> Result<Vec<Doc>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let numbers = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        let doc = format!(r#"SELECT doc FROM "{ty}" WHERE rowid = ?"#);
        let mut doc = self.connection.prepare_cached(&doc)?;
        let mut docs = Vec::new();
        for number in numbers {
            let number: i64 = number?;
            let text: String = doc.query_row([number], |row| row.get(0))?;
            docs.push(serde_json::from_str(&text)?);
        }
        Ok(docs)
    }

    /// The number a query selects.
    pub(crate) fn number(&self, sql: &str, values: &[Sql]) -> Result<u64, StoreError> {
        let number: i64 =
            self.connection.prepare_cached(sql)?.query_row(params_from_iter(values), |row| row.get(0))?;
        Ok(number.try_into().unwrap_or_default())
    }

    /// The texts a query selects as its first column.
    pub(crate) fn texts(&self, sql: &str, values: &[Sql]) -> Result<Vec<String>, StoreError> {
        let mut statement = self.connection.prepare_cached(sql)?;
        let texts = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        Ok(texts.collect::<Result<_, _>>()?)
    }
}
