//! The workout that is planned: one row.

use crate::{Store, StoreError, unreadable::json};

impl Store {
    /// The plan that was kept last, as the JSON it was kept as.
    ///
    /// # Errors
    /// [`StoreError::Locked`] and whatever else SQLite refuses a read with.
    pub fn plan(&self) -> Result<Option<String>, StoreError> {
        Ok(self.one("plan")?.and_then(|body| String::from_utf8(body.0).ok()))
    }

    /// Keeps a plan in place of the one before; on the disk when this returns.
    ///
    /// # Errors
    /// [`StoreError::Locked`], [`StoreError::Full`], [`StoreError::ReadOnly`]: then nothing was written.
    pub fn set_plan(&mut self, body: &str) -> Result<(), StoreError> {
        self.set_one("plan", body, json::<serde_json::Value>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_plan_stands_alone_and_only_json_is_kept() {
        let dir = tempfile::tempdir().unwrap();
        let mut store = Store::open_or_create(dir.path()).unwrap();
        assert_eq!(store.plan().unwrap(), None);
        store.set_plan(r#"{"distance_m":10000}"#).unwrap();
        store.set_plan(r#"{"distance_m":42195}"#).unwrap();
        assert!(store.set_plan("42 km").is_err());
        assert_eq!(store.plan().unwrap().unwrap(), r#"{"distance_m":42195}"#);
    }
}
