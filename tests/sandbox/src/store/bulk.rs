//! Adding very many objects of one type at once.

use rusqlite::params_from_iter;

use super::{
    Doc, StoreError, Writer,
    writer::{insertion, row},
};

impl Writer<'_> {
    /// Adds many objects of a type of the contract. Indexes are built afterwards, in one go, when the table was empty:
    /// growing them row by row takes several times as long.
    pub fn insert_all(&mut self, ty: &str, docs: impl IntoIterator<Item = Doc>) -> Result<u64, StoreError> {
        let table = self.tables.get(ty)?;
        let fresh = self.count(ty)? == 0;
        if fresh {
            table.drop_indexes(self.connection)?;
        }
        let mut added = 0;
        let mut statement = self.connection.prepare(&insertion(table))?;
        for doc in docs {
            statement.execute(params_from_iter(row(table, &doc)?))?;
            added += 1;
        }
        if fresh {
            table.create_indexes(self.connection)?;
        }
        Ok(added)
    }
}
