//! Tables of one row, which holds JSON: the person, the workout that is planned.

use rusqlite::OptionalExtension;

use crate::{Store, StoreError};

impl Store {
    /// What the row of a table holds; `None` before there is one.
    pub(crate) fn one(&self, table: &'static str) -> Result<Option<String>, StoreError> {
        let sql = format!("SELECT body FROM {table}");
        Ok(self.connection.query_row(&sql, [], |row| row.get(0)).optional()?)
    }

    /// Puts JSON in the place of what the row held; on the disk when this returns.
    pub(crate) fn set_one(&self, table: &'static str, body: &str) -> Result<(), StoreError> {
        let sql = format!(
            "INSERT INTO {table} (one, body) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET body = excluded.body"
        );
        self.connection.execute(&sql, [body])?;
        Ok(())
    }
}
