//! Tables of one row, which holds JSON: the person, the workout that is planned.

use rusqlite::{OptionalExtension, params};

use crate::{Store, StoreError, operations::Raw};

impl Store {
    /// What the row of a table holds; `None` before there is one.
    pub(crate) fn one(&self, table: &'static str) -> Result<Option<Raw>, StoreError> {
        let sql = format!("SELECT body FROM {table}");
        Ok(self.connection.query_row(&sql, [], |row| Ok(Raw::of(row.get_ref(0)?))).optional()?)
    }

    /// Puts JSON in the place of what the row held; on the disk when this returns. What could not be `read` there is set
    /// aside as it is.
    pub(crate) fn set_one(
        &mut self,
        table: &'static str,
        body: &str,
        read: impl Fn(&Raw) -> Result<(), String>,
    ) -> Result<(), StoreError> {
        let lost = self.one(table)?.filter(|body| read(body).is_err());
        let transaction = self.write()?;
        if let Some(lost) = lost {
            transaction
                .execute("INSERT INTO set_aside (what, body) VALUES (?1, ?2)", params![table, lost])?;
        }
        let sql = format!(
            "INSERT INTO {table} (one, body, checksum) VALUES (1, ?1, checksum(?1))
             ON CONFLICT (one) DO UPDATE SET body = excluded.body, checksum = excluded.checksum"
        );
        transaction.execute(&sql, [body])?;
        Ok(transaction.commit()?)
    }
}
