//! What the store says of itself, for a person who looks for a fault.

use crate::{Store, StoreError, open};

/// Version of the SQLite that is built in.
pub fn sqlite_version() -> &'static str {
    rusqlite::version()
}

impl Store {
    /// Looks for damage in the pages of the database.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] when there is some.
    pub fn check(&self) -> Result<(), StoreError> {
        open::quick_check(&self.connection)
    }
}
